#pragma once
#include "core/workspace/refreshes.h"
#include "core/workspace/workspace_lock.h"

#include <QTimer>

namespace keyturn {

//! Refreshes the tokens of pinned entries before they expire, as long as the program runs and their place is open. It
//! writes no entry more often than once in ten minutes, whoever of the user's programs refreshed it, and none of which
//! a rotation, an unfinished operation or somebody's edits are in the way.
class AutoRefresh : public QObject {
    Q_OBJECT

public:
    enum class State {
        Off,     //!< not pinned
        Waiting, //!< until `next`
        Running,
        Blocked, //!< should be refreshed, and must not be: see `why`
        Failed,  //!< the last one; tried again at `next`, or not before a person has looked where that is invalid
    };
    struct Status {
        State state = State::Off;
        QDateTime next; //!< UTC
        //! Blocked: Locked, ReadOnly, RotationPending, RotationEnabled, Unfinished, Unsaved, Deleted or NoExpiry.
        Refusal why = Refusal::None;
        std::optional<Error> error; //!< of Failed
    };

    static constexpr std::chrono::minutes ahead{10};      //!< so long before the expiry
    static constexpr std::chrono::minutes leastPause{10}; //!< between two writes of one entry

    AutoRefresh(Place &place, Listing &listing, const Staging &staging, Refreshes &refreshes,
                const WorkspaceLock &lock);

    //! Remembered on this computer. Errors as Refreshes::remember().
    Result<> pin(const Entry &entry, bool isPinned);
    bool isPinned(const EntryId &id) const { return m_pinned.contains(id); }
    Status status(const EntryId &id) const;
    QList<EntryId> pinned() const { return m_pinned.values(); }

    //! Begins what is due now; by itself every few seconds.
    void check();

signals:
    void changed(const keyturn::EntryId &id);

private:
    struct Failure {
        Error error;
        int count = 0;
        QDateTime retryAt; //!< UTC; invalid: not by itself
    };
    void rescan();
    Refusal obstacle(const Entry &entry) const;
    QDateTime dueAt(const Entry &entry) const;
    LoginFacts factsOf(const EntryId &id) const;
    void failed(const EntryId &id, const Error &error);

    Place &m_place;
    Listing &m_listing;
    const Staging &m_staging;
    Refreshes &m_refreshes;
    const WorkspaceLock &m_lock;
    QSet<EntryId> m_pinned; // of this place
    QHash<EntryId, Failure> m_failures;
    QHash<QString, LoginFacts> m_logins;
    QTimer m_timer;
};

} // namespace keyturn
