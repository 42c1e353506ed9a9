#include "tests/app/gui/window_bench.h"
#include "tests/support/test_main.h"
#include "ui/dialogs/action_dialog.h"
#include "ui/versions/version_reader.h"
#include "ui/versions/versions_tab.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTableView>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace labels_test {

class LabelsTest : public QObject {
    Q_OBJECT

    static ActionDialog *openLabels(WindowBench &bench, const QString &name)
    {
        bench.open(name);
        bench.window->detail().showTab(DetailPage::Versions);
        VersionsTab *tab = bench.window->detail().versions();
        WindowBench::wait([tab] { return tab->reader().state() == VersionReader::State::Done; });
        bench.find<QPushButton>("editLabelsButton")->click();
        return bench.find<ActionDialog>("labelsDialog");
    }
    static void choose(ActionDialog *dialog, int row, const QString &label)
    {
        auto *table = dialog->findChild<QTableView *>(u"labelsTable"_s);
        table->setCurrentIndex(table->model()->index(row, 1));
        dialog->findChild<QComboBox *>(u"labelField"_s)->setCurrentText(label);
    }
    static QPushButton *button(ActionDialog *dialog, const char *name)
    {
        return dialog->findChild<QPushButton *>(QLatin1String(name));
    }

private slots:
    void theCallsAreShownBeforeTheyAreMade()
    {
        WindowBench bench;
        ActionDialog *dialog = openLabels(bench, u"amazon-api-access-token"_s);
        QVERIFY(dialog);
        QVERIFY(!button(dialog, "actionButton")->isEnabled());
        choose(dialog, 3, u"before-audit"_s);
        button(dialog, "putLabel")->click();
        const QString id = bench.window->detail().versions()->reader().history().rows().at(3).id;
        const QString calls = dialog->findChild<QPlainTextEdit *>(u"labelCalls"_s)->toPlainText();
        QVERIFY(calls.startsWith(u"UpdateSecretVersionStage  SecretId=arn:"_s));
        QVERIFY(calls.endsWith(u"VersionStage=before-audit  MoveToVersionId="_s + id));
        button(dialog, "actionButton")->click();
        QTRY_VERIFY_WITH_TIMEOUT(!bench.find<ActionDialog>("labelsDialog"), 20'000);
        const auto secret = run(bench.connection()->secretsManager().describeSecret(u"amazon-api-access-token"_s));
        QCOMPARE((**secret).versionWithStage(u"before-audit"_s), id);
        const auto hasLabel = [&bench] {
            const VersionHistory &history = bench.window->detail().versions()->reader().history();
            return history.size() == 5 && history.rows().at(3).labels.contains(u"before-audit"_s);
        };
        QTRY_VERIFY_WITH_TIMEOUT(hasLabel(), 20'000);
    }

    void theCurrentLabelMovesButStaysSomewhere()
    {
        WindowBench bench;
        ActionDialog *dialog = openLabels(bench, u"amazon-api-access-token"_s);
        choose(dialog, 0, u"AWSCURRENT"_s);
        button(dialog, "takeOffLabel")->click();
        QVERIFY(dialog->findChild<QLabel *>(u"problemText"_s)->text().contains(u"never removed"_s));
        QVERIFY(!button(dialog, "actionButton")->isEnabled());
        choose(dialog, 2, u"AWSCURRENT"_s);
        button(dialog, "putLabel")->click();
        QVERIFY(
            dialog->findChild<QPlainTextEdit *>(u"labelCalls"_s)->toPlainText().contains(u"RemoveFromVersionId="_s));
        button(dialog, "resetLabels")->click();
        QVERIFY(!button(dialog, "actionButton")->isEnabled());
    }

    void namesOfParameterLabelsAreChecked()
    {
        WindowBench bench;
        ActionDialog *dialog = openLabels(bench, u"/my-erp/lwa"_s);
        choose(dialog, 0, u"1st"_s);
        button(dialog, "putLabel")->click();
        QVERIFY(!dialog->findChild<QLabel *>(u"problemText"_s)->text().isEmpty());
        choose(dialog, 0, u"good"_s);
        button(dialog, "putLabel")->click();
        QCOMPARE(dialog->findChild<QPlainTextEdit *>(u"labelCalls"_s)->toPlainText(),
                 u"LabelParameterVersion  Name=/my-erp/lwa/clientsecret  ParameterVersion=2  Labels=good"_s);
        button(dialog, "actionButton")->click();
        QTRY_VERIFY_WITH_TIMEOUT(!bench.find<ActionDialog>("labelsDialog"), 20'000);
    }
};

} // namespace labels_test

KEYTURN_GUI_TEST(labels, labels_test::LabelsTest)
#include "labels_test.moc"
