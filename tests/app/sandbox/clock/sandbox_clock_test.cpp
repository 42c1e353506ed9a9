#include "app/sandbox/clock/sandbox_clock.h"

#include "tests/support/fake_clock.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace keyturn::sandbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace sandbox_clock_test {

class SandboxClockTest : public QObject {
    Q_OBJECT
private slots:
    void runsOnFromWhereItWasMoved();
    void readsMovesAndInstants_data();
    void readsMovesAndInstants();
    void refusesWhatIsNoTime_data();
    void refusesWhatIsNoTime();
};

void SandboxClockTest::runsOnFromWhereItWasMoved()
{
    FakeClock computer;
    SandboxClock clock(computer);
    const QDateTime start = computer.now;
    clock.setOffset(start.msecsTo(start.addDays(150)));
    computer.advance(10s);
    QCOMPARE(clock.utcNow(), start.addDays(150).addSecs(10));
    QCOMPARE(clock.computerNow(), start.addSecs(10));
}

void SandboxClockTest::readsMovesAndInstants_data()
{
    const QDateTime from(QDate(2026, 11, 21), QTime(12, 0), Qt::UTC);
    QTest::addColumn<QString>("text");
    QTest::addColumn<QDateTime>("time");
    QTest::newRow("days") << u"+150d"_s << from.addDays(150);
    QTest::newRow("back") << u"-3h"_s << from.addSecs(-3 * 3600);
    QTest::newRow("several") << u"+1d2h3m4s"_s << from.addDays(1).addSecs(2 * 3600 + 3 * 60 + 4);
    QTest::newRow("nothing moved") << u"+0d"_s << from;
    QTest::newRow("instant") << u"2027-04-20T12:00:00Z"_s << QDateTime(QDate(2027, 4, 20), QTime(12, 0), Qt::UTC);
    QTest::newRow("offset") << u"2027-04-20T12:00:00+02:00"_s << QDateTime(QDate(2027, 4, 20), QTime(10, 0), Qt::UTC);
}

void SandboxClockTest::readsMovesAndInstants()
{
    QFETCH(const QString, text);
    QFETCH(const QDateTime, time);
    const auto read = readTime(text, QDateTime(QDate(2026, 11, 21), QTime(12, 0), Qt::UTC));
    QVERIFY(read);
    QCOMPARE(*read, time);
    QCOMPARE(read->timeSpec(), Qt::UTC);
}

void SandboxClockTest::refusesWhatIsNoTime_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"", "+", "150d", "+150", "+1h1d", "tomorrow", "2027-04-20T12:00:00",
                             "2027-13-01T00:00:00Z", "+999999d", "-100000d", "+ 1d"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void SandboxClockTest::refusesWhatIsNoTime()
{
    QFETCH(const QString, text);
    const auto read = readTime(text, QDateTime(QDate(2026, 11, 21), QTime(12, 0), Qt::UTC));
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::Invalid);
    QVERIFY(read.error().detail.contains(u"is no time"_s));
}

} // namespace sandbox_clock_test

KEYTURN_TEST(sandbox_clock, sandbox_clock_test::SandboxClockTest)
#include "sandbox_clock_test.moc"
