#include "ui/notify/reminder_words.h"

#include "core/due/due_rules.h"
#include "tests/support/sample_entries.h"
#include "tests/support/test_main.h"
#include "ui/notify/tray_icon.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace reminder_words_test {

class ReminderWordsTest : public QObject {
    Q_OBJECT

    static DueItem item(DueReason reason, int days)
    {
        DueItem made;
        made.entry = {Store::SecretsManager, u"111122223333"_s, u"us-east-1"_s, u"canary/secret"_s};
        made.due.reason = reason;
        made.due.name = made.entry.name;
        made.due.dueAt = sampleNow().addDays(days);
        made.leadDays = usualLeadDays(reason);
        return made;
    }
    static QStringList actionsOf(const Notification &notification)
    {
        QStringList names;
        for (const auto &[name, label] : notification.actions)
            names.append(name);
        return names;
    }

private slots:
    void everyReasonIsASentenceWithItsDay_data()
    {
        QTest::addColumn<DueReason>("reason");
        QTest::addColumn<int>("days");
        QTest::addColumn<QString>("title");
        QTest::newRow("client secret") << DueReason::ClientSecretAge << 12 << u"Client secret due in 12 days"_s;
        QTest::newRow("overdue") << DueReason::ClientSecretAge << -3 << u"Client secret overdue 3 days"_s;
        QTest::newRow("login") << DueReason::RefreshIdle << 1 << u"Refresh token ends in 1 day"_s;
        QTest::newRow("expiry") << DueReason::Expiration << 7 << u"Parameter expires in 7 days"_s;
        QTest::newRow("deletion") << DueReason::ScheduledDeletion << 5 << u"Secret deleted in 5 days"_s;
        QTest::newRow("rotation") << DueReason::Rotation << -2 << u"Rotation did not finish"_s;
        QTest::newRow("own") << DueReason::Reminder << 1 << u"Reminder due in 1 day"_s;
    }
    void everyReasonIsASentenceWithItsDay()
    {
        QFETCH(DueReason, reason);
        QFETCH(int, days);
        QTEST(ReminderWords::title(item(reason, days), sampleNow()), "title");
    }

    void saysWhichOneAndWhatResetsItUnlessNamesAreHidden()
    {
        const Alarm alarm{item(DueReason::ClientSecretAge, 12), 15, u"key"_s};
        const Notification open = ReminderWords::of(alarm, sampleNow(), false);
        QCOMPARE(open.body, u"canary/secret, 3 December. What resets it: A new client secret."_s);
        const Notification hidden = ReminderWords::of(alarm, sampleNow(), true);
        QCOMPARE(hidden.title, open.title);
        QVERIFY(!hidden.body.contains(u"canary"_s));
        for (const Notification &many : {ReminderWords::of({alarm, alarm, alarm, alarm}, sampleNow(), true),
                                         ReminderWords::digest({alarm.item}, sampleNow(), true)})
            QVERIFY(!(many.title + many.body).contains(u"canary"_s));
    }

    void onlyWhatAPersonKnowsCanBeMarked()
    {
        const auto actions = [](DueReason reason) {
            return actionsOf(ReminderWords::of({item(reason, 1), 1, u"key"_s}, sampleNow(), false));
        };
        QVERIFY(actions(DueReason::ClientSecretAge).contains(u"done"_s));
        QVERIFY(actions(DueReason::Reminder).contains(u"done"_s));
        QVERIFY(!actions(DueReason::Expiration).contains(u"done"_s));
        QVERIFY(actions(DueReason::Expiration).contains(u"snooze"_s));
    }

    void theDigestCountsTheWeekAndWhatIsLate()
    {
        const Notification digest =
            ReminderWords::digest({item(DueReason::ClientSecretAge, -3), item(DueReason::Expiration, 6),
                                   item(DueReason::Rotation, 2), item(DueReason::ClientSecretAge, 40)},
                                  sampleNow(), false);
        QVERIFY2(digest.title.startsWith(u"This week: 1 date"_s), qPrintable(digest.title));
        QVERIFY(digest.body.contains(u"1 overdue or stuck"_s));
        QVERIFY(digest.body.contains(u"Parameter expires in 6 days"_s));
    }

    void theIconOfTheTrayShowsHowMany()
    {
        Theme::instance().apply(Theme::Mode::Light);
        const QImage none = TrayIcon::badged(0).pixmap(64, 64).toImage();
        const QImage three = TrayIcon::badged(3).pixmap(64, 64).toImage();
        const QImage many = TrayIcon::badged(120).pixmap(64, 64).toImage();
        QVERIFY(!none.isNull() && none != three && three != many);
        QCOMPARE(TrayIcon::badged(0).pixmap(64, 64).toImage(), none);
    }
};

} // namespace reminder_words_test

KEYTURN_GUI_TEST(reminder_words, reminder_words_test::ReminderWordsTest)
#include "reminder_words_test.moc"
