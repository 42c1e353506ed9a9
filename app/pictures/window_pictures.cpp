#include "app/pictures/window_pictures.h"

#include "ui/list/list_page.h"
#include "ui/widgets/actions.h"
#include "ui/window/command_palette.h"
#include "ui/window/main_window.h"

#include <QDialog>
#include <QLineEdit>

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

bool dialogs(MainWindow &window, const PictureTools &tools)
{
    struct Opened {
        Actions::Id command;
        const char *dialog;
        QString picture;
    };
    const QList<Opened> all = {{Actions::Id::Shortcuts, "shortcutsDialog", u"shortcuts"_s},
                               {Actions::Id::DiscardAll, "discardDialog", u"discard"_s},
                               {Actions::Id::AddAccessKeys, "addKeysDialog", u"add-keys"_s}};
    for (const Opened &one : all) {
        window.actions().action(one.command)->trigger();
        const auto shown = [&window, &one] { return window.findChild<QDialog *>(QLatin1String(one.dialog)); };
        if (!tools.wait([&shown] { return shown() != nullptr; }, one.dialog))
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

} // namespace

bool takeWindowPictures(MainWindow &window, const PictureTools &tools)
{
    return palettes(window, tools) && dialogs(window, tools) && unreadKeys(window, tools);
}

} // namespace keyturn
