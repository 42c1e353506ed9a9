#include "core/reminders/scheduler_client.h"
#include "tests/app/gui/chain_bench.h"
#include "tests/app/gui/save_bench.h"
#include "tests/support/test_main.h"
#include "ui/reminders/reminder_chain_dialog.h"
#include "ui/reminders/schedules_dialog.h"

#include <QCheckBox>
#include <QPointer>
#include <QTableView>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace reminder_schedules_gui_test {

//! The reminders of the due board that no edit moves, in the window and in the sandbox's EventBridge Scheduler.
class ReminderSchedulesGuiTest : public QObject {
    Q_OBJECT

    struct Bench : SaveBench {
        explicit Bench(bool production = false, const QByteArray &key = "testing") :
            SaveBench(production, key), chain(*somebody, http, server.url()), scheduler(somebody->transport())
        {}

        SchedulesDialog *open()
        {
            window->actions().action(Actions::Id::ReminderChain)->trigger();
            auto *page = window->findChild<ReminderChainDialog *>();
            if (!QTest::qWaitFor([page] { return !page->chain().isBusy(); }, ChainBench::patienceMs))
                qFatal("the chain stays busy");
            page->findChild<QPushButton *>(u"chainDueDates"_s)->click();
            auto *dialog = page->findChild<SchedulesDialog *>();
            settle(dialog);
            return dialog;
        }
        static void settle(const SchedulesDialog *dialog)
        {
            if (!QTest::qWaitFor([dialog] { return !dialog->schedules().isBusy(); }, ChainBench::patienceMs))
                qFatal("it stays busy");
        }
        QStringList inAws() { return **run(scheduler.listSchedules(group)); }
        OneTimeSchedule entry(const QString &name) { return **run(scheduler.getSchedule(group, name)); }

        const QString group = ChainBench::chain().name;
        ChainBench chain;
        SchedulerClient scheduler;
    };

    static QPushButton *button(QWidget *in, const char *name)
    {
        return in->findChild<QPushButton *>(QLatin1String(name));
    }
    static QString text(QWidget *in, const char *name) { return in->findChild<QLabel *>(QLatin1String(name))->text(); }
    static void click(SchedulesDialog *dialog, const char *name)
    {
        QVERIFY2(button(dialog, name)->isEnabled(), qPrintable(button(dialog, name)->toolTip()));
        button(dialog, name)->click();
        Bench::settle(dialog);
    }
    //! The first cells of the rows.
    static QStringList changes(SchedulesDialog *dialog)
    {
        const QAbstractItemModel *model = dialog->findChild<QTableView *>(u"schedulesTable"_s)->model();
        QStringList all;
        for (int row = 0; row < model->rowCount(); ++row)
            all.append(model->index(row, 0).data().toString());
        return all;
    }

private slots:
    void whatIsMissingIsShownWrittenAndReadBackAndThereIsNothingToWriteThen()
    {
        Bench bench;
        QVERIFY(bench.chain.make(true));
        SchedulesDialog *dialog = bench.open();
        QCOMPARE(text(dialog, "schedulesSentence"), u"Some reminders are missing or wrong."_s);
        const qsizetype wanted = changes(dialog).size();
        QVERIFY(wanted > 5);
        QCOMPARE(changes(dialog), QStringList(wanted, u"Create"_s));
        QVERIFY(text(dialog, "schedulesTarget").contains(bench.chain.topic()));
        QVERIFY(bench.inAws().isEmpty());
        QVERIFY(button(dialog, "schedulesWrite")->isDefault());
        click(dialog, "schedulesWrite");
        QCOMPARE(bench.inAws().size(), wanted);
        QCOMPARE(text(dialog, "schedulesSentence"), u"Every reminder is in place."_s);
        QCOMPARE(changes(dialog), QStringList(wanted, u"In place"_s));
        QCOMPARE(button(dialog, "schedulesWrite")->toolTip(), u"Nothing to write"_s);
        const OneTimeSchedule first = dialog->schedules().wanted().constFirst();
        QCOMPARE(bench.entry(first.name), first);
    }

    void aDriftIsNamedAndMendedAndWhatIsLeftOverIsDeletedOnlyWhenItIsTicked()
    {
        Bench bench;
        QVERIFY(bench.chain.make(true));
        SchedulesDialog *dialog = bench.open();
        click(dialog, "schedulesWrite");
        const QList<OneTimeSchedule> wanted = dialog->schedules().wanted();
        OneTimeSchedule moved = wanted.at(0);
        moved.expression = u"at(2090-01-31T09:00:00)"_s;
        QVERIFY(run(bench.scheduler.updateSchedule(bench.group, moved))->has_value());
        QVERIFY(run(bench.scheduler.deleteSchedule(bench.group, wanted.at(1).name))->has_value());
        moved.name = u"keyturn-of-somebody-7d"_s;
        QVERIFY(run(bench.scheduler.createSchedule(bench.group, moved))->has_value());
        click(dialog, "schedulesCheck");
        QVERIFY(changes(dialog).at(0).startsWith(u"Move from 31 Jan 2090, 09:00"_s));
        QCOMPARE(changes(dialog).at(1), u"Create"_s);
        QCOMPARE(changes(dialog).at(2), u"Left over, stays"_s);
        click(dialog, "schedulesWrite");
        QCOMPARE(bench.entry(wanted.at(0).name), wanted.at(0));
        QCOMPARE(bench.inAws().size(), wanted.size() + 1);
        QVERIFY(!button(dialog, "schedulesWrite")->isEnabled());
        dialog->findChild<QCheckBox *>(u"schedulesPrune"_s)->setChecked(true);
        QCOMPARE(changes(dialog).at(0), u"Delete"_s);
        QVERIFY(!button(dialog, "schedulesWrite")->isDefault());
        QCOMPARE(button(dialog, "schedulesWrite")->text(), u"Delete 1"_s);
        QCOMPARE(button(dialog, "schedulesWrite")->property("kind").toString(), u"dangerFill"_s);
        click(dialog, "schedulesWrite");
        QCOMPARE(bench.inAws().size(), wanted.size());
        QVERIFY(!bench.inAws().contains(moved.name));
        QVERIFY(!dialog->findChild<QCheckBox *>(u"schedulesPrune"_s)->isVisible());
    }

    void stoppedItWritesNoMoreAndStaysOpen()
    {
        Bench bench;
        QVERIFY(bench.chain.make(true));
        QPointer<SchedulesDialog> dialog = bench.open();
        const int wanted = dialog->schedules().count(ScheduleDrift::Kind::Missing);
        button(dialog, "schedulesWrite")->click();
        QCOMPARE(button(dialog, "schedulesClose")->text(), u"Stop"_s);
        dialog->reject();
        Bench::settle(dialog);
        QVERIFY(dialog && dialog->isVisible());
        QCOMPARE(bench.inAws().size(), qsizetype(dialog->schedules().written()));
        QVERIFY(dialog->schedules().written() < wanted);
        QVERIFY(changes(dialog).contains(u"Create"_s));
    }

    void withoutTheGroupItSaysWhatToDo()
    {
        Bench bench;
        QVERIFY(bench.chain.make());
        SchedulesDialog *dialog = bench.open();
        QCOMPARE(text(dialog, "schedulesSentence"), u"The reminder chain has no group for EventBridge Scheduler."_s);
        QVERIFY(!button(dialog, "schedulesWrite")->isEnabled());
        QVERIFY(changes(dialog).isEmpty());
    }

    void whoMayNotLookIsShownThePermissionThatIsMissing()
    {
        Bench bench(false, "reader");
        QVERIFY(bench.chain.make(true));
        SchedulesDialog *dialog = bench.open();
        QCOMPARE(text(dialog, "schedulesSentence"), u"Can't tell which reminders are in place."_s);
        QVERIFY2(text(dialog, "schedulesNotice").contains(u"scheduler:ListSchedules"_s),
                 qPrintable(text(dialog, "schedulesNotice")));
        QVERIFY(button(dialog, "schedulesPermission")->isVisible());
        QVERIFY(!button(dialog, "schedulesWrite")->isEnabled());
    }

    void productionIsReadOnlyUntilItIsUnlockedInThePage()
    {
        Bench bench(true);
        QVERIFY(bench.chain.make(true));
        SchedulesDialog *dialog = bench.open();
        QCOMPARE(button(dialog, "schedulesWrite")->toolTip(), u"Production is read-only"_s);
        QVERIFY(!changes(dialog).isEmpty()); // looking is no writing
        button(dialog, "unlockWriting")->click();
        QVERIFY(button(dialog, "schedulesWrite")->isEnabled());
    }

    void anUnknownTimeZoneIsNotWritten()
    {
        Bench bench;
        QVERIFY(bench.chain.make(true));
        SchedulesDialog *dialog = bench.open();
        auto *zone = dialog->findChild<QLineEdit *>(u"schedulesZone"_s);
        zone->setText(u"Mars/North"_s);
        QVERIFY(button(dialog, "schedulesWrite")->toolTip().startsWith(u"Enter the name of a time zone"_s));
        zone->setText(u"Asia/Tokyo"_s);
        QCOMPARE(button(dialog, "schedulesWrite")->toolTip(), u"Check it first"_s);
        click(dialog, "schedulesCheck");
        click(dialog, "schedulesWrite");
        QCOMPARE(bench.entry(bench.inAws().constFirst()).zone, u"Asia/Tokyo"_s);
    }
};

} // namespace reminder_schedules_gui_test

KEYTURN_GUI_TEST(reminder_schedules, reminder_schedules_gui_test::ReminderSchedulesGuiTest)
#include "reminder_schedules_test.moc"
