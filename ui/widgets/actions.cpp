#include "ui/widgets/actions.h"

#include "ui/style/icons.h"

#include <QMetaEnum>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {
constexpr auto obstacleProperty = "obstacle";
constexpr auto nameProperty = "name";
} // namespace

Actions::Actions(QWidget *window) : QObject(window), m_window(window)
{
    add(Id::Palette, tr("Search entries and commands"), u"search"_s,
        {Qt::CTRL | Qt::Key_K, Qt::CTRL | Qt::SHIFT | Qt::Key_P});
    add(Id::RefreshToken, tr("Refresh token"), u"view-refresh"_s, {Qt::CTRL | Qt::Key_R});
    add(Id::Authorise, tr("Sign in to the provider…"), u"globe"_s);
    add(Id::Edit, tr("Edit"), u"document-edit"_s, {Qt::CTRL | Qt::Key_E});
    add(Id::Review, tr("Review and save…"), u"document-save"_s, {Qt::CTRL | Qt::Key_S});
    add(Id::Undo, tr("Undo"), u"edit-undo"_s, {Qt::CTRL | Qt::Key_Z});
    add(Id::Redo, tr("Redo"), u"edit-redo"_s, {Qt::CTRL | Qt::SHIFT | Qt::Key_Z});
    add(Id::DiscardAll, tr("Discard unsaved changes…"), u"edit-delete"_s);
    add(Id::UndoSave, tr("Undo the last save"), u"edit-undo"_s);
    add(Id::AddKey, tr("Add key"), u"list-add"_s);
    add(Id::RenameKey, tr("Rename key"), u"edit-rename"_s);
    add(Id::DuplicateKey, tr("Duplicate key"), u"edit-duplicate"_s);
    add(Id::MoveKeyUp, tr("Move key up"), u"go-up"_s);
    add(Id::MoveKeyDown, tr("Move key down"), u"go-down"_s);
    add(Id::RemoveKey, tr("Remove key"), u"edit-delete"_s);
    add(Id::GeneratePassword, tr("Generate password…"), u"roll"_s);
    add(Id::KeyMap, tr("Key mapping…"), u"tag"_s);
    add(Id::PasteKeys, tr("Paste and merge keys…"), u"edit-paste"_s, {Qt::CTRL | Qt::SHIFT | Qt::Key_V});
    add(Id::ImportKeys, tr("Import keys from a file…"), u"document-import"_s);
    add(Id::ExportEntry, tr("Export…"), u"document-export"_s);
    add(Id::NewEntry, tr("New secret or parameter…"), u"list-add"_s, {Qt::CTRL | Qt::Key_N});
    add(Id::FindInEntry, tr("Find in this entry"), u"search"_s);
    add(Id::CopyValue, tr("Copy value"), u"edit-copy"_s);
    add(Id::ToggleMask, tr("Show value for 20 seconds"), u"view-visible"_s, {Qt::CTRL | Qt::SHIFT | Qt::Key_C});
    add(Id::CopyName, tr("Copy name"), u"edit-copy"_s);
    add(Id::Reload, tr("Reload"), u"view-refresh"_s, {Qt::Key_F5});
    add(Id::Filter, tr("Filter the list"), u"view-filter"_s, {Qt::CTRL | Qt::Key_F, Qt::Key_F3});
    add(Id::FindElsewhere, tr("Find in other regions…"), u"search"_s);
    add(Id::DueBoard, tr("Due board"), u"view-calendar-timeline"_s, {Qt::CTRL | Qt::Key_D})->setCheckable(true);
    add(Id::SeveralPlaces, tr("Several places"), u"globe"_s, {Qt::CTRL | Qt::SHIFT | Qt::Key_L})->setCheckable(true);
    add(Id::TabValues, tr("Show values"), u"view-list-details"_s, {Qt::CTRL | Qt::Key_1});
    add(Id::TabVersions, tr("Show versions"), u"view-history"_s, {Qt::CTRL | Qt::Key_2});
    add(Id::TabRotation, tr("Show tokens and rotation"), u"view-refresh"_s, {Qt::CTRL | Qt::Key_3});
    add(Id::TabDetails, tr("Show details"), u"documentinfo"_s, {Qt::CTRL | Qt::Key_5});
    add(Id::CompareEntries, tr("Compare with another entry…"), u"vcs-diff"_s);
    add(Id::OpenConsole, tr("Open in the AWS console"), u"globe"_s);
    add(Id::OwnReminder, tr("Reminder for this entry…"), u"clock"_s);
    add(Id::DeleteEntry, tr("Delete…"), u"edit-delete"_s);
    add(Id::RestoreEntry, tr("Restore"), u"edit-undo"_s);
    add(Id::UnlockWriting, tr("Unlock writing for 10 minutes"), u"object-unlocked"_s);
    add(Id::MarkProduction, tr("Treat as production (read-only, confirm saves)"), u"object-locked"_s)
        ->setCheckable(true);
    add(Id::NextProfile, tr("Next profile"), u"user-identity"_s, {Qt::CTRL | Qt::Key_Tab});
    add(Id::Profiles, tr("Choose a profile"), u"user-identity"_s);
    add(Id::AddAccessKeys, tr("Add access keys…"), u"list-add"_s);
    add(Id::ToggleSidebar, tr("Collapse sidebar"), u"sidebar-show"_s, {Qt::Key_F9});
    add(Id::NextArea, tr("Next area"), u"go-next"_s, {Qt::Key_F6});
    add(Id::PreviousArea, tr("Previous area"), u"go-previous"_s, {Qt::SHIFT | Qt::Key_F6});
    add(Id::ReminderChain, tr("Reminders sent by AWS…"), u"mail-message"_s);
    add(Id::ReminderSettings, tr("Reminder settings…"), u"preferences-desktop-notification"_s);
    add(Id::Lock, tr("Lock Keyturn"), u"object-locked"_s, {Qt::CTRL | Qt::Key_L});
    add(Id::Shortcuts, tr("Keyboard shortcuts"), u"input-keyboard"_s,
        {Qt::Key_F1, Qt::CTRL | Qt::Key_Slash, Qt::CTRL | Qt::Key_Question});
    add(Id::Settings, tr("Settings…"), u"configure"_s, {Qt::CTRL | Qt::Key_Comma});
    add(Id::Doctor, tr("Doctor…"), u"help-about"_s);
    add(Id::Quit, tr("Quit"), u"application-exit"_s, {Qt::CTRL | Qt::Key_Q})->setMenuRole(QAction::QuitRole);
}

QAction *Actions::add(Id id, const QString &text, const QString &icon, const QList<QKeySequence> &shortcuts)
{
    auto *action = new QAction(icons::icon(icon), text, this);
    action->setObjectName(u"action%1"_s.arg(QLatin1String(QMetaEnum::fromType<Id>().valueToKey(int(id)))));
    action->setProperty(nameProperty, text);
    action->setShortcuts(shortcuts);
    m_window->addAction(action);
    m_actions.insert(id, action);
    m_order.append(id);
    describe(action);
    return action;
}

QList<QAction *> Actions::all() const
{
    QList<QAction *> actions;
    for (Id id : m_order)
        actions.append(action(id));
    return actions;
}

QList<QAction *> Actions::ofEntry() const
{
    QList<QAction *> actions;
    for (Id id : {Id::Edit, Id::RefreshToken, Id::Authorise, Id::CopyName, Id::CompareEntries, Id::OpenConsole,
                  Id::OwnReminder, Id::ExportEntry, Id::DeleteEntry, Id::RestoreEntry})
        actions.append(action(id));
    return actions;
}

void Actions::setObstacle(Id id, const QString &reason)
{
    QAction *known = action(id);
    known->setEnabled(reason.isEmpty());
    known->setProperty(obstacleProperty, reason);
    describe(known);
}

void Actions::setText(Id id, const QString &text)
{
    action(id)->setText(text);
    describe(action(id));
}

QString Actions::obstacle(const QAction *action)
{
    return action->property(obstacleProperty).toString();
}

QString Actions::name(const QAction *action)
{
    return action->property(nameProperty).toString();
}

void Actions::describe(QAction *action)
{
    QString text = action->text();
    text.remove(u'&');
    QString tip = text;
    if (!action->shortcut().isEmpty())
        tip += u" (%1)"_s.arg(action->shortcut().toString(QKeySequence::NativeText));
    if (const QString reason = obstacle(action); !reason.isEmpty())
        tip += u"\n%1"_s.arg(reason);
    action->setToolTip(tip);
    action->setStatusTip(obstacle(action));
}

} // namespace keyturn

#include "moc_actions.cpp"
