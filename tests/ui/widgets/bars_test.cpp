#include "tests/support/test_main.h"
#include "ui/style/theme.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/button.h"
#include "ui/widgets/clipboard_ring.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/status_chip.h"
#include "ui/window/staged_bar.h"

#include <QApplication>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace bars_test {

class BarsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { Theme::instance().apply(Theme::Mode::Light); }

    void theMessageHasOneButtonForTheNextStep()
    {
        MessageBar bar;
        QVERIFY(bar.isHidden());
        bar.showMessage(MessageBar::Kind::Error, u"No answer from us-east-1."_s, u"Try again"_s);
        QVERIFY(!bar.isHidden());
        QCOMPARE(bar.accessibleName(), u"No answer from us-east-1."_s);
        auto *action = bar.findChild<QPushButton *>(u"messageAction"_s);
        QCOMPARE(action->text(), u"Try again"_s);
        QVERIFY(bar.findChild<QPushButton *>(u"messageCopy"_s)->isHidden());
        QSignalSpy triggered(&bar, &MessageBar::actionTriggered);
        action->click();
        QCOMPARE(triggered.count(), 1);
    }

    void theRequestIdCanBeCopied()
    {
        MessageBar bar;
        bar.showMessage(MessageBar::Kind::Error, u"AWS refused this."_s, {}, u"Request ID: abc-1"_s, u"abc-1"_s);
        QVERIFY(bar.findChild<QPushButton *>(u"messageAction"_s)->isHidden());
        QSignalSpy copied(&bar, &MessageBar::copyRequested);
        bar.findChild<QPushButton *>(u"messageCopy"_s)->click();
        QCOMPARE(copied.count(), 1);
        QVERIFY(copied.first().first().toString().contains(u"abc-1"_s));
    }

    void closingIsLeftToWhoeverShowsMessages()
    {
        MessageBar bar;
        bar.showMessage(MessageBar::Kind::Info, u"Saved."_s);
        QSignalSpy closed(&bar, &MessageBar::closed);
        bar.findChild<QAbstractButton *>(u"messageClose"_s)->click();
        QCOMPARE(closed.count(), 1);
        QVERIFY(!bar.isHidden()); // another one may come back in its place
        bar.dismiss();
        QVERIFY(bar.isHidden());
    }

    void markupInAMessageStaysText()
    {
        MessageBar bar;
        bar.showMessage(MessageBar::Kind::Warning, u"<b>due:<14d</b>"_s);
        QCOMPARE(bar.findChild<QLabel *>(u"messageSentence"_s)->textFormat(), Qt::PlainText);
    }

    void theStagedBarIsThereWhileSomethingIsStaged()
    {
        QWidget window;
        Actions actions(&window);
        StagedBar bar(actions);
        QVERIFY(bar.isHidden());
        bar.setChanges(3, {u"amazon-api-access-token"_s, u"/my-erp/lwa/clientsecret"_s});
        QVERIFY(!bar.isHidden());
        QCOMPARE(bar.accessibleName(), u"3 changes in 2 secrets"_s);
        auto *discard = bar.findChild<QAbstractButton *>(u"stagedDiscard"_s);
        actions.setObstacle(Actions::Id::DiscardAll, u"Finish it first"_s);
        QVERIFY(!discard->isEnabled());
        QCOMPARE(discard->toolTip(), u"Finish it first"_s);
        actions.setObstacle(Actions::Id::DiscardAll, {});
        QSignalSpy discarded(actions.action(Actions::Id::DiscardAll), &QAction::triggered);
        discard->click();
        QCOMPARE(discarded.size(), 1);
        bar.setChanges(0, {});
        QVERIFY(bar.isHidden());
    }

    void theClipboardRingCountsAndCanBeCleared()
    {
        ClipboardRing ring;
        ring.start(u"lwa-client-id"_s, 10);
        ring.setRemaining(8);
        QVERIFY(ring.findChild<QLabel *>()->text().contains(u"8 s"_s));
        QCOMPARE(ring.accessibleName(), u"lwa-client-id copied, clears in 10 s"_s); // of the start
        QSignalSpy cleared(&ring, &ClipboardRing::clearRequested);
        ring.findChild<QAbstractButton *>(u"clipboardClear"_s)->click();
        QCOMPARE(cleared.count(), 1);
        ring.stop();
        QVERIFY(ring.isHidden());
        QVERIFY(ring.findChild<QLabel *>()->text().isEmpty());
        QVERIFY(ring.accessibleName().isEmpty());
    }

    void whatIsSpokenOfTheCountdownStaysTheSameEverySecond()
    {
        ClipboardRing ring;
        ring.start(u"lwa-client-id"_s, 10);
        auto *label = ring.findChild<QLabel *>();
        const QString spoken = label->accessibleName();
        QVERIFY(spoken.contains(u"lwa-client-id"_s)); // a label with a name of its own tells nobody of another text
        for (int second = 9; second > 0; --second) {
            ring.setRemaining(second);
            QCOMPARE(ring.accessibleName(), u"lwa-client-id copied, clears in 10 s"_s);
            QCOMPARE(label->accessibleName(), spoken);
        }
    }

    void theSegmentsExcludeEachOther()
    {
        SegmentedControl control({u"Table"_s, u"Tree"_s, u"Raw"_s});
        QCOMPARE(control.current(), 0);
        QSignalSpy changed(&control, &SegmentedControl::currentChanged);
        control.findChild<QAbstractButton *>(u"segment2"_s)->click();
        QCOMPARE(control.current(), 2);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed.first().first().toInt(), 2);
    }

    void aChipIsAsWideAsItsWordsAndSaysThem()
    {
        StatusChip chip;
        chip.setStatus(EntryStatus{Status::Overdue, -3});
        QCOMPARE(chip.accessibleName(), u"overdue 3 days"_s);
        const int narrow = chip.sizeHint().width();
        QCOMPARE(chip.sizeHint().height(), 22);
        chip.setStatus(EntryStatus{Status::Overdue, -1888});
        QVERIFY(chip.sizeHint().width() > narrow);
    }

    void aClickableChipWorksWithTheKeyboard()
    {
        StatusChip chip;
        chip.setStatus(Status::ReadOnly, u"Production, read-only"_s);
        chip.setClickable(true);
        QSignalSpy clicked(&chip, &StatusChip::clicked);
        QTest::keyClick(&chip, Qt::Key_Space);
        QTest::mouseClick(&chip, Qt::LeftButton);
        QCOMPARE(clicked.count(), 2);
        QVERIFY(chip.sizeHint().height() >= 24);
    }
};

} // namespace bars_test

KEYTURN_GUI_TEST(bars, bars_test::BarsTest)
#include "bars_test.moc"
