#include "tests/app/gui/window_bench.h"
#include "tests/support/test_main.h"
#include "ui/dialogs/action_dialog.h"
#include "ui/versions/version_diff_model.h"
#include "ui/versions/version_list_model.h"
#include "ui/versions/version_reader.h"
#include "ui/versions/versions_tab.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableView>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace roll_back_test {

class RollBackTest : public QObject {
    Q_OBJECT

    static VersionsTab &history(WindowBench &bench, const QString &name)
    {
        bench.open(name);
        bench.window->detail().showTab(DetailPage::Versions);
        VersionsTab *tab = bench.window->detail().versions();
        WindowBench::wait([tab, &name] {
            return tab->reader().state() == VersionReader::State::Done
                   && tab->reader().history().entry().id.name == name;
        });
        return *tab;
    }
    static QString currentVersion(WindowBench &bench, const QString &name)
    {
        const auto secret = run(bench.connection()->secretsManager().describeSecret(name));
        return (**secret).versionWithStage(u"AWSCURRENT"_s);
    }

    //! A secret of Login with Amazon with this client secret.
    static QByteArray lwaWith(const QByteArray &clientSecret)
    {
        return "{\"lwa-client-id\":\"amzn1.application-oa2-client.x\",\"lwa-client-secret\":\"" + clientSecret
               + "\",\"lwa-refresh-token\":\"Atzr|1\"}";
    }

private slots:
    void theHistoryTellsWhichKeysChangedAndShowsNoValue()
    {
        WindowBench bench;
        VersionsTab &tab = history(bench, u"amazon-api-access-token"_s);
        const VersionListModel &model = tab.versions();
        QCOMPARE(model.rowCount(), 5);
        const int keys = int(VersionListModel::Column::Keys);
        QCOMPARE(model.index(0, keys).data().toString(), u"api-access-token"_s);
        QCOMPARE(model.index(3, keys).data().toString(), u"lwa-client-secret and 1 more"_s); // before the token
        QCOMPARE(model.index(4, keys).data().toString(), u"oldest version kept"_s);
        QCOMPARE(model.a(), 1);
        QCOMPARE(model.b(), 0);
        QCOMPARE(tab.diff().rowCount(), 1);
        QStringList secrets;
        for (qsizetype row = 0; row < tab.reader().history().size(); ++row) {
            for (const EntryField &field : tab.reader().history().content(row)->fields) {
                if (field.sensitive)
                    secrets.append(field.value.reveal());
            }
        }
        for (const QString &text : spokenTexts(bench.window.get())) {
            for (const QString &secret : secrets)
                QVERIFY(!text.contains(secret));
        }
        // what the history learnt is on the values tab, too
        QCOMPARE(bench.workspace->openEntry().content()->field(u"api-access-token"_s)->changedAt,
                 tab.reader().history().rows().first().createdAt);
    }

    void marksAreSetByKeyAndClick()
    {
        WindowBench bench;
        VersionsTab &tab = history(bench, u"amazon-api-access-token"_s);
        auto *view = bench.find<QTableView>("versionsTable");
        view->setFocus();
        view->setCurrentIndex(view->model()->index(3, 1));
        QTest::keyClick(view, Qt::Key_A);
        QCOMPARE(tab.versions().a(), 3);
        view->setCurrentIndex(view->model()->index(2, 1));
        QTest::keyClick(view, Qt::Key_B);
        QCOMPARE(tab.versions().b(), 2);
        const QRect mark = view->visualRect(view->model()->index(4, 0));
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, mark.center());
        QCOMPARE(tab.versions().a(), 4);
    }

    void onlyTheVersionsThatChangedAKeyAreShown()
    {
        WindowBench bench;
        VersionsTab &tab = history(bench, u"amazon-api-access-token"_s);
        auto *only = bench.find<QPushButton>("onlyKeyButton");
        QVERIFY(only->text().contains(u"lwa-client-secret"_s));
        only->click();
        QCOMPARE(tab.versions().rowCount(), 2); // where it was rotated and where it begins
        only->click();
        QCOMPARE(tab.versions().rowCount(), 5);
    }

    void goingBackMovesTheLabelAfterTheReview()
    {
        WindowBench bench;
        const QString name = u"amazon-api-access-token"_s;
        VersionsTab &tab = history(bench, name);
        const QString before = currentVersion(bench, name);
        const QString older = tab.reader().history().rows().at(1).id;
        auto *back = bench.find<QPushButton>("goBackButton");
        QVERIFY(back->isEnabled());
        back->click();
        auto *dialog = bench.find<ActionDialog>("rollbackDialog");
        QVERIFY(dialog);
        QVERIFY(dialog->findChild<QRadioButton *>(u"moveLabelChoice"_s)->isChecked());
        QCOMPARE(currentVersion(bench, name), before);
        dialog->findChild<QPushButton *>(u"actionButton"_s)->click();
        QTRY_COMPARE_WITH_TIMEOUT(
            bench.workspace->openEntry().content() ? bench.workspace->openEntry().content()->versionId : QString(),
            older, 20'000);
        QCOMPARE(currentVersion(bench, name), older);
        QTRY_VERIFY(!bench.find<ActionDialog>("rollbackDialog"));
    }

    void theComparisonHasRowsInTheSmallestWindow()
    {
        WindowBench bench;
        bench.window->resize(1024, 640);
        history(bench, u"amazon-api-access-token"_s);
        auto *table = bench.find<QTableView>("compareTable");
        auto *scroll = bench.find<QScrollArea>("versionsScroll");
        QTRY_VERIFY(table->isVisible() && table->model()->rowCount() > 0);
        const auto isSeen = [table, scroll] {
            const QRect row = table->visualRect(table->model()->index(0, 0));
            const QRect there(table->viewport()->mapTo(scroll->viewport(), row.topLeft()), row.size());
            return scroll->viewport()->rect().contains(there);
        };
        QTRY_VERIFY(isSeen());
        bench.window->resize(1440, 900); // and with room the history shows all of its versions
        auto *versions = bench.find<QTableView>("versionsTable");
        QTRY_COMPARE(versions->verticalScrollBar()->maximum(), 0);
    }

    void anOldClientSecretBringsItsDueDateBack()
    {
        for (const char *choice : {"moveLabelChoice", "newVersionChoice"}) {
            WindowBench bench;
            const QString name = u"lwa-oauth"_s; // two versions: its client secret was changed 84 days ago
            history(bench, name);
            const auto due = [&bench, &name] {
                const Entry *entry = bench.workspace->listing().entry(bench.id(name));
                return entry && !entry->due.isEmpty() ? entry->due.constFirst() : DueDate();
            };
            const QDateTime now = bench.clock.utcNow();
            QTRY_VERIFY_WITH_TIMEOUT(due().dueAt > now, 20'000);
            WindowBench::wait(
                [&bench] { return bench.window->detail().versions()->reader().state() == VersionReader::State::Done; });
            bench.find<QPushButton>("goBackButton")->click();
            auto *dialog = bench.find<ActionDialog>("rollbackDialog");
            QVERIFY(dialog);
            dialog->findChild<QRadioButton *>(QLatin1String(choice))->click();
            dialog->findChild<QPushButton *>(u"actionButton"_s)->click();
            // The one it is now is older than 180 days, however new its version is.
            QTRY_VERIFY_WITH_TIMEOUT(due().dueAt.isValid() && due().dueAt < now, 20'000);
            QTRY_VERIFY_WITH_TIMEOUT(!bench.find<ActionDialog>("rollbackDialog"), 20'000);
        }
    }

    void aDateThatCouldNotBeNotedIsTold()
    {
        WindowBench bench;
        SecretsManagerClient::NewSecret full; // of tags: it takes no further one
        full.name = u"team/full"_s;
        full.value = SecretString(QByteArrayView(lwaWith("first")));
        for (int number = 0; number < 50; ++number)
            full.tags.insert(u"tag%1"_s.arg(number), u"x"_s);
        const SecretsManagerClient &client = bench.connection()->secretsManager();
        QVERIFY(*run(client.createSecret(full, newVersionId())));
        for (const char *secret : {"second", "third"}) {
            const QByteArray text = lwaWith(secret);
            QVERIFY(*run(client.putSecretValue(full.name, SecretString(QByteArrayView(text)), false, newVersionId())));
        }
        bench.workspace->listing().reload();
        WindowBench::wait([&bench, &full] { return bench.workspace->listing().entry(bench.id(full.name)) != nullptr; });
        history(bench, full.name);
        QTRY_VERIFY_WITH_TIMEOUT(bench.find<QPushButton>("goBackButton")->isEnabled(), 20'000);
        bench.find<QPushButton>("goBackButton")->click();
        bench.find<ActionDialog>("rollbackDialog")->findChild<QPushButton *>(u"actionButton"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(!bench.find<ActionDialog>("rollbackDialog"), 20'000);
        const QString told = bench.find<QLabel>("messageSentence")->text();
        QVERIFY2(told.contains(u"Couldn't note the date of the client secret in the tags of team/full"_s),
                 qPrintable(told));
    }

    void goingBackByANewVersionLeavesTheOldOneWhereItIs()
    {
        WindowBench bench;
        const QString name = u"lwa-oauth"_s;
        VersionsTab &tab = history(bench, name);
        const QStringList before{tab.reader().history().rows().at(0).id, tab.reader().history().rows().at(1).id};
        bench.find<QPushButton>("goBackButton")->click();
        auto *dialog = bench.find<ActionDialog>("rollbackDialog");
        dialog->findChild<QRadioButton *>(u"newVersionChoice"_s)->click();
        dialog->findChild<QPushButton *>(u"actionButton"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(bench.workspace->openEntry().content()
                                     && !before.contains(bench.workspace->openEntry().content()->versionId),
                                 20'000);
        const VersionListModel &model = tab.versions(); // who wrote it is known here
        QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 3, 20'000);
        QCOMPARE(model.index(0, int(VersionListModel::Column::By)).data().toString(), u"Keyturn, testing"_s);
        QCOMPARE(model.index(1, int(VersionListModel::Column::By)).data().toString(), u"not recorded here"_s);
    }

    void aChangeInBetweenIsAConflictAndNothingMoves()
    {
        WindowBench bench;
        const QString name = u"amazon-api-access-token"_s;
        history(bench, name);
        bench.find<QPushButton>("goBackButton")->click();
        auto *dialog = bench.find<ActionDialog>("rollbackDialog");
        const QString theirs = newVersionId();
        const SecretString value(QByteArrayView("{\"theirs\":\"1\"}"));
        QVERIFY(*run(bench.connection()->secretsManager().putSecretValue(name, value, false, theirs)));
        dialog->findChild<QPushButton *>(u"actionButton"_s)->click();
        auto *problem = dialog->findChild<QLabel *>(u"problemText"_s);
        QTRY_VERIFY_WITH_TIMEOUT(
            !problem->text().isEmpty() && dialog->findChild<QPushButton *>(u"actionButton"_s)->isEnabled(), 20'000);
        QVERIFY(dialog->isVisible());
        QCOMPARE(currentVersion(bench, name), theirs);
    }

    void onAProductionProfileTheNameIsTypedFirst()
    {
        WindowBench bench(true);
        history(bench, u"amazon-api-access-token"_s);
        bench.find<QPushButton>("goBackButton")->click();
        auto *dialog = bench.find<ActionDialog>("rollbackDialog");
        auto *action = dialog->findChild<QPushButton *>(u"actionButton"_s);
        QVERIFY(!action->isEnabled());
        QTest::keyClicks(dialog->findChild<QLineEdit *>(u"confirmField"_s), u"amazon-api-access-token"_s);
        QVERIFY(action->isEnabled());
    }

    void parametersGoBackThroughTheReviewOfASave()
    {
        WindowBench bench;
        VersionsTab &tab = history(bench, u"/my-erp/lwa"_s);
        QCOMPARE(tab.reader().history().rows().first().name, u"/my-erp/lwa/clientsecret"_s);
        const QString old = tab.reader().history().content(1)->field(u"/my-erp/lwa/clientsecret"_s)->value.reveal();
        bench.find<QPushButton>("goBackButton")->click();
        QCOMPARE(bench.workspace->staging().edits().count(), 1);
        auto *review = bench.find<QDialog>("reviewDialog");
        QVERIFY(review);
        auto *save = review->findChild<QPushButton *>(u"saveChanges"_s);
        QTRY_VERIFY_WITH_TIMEOUT(save->isEnabled(), 20'000);
        save->click();
        QTRY_VERIFY_WITH_TIMEOUT(bench.workspace->staging().edits().isEmpty(), 20'000);
        QCOMPARE(
            (**run(bench.connection()->parameterStore().getParameter(u"/my-erp/lwa/clientsecret"_s))).value.reveal(),
            old);
    }
};

} // namespace roll_back_test

KEYTURN_GUI_TEST(roll_back, roll_back_test::RollBackTest)
#include "roll_back_test.moc"
