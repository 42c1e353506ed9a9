#include "ui/window/close_guard.h"

#include <QTimer>

#include <algorithm>

using namespace std::chrono_literals;

namespace keyturn {

CloseGuard::CloseGuard(Workspace &workspace, QObject *parent) : QObject(parent), m_workspace(workspace)
{
    connect(&workspace.running(), &RunningWrites::changed, this, &CloseGuard::goOn, Qt::QueuedConnection);
    connect(&workspace.staging(), &Staging::changed, this, &CloseGuard::goOn, Qt::QueuedConnection);
}

bool CloseGuard::mayClose()
{
    if (m_waitedLongEnough)
        return true;
    if (m_workspace.running().count() > 0) {
        m_closing = true;
        if (!m_waits) {
            m_waits = true;
            QTimer::singleShot(10s, this, [this] {
                m_waits = false;
                m_waitedLongEnough = m_closing && m_workspace.running().count() > 0;
                if (m_waitedLongEnough)
                    emit closeNow();
            });
        }
        m_workspace.clientSecrets().stop(); // a message that is waited for is taken by the next run
        emit writing();
        return false;
    }
    if (m_workspace.lock().editCount() > 0) {
        m_closing = false;
        emit lockedEdits();
        return false;
    }
    const QList<EntryId> halves = m_workspace.halfSaves().entries();
    const auto unsettled = std::find_if(halves.begin(), halves.end(), [this](const EntryId &id) {
        return !m_workspace.halfSaves().find(id)->recovered; // those are found again next time
    });
    if (unsettled != halves.end()) {
        m_closing = false;
        emit halfSaved(*unsettled);
        return false;
    }
    if (!mayLeaveRefreshes()) {
        m_closing = false;
        return false;
    }
    if (!m_workspace.staging().edits().isEmpty()) {
        m_closing = true;
        emit unsavedChanges();
        return false;
    }
    return true;
}

bool CloseGuard::mayLeaveRefreshes()
{
    const QList<EntryId> left = m_workspace.refreshes().unfinishedEntries();
    for (const EntryId &id : left) {
        if (m_workspace.refreshes().holdsTokens(id)) {
            emit unfinishedRefreshes(id);
            return false;
        }
    }
    if (left.isEmpty() || m_toldOfRefreshes)
        return true;
    m_toldOfRefreshes = true;
    emit unfinishedRefreshes({});
    return false;
}

void CloseGuard::goOn()
{
    if (m_closing && m_workspace.running().count() == 0 && m_workspace.staging().edits().isEmpty())
        emit closeNow();
}

} // namespace keyturn

#include "moc_close_guard.cpp"
