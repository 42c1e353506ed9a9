#include "ui/due/due_inbox.h"

#include "core/workspace/known_dates.h"
#include "tests/support/fake_clock.h"
#include "tests/support/sample_entries.h"
#include "tests/support/test_main.h"
#include "ui/due/due_model.h"
#include "ui/due/inbox_proxy.h"
#include "ui/style/theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace due_inbox_test {

class DueInboxTest : public QObject {
    Q_OBJECT

    QAbstractItemView *list() const { return m_inbox->findChild<QAbstractItemView *>(u"dueInbox"_s); }
    QString name(int row) const { return list()->model()->index(row, 0).data(DueModel::NameRole).toString(); }
    void press(const char *button) const { m_inbox->findChild<QPushButton *>(QLatin1String(button))->click(); }

private slots:
    void init()
    {
        Theme::instance().apply(Theme::Mode::Light);
        m_clock.now = sampleNow();
        m_board = std::make_unique<DueModel>();
        m_board->setItems(dueBoard(sampleEntries(), {}, sampleNow()), sampleNow());
        m_dates = std::make_unique<KnownDates>();
        m_inbox = std::make_unique<DueInbox>(m_board.get(), *m_dates, m_clock);
        m_inbox->show();
    }
    void cleanup()
    {
        m_inbox.reset();
        m_dates.reset();
        m_board.reset();
    }

    void holdsWhatIsDueNowOrSoonAndNothingThatIsFine()
    {
        QCOMPARE(m_board->rowCount(), 12);
        QCOMPARE(m_inbox->count(), 5); // the one that has 96 days left is not here
    }

    void snoozedItIsAwayUntilTheMorningAfter()
    {
        const QString first = name(0);
        m_inbox->focusFirst();
        press("inboxTomorrow");
        QCOMPARE(m_inbox->count(), 4);
        QVERIFY(name(0) != first);
        m_clock.now = sampleNow().addSecs(10 * 3600); // at night
        m_inbox->refresh();
        QCOMPARE(m_inbox->count(), 4);
        m_clock.now = sampleNow().addDays(1);
        m_inbox->refresh();
        QCOMPARE(m_inbox->count(), 5);
    }

    void everythingSnoozedIsSaidAndCanBeShownAndEnded()
    {
        m_inbox->focusFirst();
        for (int i = 0; i < 5; ++i)
            press("inboxWeek");
        QCOMPARE(m_inbox->count(), 0);
        QVERIFY(m_inbox->findChild<QWidget *>(u"dueInboxState"_s)->isVisible());
        press("inboxSnoozed");
        QCOMPARE(m_inbox->count(), 5);
        QCOMPARE(list()->model()->index(0, told).data().toString(), u"Until 28 Nov"_s);
        m_inbox->focusFirst();
        press("inboxWake");
        QCOMPARE(list()->model()->index(0, told).data().toString(), u"not yet"_s);
        press("inboxSnoozed");
        QCOMPARE(m_inbox->count(), 1);
    }

    void saysWhenOneWasTold()
    {
        QCOMPARE(list()->model()->headerData(told, Qt::Horizontal).toString(), u"Told"_s);
        const QList<DueItem> board = dueBoard(sampleEntries(), {}, sampleNow());
        QVERIFY(!m_dates->takeAlarms(alarmsOf(board, sampleNow()), sampleNow()).isEmpty());
        QCOMPARE(list()->model()->index(0, told).data().toString(), u"21 Nov"_s);
    }

    void anAccessTokenThatEndedAsksNobody()
    {
        bool isOnTheBoard = false;
        for (int row = 0; row < m_board->rowCount(); ++row)
            isOnTheBoard = isOnTheBoard || m_board->due(row).reason == DueReason::TokenExpiry;
        QVERIFY(isOnTheBoard);
        for (int row = 0; row < m_inbox->count(); ++row)
            QVERIFY(!list()->model()->index(row, 0).data(DueModel::TokenRole).toBool());
    }

    void openTellsWhichRowOfTheBoardItIs()
    {
        QSignalSpy opened(m_inbox.get(), &DueInbox::opened);
        m_inbox->focusFirst();
        press("inboxOpen");
        QCOMPARE(opened.first().first().toModelIndex().data(DueModel::NameRole).toString(), name(0));
    }

private:
    static constexpr int told = int(DueModel::Column::Source);

    FakeClock m_clock;
    std::unique_ptr<KnownDates> m_dates;
    std::unique_ptr<DueModel> m_board;
    std::unique_ptr<DueInbox> m_inbox;
};

} // namespace due_inbox_test

KEYTURN_GUI_TEST(due_inbox, due_inbox_test::DueInboxTest)
#include "due_inbox_test.moc"
