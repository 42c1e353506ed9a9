#include "tests/app/gui/window_bench.h"
#include "tests/support/faulty_sandbox.h"
#include "tests/support/test_main.h"
#include "ui/dialogs/action_dialog.h"
#include "ui/editor/secret_value_model.h"
#include "ui/editor/values_tab.h"
#include "ui/versions/version_list_model.h"
#include "ui/versions/version_reader.h"
#include "ui/versions/versions_tab.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QRadioButton>
#include <QTableView>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace version_limits_test {

namespace {

using Fault = FaultySandbox::Fault;
using Column = VersionListModel::Column;

const QList<QByteArray> threeValues{R"({"k":"1","s":"x"})", R"({"k":"2","s":"x"})", R"({"k":"3","s":"x"})"};

VersionsTab &history(WindowBench &bench, const QString &name)
{
    bench.open(name);
    bench.window->detail().showTab(DetailPage::Versions);
    VersionsTab *tab = bench.window->detail().versions();
    WindowBench::wait([tab] { return tab->reader().state() == VersionReader::State::Done; });
    return *tab;
}

QString text(const QAbstractItemModel &model, int row, Column column)
{
    return model.index(row, int(column)).data().toString();
}

QPushButton *actionOf(ActionDialog *dialog)
{
    return dialog->findChild<QPushButton *>(u"actionButton"_s);
}

QString problemOf(ActionDialog *dialog)
{
    return dialog->findChild<QLabel *>(u"problemText"_s)->text();
}

QStringList factsOf(ActionDialog *dialog)
{
    QStringList facts;
    for (const QLabel *fact : dialog->findChildren<QLabel *>(u"factText"_s))
        facts.append(fact->text());
    return facts;
}

} // namespace

class VersionLimitsTest : public QObject {
    Q_OBJECT

private slots:
    void aVersionThatMayNotBeReadHidesNothingElseAndCanBeMadeCurrent()
    {
        FaultySandbox aws;
        aws.secret(u"a"_s, threeValues);
        int reads = 0;
        aws.onCall = [&](const QString &operation) {
            if (operation != "GetSecretValue"_L1)
                return;
            ++reads; // the first is the open entry's; then its age asks for the version before, and so does the tab
            if (reads == 2 || reads == 3)
                aws.fail(operation, Fault::Denied);
        };
        WindowBench bench(aws.server.url(), aws.clock);
        VersionsTab &tab = history(bench, u"a"_s);
        QCOMPARE(text(tab.versions(), 0, Column::Keys), u"not known"_s);
        QCOMPARE(text(tab.versions(), 1, Column::Keys), u"not permitted"_s);
        QCOMPARE(text(tab.versions(), 2, Column::Keys), u"oldest version kept"_s);
        QVERIFY(bench.find<QLabel>("compareNothing")->text().startsWith(u"A cannot be compared."_s));

        bench.find<QPushButton>("goBackButton")->click();
        auto *dialog = bench.find<ActionDialog>("rollbackDialog");
        QVERIFY(dialog);
        QVERIFY(!dialog->findChild<QRadioButton *>(u"newVersionChoice"_s)->isEnabled());
        QVERIFY(dialog->findChild<QRadioButton *>(u"moveLabelChoice"_s)->isChecked());
        actionOf(dialog)->click();
        QTRY_VERIFY_WITH_TIMEOUT(!bench.find<ActionDialog>("rollbackDialog"), 20'000);
        QCOMPARE(aws.holder(u"a"_s, u"AWSCURRENT"_s), FaultySandbox::versionId(1));
    }

    void aVersionWithoutALabelIsMarkedAsOneThatAwsMayForget()
    {
        FaultySandbox aws;
        aws.secret(u"a"_s, threeValues);
        WindowBench bench(aws.server.url(), aws.clock);
        VersionsTab &tab = history(bench, u"a"_s);
        QVERIFY(
            tab.versions().index(2, int(Column::Labels)).data(Qt::ToolTipRole).toString().contains(u"may delete"_s));
        tab.versions().setA(2);
        bench.find<QPushButton>("goBackButton")->click();
        auto *dialog = bench.find<ActionDialog>("rollbackDialog");
        QVERIFY(factsOf(dialog).join(u'|').contains(u"has no label and AWS may delete it"_s));
        aws.change(u"a"_s, [](sandbox::Secret &secret) { secret.versions.removeFirst(); }); // and so it does
        actionOf(dialog)->click();
        QTRY_VERIFY_WITH_TIMEOUT(actionOf(dialog)->isEnabled() && !problemOf(dialog).isEmpty(), 20'000);
        QCOMPARE(aws.holder(u"a"_s, u"AWSCURRENT"_s), FaultySandbox::versionId(2));
    }

    void aReplicaIsNeitherTakenBackNorDeletedHere()
    {
        FaultySandbox aws;
        aws.secret(u"a"_s, threeValues);
        aws.change(u"a"_s, [](sandbox::Secret &secret) { secret.primaryRegion = u"eu-west-1"_s; });
        WindowBench bench(aws.server.url(), aws.clock);
        history(bench, u"a"_s);
        bench.find<QPushButton>("goBackButton")->click();
        auto *dialog = bench.find<ActionDialog>("rollbackDialog");
        actionOf(dialog)->click();
        QTRY_VERIFY_WITH_TIMEOUT(problemOf(dialog).contains(u"primary region"_s), 20'000);
        QCOMPARE(aws.holder(u"a"_s, u"AWSCURRENT"_s), FaultySandbox::versionId(2));
        QTRY_VERIFY_WITH_TIMEOUT(actionOf(dialog)->isEnabled(), 20'000);
        dialog->reject();
        QTRY_VERIFY_WITH_TIMEOUT(bench.workspace->openEntry().content() && !bench.find<ActionDialog>("rollbackDialog"),
                                 20'000);

        bench.window->openLabels(2);
        dialog = bench.find<ActionDialog>("labelsDialog");
        dialog->findChild<QComboBox *>(u"labelField"_s)->setCurrentText(u"good"_s);
        dialog->findChild<QPushButton *>(u"putLabel"_s)->click();
        actionOf(dialog)->click();
        QTRY_VERIFY_WITH_TIMEOUT(problemOf(dialog).contains(u"primary region"_s), 20'000);
        QCOMPARE(aws.holder(u"a"_s, u"good"_s), QString());
        QTRY_VERIFY_WITH_TIMEOUT(actionOf(dialog)->isEnabled(), 20'000);
        dialog->reject();
        QTRY_VERIFY_WITH_TIMEOUT(bench.workspace->openEntry().content() && !bench.find<ActionDialog>("labelsDialog"),
                                 20'000);

        bench.window->openDeletion();
        dialog = bench.find<ActionDialog>("deleteDialog");
        QTRY_VERIFY_WITH_TIMEOUT(problemOf(dialog).contains(u"replica"_s), 20'000);
        QVERIFY(!actionOf(dialog)->isEnabled());
    }

    void aSecretOfAnotherServiceIsLeftToIt()
    {
        FaultySandbox aws;
        aws.secret(u"a"_s, threeValues);
        aws.change(u"a"_s, [](sandbox::Secret &secret) { secret.owningService = u"rds"_s; });
        WindowBench bench(aws.server.url(), aws.clock);
        history(bench, u"a"_s);
        bench.window->openDeletion();
        auto *dialog = bench.find<ActionDialog>("deleteDialog");
        QTRY_VERIFY_WITH_TIMEOUT(problemOf(dialog).contains(u"is managed by another AWS service"_s), 20'000);
        QVERIFY(!actionOf(dialog)->isEnabled());
        dialog->reject();
        bench.find<QPushButton>("goBackButton")->click();
        dialog = bench.find<ActionDialog>("rollbackDialog");
        actionOf(dialog)->click();
        QTRY_VERIFY_WITH_TIMEOUT(problemOf(dialog).contains(u"Another AWS service"_s), 20'000);
        QCOMPARE(aws.holder(u"a"_s, u"AWSCURRENT"_s), FaultySandbox::versionId(2));
    }

    void aDeletionThatSomebodyElseScheduledShowsWhenItIsOpened()
    {
        FaultySandbox aws;
        aws.secret(u"a"_s, threeValues);
        WindowBench bench(aws.server.url(), aws.clock);
        aws.call(u"DeleteSecret"_s, {{"SecretId", "a"}, {"RecoveryWindowInDays", 9}});
        const EntryId id = bench.id(u"a"_s);
        QVERIFY(!bench.workspace->listing().entry(id)->deletedAt.isValid()); // the list is older
        bench.window->openEntry(id);
        auto *state = bench.find<QWidget>("detailState");
        const auto says = [state](const QString &words) {
            for (const QLabel *label : state->findChildren<QLabel *>()) {
                if (label->isVisible() && label->text().contains(words))
                    return true;
            }
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(says(u"AWS deletes it on 30 November. Restore it"_s), 20'000);
        QAction *restore = bench.window->actions().action(Actions::Id::RestoreEntry);
        QVERIFY(restore->isEnabled());
        restore->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(bench.workspace->openEntry().content(), 20'000);
        QVERIFY(!aws.call(u"DescribeSecret"_s, {{"SecretId", "a"}}).contains(u"DeletedDate"_s));
    }

    void theOldestOfAHundredVersionsOfAParameterIsABound()
    {
        FaultySandbox aws;
        for (int i = 0; i < 103; ++i)
            aws.put(u"/erp/secret"_s, "same", {{"Description", QString::number(i)}});
        WindowBench bench(aws.server.url(), aws.clock);
        const auto age = [&bench](int role) {
            const SecretValueModel &values = bench.window->detail().values().model();
            return values.index(0, int(SecretValueModel::Column::Age)).data(role).toString();
        };
        bench.open(u"/erp/secret"_s);
        QCOMPARE(age(Qt::DisplayRole), u"1 h"_s); // when it was written last
        VersionsTab &tab = history(bench, u"/erp/secret"_s);
        QCOMPARE(tab.versions().rowCount(), 100);
        QCOMPARE(text(tab.versions(), 0, Column::Keys), u"same values"_s);
        QCOMPARE(text(tab.versions(), 99, Column::Version), u"secret 4"_s);
        QCOMPARE(text(tab.versions(), 99, Column::Keys), u"oldest version kept"_s);
        QCOMPARE(age(Qt::DisplayRole), u"> 4 d"_s); // since when it holds the value
        QCOMPARE(age(Qt::AccessibleTextRole), u"more than 4 d"_s);
    }

    void everyWidgetOfTheDialogsHasAName()
    {
        FaultySandbox aws;
        aws.secret(u"a"_s, threeValues);
        aws.secret(u"b"_s, threeValues);
        WindowBench bench(aws.server.url(), aws.clock);
        history(bench, u"a"_s);
        bench.window->openRollback(1);
        bench.window->openLabels(1);
        bench.window->openDeletion();
        bench.window->openComparison(bench.id(u"a"_s), bench.id(u"b"_s));
        const QList<QDialog *> dialogs = bench.window->findChildren<QDialog *>();
        QCOMPARE(dialogs.size(), 4);
        QStringList nameless;
        for (const QDialog *dialog : dialogs) {
            for (QWidget *widget : dialog->findChildren<QWidget *>()) {
                if (!(widget->focusPolicy() & Qt::TabFocus) || !widget->isVisibleTo(dialog)
                    || widget->objectName().startsWith(u"qt_"_s))
                    continue;
                QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
                if (widget->objectName().isEmpty() || !accessible || accessible->text(QAccessible::Name).isEmpty())
                    nameless.append(dialog->objectName() + u": "_s + QLatin1String(widget->metaObject()->className())
                                    + u' ' + widget->objectName());
            }
        }
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u"; "_s)));
    }

    void theAgeOfEveryKeyStaysKnownAfterTheHistoryWasRead()
    {
        FaultySandbox aws;
        aws.secret(u"a"_s, threeValues); // an hour apart
        WindowBench bench(aws.server.url(), aws.clock);
        bench.open(u"a"_s);
        const auto age = [&bench](const QString &key) {
            const SecretValueModel &values = bench.window->detail().values().model();
            return values.index(values.rowOf(key), int(SecretValueModel::Column::Age)).data().toString();
        };
        QCOMPARE(age(u"k"_s), u"—"_s);
        history(bench, u"a"_s);
        QCOMPARE(age(u"k"_s), u"1 h"_s);
        QCOMPARE(age(u"s"_s), u"> 3 h"_s);
        bench.workspace->openEntry().open(bench.id(u"a"_s)); // the same version, read again
        QTRY_VERIFY_WITH_TIMEOUT(!bench.workspace->openEntry().isReading(), 20'000);
        QCOMPARE(age(u"k"_s), u"1 h"_s);
    }
};

} // namespace version_limits_test

KEYTURN_GUI_TEST(version_limits, version_limits_test::VersionLimitsTest)
#include "version_limits_test.moc"
