#include "core/workspace/auto_refresh.h"

#include "tests/support/memory_keychain.h"
#include "tests/support/test_main.h"
#include "tests/support/workspace_bench.h"

#include <QTemporaryDir>

using namespace keyturn;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace auto_refresh_test {

namespace {

const QString skill = u"skill/lwa"_s;

struct Pinned : WorkspaceBench {
    QTemporaryDir home;
    MemoryKeychain keychain;
    AutoRefresh &autoRefresh = workspace.autoRefresh();

    bool enterWithSettings()
    {
        workspace.refreshes().keepSettings(RefreshSettingsFile(home.filePath(u"settings"_s)));
        workspace.refreshes().keepJournal({home.filePath(u"ops"_s), home.path(), &keychain});
        return enter();
    }
    Result<> pin() { return autoRefresh.pin(*workspace.listing().entry(id(skill)), true); }
    AutoRefresh::Status status() { return autoRefresh.status(id(skill)); }
    int asked() const { return int(aws.calls().count(u"token"_s)); }
    bool waitForQuiet()
    {
        return QTest::qWaitFor([this] { return workspace.running().count() == 0; });
    }
    void passes(std::chrono::seconds time)
    {
        clock.advance(time);
        autoRefresh.check();
        waitForQuiet();
        QTest::qWait(0);
    }
};

} // namespace

class AutoRefreshTest : public QObject {
    Q_OBJECT

    using State = AutoRefresh::State;

private slots:
    void refreshesAPinnedTokenBeforeItExpiresAndNotSooner()
    {
        Pinned bench;
        QVERIFY(bench.enterWithSettings());
        QCOMPARE(bench.status().state, State::Off);
        QVERIFY(bench.pin().has_value()); // when it ends is not known, so at once
        QVERIFY(bench.waitForQuiet());
        QCOMPARE(bench.asked(), 1);
        QTRY_COMPARE(bench.status().state, State::Waiting);
        QCOMPARE(bench.status().next, bench.clock.now.addSecs(50 * 60)); // ten minutes before an hour is over
        bench.passes(49min);
        QCOMPARE(bench.asked(), 1);
        bench.passes(1min);
        QCOMPARE(bench.asked(), 2);
        bench.passes(1min);
        QCOMPARE(bench.asked(), 2);
    }

    void writesNoMoreThanOnceInTenMinutesHoweverSoonTokensExpire()
    {
        Pinned bench;
        bench.aws.tokenAnswer = R"({"access_token":"Atza|new","token_type":"bearer","expires_in":60})";
        QVERIFY(bench.enterWithSettings() && bench.pin());
        QVERIFY(bench.waitForQuiet());
        for (int minute = 1; minute <= 60; ++minute)
            bench.passes(1min);
        QCOMPARE(bench.asked(), 7); // at the beginning and every ten minutes
    }

    void whatAnotherProgramRefreshedIsNotRefreshedAgain()
    {
        Pinned bench;
        QVERIFY(bench.enterWithSettings() && bench.pin());
        QVERIFY(bench.waitForQuiet());
        const QString key = RefreshMarker::keyOf(bench.id(skill), true);
        bench.clock.advance(45min);
        const QDateTime then = bench.clock.now;
        bench.workspace.refreshes().journal().logins().note(key, {u"x"_s, then, {}, then.addSecs(3600)});
        bench.passes(10min);
        QCOMPARE(bench.asked(), 1);
        bench.passes(40min);
        QCOMPARE(bench.asked(), 2);
    }

    void nothingIsRefreshedWhileARotationIsActive_data()
    {
        QTest::addColumn<Refusal>("why");
        QTest::newRow("pending") << Refusal::RotationPending;
        QTest::newRow("enabled") << Refusal::RotationEnabled;
    }
    void nothingIsRefreshedWhileARotationIsActive()
    {
        QFETCH(const Refusal, why);
        Pinned bench;
        if (why == Refusal::RotationPending)
            bench.secret(skill).labels.insert(u"AWSPENDING"_s, u"v0"_s);
        else
            bench.secret(skill).extra.insert(u"RotationEnabled"_s, true);
        QVERIFY(bench.enterWithSettings() && bench.pin());
        bench.passes(2h);
        QCOMPARE(bench.asked(), 0);
        QCOMPARE(bench.status().state, State::Blocked);
        QCOMPARE(bench.status().why, why);
    }

    void nothingIsRefreshedWhereWritingIsLockedOrEditsWait()
    {
        Pinned bench;
        bench.source.known[0].production = true;
        QVERIFY(bench.enterWithSettings() && bench.pin());
        bench.passes(2h);
        QCOMPARE(bench.status().why, Refusal::ReadOnly);
        bench.workspace.place().unlockWriting();
        QVERIFY(bench.open(skill));
        QVERIFY(bench.stage(u"lwa-auth-scope"_s, u"x"_s) || bench.stage(u"api-access-token"_s, u"x"_s));
        bench.passes(1s);
        QCOMPARE(bench.status().why, Refusal::Unsaved);
        QCOMPARE(bench.asked(), 0);
        bench.workspace.staging().discardAll();
        bench.passes(1s);
        QCOMPARE(bench.asked(), 1);
    }

    void nothingIsRefreshedWhileTheWindowIsLocked()
    {
        Pinned bench;
        QVERIFY(bench.enterWithSettings() && bench.pin());
        QVERIFY(bench.waitForQuiet());
        bench.workspace.lock().lock(WorkspaceLock::Reason::Asked);
        bench.passes(2h);
        QCOMPARE(bench.asked(), 1);
    }

    void aRefusalIsNotRepeatedUntilAPersonHasLooked()
    {
        Pinned bench;
        bench.aws.tokenAnswer = R"({"error":"invalid_grant"})";
        QVERIFY(bench.enterWithSettings() && bench.pin());
        QVERIFY(bench.waitForQuiet());
        QTRY_COMPARE(bench.status().state, State::Failed);
        QVERIFY(!bench.status().next.isValid());
        bench.passes(3h);
        QCOMPARE(bench.asked(), 1);
        QVERIFY(bench.pin().has_value()); // once more, by hand
        QVERIFY(bench.waitForQuiet());
        QCOMPARE(bench.asked(), 2);
    }

    void aPinIsRememberedAndTakenOffAgain()
    {
        Pinned bench;
        QVERIFY(bench.enterWithSettings() && bench.pin());
        QVERIFY(bench.waitForQuiet());
        QCOMPARE(bench.workspace.refreshes().pinnedNames(), QSet<QString>{skill});
        bench.workspace.place().close();
        QVERIFY(!bench.autoRefresh.isPinned(bench.id(skill)));
        QVERIFY(bench.enter());
        QTRY_VERIFY(bench.autoRefresh.isPinned(bench.id(skill)));
        QVERIFY(bench.autoRefresh.pin(*bench.workspace.listing().entry(bench.id(skill)), false).has_value());
        QVERIFY(bench.workspace.refreshes().pinnedNames().isEmpty());
        bench.passes(5h);
        QCOMPARE(bench.asked(), 1);
    }
};

} // namespace auto_refresh_test

KEYTURN_TEST(auto_refresh, auto_refresh_test::AutoRefreshTest)
#include "auto_refresh_test.moc"
