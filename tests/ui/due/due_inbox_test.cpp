#include "ui/due/due_inbox.h"

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
        m_board->setEntries(sampleEntries(), sampleNow());
        m_inbox = std::make_unique<DueInbox>(m_board.get(), m_clock);
        m_inbox->setSnoozes({});
        m_inbox->show();
    }
    void cleanup()
    {
        m_inbox.reset();
        m_board.reset();
    }

    void holdsWhatIsDueNowOrSoonAndNothingThatIsFine()
    {
        QCOMPARE(m_board->rowCount(), 6);
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
        QVERIFY(m_inbox->snoozes().isEmpty());
    }

    void everythingSnoozedIsSaidAndCanBeShownAgain()
    {
        m_inbox->focusFirst();
        for (int i = 0; i < 5; ++i)
            press("inboxWeek");
        QCOMPARE(m_inbox->count(), 0);
        QVERIFY(m_inbox->findChild<QWidget *>(u"dueInboxState"_s)->isVisible());
        QSignalSpy changed(m_inbox.get(), &DueInbox::snoozesChanged);
        press("inboxWake");
        QCOMPARE(m_inbox->count(), 5);
        QCOMPARE(changed.size(), 1);
    }

    void aSnoozeSurvivesBeingWrittenDownAndTellsNoName()
    {
        m_inbox->focusFirst();
        press("inboxWeek");
        const QStringList texts = m_inbox->snoozes().toTexts();
        QCOMPARE(texts.size(), 1);
        QVERIFY(!texts.first().contains(u"genesys"_s));
        QVERIFY(DueSnoozes::fromTexts(texts) == m_inbox->snoozes());
        QVERIFY(DueSnoozes::fromTexts({u"nonsense"_s, u" 2026-11-22T08:00:00Z"_s, QString()}).isEmpty());
    }

    void openTellsWhichRowOfTheBoardItIs()
    {
        QSignalSpy opened(m_inbox.get(), &DueInbox::opened);
        m_inbox->focusFirst();
        press("inboxOpen");
        QCOMPARE(opened.first().first().toModelIndex().data(DueModel::NameRole).toString(), name(0));
    }

private:
    FakeClock m_clock;
    std::unique_ptr<DueModel> m_board;
    std::unique_ptr<DueInbox> m_inbox;
};

} // namespace due_inbox_test

KEYTURN_GUI_TEST(due_inbox, due_inbox_test::DueInboxTest)
#include "due_inbox_test.moc"
