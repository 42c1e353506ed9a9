#include "core/due/reminder_file.h"

#include "tests/support/fake_clock.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace reminder_file_test {

class ReminderFileTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_count = 0;

    ReminderFile fresh() { return ReminderFile(m_folder.filePath(u"%1/reminders"_s.arg(++m_count))); }
    QString path() const { return m_folder.filePath(u"%1/reminders"_s.arg(m_count)); }

    static Reminder reminder(const QString &text, const QDate &on)
    {
        Reminder made;
        made.note.text = text;
        made.dueOn = on;
        made.createdAt = FakeClock().utcNow();
        return made;
    }

private slots:
    void keepsWhatWasPutEarliestFirst()
    {
        const ReminderFile file = fresh();
        QCOMPARE(file.read()->size(), 0);
        Reminder late = reminder(u"Später, „mit\" Zeichen\\"_s, QDate(2028, 2, 29));
        late.note.owner = u"ops"_s;
        late.note.link = u"https://example.com/a?b=c"_s;
        late.note.repeatEveryDays = 90;
        late.entry = {Store::ParameterStore, u"123456789012"_s, u"us-east-1"_s, u"/a"_s};
        late.arn = u"arn:aws:ssm:us-east-1:123456789012:parameter/a"_s;
        late.key = u"k"_s;
        late.leadDays = {30, 1};
        const Result<QString> first = file.put(late);
        QVERIFY(first);
        QVERIFY(file.put(reminder(u"Earlier"_s, QDate(2027, 1, 1))));
        late.note.id = *first;
        const Result<QList<Reminder>> read = file.read();
        QCOMPARE(read->size(), 2);
        QCOMPARE(read->first().note.text, u"Earlier"_s);
        QCOMPARE(read->last(), late);
    }

    void theSameIdTakesThePlaceOfTheOldOne()
    {
        const ReminderFile file = fresh();
        Reminder one = reminder(u"Old"_s, QDate(2027, 1, 1));
        one.note.id = *file.put(one);
        one.note.text = u"New"_s;
        QCOMPARE(*file.put(one), one.note.id);
        QCOMPARE(file.read()->size(), 1);
        QCOMPARE(file.read()->first().note.text, u"New"_s);
    }

    void doneTakesOffWhatComesOnceAndMovesOnWhatRepeats()
    {
        const ReminderFile file = fresh();
        const QString once = *file.put(reminder(u"Once"_s, QDate(2026, 11, 1)));
        Reminder repeated = reminder(u"Every 90 days"_s, QDate(2026, 11, 1));
        repeated.note.repeatEveryDays = 90;
        const QString again = *file.put(repeated);
        QVERIFY(!file.done(once, QDate(2026, 11, 21))->has_value());
        QCOMPARE((*file.done(again, QDate(2026, 11, 21)))->dueOn, QDate(2027, 1, 30));
        // Before its day: the one that was done ahead is the one that is over.
        QCOMPARE((*file.done(again, QDate(2026, 12, 1)))->dueOn, QDate(2027, 4, 30));
        QCOMPARE((*file.done(again, QDate(2030, 1, 1)))->dueOn, QDate(2030, 1, 14));
        QCOMPARE(file.read()->size(), 1);
    }

    void removesOnlyWhatIsThere()
    {
        const ReminderFile file = fresh();
        const QString id = *file.put(reminder(u"Once"_s, QDate(2026, 11, 1)));
        QCOMPARE(file.remove(u"other"_s).error().code, u"no-such-reminder"_s);
        QVERIFY(file.remove(id));
        QVERIFY(file.read()->isEmpty());
        QCOMPARE(file.done(id, QDate(2026, 11, 1)).error().kind, ErrorKind::NotFound);
    }

    void refusesWhatIsNoReminder_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QDate>("on");
        QTest::addColumn<QString>("link");
        QTest::addColumn<int>("repeat");
        const QDate day(2027, 1, 1);
        QTest::newRow("no text") << u" "_s << day << QString() << 0;
        QTest::newRow("a line break") << u"a\nb"_s << day << QString() << 0;
        QTest::newRow("an escape sequence") << u"a\u001b[2J"_s << day << QString() << 0;
        QTest::newRow("too long") << QString(501, u'x') << day << QString() << 0;
        QTest::newRow("no day") << u"a"_s << QDate() << QString() << 0;
        QTest::newRow("a file") << u"a"_s << day << u"file:///etc/passwd"_s << 0;
        QTest::newRow("a script") << u"a"_s << day << u"javascript:alert(1)"_s << 0;
        QTest::newRow("a password in the link") << u"a"_s << day << u"https://me:word@example.com/"_s << 0;
        QTest::newRow("no host") << u"a"_s << day << u"https:///x"_s << 0;
        QTest::newRow("backwards") << u"a"_s << day << QString() << -1;
        QTest::newRow("once in a long while") << u"a"_s << day << QString() << 3661;
    }

    void refusesWhatIsNoReminder()
    {
        QFETCH(const QString, text);
        QFETCH(const QDate, on);
        QFETCH(const QString, link);
        QFETCH(const int, repeat);
        Reminder wrong = reminder(text, on);
        wrong.note.link = link;
        wrong.note.repeatEveryDays = repeat;
        const ReminderFile file = fresh();
        QCOMPARE(file.put(wrong).error().code, u"reminder"_s);
        QVERIFY(!QFile::exists(path()));
    }

    void aFileThatCannotBeUnderstoodIsNeverWrittenOver()
    {
        for (const QByteArray &text :
             {QByteArray("{}"), QByteArray("[{}]"), QByteArray("[{\"id\":\"x\"}]"), QByteArray("half of a f")}) {
            const ReminderFile file = fresh();
            QVERIFY(file.put(reminder(u"Once"_s, QDate(2026, 11, 1)))); // makes the folder
            QFile raw(path());
            QVERIFY(raw.open(QIODevice::WriteOnly | QIODevice::Truncate));
            raw.write(text);
            raw.close();
            QCOMPARE(file.read().error().code, u"reminders"_s);
            QCOMPARE(file.put(reminder(u"Twice"_s, QDate(2026, 11, 1))).error().code, u"reminders"_s);
            QVERIFY(raw.open(QIODevice::ReadOnly));
            QCOMPARE(raw.readAll(), text);
        }
    }

    void aReminderBeginsWithItsDayWhereTheClockStands()
    {
        QCOMPARE(reminder(u"a"_s, QDate(2027, 1, 1)).dueAt().toLocalTime(), QDate(2027, 1, 1).startOfDay());
    }
};

} // namespace reminder_file_test

KEYTURN_TEST(reminder_file, reminder_file_test::ReminderFileTest)
#include "reminder_file_test.moc"
