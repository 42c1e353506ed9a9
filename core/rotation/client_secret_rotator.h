#pragma once
#include "core/rotation/client_secret_record.h"
#include "core/rotation/secret_copies.h"
#include "core/rotation/token_refresher.h"
#include "core/save/entry_save.h"

namespace keyturn {

enum class ClientSecretStep { ReadEntry, FindCopies, OrderSecret, AwaitMessage, AskProvider, WriteCopies };

using SecretProgress = std::function<void(ClientSecretStep, int, int)>; //!< how many of how many, where that is known

//! How long to wait for what a provider sends, and until all its servers know it; and who is told meanwhile.
struct SecretPatience {
    SecretPatience() = default; // no aggregate: it stands as a default argument of coroutines

    std::chrono::milliseconds message{300'000};
    std::chrono::milliseconds propagation{300'000};
    std::function<bool()> isOver = {}; //!< asked now and then: nobody wants to wait any longer
    SecretProgress progress = {};
};

//! What is asked for.
struct ClientSecretOrder {
    Entry entry; //!< whose refresh token shows that the provider accepts the new secret
    SecretString fresh;
    RefreshSettings settings = {};
    QSet<EntryId> onlyIn = {}; //!< the copies that are written; empty: every one of the account and region
    QStringList consumers = {};
    bool takesWaiting = false; //!< a secret that lies in the queue already is what is wanted
    SecretProgress progress = {};
    //! Of one that is ordered: asked as the last thing before the provider is. False: it is not.
    std::function<bool()> mayAsk = {};
};

//! Replaces a client secret that somebody has made anew in the provider's console: it is kept in the keychain, shown to
//! the provider with one token request, and written to every copy of the old one, each onto the version that was read.
//! Wherever it stops, the record tells which copies are written, and resume() goes on. All outlive this and its tasks.
class ClientSecretRotator {
public:
    ClientSecretRotator(Connection &connection, const RefreshJournal &journal, const ClientSecretRecord &record,
                        SaveNotes notes = {}) :
        m_connection(connection),
        m_journal(journal), m_record(record), m_notes(std::move(notes))
    {}

    //! What it would write: reads only. Unsupported "no-client-secret"; Invalid "same-secret", "short-secret" or
    //! "secret-form".
    Task<Result<SecretCopies::Found>> look(ClientSecretOrder order) const;
    //! The record of what is to be done, not kept yet. Conflict "unfinished" where an earlier one is.
    Result<ClientSecretChange> planned(const ClientSecretOrder &order, const SecretCopies::Found &found) const;
    //! Keeps the secret and tries it out, \p found as look() gave it. The provider's refusals: nothing is kept, and
    //! nothing was changed. AnswerLost, or an error behind the answer: resume() tries again. Conflict "unfinished"
    //! where an earlier one is.
    Task<Result<ClientSecretChange>> test(ClientSecretOrder order, SecretCopies::Found found) const;
    //! Writes what is not written yet. Copies whose value is neither the old nor the new one are left alone: their
    //! problem is "changed-elsewhere".
    Task<Result<ClientSecretChange>> write(ClientSecretChange change) const;
    //! Where it is not known that the provider accepts the new one: tries it out.
    Task<Result<ClientSecretChange>> testAgain(ClientSecretChange change, RefreshSettings settings,
                                               SecretPatience patience = {}) const;
    //! From wherever it stopped, however the secret was made: see ClientSecretByApi for one that was ordered.
    Task<Result<ClientSecretChange>> resume(ClientSecretChange change, RefreshSettings settings,
                                            SecretPatience patience = {}) const;

    const RefreshJournal &journal() const { return m_journal; }

    //! Whether the provider still accepts the old one. Unsupported "would-spend" where asking would cost a refresh
    //! token.
    Task<Result<bool>> isOldAccepted(ClientSecretChange change, RefreshSettings settings) const;

private:
    Task<Result<>> tryOut(Entry entry, SecretString fresh, RefreshSettings settings) const;
    Result<ClientSecretChange> accepted(ClientSecretChange change, const Provider &provider) const;
    Task<std::optional<Error>> writeOne(ClientSecretChange::Copy *copy, ClientSecretRecord::Secrets secrets) const;

    Connection &m_connection;
    const RefreshJournal &m_journal;
    const ClientSecretRecord &m_record;
    const SaveNotes m_notes;
};

} // namespace keyturn
