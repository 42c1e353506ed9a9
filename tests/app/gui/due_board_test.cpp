#include "tests/app/gui/window_bench.h"
#include "tests/support/test_main.h"
#include "ui/due/due_calendar.h"
#include "ui/due/due_page.h"
#include "ui/text/wording.h"
#include "ui/timeline/timeline.h"
#include "ui/widgets/stat_card.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace due_board_test {

//! The board in the window, by keyboard alone.
class DueBoardTest : public QObject {
    Q_OBJECT

    DuePage *page() const { return m_bench->find<DuePage>("duePage"); }
    void press(int key) const { QTest::keyClick(QApplication::focusWidget(), Qt::Key(key)); }
    void tabTo(const QWidget *wanted) const
    {
        for (int i = 0; i < 40 && QApplication::focusWidget() != wanted; ++i)
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), wanted);
    }
    QAbstractButton *segment(int number) const
    {
        return m_bench->find("dueView")->findChild<QAbstractButton *>(u"segment%1"_s.arg(number));
    }

private slots:
    void init()
    {
        m_bench = std::make_unique<WindowBench>();
        m_bench->window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_bench->window.get()));
        m_bench->window->openDueBoard();
    }
    void cleanup() { m_bench.reset(); }

    void aMarkOfTheTimelineIsReachedAndOpenedWithoutAMouse()
    {
        tabTo(segment(0));
        press(Qt::Key_Right);
        QCOMPARE(page()->view(), DueView::Timeline);
        auto *timeline = m_bench->find<Timeline>("dueTimeline");
        tabTo(timeline);
        QVERIFY(timeline->current() >= 0);
        press(Qt::Key_Down);
        const int source = timeline->currentSources().constFirst();
        QVERIFY(!m_bench->find<QLabel>("dueTimelineTitle")->text().isEmpty());
        press(Qt::Key_Minus);
        QCOMPARE(timeline->zoom(), TimelineZoom::Year);
        QVERIFY(timeline->currentSources().contains(source));
        QSignalSpy opened(page(), &DuePage::entryRequested);
        press(Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
        const auto id = opened.first().first().value<EntryId>();
        WindowBench::wait([this, &id] { return m_bench->workspace->openEntry().id() == id; });
        QVERIFY(!page()->isVisible());
    }

    void theCalendarMovesByDayAndByMonthAndOpensADate()
    {
        page()->setView(DueView::Calendar);
        page()->focusContent();
        auto *calendar = m_bench->find<DueCalendar>("dueCalendarPage");
        const QDate today = calendar->day();
        press(Qt::Key_Right);
        QCOMPARE(calendar->day(), today.addDays(1));
        press(Qt::Key_PageDown);
        QCOMPARE(calendar->day(), today.addDays(1).addMonths(1));
        press(Qt::Key_Home);
        QCOMPARE(calendar->day(), today);
        QSignalSpy opened(page(), &DuePage::entryRequested);
        auto *list = m_bench->find<QAbstractItemView>("dueList");
        const QDateTime due =
            list->model()->index(list->model()->rowCount() - 1, 0).data(DueModel::DueAtRole).toDateTime();
        calendar->showDay(due.toLocalTime().date());
        press(Qt::Key_Return);
        if (opened.isEmpty()) // several on that day: the first of them is chosen now
            press(Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
    }

    void whatTakesTheFocusHasAName()
    {
        for (const DueView view : {DueView::List, DueView::Timeline, DueView::Calendar}) {
            page()->setView(view);
            for (const QWidget *widget : page()->findChildren<QWidget *>()) {
                if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible()
                    || widget->objectName().startsWith("qt_"_L1) || widget->inherits("QScrollBar")
                    || widget->inherits("QHeaderView") || widget->inherits("QAbstractButton"))
                    continue;
                QVERIFY2(!widget->objectName().isEmpty() && !widget->accessibleName().isEmpty(),
                         widget->metaObject()->className());
            }
        }
    }

    void aFilterHoldsForEveryView()
    {
        auto *list = m_bench->find<QAbstractItemView>("dueList");
        const int all = list->model()->rowCount();
        m_bench->find<QLineEdit>("dueFilter")->setText(u"my-erp"_s);
        const int some = list->model()->rowCount();
        QVERIFY(some > 0 && some < all);
        page()->setView(DueView::Timeline);
        for (const TimelineLane &lane : m_bench->find<Timeline>("dueTimeline")->content().lanes)
            QVERIFY2((lane.name + lane.detail).contains(u"erp"_s), qPrintable(lane.name));
    }

    //! With a login that its provider is about to end and a reminder of the user's own, which AWS tells nothing of.
    void listCardAndBoardTellTheSameOfEveryEntry()
    {
        Workspace &workspace = *m_bench->workspace;
        const QDateTime now = workspace.clock().utcNow();
        const QTemporaryDir folder;
        KnownDates::Files files;
        files.logins = LoginRecord(folder.filePath(u"state/logins"_s));
        files.reminders = ReminderFile(folder.filePath(u"config/reminders"_s));
        workspace.dates().keepIn(files);
        QList<EntryId> plain;
        for (const Entry &entry : workspace.listing().entries()) {
            if (entry.due.isEmpty() && entry.id.isSecret() && entry.isWritable())
                plain.append(entry.id);
        }
        QVERIFY(plain.size() >= 2);
        workspace.dates().noteLogin(plain.at(0), true, {u"linkedin"_s, now, now.addDays(-360), now.addDays(20)});
        Reminder reminder;
        reminder.note.text = u"Ask the portal"_s;
        reminder.entry = plain.at(1);
        reminder.createdAt = now;
        reminder.dueOn = now.toLocalTime().date().addDays(3);
        QVERIFY(workspace.dates().put(reminder));

        QHash<EntryId, EntryStatus> worst;
        for (int row = 0; row < page()->findChild<DueModel *>()->rowCount(); ++row) {
            const DueRow &shown = page()->findChild<DueModel *>()->row(row);
            const auto known = worst.constFind(shown.item.entry);
            const bool isWorse = known == worst.cend() || shown.status.status < known->status
                                 || (shown.status.status == known->status && shown.status.days < known->days);
            if (shown.item.due.reason != DueReason::TokenExpiry && isWorse)
                worst.insert(shown.item.entry, shown.status);
        }
        QCOMPARE(worst.value(plain.at(0)), (EntryStatus{Status::DueSoon, 5}));
        QCOMPARE(worst.value(plain.at(1)), (EntryStatus{Status::DueSoon, 3}));
        for (const Entry &entry : workspace.listing().entries()) {
            const EntryStatus listed = statusOf(entry, now);
            QCOMPARE(worst.contains(entry.id), !entry.due.isEmpty());
            if (worst.contains(entry.id))
                QVERIFY2(listed == worst.value(entry.id), qPrintable(entry.id.name));
        }
        m_bench->open(plain.at(0).name);
        QVERIFY(m_bench->find<StatCard>("secretCard")->accessibleName().contains(StatusText::inDays(5)));
        m_bench->open(plain.at(1).name);
        QVERIFY(m_bench->find<StatCard>("secretCard")->accessibleName().contains(StatusText::inDays(3)));
    }

private:
    std::unique_ptr<WindowBench> m_bench;
};

} // namespace due_board_test

KEYTURN_GUI_TEST(due_board, due_board_test::DueBoardTest)
#include "due_board_test.moc"
