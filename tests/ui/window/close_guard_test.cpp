#include "ui/window/close_guard.h"

#include "tests/support/memory_keychain.h"
#include "tests/support/test_main.h"
#include "tests/support/workspace_bench.h"

#include <QTemporaryDir>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace close_guard_test {

//! Closing the window never drops what is nowhere else.
class CloseGuardTest : public QObject {
    Q_OBJECT

    //! A secret of a provider that spends refresh tokens, whose new ones AWS does not take.
    struct Bench : WorkspaceBench {
        QTemporaryDir home; // outlives what locks files in it
        MemoryKeychain keychain;
        EntryId id;

        Bench()
        {
            put(u"team/rotating"_s, R"({"clientId":"a","clientSecret":"b","accessToken":"old","refreshToken":"r1"})");
            aws.tokenAnswer = R"({"access_token":"new","token_type":"bearer","expires_in":3600,"refresh_token":"r2"})";
            aws.onCall = [this](const QString &operation) {
                if (operation == u"token"_s)
                    aws.fail(u"PutSecretValue"_s, ScriptedAws::Fault::Denied, 0);
            };
        }
        void refresh()
        {
            workspace.refreshes().keepJournal({home.filePath(u"ops"_s), home.path(), &keychain});
            QVERIFY(enter());
            id = WorkspaceBench::id(u"team/rotating"_s);
            workspace.refreshes().refresh(id);
            QTRY_COMPARE_WITH_TIMEOUT(workspace.running().count(), 0, 20'000);
            QVERIFY(workspace.refreshes().unfinished(id));
        }
    };

private slots:
    void tokensThatAreKeptNowhereElseKeepTheWindowOpen()
    {
        Bench bench;
        bench.keychain.writesUntilLocked = 1; // it takes the plan, and the answer no more
        bench.refresh();
        QVERIFY(bench.workspace.refreshes().holdsTokens(bench.id));
        CloseGuard guard(bench.workspace);
        QSignalSpy told(&guard, &CloseGuard::unfinishedRefreshes);
        for (int attempt = 1; attempt <= 3; ++attempt) { // it cannot be overridden by asking again
            QVERIFY(!guard.mayClose());
            QCOMPARE(told.count(), attempt);
            QCOMPARE(told.last().first().value<std::optional<EntryId>>(), std::optional(bench.id));
        }

        bench.aws.onCall = nullptr;
        bench.aws.mend();
        bench.keychain.now = KeychainState::Ready;
        bench.workspace.refreshes().finish(bench.id);
        QTRY_COMPARE_WITH_TIMEOUT(bench.workspace.running().count(), 0, 20'000);
        QCOMPARE(bench.current(u"team/rotating"_s),
                 QByteArray(R"({"clientId":"a","clientSecret":"b","accessToken":"new","refreshToken":"r2"})"));
        QVERIFY(guard.mayClose());
    }

    void tokensThatTheKeychainKeepsAreToldOnce()
    {
        Bench bench;
        bench.refresh();
        QVERIFY(!bench.workspace.refreshes().holdsTokens(bench.id));
        CloseGuard guard(bench.workspace);
        QSignalSpy told(&guard, &CloseGuard::unfinishedRefreshes);
        QVERIFY(!guard.mayClose());
        QVERIFY(guard.mayClose());
        QCOMPARE(told.count(), 1);
    }

    void aRefreshThatRunsIsWaitedFor()
    {
        Bench bench;
        bench.aws.onCall = nullptr;
        bench.workspace.refreshes().keepJournal({bench.home.filePath(u"ops"_s), bench.home.path(), &bench.keychain});
        QVERIFY(bench.enter());
        CloseGuard guard(bench.workspace);
        QSignalSpy closed(&guard, &CloseGuard::closeNow);
        bench.workspace.refreshes().refresh(bench.WorkspaceBench::id(u"team/rotating"_s));
        QVERIFY(!guard.mayClose());
        QTRY_COMPARE_WITH_TIMEOUT(closed.count(), 1, 20'000);
        QVERIFY(bench.current(u"team/rotating"_s).contains("\"r2\""));
        QVERIFY(guard.mayClose());
    }
};

} // namespace close_guard_test

KEYTURN_TEST(close_guard, close_guard_test::CloseGuardTest)
#include "close_guard_test.moc"
