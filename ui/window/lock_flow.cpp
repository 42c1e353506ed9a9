#include "ui/window/lock_flow.h"

#include "core/desktop/concealment.h"
#include "core/workspace/workspace.h"
#include "ui/editor/value_editor.h"
#include "ui/lock/lock_page.h"
#include "ui/search/entry_list_model.h"
#include "ui/settings/preferences.h"
#include "ui/widgets/clipboard_guard.h"
#include "ui/window/dialog_opener.h"
#include "ui/window/message_center.h"

#include <QActionGroup>
#include <QDialog>
#include <QMenu>
#include <QSettings>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

LockPage::Counts countsOf(const Workspace &workspace, const EntryListModel &entries)
{
    LockPage::Counts counts;
    counts.unfinished = int(workspace.halfSaves().entries().size() + workspace.refreshes().unfinishedEntries().size());
    for (int i = 0; i < entries.count(); ++i) {
        const Status status = entries.row(i).status.status;
        counts.overdue += status == Status::Overdue ? 1 : 0;
        counts.due += status == Status::DueSoon || status == Status::Grace ? 1 : 0;
    }
    return counts;
}

} // namespace

LockFlow::LockFlow(const WindowContext &context, const EntryListModel &entries, QStackedWidget &views,
                   QObject *parent) :
    QObject(parent),
    m_context(context), m_entries(entries), m_views(views)
{
    WorkspaceLock &lock = m_context.workspace.lock();
    connect(&m_idle, &IdleWatch::idle, this, [&lock] { lock.lock(WorkspaceLock::Reason::Idle); });
    connect(&lock, &WorkspaceLock::locking, this, &LockFlow::show);
    connect(&lock, &WorkspaceLock::unlocked, this, &LockFlow::unlocked);
    connect(&lock, &WorkspaceLock::editsLost, this, [this](int count) {
        m_context.messages.warn(
            tr("%n unsaved change(s) couldn't be restored: their encryption key is no longer in the keychain.", nullptr,
               count));
    });
    m_idle.setLimit(std::chrono::minutes(preferences::idleMinutes()));
}

void LockFlow::lockSoon()
{
    QMetaObject::invokeMethod(
        this, [this] { m_context.workspace.lock().lock(WorkspaceLock::Reason::Asked); }, Qt::QueuedConnection);
}

bool LockFlow::isLocked() const
{
    return m_context.workspace.lock().isLocked();
}

void LockFlow::show()
{
    emit Concealment::instance().requested();
    const QList<ValueEditor *> editors = m_context.dialogs.window()->findChildren<ValueEditor *>();
    for (ValueEditor *editor : editors) // what is half typed is an edit like others
        editor->handOver();
    m_context.clipboard.clearNow();
    closeDialogs();
    m_context.messages.clear();
    if (!m_page) {
        m_page = new LockPage(m_context.workspace);
        m_views.addWidget(m_page);
        connect(m_page, &LockPage::quitWanted, this, &LockFlow::quitWanted);
    }
    m_page->begin(countsOf(m_context.workspace, m_entries));
    m_views.setCurrentWidget(m_page);
    emit locked();
    m_page->setFocus();
}

//! One that is being written by goes, too: writing is the workspace's.
void LockFlow::closeDialogs()
{
    const QList<QDialog *> dialogs = m_context.dialogs.window()->findChildren<QDialog *>();
    for (QDialog *dialog : dialogs) {
        dialog->done(QDialog::Rejected);
        dialog->deleteLater();
    }
}

void LockFlow::warnOfEdits()
{
    if (m_page)
        m_page->warnOfEdits();
}

void LockFlow::setIdleMinutes(int minutes)
{
    QSettings().setValue(QLatin1String(preferences::idleMinutesKey), minutes);
    m_idle.setLimit(std::chrono::minutes(minutes));
}

void LockFlow::fillIdleMenu(QMenu &menu)
{
    auto *group = new QActionGroup(&menu);
    for (const int minutes : {1, 5, 15, 60, 0}) {
        QAction *choice = menu.addAction(minutes > 0 ? tr("After %n minute(s)", nullptr, minutes) : tr("Never"));
        choice->setObjectName(u"lockAfter%1"_s.arg(minutes));
        choice->setCheckable(true);
        group->addAction(choice);
        connect(choice, &QAction::triggered, this, [this, minutes] { setIdleMinutes(minutes); });
        connect(&menu, &QMenu::aboutToShow, choice,
                [choice, minutes] { choice->setChecked(minutes == preferences::idleMinutes()); });
        choice->setChecked(minutes == preferences::idleMinutes());
    }
}

} // namespace keyturn

#include "moc_lock_flow.cpp"
