#include "core/workspace/workspace_lock.h"

#include "tests/support/growth.h"
#include "tests/support/memory_keychain.h"
#include "tests/support/test_main.h"
#include "tests/support/workspace_bench.h"

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace workspace_lock_test {

using Reason = WorkspaceLock::Reason;

class WorkspaceLockTest : public QObject {
    Q_OBJECT

    struct Bench : WorkspaceBench {
        MemoryKeychain keychain;
        Bench() { workspace.lock().keepKeyIn(keychain); }

        bool edit() { return enter() && open(u"skill/plain"_s) && stage(u"a"_s, u"canary"_s); }
        bool lockAndSettle(Reason reason = Reason::Asked)
        {
            QSignalSpy settled(&workspace.lock(), &WorkspaceLock::settled);
            workspace.lock().lock(reason);
            return QTest::qWaitFor([&] { return !settled.isEmpty(); });
        }
        bool unlock()
        {
            QSignalSpy opened(&workspace.place(), &Place::opened);
            workspace.lock().unlock();
            return QTest::qWaitFor([&] { return !opened.isEmpty(); });
        }
    };

private slots:
    void lockingForgetsWhatWasReadAndLeavesThePlace()
    {
        Bench bench;
        QVERIFY(bench.enter() && bench.open(u"skill/plain"_s));
        QVERIFY(bench.lockAndSettle(Reason::Idle));
        const Workspace &workspace = bench.workspace;
        QVERIFY(workspace.lock().isLocked() && workspace.lock().reason() == Reason::Idle);
        QCOMPARE(workspace.lock().since(), bench.clock.utcNow());
        QVERIFY(!workspace.place().isOpen() && !workspace.place().sharedConnection());
        QVERIFY(!workspace.openEntry().content() && workspace.listing().entries().isEmpty());
        QVERIFY(bench.keychain.items.isEmpty()); // nothing was staged
    }

    void unlockingReturnsToThePlace()
    {
        Bench bench;
        QVERIFY(bench.enter() && bench.lockAndSettle() && bench.unlock());
        QVERIFY(!bench.workspace.lock().isLocked());
        QCOMPARE(bench.workspace.place().region(), u"us-east-1"_s);
    }

    void editsComeBackAndCanBeSaved()
    {
        Bench bench;
        QVERIFY(bench.edit() && bench.lockAndSettle());
        QCOMPARE(bench.workspace.lock().editCount(), 1);
        QVERIFY(bench.workspace.lock().areEditsSealed());
        QVERIFY(bench.workspace.staging().edits().isEmpty()); // nobody saves them meanwhile
        QVERIFY(bench.unlock());
        QCOMPARE(bench.workspace.staging().edits().count(), 1);
        QTRY_VERIFY(bench.keychain.items.isEmpty());
        bench.workspace.saves().save(bench.workspace.staging().edits().entries());
        QTRY_COMPARE(bench.workspace.running().count(), 0);
        QCOMPARE(bench.current(u"skill/plain"_s), QByteArray(R"({"a":"canary","b":"2"})"));
    }

    void theKeyAloneIsInTheKeychainAndOpensNothingElse()
    {
        Bench bench;
        QVERIFY(bench.edit() && bench.lockAndSettle());
        QCOMPARE(bench.keychain.items.size(), 1);
        QCOMPARE(bench.keychain.items.begin().value().size(), qsizetype(32));
        const SecretString first = bench.keychain.items.begin().value();
        QVERIFY(bench.unlock() && bench.lockAndSettle());
        QVERIFY(!(bench.keychain.items.begin().value() == first)); // another one each time
    }

    void withoutAKeychainEditsStayAndSoDoTheirValues()
    {
        Bench bench;
        bench.keychain.now = KeychainState::Absent;
        QVERIFY(bench.edit() && bench.lockAndSettle());
        QVERIFY(!bench.workspace.lock().areEditsSealed());
        QCOMPARE(bench.workspace.lock().editCount(), 1);
        QVERIFY(bench.unlock());
        QCOMPARE(bench.workspace.staging().edits().count(), 1);
    }

    void aKeychainThatIsLockedIsOpenedFirst()
    {
        Bench bench;
        QVERIFY(bench.edit() && bench.lockAndSettle());
        bench.keychain.now = KeychainState::Locked;
        QVERIFY(bench.unlock());
        QCOMPARE(bench.keychain.now, KeychainState::Ready);
        QCOMPARE(bench.workspace.staging().edits().count(), 1);
    }

    void whoDoesNotKnowThePasswordDoesNotGetIn()
    {
        Bench bench;
        QVERIFY(bench.edit() && bench.lockAndSettle());
        bench.keychain.now = KeychainState::Locked;
        bench.keychain.unlocks = false;
        QSignalSpy failed(&bench.workspace.lock(), &WorkspaceLock::unlockFailed);
        bench.workspace.lock().unlock();
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(bench.workspace.lock().isLocked() && !bench.workspace.place().isOpen());
        QCOMPARE(failed[0][0].value<Error>().code, u"locked"_s);
        bench.keychain.unlocks = true;
        QVERIFY(bench.unlock());
        QCOMPARE(bench.workspace.staging().edits().count(), 1);
    }

    void aKeyThatHasGoneIsTold()
    {
        Bench bench;
        QVERIFY(bench.edit() && bench.lockAndSettle());
        bench.keychain.items.clear();
        QSignalSpy lost(&bench.workspace.lock(), &WorkspaceLock::editsLost);
        QVERIFY(bench.unlock());
        QCOMPARE(lost.count(), 1);
        QCOMPARE(lost[0][0].toInt(), 1);
        QVERIFY(bench.workspace.staging().edits().isEmpty());
    }

    void aSaveUnderWayEndsFirst()
    {
        Bench bench;
        QVERIFY(bench.edit());
        bench.workspace.saves().save(bench.workspace.staging().edits().entries());
        QCOMPARE(bench.workspace.running().count(), 1);
        QVERIFY(bench.lockAndSettle());
        QCOMPARE(bench.workspace.running().count(), 0);
        QCOMPARE(bench.current(u"skill/plain"_s), QByteArray(R"({"a":"canary","b":"2"})"));
        QCOMPARE(bench.workspace.lock().editCount(), 0);
        QVERIFY(bench.unlock() && bench.workspace.staging().edits().isEmpty());
    }

    void aFormComesBackWithTheEditsOrAlone_data()
    {
        QTest::addColumn<bool>("alsoEdits");
        QTest::addColumn<KeychainState>("keychain");
        QTest::newRow("alone") << false << KeychainState::Ready;
        QTest::newRow("with edits") << true << KeychainState::Ready;
        QTest::newRow("without a keychain") << true << KeychainState::Absent;
    }
    void aFormComesBackWithTheEditsOrAlone()
    {
        QFETCH(const bool, alsoEdits);
        QFETCH(const KeychainState, keychain);
        Bench bench;
        bench.keychain.now = keychain;
        QVERIFY(alsoEdits ? bench.edit() : bench.enter());
        WorkspaceLock &lock = bench.workspace.lock();
        connect(&lock, &WorkspaceLock::locking, &lock, [&lock] { lock.keepForm(SecretString(u"half typed"_s)); });
        QSignalSpy returned(&lock, &WorkspaceLock::formReturned);
        for (int times = 1; times <= 2; ++times) {
            QVERIFY(bench.lockAndSettle());
            QCOMPARE(lock.editCount(), alsoEdits ? 2 : 1);
            QCOMPARE(lock.areEditsSealed(), keychain == KeychainState::Ready);
            QVERIFY(bench.unlock());
            QCOMPARE(returned.count(), times);
            QCOMPARE(returned.last()[0].value<SecretString>().reveal(), u"half typed"_s);
            QCOMPARE(bench.workspace.staging().edits().count(), alsoEdits ? 1 : 0);
            QCOMPARE(lock.editCount(), 0);
        }
    }

    void aFormWhoseKeyHasGoneIsToldAsLost()
    {
        Bench bench;
        QVERIFY(bench.enter());
        WorkspaceLock &lock = bench.workspace.lock();
        connect(&lock, &WorkspaceLock::locking, &lock, [&lock] { lock.keepForm(SecretString(u"half typed"_s)); });
        QSignalSpy lost(&lock, &WorkspaceLock::editsLost);
        QSignalSpy returned(&lock, &WorkspaceLock::formReturned);
        QVERIFY(bench.lockAndSettle());
        bench.keychain.items.clear();
        QVERIFY(bench.unlock());
        QCOMPARE(lost.count(), 1);
        QCOMPARE(lost[0][0].toInt(), 1);
        QCOMPARE(returned.count(), 0);
    }

    void unlockingAtOnceLosesNothing()
    {
        Bench bench;
        QVERIFY(bench.edit());
        bench.workspace.lock().lock(Reason::Asked); // the key is on its way to the keychain
        QVERIFY(bench.unlock());
        QCOMPARE(bench.workspace.staging().edits().count(), 1);
        QTRY_VERIFY(bench.keychain.items.isEmpty());
    }

    // KEYTURN_CYCLES=1000 for as many, and for the memory.
    void manyLocksLeaveNothingBehind()
    {
        Bench bench;
        QVERIFY(bench.edit());
        Growth growth;
        for (int i = 0; i < Growth::cycles(); ++i) {
            QVERIFY(bench.lockAndSettle());
            QCOMPARE(bench.keychain.items.size(), 1);
            QVERIFY(bench.unlock());
            QTRY_VERIFY(bench.keychain.items.isEmpty());
            QCOMPARE(bench.workspace.staging().edits().count(), 1);
            bench.aws.forgetCalls();
            growth.take();
        }
        const QString grown = growth.found(4096);
        QVERIFY2(grown.isEmpty(), qPrintable(grown));
    }
};

} // namespace workspace_lock_test

KEYTURN_TEST(workspace_lock, workspace_lock_test::WorkspaceLockTest)
#include "workspace_lock_test.moc"
