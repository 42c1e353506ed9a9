#include "app/pictures/window_pictures.h"

#include "core/workspace/workspace.h"
#include "ui/list/list_page.h"
#include "ui/notify/notifier.h"
#include "ui/notify/tray_icon.h"
#include "ui/widgets/actions.h"
#include "ui/window/command_palette.h"
#include "ui/window/main_window.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QSpinBox>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

bool palettes(MainWindow &window, const PictureTools &tools)
{
    const QList<std::pair<QString, QString>> typed = {
        {u"palette"_s, u"re"_s}, {u"palette-empty"_s, {}}, {u"palette-disabled"_s, u"restore"_s}};
    for (const auto &[name, text] : typed) {
        window.openPalette(text);
        auto *palette = window.findChild<CommandPalette *>();
        if (!tools.wait([palette] { return palette->isVisible(); }, "the palette"))
            return false;
        tools.both(name, [&window] { return window.grab(); });
        palette->dismiss();
    }
    return true;
}

bool isExamined(const QDialog *doctor)
{
    return doctor->findChild<QAbstractButton *>(u"doctorSave"_s)->isEnabled();
}

bool dialogs(MainWindow &window, const PictureTools &tools)
{
    struct Opened {
        Actions::Id command;
        const char *dialog;
        QString picture;
    };
    const QList<Opened> all = {{Actions::Id::Shortcuts, "shortcutsDialog", u"shortcuts"_s},
                               {Actions::Id::DiscardAll, "discardDialog", u"discard"_s},
                               {Actions::Id::ReminderSettings, "reminderSettings", u"reminder-settings"_s},
                               {Actions::Id::AddAccessKeys, "addKeysDialog", u"add-keys"_s},
                               {Actions::Id::Settings, "settingsDialog", u"settings"_s},
                               {Actions::Id::FindElsewhere, "findElsewhereDialog", u"find-elsewhere"_s},
                               {Actions::Id::Doctor, "doctorDialog", u"doctor"_s}};
    for (const Opened &one : all) {
        window.actions().action(one.command)->trigger();
        const auto shown = [&window, &one] { return window.findChild<QDialog *>(QLatin1String(one.dialog)); };
        if (!tools.wait([&shown] { return shown() != nullptr; }, one.dialog))
            return false;
        if (one.command == Actions::Id::Doctor && !tools.wait([&shown] { return isExamined(shown()); }, "the doctor"))
            return false;
        tools.both(one.picture, [&tools, &shown] { return tools.withDialog(*shown()); });
        shown()->reject();
    }
    return true;
}

//! Entries that were not opened: whether they have such a key is not known, and the list says so.
bool unreadKeys(MainWindow &window, const PictureTools &tools)
{
    if (auto *board = window.actions().action(Actions::Id::DueBoard); board->isChecked())
        board->trigger();
    auto *filter = window.findChild<QLineEdit *>(u"filterField"_s);
    filter->setText(u"key:lwa-*"_s);
    if (!tools.wait([&window] { return !window.list().isFiltering(); }, "the filtered list"))
        return false;
    tools.both(u"list-keys-unread"_s, [&window] { return window.grab(); });
    filter->clear();
    return tools.wait([&window] { return !window.list().isFiltering(); }, "the whole list");
}

//! The window with \p menu over it, where it opens.
QPixmap withMenu(MainWindow &window, QMenu &menu)
{
    QPixmap picture = window.grab();
    QPainter(&picture).drawPixmap(window.mapFromGlobal(menu.pos()), menu.grab());
    return picture;
}

bool menus(MainWindow &window, const PictureTools &tools)
{
    const auto shown = [&] { return qobject_cast<QMenu *>(QApplication::activePopupWidget()); };
    const auto photograph = [&](const QString &name) {
        if (!tools.wait([&] { return shown() != nullptr; }, qPrintable(name)))
            return false;
        tools.both(name, [&] { return withMenu(window, *shown()); });
        shown()->close();
        return true;
    };
    for (const auto &[button, name] : {std::pair("menuButton", u"menu"_s), std::pair("moreButton", u"menu-entry"_s),
                                       std::pair("valuesMore", u"menu-values"_s)}) {
        auto *opens = window.findChild<QToolButton *>(QLatin1String(button));
        opens->menu()->popup(opens->mapToGlobal(QPoint(0, opens->height())));
        if (!photograph(name))
            return false;
    }
    window.findChild<QAbstractButton *>(u"profileButton"_s)->click();
    if (!photograph(u"menu-profiles"_s))
        return false;
    auto *list = window.findChild<QAbstractItemView *>(u"entryList"_s);
    emit list->customContextMenuRequested(list->visualRect(list->currentIndex()).center());
    return photograph(u"menu-context"_s);
}

//! What reminds outside of the pages: the settings of it, and the menu in the tray.
bool reminders(MainWindow &window, Workspace &workspace, const PictureTools &tools)
{
    Notifier notifier(workspace);
    TrayIcon tray(notifier);
    notifier.check();
    auto *menu = const_cast<QMenu *>(&tray.menu()); // the desktop opens it
    tools.both(u"tray"_s, [&window, menu] {
        menu->popup(window.mapToGlobal(window.rect().center()));
        const QPixmap picture = withMenu(window, *menu);
        menu->close();
        return picture;
    });
    return true;
}

//! A date of the user's own, before it is saved.
bool ownReminder(MainWindow &window, Workspace &workspace, const PictureTools &tools)
{
    if (!openEntry(window, workspace, tools, u"amazon-api-access-token"_s))
        return false;
    window.actions().action(Actions::Id::OwnReminder)->trigger();
    const auto shown = [&window] { return window.findChild<QDialog *>(u"ownReminderDialog"_s); };
    if (!tools.wait([&shown] { return shown() != nullptr; }, "the reminder"))
        return false;
    for (const auto &[field, text] :
         {std::pair(u"reminderText"_s, u"Ask the portal for a new client secret"_s),
          std::pair(u"reminderOwner"_s, u"Mara"_s), std::pair(u"reminderLink"_s, u"https://developer.amazon.com/"_s)})
        shown()->findChild<QLineEdit *>(field)->setText(text);
    shown()->findChild<QComboBox *>(u"reminderKey"_s)->setCurrentText(u"lwa-client-secret"_s);
    shown()->findChild<QSpinBox *>(u"reminderRepeat"_s)->setValue(180);
    tools.both(u"reminder-own"_s, [&tools, &shown] { return tools.withDialog(*shown()); });
    shown()->reject();
    return true;
}

} // namespace

bool takeWindowPictures(MainWindow &window, Workspace &workspace, const PictureTools &tools)
{
    return palettes(window, tools) && dialogs(window, tools) && unreadKeys(window, tools) && menus(window, tools)
           && reminders(window, workspace, tools) && ownReminder(window, workspace, tools);
}

} // namespace keyturn
