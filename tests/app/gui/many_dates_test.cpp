#include "tests/app/gui/window_bench.h"
#include "tests/support/run.h"
#include "tests/support/test_main.h"
#include "ui/create/new_entry_dialog.h"
#include "ui/due/due_model.h"
#include "ui/search/entry_list_model.h"
#include "ui/widgets/actions.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace many_dates_test {

namespace {

constexpr int scripted = 5000;
const QString madeByNew = u"shop-new/prod/lwa-oauth"_s;
const QByteArray credentials =
    R"({"lwa-client-id": "amzn1.application-oa2-client.00", "lwa-client-secret": "amzn1.oa2-cs.v1.00",
        "lwa-refresh-token": "Atzr|00", "lwa-auth-scope": "profile", "lwa-auth-url": "https://api.amazon.com/auth/o2/token"})";

} // namespace

//! An account as a script has filled it: nothing in it has a tag of ours.
class ManyDatesTest : public QObject {
    Q_OBJECT

    static void script(const WindowBench &bench)
    {
        const SecretsManagerClient &client = bench.connection()->secretsManager();
        for (int i = 0; i < scripted; ++i) {
            SecretsManagerClient::NewSecret secret;
            // Every other name says nothing of what is in it.
            secret.name = i % 2 ? u"shop-%1/prod/lwa-oauth"_s.arg(i) : u"shop-%1/prod/credentials"_s.arg(i);
            secret.value = SecretString(QByteArrayView(credentials));
            QVERIFY(*run(client.createSecret(secret, newVersionId())));
        }
    }
    static void makeByNew(const WindowBench &bench)
    {
        bench.window->actions().action(Actions::Id::NewEntry)->trigger();
        auto *dialog = bench.find<NewEntryDialog>("newEntryDialog");
        auto *layouts = dialog->findChild<QComboBox *>(u"newTemplate"_s);
        layouts->setCurrentIndex(layouts->findText(u"Login with Amazon, command line (5 keys)"_s));
        dialog->findChild<QLineEdit *>(u"newName"_s)->setText(madeByNew);
        dialog->findChild<QWidget *>(u"newValuesMode"_s)->findChildren<QAbstractButton *>().constLast()->click();
        dialog->findChild<QAbstractButton *>(u"rawShow"_s)->click();
        dialog->findChild<QPlainTextEdit *>(u"newEntryValue"_s)->setPlainText(QString::fromUtf8(credentials));
        auto *next = dialog->findChild<QAbstractButton *>(u"newNext"_s);
        next->click();
        QVERIFY2(next->isEnabled(), qPrintable(next->toolTip()));
        next->click();
        WindowBench::wait([&bench] { return bench.id(madeByNew) != EntryId(); });
    }

private slots:
    void eachHasADateOrSaysThatItIsNotKnown()
    {
        WindowBench bench;
        script(bench);
        makeByNew(bench);
        bench.workspace->listing().reload();
        WindowBench::wait([&bench] {
            return !bench.workspace->listing().isRunning() && bench.workspace->listing().entries().size() > scripted;
        });
        WindowBench::wait(
            [&bench] { return bench.find<QAbstractItemView>("entryList")->model()->rowCount() > scripted; });
        const QAbstractItemModel *list = bench.find<QAbstractItemView>("entryList")->model();
        int seen = 0;
        for (int row = 0; row < list->rowCount(); ++row) {
            const QString name = list->index(row, 0).data().toString();
            if (!name.startsWith(u"shop-"_s))
                continue;
            ++seen;
            const QString due = list->index(row, int(EntryListModel::Column::Due)).data().toString();
            const bool saysWhat = name.contains(u"lwa"_s);
            QVERIFY2(due == (saysWhat ? u"in 180 days"_s : u"not known"_s), qPrintable(name + u": "_s + due));
        }
        QCOMPARE(seen, scripted + 1);

        bench.window->openDueBoard();
        const auto *board = bench.window->findChild<DueModel *>();
        WindowBench::wait([board] { return board->rowCount() > scripted / 2; });
        QSet<QString> names;
        for (int row = 0; row < board->rowCount(); ++row)
            names.insert(board->index(row, 0).data(DueModel::NameRole).toString());
        for (int i = 1; i < scripted; i += 2)
            QVERIFY2(names.contains(u"shop-%1/prod/lwa-oauth"_s.arg(i)), qPrintable(QString::number(i)));
        QVERIFY(names.contains(madeByNew));
    }

    //! What the name does not tell is known once it was opened.
    void oneIsDatedWhenItOpens()
    {
        WindowBench bench;
        SecretsManagerClient::NewSecret secret;
        secret.name = u"shop/prod/credentials"_s;
        secret.value = SecretString(QByteArrayView(credentials));
        QVERIFY(*run(bench.connection()->secretsManager().createSecret(secret, newVersionId())));
        bench.workspace->listing().reload();
        WindowBench::wait([&] { return bench.id(secret.name) != EntryId(); });
        bench.open(secret.name);
        const QAbstractItemModel *list = bench.find<QAbstractItemView>("entryList")->model();
        const auto due = [&] {
            for (int row = 0; row < list->rowCount(); ++row) {
                if (list->index(row, 0).data().toString() == secret.name)
                    return list->index(row, int(EntryListModel::Column::Due)).data().toString();
            }
            return QString();
        };
        QTRY_COMPARE_WITH_TIMEOUT(due(), u"in 180 days"_s, 20'000);
        QVERIFY(bench.find("secretCard")->isVisible());
    }
};

} // namespace many_dates_test

KEYTURN_GUI_TEST(many_dates, many_dates_test::ManyDatesTest)
#include "many_dates_test.moc"
