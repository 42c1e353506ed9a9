#include "app/pictures/picture_tools.h"

#include "core/async/task_scope.h"
#include "core/connection/connection.h"
#include "core/http/http_client.h"
#include "core/workspace/workspace.h"
#include "ui/window/main_window.h"

#include <algorithm>

using namespace Qt::StringLiterals;

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

bool setFault(Workspace &workspace, const PictureTools &tools, QByteArrayView json)
{
    HttpRequest request;
    request.url = workspace.place().connection()->profile().endpoint.resolved(QUrl(u"/sandbox-api/faults"_s));
    request.headers = {{"content-type", "application/json"}};
    request.body = SecretString(json);
    HttpClient http;
    bool done = false;
    TaskScope scope;
    scope.launch(http.send(request),
                 [&done](const Result<HttpResponse> &answer) { done = answer && answer->status == 200; });
    return tools.wait([&done] { return done; }, "the fault");
}

} // namespace keyturn
