#include "core/workspace/known_dates.h"

#include "tests/support/test_main.h"
#include "tests/support/workspace_bench.h"

#include <QTemporaryDir>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace known_dates_test {

class KnownDatesTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_count = 0;

    KnownDates::Files freshFiles()
    {
        const QString place = m_folder.filePath(QString::number(++m_count));
        return {LoginRecord(place + u"/state/logins"_s), ReminderFile(place + u"/config/reminders"_s),
                LeadTimesFile(place + u"/config/lead-times"_s), ToldReminders(place + u"/state/told"_s),
                BoardCache(place + u"/state/boards"_s)};
    }
    static bool saveAll(WorkspaceBench &bench)
    {
        bench.workspace.saves().save(bench.workspace.staging().edits().entries());
        return QTest::qWaitFor([&] { return bench.workspace.running().count() == 0; });
    }
    static bool isRehearsal(WorkspaceBench &bench)
    {
        return bench.workspace.place().connection()->tokenEndpoint().isRehearsal();
    }
    static QList<DueReason> reasonsOf(const QList<DueDate> &dates)
    {
        QList<DueReason> reasons;
        for (const DueDate &due : dates)
            reasons.append(due.reason);
        return reasons;
    }
    Reminder reminderOf(const EntryId &entry, const QDate &day) const
    {
        Reminder made;
        made.note.text = u"Ask the portal"_s;
        made.entry = entry;
        made.dueOn = day;
        made.createdAt = FakeClock().utcNow();
        return made;
    }

private slots:
    void theListAndTheBoardKnowWhatTheFilesSay()
    {
        WorkspaceBench bench;
        const KnownDates::Files files = freshFiles();
        bench.workspace.dates().keepIn(files);
        QVERIFY(bench.enter());
        const EntryId id = bench.id(u"skill/plain"_s);
        QVERIFY(bench.workspace.listing().entry(id)->due.isEmpty());
        const QDateTime now = bench.clock.now;
        bench.workspace.dates().noteLogin(id, isRehearsal(bench),
                                          {u"linkedin"_s, now.addDays(-1), now.addDays(-360), now.addDays(40)});
        QVERIFY(bench.workspace.dates().put(reminderOf(id, now.date().addDays(60))));
        const Entry *entry = bench.workspace.listing().entry(id);
        QCOMPARE(reasonsOf(entry->due), (QList<DueReason>{DueReason::RefreshAbsolute, DueReason::Reminder}));
        QCOMPARE(entry->due.first().dueAt, now.addDays(5));
        QCOMPARE(entry->tokenExpiresAt, now.addDays(40));
        QList<DueReason> board;
        for (const DueItem &item : bench.workspace.listing().board()) {
            if (item.entry == id)
                board.append(item.due.reason);
        }
        QCOMPARE(board, (QList<DueReason>{DueReason::RefreshAbsolute, DueReason::TokenExpiry, DueReason::Reminder}));
    }

    void whatAnotherProgramWritesIsReadWithTheNextLook()
    {
        WorkspaceBench bench;
        const KnownDates::Files files = freshFiles();
        bench.workspace.dates().keepIn(files);
        QVERIFY(bench.enter());
        const EntryId id = bench.id(u"skill/plain"_s);
        QVERIFY(files.reminders.put(reminderOf(id, bench.clock.now.date())));
        QSignalSpy changed(&bench.workspace.dates(), &KnownDates::changed);
        bench.workspace.dates().reload();
        QCOMPARE(changed.count(), 1);
        QCOMPARE(reasonsOf(bench.workspace.listing().entry(id)->due), QList<DueReason>{DueReason::Reminder});
        bench.workspace.dates().reload();
        QCOMPARE(changed.count(), 1);
        const QString note = bench.workspace.dates().reminders().first().note.id;
        QVERIFY(bench.workspace.dates().done(note, bench.clock.now.date()));
        QVERIFY(bench.workspace.listing().entry(id)->due.isEmpty());
    }

    void aListingThatComesAgainKeepsThem()
    {
        WorkspaceBench bench;
        bench.workspace.dates().keepIn(freshFiles());
        QVERIFY(bench.enter());
        const EntryId id = bench.id(u"skill/plain"_s);
        QVERIFY(bench.workspace.dates().put(reminderOf(id, bench.clock.now.date())));
        QSignalSpy finished(&bench.workspace.listing(), &Listing::finished);
        bench.workspace.listing().reload();
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(reasonsOf(bench.workspace.listing().entry(id)->due), QList<DueReason>{DueReason::Reminder});
    }

    void aRefreshTokenThatIsSavedCountsAsANewConsent()
    {
        WorkspaceBench bench;
        const KnownDates::Files files = freshFiles();
        bench.workspace.dates().keepIn(files);
        QVERIFY(bench.enter() && bench.open(u"skill/lwa"_s));
        QVERIFY(bench.stage(u"lwa-client-id"_s, u"amzn1.application-oa2-client.y"_s));
        QVERIFY(saveAll(bench));
        QVERIFY(files.logins.all().isEmpty());
        QTRY_VERIFY(bench.workspace.openEntry().content());
        QVERIFY(bench.open(u"skill/lwa"_s) && bench.stage(u"lwa-refresh-token"_s, u"Atzr|another"_s));
        QVERIFY(saveAll(bench));
        const QHash<QString, LoginFacts> noted = files.logins.all();
        QCOMPARE(noted.size(), 1);
        QCOMPARE(noted.cbegin()->refreshedAt, bench.clock.now);
        QCOMPARE(noted.cbegin()->consentedAt, bench.clock.now);
    }

    void leadTimesOfTheUserAreThoseOfTheBoard()
    {
        WorkspaceBench bench;
        bench.workspace.dates().keepIn(freshFiles());
        QVERIFY(bench.enter());
        const EntryId id = bench.id(u"skill/plain"_s);
        QVERIFY(bench.workspace.dates().put(reminderOf(id, bench.clock.now.date())));
        LeadTimes leads;
        leads.ofEntry.insert(id, {21, 2});
        QVERIFY(bench.workspace.dates().setLeads(leads));
        for (const DueItem &item : bench.workspace.listing().board()) {
            if (item.entry == id)
                QCOMPARE(item.leadDays, (QList<int>{21, 2}));
        }
    }
};

} // namespace known_dates_test

KEYTURN_TEST(known_dates, known_dates_test::KnownDatesTest)
#include "known_dates_test.moc"
