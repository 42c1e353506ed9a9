#pragma once
#include "core/base/result.h"
#include "core/entry/entry.h"
#include "core/oauth/provider.h"

namespace keyturn {

//! A refresh that has begun and not ended, as it stands in a file without secrets: names, version ids and dates. It
//! tells that something is unfinished even while the keychain is locked.
struct RefreshMarker {
    enum class State {
        Planned,  //!< nothing was sent
        Sent,     //!< the provider may have been asked
        Answered, //!< its answer is in the keychain
    };
    EntryId entry;
    QString arn;            //!< of a secret
    bool rehearsal = false; //!< of the sandbox: its entries are called as real ones may be
    bool consent = false;   //!< a code is exchanged that a person's consent brought: there is no second try
    bool pending = false;   //!< the new version becomes AWSPENDING, not AWSCURRENT: createSecret of a rotation
    QString operation;      //!< a UUID, the same in the keychain's item
    QString base;           //!< secrets: the version that may be replaced
    QString token;          //!< secrets: ClientRequestToken of the write to come, and so its version
    QString host;           //!< that is asked
    QString provider;       //!< its name, for people
    Provider::Replay replay = Provider::Replay::Ask;
    State state = State::Planned;
    int sends = 0;         //!< requests that may have reached the provider
    QDateTime at;          //!< UTC, when it was planned
    QDateTime sentAt;      //!< UTC, the first of them
    QDateTime replayUntil; //!< UTC; invalid: no leeway

    //! Names the file, the keychain's item and the lock: one for each entry, however often it is refreshed.
    static QString keyOf(const EntryId &entry, bool rehearsal);
    QString key() const { return keyOf(entry, rehearsal); }

    QByteArray text() const;
    //! Protocol, "journal", where a single bit is not as it was written.
    static Result<RefreshMarker> fromText(const QByteArray &text);
};

} // namespace keyturn
