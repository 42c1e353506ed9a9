#include "ui/window/reminder_flow.h"

#include "core/workspace/workspace.h"
#include "ui/notify/notifier.h"
#include "ui/notify/own_reminder_dialog.h"
#include "ui/notify/reminder_settings_dialog.h"
#include "ui/notify/reminder_words.h"
#include "ui/notify/tray_icon.h"
#include "ui/reminders/reminder_chain_dialog.h"
#include "ui/text/error_text.h"
#include "ui/text/wording.h"
#include "ui/widgets/actions.h"
#include "ui/window/dialog_opener.h"
#include "ui/window/lock_flow.h"
#include "ui/window/main_window.h"
#include "ui/window/message_center.h"
#include "ui/window/tray_refresh.h"
#include "ui/window/writing_guard.h"

#include <QCloseEvent>
#include <QDesktopServices>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

//! As keyturnctl is given them: of a group, the names below it. A parameter has none.
QStringList keysOf(const EntryContent &content)
{
    const bool isGroup = content.entry.isGroup();
    QStringList keys;
    if (content.entry.id.isParameter() && !isGroup)
        return keys;
    for (const EntryField &field : content.fields) {
        if (!field.key.isEmpty())
            keys.append(isGroup ? leafOf(field.key) : field.key);
    }
    return keys;
}

} // namespace

ReminderFlow::ReminderFlow(const WindowContext &context, LockFlow &lock, MainWindow &window) :
    QObject(&window), m_context(context), m_window(window), m_notifier(new Notifier(context.workspace, this))
{
    connectNotifier();
    connect(&m_context.workspace.openEntry(), &OpenEntry::contentChanged, this, &ReminderFlow::markRotated);
    connect(m_context.actions.action(Actions::Id::ReminderSettings), &QAction::triggered, this,
            [this] { openSettings({}); });
    connect(m_context.actions.action(Actions::Id::ReminderChain), &QAction::triggered, this, [this] {
        m_context.dialogs.open(new ReminderChainDialog(m_context.workspace, m_context.dialogs.window()));
    });
    connect(m_context.actions.action(Actions::Id::OwnReminder), &QAction::triggered, this,
            &ReminderFlow::remindOfOpenEntry);
    // Before the window is closed by them: that ends the program, whatever closing it does otherwise.
    connect(m_context.actions.action(Actions::Id::Quit), &QAction::triggered, this, [this] { m_isQuitting = true; });
    connect(&lock, &LockFlow::quitWanted, this, [this] { m_isQuitting = true; });
    window.installEventFilter(this);
}

ReminderFlow::~ReminderFlow() = default;

void ReminderFlow::connectNotifier()
{
    connect(m_notifier, &Notifier::entryWanted, this, &ReminderFlow::openEntryOf);
    connect(m_notifier, &Notifier::doneWanted, this, &ReminderFlow::markDone);
    connect(m_notifier, &Notifier::notShown, this, &ReminderFlow::tellNotShown);
    connect(m_notifier, &Notifier::windowWanted, this, &ReminderFlow::windowWanted);
    connect(m_notifier, &Notifier::remindersWanted, this, [this] { show(&MainWindow::openReminders); });
}

void ReminderFlow::start()
{
    if (m_tray)
        return;
    m_notifier->start();
    m_tray = new TrayIcon(*m_notifier, this);
    connectTray();
}

void ReminderFlow::connectTray()
{
    connect(m_tray, &TrayIcon::windowWanted, this, &ReminderFlow::windowWanted);
    connect(m_tray, &TrayIcon::quitWanted, this, &ReminderFlow::quit);
    connect(m_tray, &TrayIcon::entryWanted, this, &ReminderFlow::openEntryOf);
    connect(m_tray, &TrayIcon::lockWanted, this, [this] { m_context.actions.action(Actions::Id::Lock)->trigger(); });
    connect(m_tray, &TrayIcon::boardWanted, this, [this] { show(&MainWindow::openDueBoard); });
    auto *refreshes = new TrayRefresh(m_context, *m_notifier, m_window.refreshes(), this);
    connect(m_tray, &TrayIcon::refreshWanted, refreshes, &TrayRefresh::refresh);
    connect(refreshes, &TrayRefresh::windowWanted, this, &ReminderFlow::windowWanted);
    connect(refreshes, &TrayRefresh::entryWanted, &m_window, &MainWindow::openEntry);
}

void ReminderFlow::show(void (MainWindow::*page)())
{
    emit windowWanted();
    if (!m_context.workspace.lock().isLocked() && m_context.workspace.place().isOpen())
        (m_window.*page)();
}

//! In front of the user: there may be something to decide first.
void ReminderFlow::quit()
{
    emit windowWanted();
    m_isQuitting = true;
    m_window.close();
}

bool ReminderFlow::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == &m_window && event->type() == QEvent::Close && staysInTray()) {
        m_window.hide();
        event->ignore();
        return true;
    }
    return QObject::eventFilter(watched, event);
}

bool ReminderFlow::staysInTray() const
{
    return !m_isQuitting && m_tray && m_tray->isShown() && m_notifier->settings().closeToTray;
}

void ReminderFlow::openSettings(const EntryId &entry)
{
    auto *dialog = new ReminderSettingsDialog(m_notifier->settings(), m_context.workspace.dates(), entry,
                                              TrayIcon::isAvailable(), m_context.dialogs.window());
    connect(dialog, &ReminderSettingsDialog::settingsChosen, m_notifier, &Notifier::setSettings);
    m_context.dialogs.open(dialog);
}

void ReminderFlow::remindOfOpenEntry()
{
    const std::optional<EntryId> id = m_context.workspace.openEntry().id();
    const Entry *entry = id ? m_context.workspace.listing().entry(*id) : nullptr;
    if (!entry)
        return;
    Reminder fresh;
    fresh.entry = entry->id;
    fresh.arn = entry->arn;
    m_context.workspace.dates().reload();
    openReminder(fresh);
}

void ReminderFlow::edit(const DueItem &reminder)
{
    KnownDates &dates = m_context.workspace.dates();
    dates.reload();
    const QList<Reminder> known = dates.reminders();
    const auto found = std::find_if(known.begin(), known.end(),
                                    [&reminder](const Reminder &one) { return one.note.id == reminder.note.id; });
    if (found == known.end())
        m_context.messages.warn(tr("This reminder no longer exists."));
    else
        openReminder(*found);
}

void ReminderFlow::openReminder(const Reminder &reminder)
{
    const Workspace &workspace = m_context.workspace;
    const EntryContent *content = workspace.openEntry().content();
    const bool isOpen = content && content->entry.id == reminder.entry;
    auto *dialog =
        new OwnReminderDialog(m_context.workspace.dates(), reminder, isOpen ? keysOf(*content) : QStringList(),
                              workspace.clock().utcNow(), m_context.dialogs.window());
    connect(dialog, &OwnReminderDialog::saved, this, [this](const Reminder &saved) {
        m_context.messages.succeed(
            tr("Reminder saved for %1.").arg(Wording::date(saved.dueAt(), m_context.workspace.clock().utcNow())));
    });
    connect(dialog, &OwnReminderDialog::removed, this, &ReminderFlow::tellRemoved);
    connect(dialog, &OwnReminderDialog::pageWanted, this, [this](const QUrl &page) {
        if (!QDesktopServices::openUrl(page))
            m_context.messages.warn(tr("No browser could be opened."));
    });
    m_context.dialogs.open(dialog);
}

void ReminderFlow::tellRemoved(const Reminder &reminder)
{
    const auto takeBack = [this, reminder] {
        if (const Result<QString> id = m_context.workspace.dates().put(reminder); !id)
            m_context.messages.warn(ErrorText::message(id.error(), reminder.note.text).sentence);
    };
    m_context.messages.show({MessageBar::Kind::Success, tr("The reminder is deleted."), tr("Undo"), takeBack});
}

void ReminderFlow::openEntryOf(const DueItem &item)
{
    if (item.arn.isEmpty())
        return show(&MainWindow::openReminders);
    emit windowWanted();
    if (!m_context.workspace.lock().isLocked())
        emit linkWanted(item.arn);
}

//! A reminder is done at once. That a client secret was rotated is noted in a tag, which is staged for review like any
//! other edit.
void ReminderFlow::markDone(const DueItem &item)
{
    if (item.due.reason != DueReason::Reminder) {
        m_rotated = item.entry;
        openEntryOf(item);
        markRotated();
        return;
    }
    const QDate today = m_context.workspace.clock().utcNow().toLocalTime().date();
    const Result<std::optional<Reminder>> next = m_context.workspace.dates().done(item.note.id, today);
    if (!next)
        m_context.messages.warn(ErrorText::message(next.error(), item.note.text).sentence);
    else if (*next)
        m_context.messages.succeed(tr("Done. Next reminder on %1.")
                                       .arg(Wording::date((*next)->dueAt(), m_context.workspace.clock().utcNow())));
    else
        m_context.messages.succeed(tr("The reminder is done."));
}

void ReminderFlow::markRotated()
{
    const EntryContent *content = m_context.workspace.openEntry().content();
    if (!m_rotated || !content || content->entry.id != *m_rotated)
        return;
    m_rotated.reset();
    m_context.writing.run([this, id = content->entry.id] {
        const EntryContent *open = m_context.workspace.openEntry().content();
        if (!open || open->entry.id != id)
            return;
        const QString tag = QLatin1String(rotatedAtTag);
        const auto before = open->entry.tags.constFind(tag);
        const DetailKey key{id.name, DetailField::Tag, tag};
        const DetailChange change{before == open->entry.tags.cend() ? std::optional<QString>() : *before,
                                  m_context.workspace.clock().utcNow().toString(Qt::ISODate)};
        if (m_context.workspace.staging().stageDetails({{key, change}}, tr("marking as rotated")))
            m_context.messages.tell(tr("Noted in the tag %1. Review it and save.").arg(tag));
        else
            m_context.messages.warn(tr("%1 can't be marked now. Open it and set the tag %2.").arg(id.name, tag));
    });
}

//! What no desktop shows is told in the window; the list of reminders keeps it.
void ReminderFlow::tellNotShown(const QList<Alarm> &alarms)
{
    if (m_context.workspace.lock().isLocked())
        return;
    const QDateTime now = m_context.workspace.clock().utcNow();
    const QString sentence = alarms.size() == 1 ? tr("%1: %2.").arg(Wording::dueName(alarms.first().item),
                                                                    ReminderWords::title(alarms.first().item, now))
                                                : tr("%n reminder(s) of due dates.", nullptr, int(alarms.size()));
    m_context.messages.show(
        {MessageBar::Kind::Info, sentence, tr("Show reminders"), [this] { show(&MainWindow::openReminders); }});
}

} // namespace keyturn

#include "moc_reminder_flow.cpp"
