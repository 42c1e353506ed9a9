#include "app/pictures/fault_pictures.h"

#include "core/async/task_scope.h"
#include "core/connection/connection.h"
#include "core/workspace/workspace.h"
#include "ui/review/review_dialog.h"
#include "ui/window/main_window.h"

#include <QAbstractItemView>
#include <QApplication>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

const QString scriptedName = u"staging/made-by-script"_s;

//! As "aws secretsmanager create-secret" makes it: without the tag of the client secret's age.
bool madeByScript(MainWindow &window, Workspace &workspace, const PictureTools &tools)
{
    SecretsManagerClient::NewSecret made;
    made.name = scriptedName;
    made.value = SecretString(QByteArrayView(
        R"({"lwa-client-id": "amzn1.application-oa2-client.0f1e2d3c4b5a69788796a5b4c3d2e1f0",
  "lwa-client-secret": "amzn1.oa2-cs.v1.0123456789abcdef0123456789abcdef", "lwa-refresh-token": "Atzr|picture",
  "lwa-auth-scope": "alexa::ask:skills:readwrite", "lwa-auth-url": "https://api.amazon.com/auth/o2/token"})"));
    bool done = false;
    TaskScope scope;
    scope.launch(workspace.place().connection()->secretsManager().createSecret(made, newVersionId()),
                 [&done](const auto &written) { done = bool(written); });
    if (!tools.wait([&done] { return done; }, "the script"))
        return false;
    workspace.listing().reload();
    if (!tools.wait([&workspace] { return !workspace.listing().isRunning(); }, "the list")
        || !openEntry(window, workspace, tools, scriptedName))
        return false;
    window.findChild<QAbstractItemView *>(u"entryList"_s)->setFocus(Qt::TabFocusReason);
    tools.both(u"list-made-by-script"_s, [&window] { return window.grab(); });
    return true;
}

bool reviewWithoutConnection(MainWindow &window, Workspace &workspace, const PictureTools &tools)
{
    if (!workspace.staging().stage(edit(FieldEdit::Kind::Set, u"lwa-auth-scope"_s, "alexa::ask:skills:read"))
        || !setFault(workspace, tools, R"({"fault": "reset", "when": "before", "times": 100})"))
        return false;
    ReviewDialog *review = window.openReview();
    const auto isRefused = [review] { return review->findChild<QWidget *>(u"checkAgain"_s)->isVisible(); };
    const bool isShown = review && tools.wait(isRefused, "the failed checks");
    if (isShown)
        tools.both(u"save-no-connection"_s, [&tools, review] { return tools.withDialog(*review); });
    if (review)
        review->reject();
    QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    workspace.staging().discardAll();
    return setFault(workspace, tools, R"({"clear": true})") && isShown;
}

} // namespace

bool takeFaultPictures(MainWindow &window, Workspace &workspace, const PictureTools &tools)
{
    return madeByScript(window, workspace, tools) && reviewWithoutConnection(window, workspace, tools);
}

} // namespace keyturn
