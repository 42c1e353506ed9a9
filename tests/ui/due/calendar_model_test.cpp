#include "ui/due/calendar_model.h"

#include "tests/support/sample_entries.h"
#include "tests/support/test_main.h"
#include "ui/text/wording.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace calendar_model_test {

class CalendarModelTest : public QObject {
    Q_OBJECT

    static DueMarks marks()
    {
        DueModel board;
        board.setItems(sampleBoard(sampleEntries()), sampleNow());
        QList<DueRow> rows;
        for (int row = 0; row < board.rowCount(); ++row)
            rows.append(board.row(row));
        return {rows, sampleNow()};
    }

private slots:
    void aMonthBeginsInTheWeekOfItsFirstDay()
    {
        CalendarModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (int month = 1; month <= 12; ++month) {
            model.setMonth(QDate(2028, month, 17));
            const QModelIndex first = model.indexOf(QDate(2028, month, 1));
            QCOMPARE(first.row(), 0);
            QCOMPARE(model.date(model.index(0, 0)).dayOfWeek(), int(QLocale().firstDayOfWeek()));
            QVERIFY(model.indexOf(QDate(2028, month, QDate(2028, month, 1).daysInMonth())).isValid());
            for (int row = 0; row < model.rowCount(); ++row) {
                for (int column = 0; column < model.columnCount(); ++column)
                    QCOMPARE(model.indexOf(model.date(model.index(row, column))), model.index(row, column));
            }
        }
    }

    void everyMarkOfTheTimelineIsOnTheDayThatTheListShows()
    {
        const DueMarks all = marks();
        CalendarModel model;
        model.setMarks(all);
        qsizetype found = 0;
        for (QDate day(2026, 1, 1); day < QDate(2028, 1, 1); day = day.addDays(1)) {
            for (const TimelineMark &mark : model.on(day)) {
                ++found;
                QCOMPARE(Wording::day(QDateTime::fromMSecsSinceEpoch(mark.at, Qt::UTC), sampleNow()), day);
            }
        }
        QCOMPARE(found, all.content().marks.size());
    }

    void aDayTellsWhatItHolds()
    {
        CalendarModel model;
        model.setMarks(marks());
        model.setMonth(QDate(2026, 12, 1));
        const QString spoken = model.indexOf(QDate(2026, 12, 3)).data(Qt::AccessibleTextRole).toString();
        QVERIFY2(spoken.startsWith(u"Thursday 3 December 2026, "_s), qPrintable(spoken));
        QVERIFY2(spoken.contains(u"Client secret, due 3 December"_s), qPrintable(spoken));
        QVERIFY(model.indexOf(QDate(2026, 12, 4)).data(Qt::AccessibleTextRole).toString().endsWith(u"no dates"_s));
        QVERIFY(model.indexOf(QDate(2026, 12, 4)).data(Qt::ToolTipRole).toString().isEmpty());
        model.setMonth(QDate(2026, 11, 1));
        QVERIFY(model.indexOf(QDate(2026, 11, 21)).data(CalendarModel::TodayRole).toBool());
        QVERIFY(!model.indexOf(QDate(2026, 11, 30)).data(CalendarModel::TodayRole).toBool());
    }

    void datesComeBeforeWhatRemindsOfOthers()
    {
        CalendarModel model;
        model.setMarks(marks());
        for (QDate day(2026, 9, 1); day < QDate(2027, 3, 1); day = day.addDays(1)) {
            const QList<TimelineMark> on = model.on(day);
            for (qsizetype i = 1; i < on.size(); ++i)
                QVERIFY(on[i - 1].shape >= on[i].shape);
        }
    }
};

} // namespace calendar_model_test

KEYTURN_TEST(calendar_model, calendar_model_test::CalendarModelTest)
#include "calendar_model_test.moc"
