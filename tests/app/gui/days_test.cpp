#include "app/cli/listing.h"
#include "core/due/due_rules.h"
#include "tests/support/test_main.h"
#include "ui/due/due_model.h"
#include "ui/entry/entry_figures.h"
#include "ui/search/entry_list_model.h"
#include "ui/text/status.h"
#include "ui/text/wording.h"
#include "ui/widgets/stat_card.h"

#include <QApplication>
#include <QRegularExpression>
#include <QTest>
#include <ctime>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace days_test {

namespace {

//! "in 12 days", "Due today", "overdue 3 days", "3 days ago" as a number of days from now.
std::optional<qint64> daysIn(const QString &text)
{
    static const QRegularExpression number(u"(\\d+) days?\\b"_s);
    const QRegularExpressionMatch match = number.match(text);
    if (!match.hasMatch())
        return text.contains(u"today"_s) ? std::optional<qint64>(0) : std::nullopt;
    const bool isPast =
        text.contains(u"overdue"_s, Qt::CaseInsensitive) || text.contains(u"ago"_s) || text.contains(u"past"_s);
    return match.captured(1).toLongLong() * (isPast ? -1 : 1);
}

QString valueOf(const StatCard &card)
{
    return card.accessibleName().section(u": "_s, 1).section(u", "_s, 0, 0);
}

QString remarkOf(const StatCard &card)
{
    return card.accessibleName().section(u", "_s, 1);
}

//! One client secret, seen in every place that counts its days.
class Places {
public:
    Places(const QDateTime &since, const QDateTime &now) : m_now(now), m_list(m_table, now)
    {
        m_content.entry.id = {Store::SecretsManager, u"111122223333"_s, u"us-east-1"_s, u"skill/lwa"_s};
        m_content.entry.kind = CredentialKind::LwaSkill;
        m_due = clientSecretDue(m_content.entry.id.name, u"lwa-client-secret"_s, since, DueBasis::Known);
        m_content.entry.due = {m_due};
        m_table.upsert({m_content.entry});
        m_board.setItems(dueBoard({m_content.entry}, {}, now), now);
        m_figures.show(&m_content, m_content.entry.due, {}, now);
        m_cards.reset(m_figures.cards());
        m_chips.reset(m_figures.chips());
    }

    QStringList words() const
    {
        return {m_list.index(0, int(EntryListModel::Column::Due)).data().toString(),
                m_board.index(0, int(DueModel::Column::When)).data().toString(), valueOf(card()),
                cli::dueText(m_due.dueAt, m_now)};
    }
    const StatCard &card() const { return *m_cards->findChild<StatCard *>(u"secretCard"_s); }
    const DueDate &due() const { return m_due; }

private:
    const QDateTime m_now;
    EntryTable m_table;
    EntryListModel m_list;
    EntryContent m_content;
    DueDate m_due;
    DueModel m_board;
    EntryFigures m_figures;
    std::unique_ptr<QWidget> m_cards;
    std::unique_ptr<QWidget> m_chips;
};

//! 200 moments that walk through the clock changes of both hemispheres, each a little around midnight of \p zone.
QList<QDateTime> moments()
{
    const QList<int> aroundMidnight{-3601, -61, -1, 0, 1, 59, 3599, 7201, 12 * 3600, 20 * 3600 + 17};
    QList<QDateTime> all;
    for (int day = 0; day < 20; ++day) {
        const QDateTime midnight(QDate(2026, 3, 5).addDays(day * 13), QTime(0, 0), Qt::LocalTime);
        for (int seconds : aroundMidnight)
            all.append(midnight.addSecs(seconds).toUTC());
    }
    return all;
}

} // namespace

//! A day is a day wherever it is counted.
class DaysTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { m_zone = qgetenv("TZ"); }
    void cleanup() { setZone(m_zone); }

    void everyPlaceCountsTheSameDays_data()
    {
        QTest::addColumn<QByteArray>("zone");
        for (const char *zone : {"UTC", "Europe/Berlin", "America/New_York", "America/St_Johns", "Asia/Kathmandu",
                                 "Australia/Lord_Howe", "Pacific/Auckland", "Pacific/Honolulu"})
            QTest::newRow(zone) << QByteArray(zone);
    }
    void everyPlaceCountsTheSameDays()
    {
        QFETCH(QByteArray, zone);
        setZone(zone);
        const QList<QDateTime> all = moments();
        QCOMPARE(all.size(), 200);
        for (qsizetype at = 0; at < all.size(); ++at) {
            const QDateTime &now = all.at(at);
            // Made at another of those moments: from a few days after it to a few days beyond its end.
            const QDateTime since = now.addDays(-(at * 7 % 190)).addSecs(at % 10 * 997 - 5000);
            const Places places(std::min(since, now), now);
            const QString what = u"%1, since %2, now %3"_s.arg(QString::fromLatin1(zone), since.toString(Qt::ISODate),
                                                               now.toString(Qt::ISODate));
            const qint64 days = daysUntil(places.due().dueAt, now);
            for (const QString &word : places.words())
                QVERIFY2(daysIn(word) == days, qPrintable(u"%1: “%2” is not %3"_s.arg(what, word).arg(days)));

            static const QRegularExpression used(u"^(\\d+) of 180 days$"_s);
            const QString progress = remarkOf(places.card());
            if (days < 0) {
                QCOMPARE(progress, u"180-day limit"_s); // how long it is overdue stands beside it
            } else {
                const QRegularExpressionMatch match = used.match(progress);
                QVERIFY2(match.hasMatch(), qPrintable(progress));
                QCOMPARE(match.captured(1).toLongLong() + days, 180);
                const QString age = Wording::age(places.due().since, now);
                if (age.endsWith(u" d"_s))
                    QVERIFY2(age == match.captured(1) + u" d"_s, qPrintable(what + u": age "_s + age));
            }
            // What the review promises of a secret that is saved now is what the list shows afterwards.
            const QDate today = now.toLocalTime().date();
            if (days > 0)
                QCOMPARE(Wording::date(places.due().dueAt, now),
                         QLocale().toString(today.addDays(days), u"d MMMM"_s)
                             + (today.addDays(days).year() == today.year() ? QString()
                                                                           : today.addDays(days).toString(u" yyyy"_s)));
            const DueDate next = clientSecretDue({}, {}, now, DueBasis::Known);
            QCOMPARE(Wording::date(next.dueAt, now), Wording::date(now.addDays(lwaSecretLifeDays), now));
            // Nobody reads "in 31 days" in a folder of what is due in 30.
            QVERIFY(dueState(places.due(), now) != DueState::Soon || days <= 30);
        }
    }

    void whatHasPassedTodayIsOverdueInTheWindowAndOnTheCommandLine()
    {
        const QDateTime now(QDate(2026, 5, 20), QTime(12, 0), Qt::UTC);
        EntryStatus status;
        status.status = Status::Overdue;
        status.days = 0;
        QCOMPARE(StatusText::chip(status), u"overdue today"_s);
        QCOMPARE(cli::dueText(now.addSecs(-3600), now), u"overdue today"_s);
        QCOMPARE(cli::dueText(now.addSecs(3600), now), u"today"_s);
    }

    void theDateIsTheDayThatIsCountedTo()
    {
        setZone("Europe/Berlin");
        const QDateTime now(QDate(2026, 5, 20), QTime(12, 0), Qt::UTC);
        const QDateTime due(QDate(2026, 5, 21), QTime(23, 30), Qt::UTC); // the 22nd there
        QCOMPARE(cli::dueText(due, now), u"in 2 days"_s);
        QCOMPARE(cli::dateText(due), u"2026-05-22"_s);
        QCOMPARE(Wording::date(due, now), u"22 May"_s);
    }

private:
    static void setZone(const QByteArray &zone)
    {
        qputenv("TZ", zone);
        tzset();
    }

    QByteArray m_zone;
};

} // namespace days_test

KEYTURN_GUI_TEST(days, days_test::DaysTest)
#include "days_test.moc"
