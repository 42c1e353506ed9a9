#pragma once
#include "core/workspace/workspace.h"

#include <QObject>

namespace keyturn {

//! What has to happen before the window closes: writes end, half saves are settled, unsaved changes are saved or given
//! up. Closing goes on by itself when that has happened, unless it is cancelled.
class CloseGuard : public QObject {
    Q_OBJECT

public:
    explicit CloseGuard(Workspace &workspace, QObject *parent = nullptr);

    //! True: nothing keeps the window open. False: one of the first three signals has told what does.
    bool mayClose();
    bool isClosing() const { return m_closing; }
    //! The user does not want to close any more.
    void cancel() { m_closing = false; }

signals:
    void lockedEdits();                         //!< they come back with unlocking only
    void writing();                             //!< a write is under way; it is waited for, ten seconds at most
    void halfSaved(const keyturn::EntryId &id); //!< its new values are nowhere else
    //! Refreshes have not ended. \p id holds tokens that are in this program only; without it what they got is in the
    //! keychain, and this is told once.
    void unfinishedRefreshes(const std::optional<keyturn::EntryId> &id);
    void unsavedChanges(); //!< to be saved, discarded, or kept by cancel()
    void closeNow();       //!< what kept the window open is over

private:
    void goOn();
    bool mayLeaveRefreshes();

    Workspace &m_workspace;
    bool m_closing = false;
    bool m_toldOfRefreshes = false;
    bool m_waits = false;
    bool m_waitedLongEnough = false;
};

} // namespace keyturn
