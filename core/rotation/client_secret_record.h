#pragma once
#include "core/entry/entry.h"
#include "core/keychain/keychain.h"

namespace keyturn {

//! A client secret that is being replaced, made by hand or ordered from the provider's API, from the moment it is known
//! here until the old one has run out: names and dates, no secret.
struct ClientSecretChange {
    enum class State {
        Ordered, //!< the provider may have been asked to make it; the message that brings it is not here yet
        Testing, //!< kept, and not yet shown to the provider, or nobody knows what it said
        Writing, //!< the provider accepts it: it belongs into every copy
        Grace,   //!< written everywhere; the old one may still be in use
    };
    struct Copy {
        EntryId entry;
        QString arn;
        QStringList keys;
        bool isWritten = false;
        QString versionId; //!< secrets, once written
        QString problem;   //!< why the last try failed: a code
    };
    //! Something that reads the secret and has to be told, or looked after.
    struct Consumer {
        QString text;
        bool isDone = false;
    };

    //! The message that brings a secret which was ordered.
    struct Notice {
        QStringList queues;  //!< URLs, where it may lie; empty: the secret was made by hand
        QDateTime orderedAt; //!< UTC, from then on it may have been asked for; invalid: it was not
        QString foundIn;     //!< URL
        QString receipt;     //!< of the receive that brought it
        QDateTime oldUntil;  //!< UTC, as it says
        bool isDeleted = false;

        bool isExpected() const { return !queues.isEmpty() && !isDeleted; }
    };

    EntryId entry; //!< whose refresh token it is tried out with
    QString arn;
    bool rehearsal = false;
    QString provider; //!< its name, for people
    State state = State::Testing;
    QDateTime at;         //!< UTC
    QDateTime testedAt;   //!< UTC, when the provider accepted it
    QDateTime graceUntil; //!< UTC, the old one is accepted so long; invalid: not known
    QList<Copy> copies;
    QList<Consumer> consumers;
    Notice notice = {};

    QString key() const; //!< RefreshMarker::keyOf(): one at a time for each entry
    int written() const;
    bool isWrittenEverywhere() const { return written() == copies.size(); }
    //! Nothing is left to do but to wait until the old one has run out.
    bool isDone() const { return state == State::Grace && !notice.isExpected(); }

    QByteArray text() const;
    static Result<ClientSecretChange> fromText(const QByteArray &text);
};

//! Where they are kept: a small file each, and both secrets in the keychain, the new one until it is written
//! everywhere and the old one until nobody asks about it any more.
class ClientSecretRecord {
public:
    struct Secrets {
        SecretString fresh;
        SecretString old;
    };

    //! \p folder of the files. \p keychain outlives this; null: nothing can be kept, and nothing is begun.
    ClientSecretRecord(QString folder, Keychain *keychain) : m_folder(std::move(folder)), m_keychain(keychain) {}

    //! The secrets first, so that a file tells that they are there. Keychain "no-journal", Io "journal", or the
    //! keychain's own errors.
    Task<Result<>> begin(ClientSecretChange change, Secrets secrets) const;
    //! How far it is now, on the disk when it returns.
    Result<> note(const ClientSecretChange &change) const;
    //! Of Grace: the new one lies in AWS.
    Task<Result<>> forgetFresh(ClientSecretChange change) const;
    Task<Result<>> end(ClientSecretChange change) const;

    QList<ClientSecretChange> all() const;
    std::optional<ClientSecretChange> of(const EntryId &entry, bool rehearsal) const;
    //! NotFound where the keychain holds nothing of it.
    Task<Result<Secrets>> secrets(QString key) const;

private:
    QString m_folder;
    Keychain *m_keychain;
};

} // namespace keyturn
