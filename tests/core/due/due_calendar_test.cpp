#include "core/due/due_calendar.h"

#include "tests/support/fake_clock.h"
#include "tests/support/test_main.h"

#include <QTest>
#include <algorithm>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace due_calendar_test {

class DueCalendarTest : public QObject {
    Q_OBJECT

    const QDateTime m_now = FakeClock().utcNow();

    DueItem item(DueReason reason = DueReason::ClientSecretAge) const
    {
        DueItem made;
        made.entry = {Store::SecretsManager, u"123456789012"_s, u"us-east-1"_s, u"hospitality/prod"_s};
        made.due.name = made.entry.name;
        made.due.reason = reason;
        made.due.dueAt = QDateTime(QDate(2027, 2, 28), QTime(12, 30, 15), Qt::UTC);
        made.due.since = m_now.addDays(-80);
        made.leadDays = {30, 1};
        made.note.link = u"https://example.com/portal"_s;
        return made;
    }

    static CalendarOptions options()
    {
        CalendarOptions made;
        made.summary = [](const DueItem &due) { return u"Due: "_s + due.due.name; };
        made.description = [](const DueItem &due) { return u"Why, and; what\nof "_s + due.due.name; };
        made.leadSummary = [](const DueItem &due, int days) { return u"In %1: "_s.arg(days) + due.due.name; };
        made.hiddenSummary = u"A credential falls due"_s;
        return made;
    }

    QByteArrayList lines(const QList<DueItem> &items, const CalendarOptions &chosen) const
    {
        return dueCalendar(items, chosen, m_now).replace("\r\n ", "").split('\n');
    }

private slots:
    void foldsAt75OctetsAndSplitsNoCharacter_data()
    {
        QTest::addColumn<QString>("line");
        QTest::newRow("short") << u"SUMMARY:a"_s;
        QTest::newRow("75") << QString(75, u'a');
        QTest::newRow("76") << QString(76, u'a');
        QTest::newRow("long") << QString(1000, u'a');
        QTest::newRow("two octets each") << QString(200, u'ä');
        QTest::newRow("two octets each, one off") << u'a' + QString(200, u'ä');
        QTest::newRow("three octets each") << QString(200, QChar(0x20AC));
        QTest::newRow("four octets each") << u"😀"_s.repeated(100);
        QTest::newRow("blanks") << QString(300, u' ');
    }

    void foldsAt75OctetsAndSplitsNoCharacter()
    {
        QFETCH(const QString, line);
        const QByteArray folded = foldedCalendarLine(line);
        QVERIFY(folded.endsWith("\r\n"));
        for (const QByteArray &part : folded.chopped(2).split('\n')) {
            const QByteArray octets = part.endsWith('\r') ? part.chopped(1) : part;
            QVERIFY(octets.size() <= 75);
            QCOMPARE(QString::fromUtf8(octets).toUtf8(), octets); // nothing half
        }
        QByteArray unfolded = folded.chopped(2);
        unfolded.replace("\r\n ", "");
        QCOMPARE(QString::fromUtf8(unfolded), line);
    }

    void escapesWhatDividesAndDropsWhatSteersATerminal()
    {
        QCOMPARE(calendarText(u"a;b,c\\d\ne\u001b[0m\u0007"_s), u"a\\;b\\,c\\\\d\\ne[0m"_s);
    }

    void aDayIsAWholeDayThatEndsWithTheNext()
    {
        const QByteArrayList found = lines({item()}, options());
        QVERIFY(found.contains("DTSTART;VALUE=DATE:20270228\r"));
        QVERIFY(found.contains("DTEND;VALUE=DATE:20270301\r"));
        QVERIFY(found.contains("SUMMARY:Due: hospitality/prod\r"));
        QVERIFY(found.contains("DESCRIPTION:Why\\, and\\; what\\nof hospitality/prod\r"));
        QVERIFY(found.contains("UID:" + dueUid(item()).toLatin1() + '\r'));
        QVERIFY(found.contains("DTSTAMP:20261121T140500Z\r"));
    }

    void theEndOfATokenIsAMomentInUtc()
    {
        const QByteArrayList found = lines({item(DueReason::TokenExpiry)}, options());
        QVERIFY(found.contains("DTSTART:20270228T123015Z\r"));
        QVERIFY(
            std::none_of(found.begin(), found.end(), [](const QByteArray &line) { return line.startsWith("DTEND"); }));
    }

    void hiddenNamesAreNowhereInTheFile()
    {
        CalendarOptions hidden = options();
        hidden.hideNames = hidden.leadEvents = true;
        const QByteArray text = dueCalendar({item()}, hidden, m_now);
        for (const char *word : {"hospitality", "prod", "123456789012", "us-east-1", "portal", "Why"})
            QVERIFY2(!text.contains(word), word);
        QCOMPARE(text.count("SUMMARY:A credential falls due"), 3);
    }

    void leadTimesAreEventsOfTheirOwnOnRequestOnly()
    {
        QCOMPARE(dueCalendar({item()}, options(), m_now).count("BEGIN:VEVENT"), 1);
        CalendarOptions leading = options();
        leading.leadEvents = true;
        const QByteArrayList found = lines({item()}, leading);
        QVERIFY(found.contains("DTSTART;VALUE=DATE:20270129\r"));
        QVERIFY(found.contains("DTSTART;VALUE=DATE:20270227\r"));
        QVERIFY(found.contains("SUMMARY:In 30: hospitality/prod\r"));
        const QByteArray uid = dueUid(item()).toLatin1();
        QVERIFY(found.contains("UID:lead30-" + uid + '\r') && found.contains("UID:lead1-" + uid + '\r'));
    }

    void aDateThatMovedHasAHigherSequence()
    {
        const auto sequence = [this](const DueItem &due) {
            for (const QByteArray &line : lines({due}, options())) {
                if (line.startsWith("SEQUENCE:"))
                    return line.trimmed().mid(9).toInt();
            }
            return -1;
        };
        DueItem moved = item();
        moved.due.dueAt = moved.due.dueAt.addDays(180);
        QCOMPARE(sequence(moved), sequence(item()) + 180);
    }

    void whatHasNoDateIsNoEvent()
    {
        DueItem undated = item();
        undated.due.dueAt = {};
        QCOMPARE(dueCalendar({undated}, options(), m_now).count("BEGIN:VEVENT"), 0);
    }
};

} // namespace due_calendar_test

KEYTURN_TEST(due_calendar, due_calendar_test::DueCalendarTest)
#include "due_calendar_test.moc"
