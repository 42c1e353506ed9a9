#include "ui/timeline/timeline.h"

#include "tests/support/test_main.h"
#include "ui/style/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace timeline_test {

using Shape = TimelineMark::Shape;
constexpr qint64 day = 24 * 60 * 60 * 1000LL;

class TimelineTest : public QObject {
    Q_OBJECT

    static qint64 now() { return QDateTime(QDate(2026, 11, 21), QTime(14, 5), Qt::UTC).toMSecsSinceEpoch(); }
    void show(QList<TimelineMark> marks, int lanes)
    {
        TimelineContent content;
        content.now = QDateTime::fromMSecsSinceEpoch(now(), Qt::UTC);
        for (int i = 0; i < lanes; ++i)
            content.lanes.append({u"lane %1"_s.arg(i), u"us-east-1"_s});
        content.marks = std::move(marks);
        TimelineWords words;
        words.title = [](const TimelineMark &mark) { return u"mark %1"_s.arg(mark.source); };
        words.details = [](const TimelineMark &mark) { return u"why %1"_s.arg(mark.source); };
        m_timeline->setContent(content, words);
    }
    void press(int key) { QTest::keyClick(m_timeline.get(), Qt::Key(key)); }
    QList<int> sources() const { return m_timeline->currentSources(); }
    QAccessibleInterface *face() const { return QAccessible::queryAccessibleInterface(m_timeline.get()); }

private slots:
    void initTestCase() { QAccessible::setActive(true); }
    void init()
    {
        Theme::instance().apply(Theme::Mode::Light);
        m_timeline = std::make_unique<Timeline>();
        m_timeline->setAccessibleName(u"dates"_s);
        m_timeline->resize(900, 300);
        m_timeline->show();
        m_timeline->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_timeline.get()));
    }
    void cleanup() { m_timeline.reset(); }

    void arrowKeysGoFromMarkToMarkAndFromLaneToLane()
    {
        show({{now() + 5 * day, 0, 1, Shape::Due, Status::DueSoon},
              {now() + 40 * day, 0, 2, Shape::Due, Status::Fine},
              {now() + 38 * day, 2, 3, Shape::Due, Status::Fine}},
             3);
        m_timeline->setFocus(Qt::TabFocusReason);
        QCOMPARE(sources(), QList<int>{1}); // there is always something to stand on
        press(Qt::Key_Right);
        QCOMPARE(sources(), QList<int>{2});
        press(Qt::Key_Right);
        QCOMPARE(sources(), QList<int>{2});
        press(Qt::Key_Down); // over the lane that has none
        QCOMPARE(sources(), QList<int>{3});
        press(Qt::Key_Up);
        QCOMPARE(sources(), QList<int>{2});
        press(Qt::Key_Left);
        QCOMPARE(sources(), QList<int>{1});
    }

    void enterAndDoubleClickOpen()
    {
        show({{now() + 5 * day, 0, 7, Shape::Due, Status::DueSoon}}, 1);
        QSignalSpy opened(m_timeline.get(), &Timeline::activated);
        m_timeline->setFocus(Qt::TabFocusReason);
        press(Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.first().first().toInt(), 7);
        QTest::mouseDClick(m_timeline->viewport(), Qt::LeftButton, {}, m_timeline->groupRect(0).center());
        QCOMPARE(opened.size(), 2);
    }

    void zoomingKeepsTheMomentUnderThePointer()
    {
        show({{now() + 5 * day, 0, 1, Shape::Due, Status::DueSoon}}, 1);
        m_timeline->setZoom(TimelineZoom::Year);
        m_timeline->showToday();
        const QPoint before = m_timeline->groupRect(0).center();
        QWheelEvent turn(before, m_timeline->viewport()->mapToGlobal(before), {}, {0, 120}, Qt::NoButton,
                         Qt::ControlModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(m_timeline->viewport(), &turn);
        QCOMPARE(m_timeline->zoom(), TimelineZoom::Quarter);
        // A pixel of the year is four of the quarter.
        QVERIFY(std::abs(m_timeline->groupRect(0).center().x() - before.x()) <= 6);
    }

    void plusAndMinusZoomFromAWeekToAYearAndStopThere()
    {
        show({{now(), 0, 1, Shape::Due, Status::DueSoon}}, 1);
        for (int i = 0; i < 5; ++i)
            press(Qt::Key_Plus);
        QCOMPARE(m_timeline->zoom(), TimelineZoom::Week);
        for (int i = 0; i < 5; ++i)
            press(Qt::Key_Minus);
        QCOMPARE(m_timeline->zoom(), TimelineZoom::Year);
    }

    void draggingAndPagingPanAndHomeComesBack()
    {
        show({{now(), 0, 1, Shape::Due, Status::DueSoon}}, 1);
        m_timeline->showToday();
        const int today = m_timeline->groupRect(0).center().x();
        QTest::mousePress(m_timeline->viewport(), Qt::LeftButton, {}, {700, 250});
        QTest::mouseMove(m_timeline->viewport(), {600, 250});
        QTest::mouseRelease(m_timeline->viewport(), Qt::LeftButton, {}, {600, 250});
        QCOMPARE(m_timeline->groupRect(0).center().x(), today - 100);
        press(Qt::Key_PageDown);
        QVERIFY(m_timeline->visibleGroups().isEmpty());
        press(Qt::Key_Home);
        QCOMPARE(m_timeline->groupRect(0).center().x(), today);
    }

    void anotherWidthKeepsWhereItBegins()
    {
        show({{now() + 3 * day, 0, 1, Shape::Due, Status::DueSoon}}, 1);
        m_timeline->showToday();
        const int left = m_timeline->groupRect(0).left();
        m_timeline->resize(1300, 300);
        QVERIFY(m_timeline->groupRect(0).left() > left);
        m_timeline->resize(900, 300);
        QVERIFY(std::abs(m_timeline->groupRect(0).left() - left) <= 1);
    }

    void everyMarkThatIsSeenIsAChildThatTellsWhatItIsAndCanBePressed()
    {
        show({{now() + 5 * day, 0, 1, Shape::Due, Status::DueSoon},
              {now() + 5 * day + 1000, 0, 2, Shape::ReminderAhead, Status::Fine},
              {now() + 3000 * day, 0, 3, Shape::Due, Status::Fine}},
             1);
        QCOMPARE(face()->role(), QAccessible::List);
        QCOMPARE(face()->childCount(), 1); // two that lie on each other; the third is years away
        QAccessibleInterface *child = face()->child(0);
        QCOMPARE(child->text(QAccessible::Name), u"mark 1, and 1 more"_s);
        QVERIFY(child->text(QAccessible::Description).contains(u"why 1"_s));
        QCOMPARE(child->parent(), face());
        QCOMPARE(face()->indexOfChild(child), 0);
        QVERIFY(child->rect().isValid());
        QCOMPARE(face()->childAt(child->rect().center().x(), child->rect().center().y()), child);
        m_timeline->setCurrent(-1);
        QVERIFY(!child->state().selected);
        QSignalSpy opened(m_timeline.get(), &Timeline::activated);
        child->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(opened.size(), 1);
        QVERIFY(face()->child(0)->state().selected);
        QCOMPARE(face()->focusChild(), face()->child(0));
    }

    void newContentKeepsTheMarkThatIsChosenAndForgetsTheOldChildren()
    {
        show({{now() + 5 * day, 0, 1, Shape::Due, Status::DueSoon}, {now() + 50 * day, 0, 2, Shape::Due, Status::Fine}},
             1);
        m_timeline->selectSource(2);
        QVERIFY(face()->child(0));
        show({{now() + 50 * day, 0, 2, Shape::Due, Status::Fine}}, 1);
        QCOMPARE(sources(), QList<int>{2});
        QCOMPARE(face()->childCount(), 1);
        QCOMPARE(face()->child(0)->text(QAccessible::Name), u"mark 2"_s);
        show({}, 0);
        QVERIFY(sources().isEmpty());
        QCOMPARE(face()->childCount(), 0);
        press(Qt::Key_Right); // nothing to go to
        QCOMPARE(m_timeline->current(), -1);
    }

    void aMarkThatIsChosenIsBroughtIntoView()
    {
        QList<TimelineMark> marks;
        for (int lane = 0; lane < 60; ++lane)
            marks.append({now() + lane * 20 * day, lane, lane, Shape::Due, Status::Fine});
        show(marks, 60);
        m_timeline->selectSource(59);
        QVERIFY(m_timeline->visibleGroups().contains(m_timeline->current()));
        QVERIFY(m_timeline->viewport()->rect().contains(m_timeline->groupRect(m_timeline->current()).center()));
    }

private:
    std::unique_ptr<Timeline> m_timeline;
};

} // namespace timeline_test

KEYTURN_GUI_TEST(timeline, timeline_test::TimelineTest)
#include "timeline_test.moc"
