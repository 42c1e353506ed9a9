#pragma once
#include "core/keychain/keychain.h"
#include "core/workspace/staging.h"

#include <QDateTime>

namespace keyturn {

//! Locks the workspace while nobody is there to look: what was read is forgotten, keys and connections are let go, and
//! staged edits are sealed with a key that goes into the keychain. Writes under way reach their end first.
class WorkspaceLock : public QObject {
    Q_OBJECT

public:
    enum class Reason {
        Asked,
        Idle,
        Desktop, //!< the screen was locked, the computer goes to sleep, or another user works at it
    };

    WorkspaceLock(Place &place, Staging &staging, RunningWrites &running);

    //! Where the key of sealed edits is kept; unlocking opens it. \p keychain outlives the workspace. Without one edits
    //! stay in memory as they are.
    void keepKeyIn(Keychain &keychain) { m_keychain = &keychain; }

    bool isLocked() const { return m_locked; }
    bool isUnlocking() const { return m_unlocking; }
    Reason reason() const { return m_reason; }
    QDateTime since() const { return m_since; } //!< UTC
    //! What somebody was typing and is nowhere else yet: sealed as edits are, counted as one, and given back once by
    //! formReturned(). From locking() on; in the place of what was kept before, empty: of nothing.
    void keepForm(const SecretString &form) { m_form = form; }
    //! Edits that come back with unlocking.
    int editCount() const { return m_count; }
    bool areEditsSealed() const { return !m_box.isEmpty(); }

    //! Whether unlocking will ask for a password; Absent without a keychain.
    void askKeychain(const std::function<void(KeychainState)> &done);
    void lock(Reason reason);
    //! unlocked() or unlockFailed() follows. \p returns: to the place that was left, if there was one.
    void unlock(bool returns = true);

signals:
    void locking(); //!< what shows values goes now; the list is still there to be counted
    void settled(); //!< nothing is written any more and edits are sealed, or cannot be
    //! \p returns: to the place that was left, which is being opened.
    void unlocked(bool returns);
    //! Follows unlocked(); before the place is opened, so that whatever is asked for that is asked over the form.
    void formReturned(const keyturn::SecretString &form);
    void unlockFailed(const keyturn::Error &error);
    //! The key of \p count sealed edits is no longer in the keychain. They are lost.
    void editsLost(int count);

private:
    void takeEdits();
    void sealEdits();
    void seal(const SecretString &key);
    Task<Result<SecretString>> openKeychain();
    bool openBox(const SecretString &key);

    Place &m_place;
    Staging &m_staging;
    RunningWrites &m_running;
    Keychain *m_keychain = nullptr;
    bool m_locked = false;
    bool m_unlocking = false;
    bool m_wasSomewhere = false;
    Reason m_reason = Reason::Asked;
    QDateTime m_since;
    int m_count = 0;
    StagedEdits m_edits; // with their values in m_box, if that is not empty
    SecretString m_form; // this as well
    QByteArray m_box;
    TaskScope m_tasks;
};

} // namespace keyturn
