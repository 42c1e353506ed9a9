#include "tests/app/gui/window_bench.h"
#include "tests/support/test_main.h"
#include "ui/dialogs/action_dialog.h"
#include "ui/due/due_page.h"
#include "ui/rotation/rotation_section.h"
#include "ui/rotation/schedule_dialog.h"
#include "ui/widgets/segmented_control.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace rotation_test {

namespace {

const QString stuckName = u"contact-center/prod/genesys-oauth"_s;
const QString lwaName = u"amazon-api-access-token"_s;
const QString function = u"arn:aws:lambda:us-east-1:123456789012:function:rotate"_s;

} // namespace

// Rotations in the window: one that is stuck, the way through AWSPENDING, and the schedule editor.
class RotationTest : public QObject {
    Q_OBJECT

    static RotationSection *show(WindowBench &bench, const QString &name)
    {
        bench.open(name);
        bench.window->detail().showTab(DetailPage::Rotation);
        auto *section = bench.find<RotationSection>("rotationSection");
        WindowBench::wait([section] { return section->finding() != nullptr; });
        return section;
    }
    static SecretMetadata described(const WindowBench &bench, const QString &name)
    {
        return **run(bench.connection()->secretsManager().describeSecret(name));
    }
    static QString text(const WindowBench &bench, const char *name) { return bench.find<QLabel>(name)->text(); }
    static QPushButton *button(QWidget *in, const char *name)
    {
        return in->findChild<QPushButton *>(QLatin1String(name));
    }
    //! Presses the one button of the dialog and waits until it has done its work.
    static void act(WindowBench &bench, const char *dialog)
    {
        QPointer<ActionDialog> open = bench.find<ActionDialog>(dialog);
        QVERIFY(open);
        QVERIFY2(button(open, "actionButton")->isEnabled(), qPrintable(button(open, "actionButton")->toolTip()));
        button(open, "actionButton")->click();
        QTRY_VERIFY_WITH_TIMEOUT(!open, 20'000);
    }
    static void haveFunction(WindowBench &bench)
    {
        HttpRequest request;
        request.url = bench.server.url().resolved(QUrl(u"/sandbox-api/rotation-functions"_s));
        request.body = SecretString(u"{\"arn\":\"%1\",\"url\":\"http://127.0.0.1:1/\"}"_s.arg(function));
        const auto answer = run(bench.http.send(std::move(request)), 20000);
        QVERIFY(answer && answer->has_value() && (*answer)->status == 200);
    }

private slots:
    void oneThatIsStuckSaysWhyAndIsFreedFromItsCard()
    {
        WindowBench bench;
        const QString current = described(bench, stuckName).versionWithStage(u"AWSCURRENT"_s);
        show(bench, stuckName);
        QVERIFY(bench.find("rotationCard")->isVisible());
        QCOMPARE(text(bench, "rotationState"), u"Stuck: AWSPENDING has no value"_s);
        QVERIFY(text(bench, "rotationWhy").contains(u"nothing is lost"_s));
        auto *next = bench.find<QPushButton>("rotationNext");
        QCOMPARE(next->text(), u"Cancel rotation…"_s);
        QVERIFY(!bench.find<QPushButton>("rotationSchedule")->isEnabled()); // AWS would refuse
        QVERIFY(!bench.find<QPushButton>("rotationNow")->isEnabled());
        next->click();
        act(bench, "rotationDialog");
        QTRY_VERIFY_WITH_TIMEOUT(!bench.find("rotationCard")->isVisible(), 20'000);
        const SecretMetadata after = described(bench, stuckName);
        QVERIFY(!after.rotationEnabled);
        QCOMPARE(after.versionWithStage(u"AWSPENDING"_s), QString());
        QCOMPARE(after.versionWithStage(u"AWSCURRENT"_s), current);
        QTRY_VERIFY_WITH_TIMEOUT(bench.find<QPushButton>("rotationSchedule")->isEnabled(), 20'000);
    }

    void theDueBoardLeadsToWhatFreesIt()
    {
        WindowBench bench;
        bench.window->openDueBoard();
        emit bench.find<DuePage>("duePage")->entryRequested(bench.id(stuckName));
        auto *section = bench.find<RotationSection>("rotationSection");
        QVERIFY(section);
        QTRY_VERIFY_WITH_TIMEOUT(section->finding() && bench.find("rotationNext")->isVisible(), 20'000);
    }

    void newTokensWaitInAwsPendingUntilTheRotationIsFinished()
    {
        WindowBench bench;
        const QString before = described(bench, lwaName).versionWithStage(u"AWSCURRENT"_s);
        show(bench, lwaName);
        QVERIFY(!bench.find("rotationCard")->isVisible());
        bench.find<QPushButton>("rotationSteps")->click();
        QTRY_VERIFY_WITH_TIMEOUT(bench.find("rotationCard")->isVisible(), 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(text(bench, "rotationState"), u"New tokens wait in AWSPENDING"_s, 20'000);
        const SecretMetadata between = described(bench, lwaName);
        QCOMPARE(between.versionWithStage(u"AWSCURRENT"_s), before);
        const QString made = between.versionWithStage(u"AWSPENDING"_s);
        bench.find<QPushButton>("rotationNext")->click();
        act(bench, "rotationDialog");
        const SecretMetadata after = described(bench, lwaName);
        QCOMPARE(after.versionWithStage(u"AWSCURRENT"_s), made);
        QCOMPARE(after.versionWithStage(u"AWSPREVIOUS"_s), before);
        QTRY_VERIFY_WITH_TIMEOUT(!bench.find("rotationCard")->isVisible(), 20'000);
    }

    void droppingTokensThatMayBeTheOnlyOnesAsksForTheName()
    {
        WindowBench bench;
        const QByteArray text(R"({"client_id":"a","client_secret":"b","access_token":"t","refresh_token":"r1"})");
        const SecretsManagerClient &client = bench.connection()->secretsManager();
        QVERIFY((*run(client.createSecret({u"crm"_s, {}, {}, SecretString(QByteArrayView(text)), false, {}, {}},
                                          newVersionId())))
                    .has_value());
        QByteArray other = text;
        other.replace("r1", "r2");
        QVERIFY((*run(client.putSecretValue(u"crm"_s, SecretString(QByteArrayView(other)), false, newVersionId(),
                                            {u"AWSPENDING"_s})))
                    .has_value());
        bench.workspace->listing().reload();
        WindowBench::wait([&bench] { return bench.id(u"crm"_s) != EntryId(); });
        show(bench, u"crm"_s);
        QCOMPARE(bench.find<QPushButton>("rotationNext")->text(), u"Finish rotation…"_s);
        bench.find<QPushButton>("rotationCancel")->click();
        auto *dialog = bench.find<ActionDialog>("rotationDialog");
        QVERIFY(dialog->findChild<QWidget *>(u"confirmCard"_s)->isVisible());
        QVERIFY(!button(dialog, "actionButton")->isEnabled());
        dialog->findChild<QLabel *>(u"warningText"_s);
        for (QLineEdit *field : dialog->findChildren<QLineEdit *>())
            field->setText(u"crm"_s);
        act(bench, "rotationDialog");
        QCOMPARE(described(bench, u"crm"_s).versionWithStage(u"AWSPENDING"_s), QString());
    }

    void theScheduleEditorShowsTheNextFiveAndRotatesNothing()
    {
        WindowBench bench;
        haveFunction(bench);
        const SecretMetadata before = described(bench, lwaName);
        show(bench, lwaName);
        QVERIFY(!bench.find<QPushButton>("rotationNow")->isEnabled()); // there is no function yet
        bench.find<QPushButton>("rotationSchedule")->click();
        auto *dialog = bench.find<ScheduleDialog>("scheduleDialog");
        QVERIFY(dialog);
        auto *save = button(dialog, "actionButton");
        QVERIFY(!save->isEnabled());
        dialog->findChild<QLineEdit *>(u"scheduleFunction"_s)->setText(function);
        QVERIFY(save->isEnabled());
        auto *cron = dialog->findChild<QLineEdit *>(u"scheduleCron"_s);
        cron->setText(u"5 8 * * ? *"_s); // minutes are 0
        QVERIFY(!save->isEnabled());
        QVERIFY(!dialog->findChild<QLabel *>(u"problemText"_s)->text().isEmpty());
        cron->setText(u"0 8 1 * ? *"_s);
        dialog->findChild<QSpinBox *>(u"scheduleWindow"_s)->setValue(3);
        for (int i = 0; i < 5; ++i) {
            QVERIFY(dialog->findChild<QLabel *>(u"nextUtc%1"_s.arg(i))->text().contains(u"08:00 – 10:59"_s));
            QVERIFY(dialog->findChild<QLabel *>(u"nextLocal%1"_s.arg(i))->text().size() > 10);
        }
        QVERIFY(!dialog->findChild<QCheckBox *>(u"scheduleNow"_s)->isChecked());
        act(bench, "scheduleDialog");
        const SecretMetadata after = described(bench, lwaName);
        QVERIFY(after.rotationEnabled);
        QCOMPARE(after.rotationLambdaArn, function);
        QCOMPARE(after.rotationRules.scheduleExpression, u"cron(0 8 1 * ? *)"_s);
        QCOMPARE(after.rotationRules.duration, u"3h"_s);
        QCOMPARE(after.versionWithStage(u"AWSCURRENT"_s), before.versionWithStage(u"AWSCURRENT"_s));
        QVERIFY(!after.lastRotatedAt.isValid());
    }

    void everyWayToSayWhenIsSentAsItIs()
    {
        WindowBench bench;
        show(bench, lwaName);
        bench.find<QPushButton>("rotationSchedule")->click();
        auto *dialog = bench.find<ScheduleDialog>("scheduleDialog");
        auto *way = dialog->findChild<SegmentedControl *>(u"scheduleWay"_s);
        const auto choose = [way](int which) {
            way->setCurrent(which);
            emit way->currentChanged(which);
        };
        choose(1);
        dialog->findChild<QSpinBox *>(u"scheduleRate"_s)->setValue(12);
        dialog->findChild<QComboBox *>(u"scheduleUnit"_s)->setCurrentIndex(1);
        QCOMPARE(dialog->setup().rules.scheduleExpression, u"rate(12 hours)"_s);
        dialog->findChild<QSpinBox *>(u"scheduleRate"_s)->setValue(1);
        dialog->findChild<QComboBox *>(u"scheduleUnit"_s)->setCurrentIndex(0);
        QCOMPARE(dialog->setup().rules.scheduleExpression, u"rate(1 day)"_s);
        choose(2);
        dialog->findChild<QSpinBox *>(u"scheduleDays"_s)->setValue(45);
        QCOMPARE(dialog->setup().rules.automaticallyAfterDays, 45);
        QVERIFY(dialog->setup().rules.scheduleExpression.isEmpty());
        QVERIFY(!dialog->setup().immediately);
        dialog->findChild<QCheckBox *>(u"scheduleNow"_s)->setChecked(true);
        QVERIFY(dialog->setup().immediately);
    }

    void parametersHaveNoRotation()
    {
        WindowBench bench;
        bench.open(u"/my-erp/lwa"_s);
        bench.window->detail().showTab(DetailPage::Rotation);
        QVERIFY(!bench.find("rotationSection")->isVisible());
        QVERIFY(!bench.find("rotationCard")->isVisible());
    }
};

} // namespace rotation_test

KEYTURN_GUI_TEST(rotation, rotation_test::RotationTest)
#include "rotation_test.moc"
