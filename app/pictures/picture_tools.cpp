#include "app/pictures/picture_tools.h"

#include "core/workspace/workspace.h"
#include "ui/window/main_window.h"

#include <algorithm>

namespace keyturn {

namespace {

const Entry *named(const Workspace &workspace, const QString &name)
{
    const QList<Entry> &all = workspace.listing().entries();
    const auto found =
        std::find_if(all.cbegin(), all.cend(), [&](const Entry &entry) { return entry.id.name == name; });
    return found == all.cend() ? nullptr : &*found;
}

} // namespace

bool openEntry(MainWindow &window, Workspace &workspace, const PictureTools &tools, const QString &name)
{
    if (!tools.wait([&] { return named(workspace, name) != nullptr; }, qPrintable(name)))
        return false;
    const EntryId id = named(workspace, name)->id;
    window.openEntry(id);
    return tools.wait([&] { return workspace.openEntry().id() == id && !workspace.openEntry().isReading(); },
                      qPrintable(name));
}

bool openNewEntry(MainWindow &window, Workspace &workspace, const PictureTools &tools, const NewEntry &wanted)
{
    return workspace.writes().create(wanted, newVersionId()) && openEntry(window, workspace, tools, wanted.name);
}

} // namespace keyturn
