#include "tests/app/gui/save_bench.h"
#include "tests/support/test_main.h"
#include "ui/dialogs/permission_dialog.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/scrim.h"

#include <QApplication>
#include <QClipboard>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPlainTextEdit>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace refusal_test {

//! What the window offers when AWS refuses, or has nothing.
class RefusalTest : public QObject {
    Q_OBJECT

    template <typename T>
    static T *in(QWidget *widget, const char *name)
    {
        return widget->findChild<T *>(QLatin1String(name));
    }
    static QJsonObject statement(QWidget *dialog)
    {
        return QJsonDocument::fromJson(in<QPlainTextEdit>(dialog, "permissionStatement")->toPlainText().toUtf8())
            .object();
    }

private slots:
    void aRefusedEntryShowsTheStatementThatIsMissing()
    {
        SaveBench bench(false, "nodecrypt");
        bench.window->openEntry(idOf(Store::ParameterStore, u"/my-erp/lwa"_s));
        auto *state = in<EmptyState>(bench.window.get(), "detailState");
        auto *show = in<QPushButton>(state, "emptySecondary");
        QTRY_VERIFY_WITH_TIMEOUT(!bench.workspace->openEntry().isReading() && state->isVisible() && show->isVisible(),
                                 patience);
        QCOMPARE(show->text(), u"Show the permission"_s);
        show->click();
        auto *dialog = bench.window->findChild<PermissionDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        QCOMPARE(statement(dialog).value("Effect"_L1).toString(), u"Allow"_s);
        QCOMPARE(statement(dialog).value("Action"_L1).toString(), u"kms:Decrypt"_s);
        const QString key = statement(dialog).value("Resource"_L1).toString();
        QVERIFY2(key.startsWith(u"arn:aws:kms:us-east-1:"_s), qPrintable(key));
        QVERIFY(in<QLabel>(dialog, "permissionText")->text().contains(u"kms:Decrypt"_s));
        in<QPushButton>(dialog, "permissionCopy")->click();
        QCOMPARE(QJsonDocument::fromJson(QGuiApplication::clipboard()->text().toUtf8()).object(), statement(dialog));
        in<QPushButton>(dialog, "permissionClose")->click();
        QVERIFY(!dialog->isVisible());
        QVERIFY(!bench.window->findChild<Scrim *>()->isVisible());
    }

    void aRefusedWriteLeadsThereFromTheMessageBar()
    {
        SaveBench bench(false, "reader");
        const EntryId id = idOf(Store::SecretsManager, u"old-skill/dev/lwa-oauth"_s);
        bench.window->openEntry(id);
        QTRY_VERIFY_WITH_TIMEOUT(bench.workspace->openEntry().id() == id && !bench.workspace->openEntry().isReading(),
                                 patience);
        bench.window->actions().action(Actions::Id::RestoreEntry)->trigger();
        auto *bar = in<QWidget>(bench.window.get(), "messageBar");
        QTRY_VERIFY_WITH_TIMEOUT(bar->isVisible() && bench.workspace->running().count() == 0, patience);
        auto *show = in<QAbstractButton>(bar, "messageAction");
        QCOMPARE(show->text(), u"Show the permission"_s);
        show->click();
        auto *dialog = bench.window->findChild<PermissionDialog *>();
        QVERIFY(dialog);
        QVERIFY(statement(dialog).value("Action"_L1).toString().startsWith(u"secretsmanager:"_s));
        QVERIFY(statement(dialog).value("Resource"_L1).toString().startsWith(u"arn:aws:secretsmanager:"_s));
    }

    void anEmptyRegionOffersANewSecret()
    {
        SaveBench bench;
        bench.window->goTo(u"asp-production"_s, u"ap-southeast-2"_s);
        auto *list = in<QWidget>(bench.window.get(), "listState");
        auto *create = in<QPushButton>(list, "emptyPrimary");
        QTRY_VERIFY_WITH_TIMEOUT(bench.workspace->place().isOpen() && !bench.workspace->listing().isRunning()
                                     && create->isVisible() && create->text() == u"New secret…"_s,
                                 patience);
        create->click();
        auto *dialog = in<QDialog>(bench.window.get(), "newEntryDialog");
        QVERIFY(dialog && dialog->isVisible());
        dialog->reject();
        auto *other = in<QPushButton>(list, "emptySecondary");
        QCOMPARE(other->text(), u"Find in other regions…"_s);
        other->click();
        auto *elsewhere = in<QDialog>(bench.window.get(), "findElsewhereDialog");
        QVERIFY(elsewhere && elsewhere->isVisible());
        QCOMPARE(elsewhere->windowTitle(), other->text().chopped(1));
    }

    void whoMayNotListOpensByName()
    {
        SandboxServer server;
        QVERIFY(server.start(SandboxOptions{}));
        HttpClient http;
        HttpRequest request;
        request.url = server.url().resolved(QUrl(u"/sandbox-api/access-keys"_s));
        request.headers = {{"content-type", "application/json"}};
        request.body = SecretString(QByteArrayView(
            R"({"add": {"id": "blind", "secret": "blind", "policy": {"Version": "2012-10-17", "Statement": [{"Effect":
                "Allow", "Resource": "*", "Action": ["sts:GetCallerIdentity", "secretsmanager:DescribeSecret",
                "secretsmanager:GetSecretValue", "secretsmanager:ListSecretVersionIds"]}]}}})"));
        const auto added = run(http.send(request));
        QVERIFY(added && *added && (*added)->status == 200);
        Profile profile;
        profile.name = u"blind"_s;
        profile.region = u"us-east-1"_s;
        const SystemClock clock;
        SaveSource source(http, clock, server.url(), profile, "blind");
        Workspace workspace(source, clock);
        MainWindow window(workspace);
        window.resize(1440, 900);
        window.show();
        workspace.place().reloadProfiles();
        SaveBench::wait([&workspace] { return !workspace.place().profiles().isEmpty(); });
        window.goTo(u"blind"_s, {});
        auto *list = in<QWidget>(&window, "listState");
        auto *byName = in<QPushButton>(list, "emptySecondary");
        QTRY_VERIFY_WITH_TIMEOUT(
            !workspace.listing().isRunning() && byName->isVisible() && byName->text() == u"Open by name…"_s, patience);
        QCOMPARE(in<QPushButton>(list, "emptyPrimary")->text(), u"Show the permission"_s);
        byName->click();
        auto *dialog = in<QDialog>(&window, "findElsewhereDialog");
        QVERIFY(dialog && dialog->isVisible());
        auto *name = in<QLineEdit>(dialog, "elsewhereName");
        name->setText(u"lwa-oauth"_s);
        QTest::keyClick(name, Qt::Key_Return);
        auto *go = in<QPushButton>(dialog, "elsewhereGo");
        QTRY_VERIFY_WITH_TIMEOUT(go->isEnabled(), patience);
        go->click();
        QTRY_VERIFY_WITH_TIMEOUT(workspace.openEntry().content() != nullptr, patience);
        QCOMPARE(workspace.openEntry().content()->entry.id, idOf(Store::SecretsManager, u"lwa-oauth"_s));
        auto *rows = in<QAbstractItemView>(&window, "entryList");
        QTRY_VERIFY(rows->isVisible() && rows->model()->rowCount() == 1);
        QTRY_VERIFY(in<QAbstractItemView>(&window, "valuesTable")->model()->rowCount() >= 5);
    }
};

} // namespace refusal_test

KEYTURN_GUI_TEST(refusal, refusal_test::RefusalTest)
#include "refusal_test.moc"
