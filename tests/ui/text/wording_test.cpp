#include "tests/support/sample_entries.h"
#include "tests/support/test_main.h"
#include "ui/editor/value_hint.h"
#include "ui/text/status.h"
#include "ui/text/wording.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace wording_test {

class WordingTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void datesNameTheYearOnlyWhenItIsAnother()
    {
        const QDateTime now = sampleNow();
        QCOMPARE(Wording::date(now.addDays(12), now), u"3 December"_s);
        QCOMPARE(Wording::shortDate(now.addDays(12), now), u"3 Dec"_s);
        QCOMPARE(Wording::shortDate(now.addYears(-1), now), u"21 Nov 2025"_s);
        QCOMPARE(Wording::changed(now.addSecs(-60), now), u"14:04"_s);
        QCOMPARE(Wording::changed(now.addDays(-84), now), u"29 Aug"_s);
        QCOMPARE(Wording::changed(now.addYears(-1), now), u"Nov 2025"_s);
        QCOMPARE(Wording::changed({}, now), u"—"_s);
    }

    void agesGrowFromMinutesToYears()
    {
        const QDateTime now = sampleNow();
        QCOMPARE(Wording::age(now.addSecs(-5), now), u"now"_s);
        QCOMPARE(Wording::age(now.addSecs(-720), now), u"12 min"_s);
        QCOMPARE(Wording::age(now.addSecs(-7300), now), u"2 h"_s);
        QCOMPARE(Wording::age(now.addDays(-168), now), u"168 d"_s);
        QCOMPARE(Wording::age(now.addDays(-364), now), u"364 d"_s);
        QCOMPARE(Wording::age(now.addDays(-400), now), u"1 y"_s);
        QCOMPARE(Wording::age({}, now), QString());
        QCOMPARE(Wording::readAt(now.addSecs(-125), now), u"read 14:02:55, 2 min old"_s);
    }

    void tokensTellWhatIsLeft()
    {
        const QDateTime now = sampleNow();
        QCOMPARE(Wording::tokenLeft(now.addSecs(41 * 60 + 20), now), u"41 min left"_s);
        QCOMPARE(Wording::tokenLeft(now.addSecs(20), now), u"1 min left"_s);
        QCOMPARE(Wording::tokenLeft(now.addSecs(7 * 3600), now), u"7 h left"_s);
        QCOMPARE(Wording::tokenLeft(now, now), u"expired"_s);
        QCOMPARE(Wording::tokenLeft({}, now), u"—"_s);
    }

    void countsAreRightForOneAndForMany()
    {
        QCOMPARE(Wording::changesInEntries(3, 2), u"3 changes in 2 secrets"_s);
        QCOMPARE(Wording::changesInEntries(1, 1), u"1 change in 1 secret"_s);
        QCOMPARE(Wording::saveChanges(1), u"Save 1 change"_s);
        QCOMPARE(Wording::characters(1), u"1 character"_s);
        QCOMPARE(Wording::hidden(65), u"hidden, 65 characters"_s);
        QCOMPARE(Wording::changedAndRemoved(1, 0, 1), u"1 changed, 1 removed"_s);
        QCOMPARE(Wording::entries(100000), QLocale().toString(100000) + u" entries"_s);
    }

    void accountsAreGroupedForReading()
    {
        QCOMPARE(Wording::account(u"111122223333"_s), u"1111-2222-3333"_s);
        QCOMPARE(Wording::account(u"sandbox"_s), u"sandbox"_s);
    }

    void everyReasonHasASentenceAResetAndASource()
    {
        for (int reason = 0; reason <= int(DueReason::ScheduledDeletion); ++reason) {
            const DueDate due = sampleDue(DueReason(reason), u"name"_s, sampleNow().addDays(-10), 30);
            QVERIFY(!Wording::dueReason(due, sampleNow()).isEmpty());
            QVERIFY(!Wording::dueReset(due).isEmpty());
            QVERIFY(!Wording::dueSource(due).isEmpty());
            QVERIFY(!Wording::dueWhat(due).isEmpty());
            QVERIFY(Wording::dueTitle(due, sampleNow()).contains(u"11 December"_s));
        }
    }

    void ofAPolicyThatCannotBeReadTheDateIsSaidToBeNotKnown()
    {
        DueDate due;
        due.reason = DueReason::UnreadablePolicy;
        due.name = u"/a"_s;
        QCOMPARE(Wording::dueTitle(due, sampleNow()), u"Policy, date not known"_s);
        QVERIFY(Wording::dueReason(due, sampleNow()).contains(u"can be read"_s));
        QVERIFY(!Wording::dueReset(due).isEmpty());
        QVERIFY(!Wording::dueWhat(due).isEmpty());
        QCOMPARE(Wording::dueSource(due), u"Policy"_s);
        QCOMPARE(StatusText::chip(statusOf(due, sampleNow())), u"not known"_s);
    }

    void duesAreSaidInDays()
    {
        QCOMPARE(StatusText::inDays(0), u"today"_s);
        QCOMPARE(StatusText::inDays(1), u"in 1 day"_s);
        QCOMPARE(StatusText::inDays(12), u"in 12 days"_s);
        QCOMPARE(StatusText::inDays(-1), u"overdue 1 day"_s);
        QCOMPARE(StatusText::chip({Status::Deleting, 5}), u"deleted in 5 days"_s);
        QCOMPARE(StatusText::dueChip({Status::Deleting, 5}), u"in 5 days"_s);
        Entry entry;
        entry.deletedAt = sampleNow().addSecs(3600);
        QCOMPARE(StatusText::chip(statusOf(entry, sampleNow())), u"deleted today"_s);
        entry.deletedAt = sampleNow().addSecs(-3600); // of the request: AWS does not say how long the window is
        QCOMPARE(StatusText::chip(statusOf(entry, sampleNow())), u"marked for deletion"_s);
        QCOMPARE(StatusText::dueChip(statusOf(entry, sampleNow())), u"marked for deletion"_s);
    }

    void hintsFindTheUsualPasteMistakes_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("hint");
        QTest::addColumn<QString>("repaired");
        QTest::newRow("clean") << QByteArray("abc") << QString() << QString();
        QTest::newRow("line break") << QByteArray("abc\\r\\n") << u"Ends with a line break"_s << u"abc"_s;
        QTest::newRow("space") << QByteArray("abc  ") << u"Leading or trailing spaces"_s << u"abc"_s;
        QTest::newRow("quoted") << QByteArray("\\\"abc\\\"") << u"Wrapped in quotes"_s << u"abc"_s;
        QTest::newRow("bearer") << QByteArray("Bearer abc") << u"Starts with \"Bearer\""_s << u"abc"_s;
        QTest::newRow("empty") << QByteArray("") << u"Is empty"_s << QString();
    }

    void hintsFindTheUsualPasteMistakes()
    {
        QFETCH(const QByteArray, value);
        QFETCH(const QString, hint);
        QFETCH(const QString, repaired);
        const QByteArray text =
            "{\"lwa-client-id\":\"a\",\"lwa-client-secret\":\"" + value + "\",\"other\":\"" + value + "\"}";
        const QHash<QString, ValueHint> hints =
            ValueHints::byKey(lint(SecretDocument(SecretString(QByteArrayView(text)))));
        const ValueHint found = hints.value(u"lwa-client-secret"_s);
        QCOMPARE(found.text, hint);
        QCOMPARE(found.edits.isEmpty(), repaired.isEmpty());
        if (!found.edits.isEmpty())
            QCOMPARE(found.edits.constFirst().value.reveal(), repaired);
    }
};

} // namespace wording_test

KEYTURN_TEST(wording, wording_test::WordingTest)
#include "wording_test.moc"
