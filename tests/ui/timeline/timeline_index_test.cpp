#include "ui/timeline/timeline_index.h"

#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;

namespace timeline_index_test {

using Shape = TimelineMark::Shape;

TimelineMark mark(qint32 lane, qint64 at, Shape shape = Shape::ReminderAhead, qint32 source = 0)
{
    return {at, lane, source, shape, Status::Fine};
}

class TimelineIndexTest : public QObject {
    Q_OBJECT

private slots:
    void marksThatLieOnEachOtherAreOneGroupOfTheMostImportant()
    {
        TimelineIndex index;
        index.setGap(20);
        index.setMarks({mark(0, 100), mark(0, 105), mark(0, 110, Shape::Due), mark(0, 200), mark(1, 100)}, 2);
        QCOMPARE(index.groups().size(), 3);
        QCOMPARE(index.groups()[0].count, 3);
        QCOMPARE(index.lead(index.groups()[0]).shape, Shape::Due);
        QCOMPARE(index.lead(index.groups()[0]).at, 110);
        QCOMPARE(index.groups()[1].count, 1);
        QCOMPARE(index.groups()[2].lane, 1);
    }

    void aDateAndWhatRemindsOfItAreOne()
    {
        TimelineIndex index;
        index.setGap(20);
        index.setMarks({mark(0, 100, Shape::ReminderSent, 4), mark(0, 105, Shape::Due, 4)}, 1);
        QCOMPARE(index.groups()[0].sources, 1);
        index.setMarks({mark(0, 100, Shape::ReminderSent, 4), mark(0, 101, Shape::Due, 5), mark(0, 102, Shape::Due, 4)},
                       1);
        QCOMPARE(index.groups()[0].count, 3);
        QCOMPARE(index.groups()[0].sources, 2);
    }

    void twoDrawnMarksAreNeverCloserThanTheGap()
    {
        QList<TimelineMark> marks;
        quint32 state = 7;
        for (int i = 0; i < 10'000; ++i) {
            state = state * 1'664'525 + 1'013'904'223;
            marks.append(mark(qint32(state >> 8) % 50, qint64(state >> 4) % 100'000, Shape(state % 6), i));
        }
        TimelineIndex index;
        index.setMarks(marks, 50);
        for (const qint64 gap : {0, 13, 500, 90'000}) {
            index.setGap(gap);
            qsizetype counted = 0;
            for (qsizetype i = 0; i < index.groups().size(); ++i) {
                counted += index.groups()[i].count;
                if (i > 0 && index.groups()[i].lane == index.groups()[i - 1].lane)
                    QVERIFY(index.lead(index.groups()[i]).at - index.lead(index.groups()[i - 1]).at >= gap);
            }
            QCOMPARE(counted, marks.size());
        }
    }

    void whatIsOnScreenIsFoundInEveryLaneAsByLookingAtAll()
    {
        QList<TimelineMark> marks;
        for (int i = 0; i < 500; ++i)
            marks.append(mark(i % 7, (i * 37) % 1000, Shape::Due, i));
        TimelineIndex index;
        index.setMarks(marks, 9); // two lanes are empty
        for (int lane = -1; lane <= 10; ++lane) {
            const auto [first, last] = index.between(lane, 250, 600);
            qsizetype expected = 0;
            for (const TimelineIndex::Group &group : index.groups())
                expected += group.lane == lane && index.lead(group).at >= 250 && index.lead(group).at < 600;
            QCOMPARE(last - first, expected);
            for (qsizetype i = first; i < last; ++i)
                QCOMPARE(index.groups()[i].lane, lane);
        }
    }

    void theNearestGroupOfALaneMayBeBeforeOrAfter()
    {
        TimelineIndex index;
        index.setGap(10);
        index.setMarks({mark(0, 100), mark(0, 200), mark(2, 150)}, 3);
        QCOMPARE(index.nearest(0, 140), 0);
        QCOMPARE(index.nearest(0, 160), 1);
        QCOMPARE(index.nearest(0, -5), 0);
        QCOMPARE(index.nearest(0, 999), 1);
        QCOMPARE(index.nearest(1, 150), -1);
        QCOMPARE(index.nearest(2, 0), 2);
        QCOMPARE(index.nearest(3, 0), -1);
    }

    void theGroupOfADateIsWhereTheDateIsAndNotWhatRemindsOfIt()
    {
        TimelineIndex index;
        index.setGap(10);
        index.setMarks({mark(0, 100, Shape::ReminderSent, 4), mark(0, 300, Shape::Due, 4), mark(0, 200, Shape::Due, 5)},
                       1);
        QCOMPARE(index.lead(index.groups()[index.groupOf(4)]).at, 300);
        QCOMPARE(index.groupOf(6), -1);
    }

    void withoutMarksNothingIsFoundAndNothingFails()
    {
        TimelineIndex index;
        index.setMarks({}, 0);
        index.setSpans({}, 0);
        QVERIFY(!index.extent());
        QCOMPARE(index.nearest(0, 0), -1);
        QCOMPARE(index.between(0, 0, 1).second, 0);
        QCOMPARE(index.spansOf(0).second, 0);
    }
};

} // namespace timeline_index_test

KEYTURN_TEST(timeline_index, timeline_index_test::TimelineIndexTest)
#include "timeline_index_test.moc"
