#include "core/keychain/qt_keychain.h"

#include "tests/support/private_keyring.h"
#include "tests/support/run.h"
#include "tests/support/test_main.h"

#include <QElapsedTimer>
#include <QRandomGenerator>

using namespace keyturn;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace qt_keychain_test {

using Item = Result<std::optional<SecretString>>;

// A real gnome-keyring-daemon on a bus of our own; made before the application, see main().
static PrivateKeyring *keyring = nullptr;

class QtKeychainTest : public QObject {
    Q_OBJECT

    static QString codeOf(const std::optional<Result<>> &result)
    {
        return !result ? u"(no answer)"_s : *result ? u"ok"_s : result->error().code;
    }
    static QString codeOf(const std::optional<Item> &item)
    {
        return !item ? u"(no answer)"_s : !*item ? item->error().code : **item ? u"ok"_s : u"no such item"_s;
    }
    static SecretString secret(const QByteArray &bytes) { return SecretString(QByteArrayView(bytes)); }

private slots:
    void init()
    {
        if (!keyring->isOpen())
            QVERIFY(keyring->unlock());
    }

    void givesEveryByteBack_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("text") << QByteArray("wJalr/EXAMPLE+KEY");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("NUL and newline") << QByteArray("a\0b\n\0", 5);
        QTest::newRow("not UTF-8") << QByteArray("\xff\xfe\x80");
        QByteArray large(60 * 1024, '\0');
        QRandomGenerator random(1);
        for (char &byte : large)
            byte = static_cast<char>(random.bounded(256));
        QTest::newRow("60 KiB") << large;
    }
    void givesEveryByteBack()
    {
        QFETCH(QByteArray, value);
        QtKeychain keychain;
        QCOMPARE(codeOf(run(keychain.write(u"bytes"_s, secret(value)))), u"ok"_s);
        const std::optional<Item> item = run(keychain.read(u"bytes"_s));
        QCOMPARE(codeOf(item), u"ok"_s);
        QCOMPARE((**item)->bytes().toByteArray(), value);
    }

    void keepsItemsInTheDaemonNotInTheProcess()
    {
        QtKeychain one;
        QCOMPARE(codeOf(run(one.write(u"kept"_s, secret("x")))), u"ok"_s);
        QVERIFY(keyring->killDaemon());
        QVERIFY(keyring->unlock());
        QtKeychain other;
        QCOMPARE(codeOf(run(other.read(u"kept"_s))), u"ok"_s);
    }

    void isReady()
    {
        QtKeychain keychain;
        QCOMPARE(run(keychain.state()), std::optional(KeychainState::Ready));
    }

    void unlockingWhatIsOpenAsksNobody()
    {
        QtKeychain keychain;
        QCOMPARE(codeOf(run(keychain.unlock())), u"ok"_s);
    }

    // There is no prompter on this bus to type a password into: the daemon's prompt ends by itself.
    void aPromptThatNobodyAnswersLeavesItLocked()
    {
        QVERIFY(keyring->lock());
        QtKeychain keychain;
        QCOMPARE(codeOf(run(keychain.unlock())), u"locked"_s);
    }

    void saysThatAnItemIsMissing()
    {
        QtKeychain keychain;
        QCOMPARE(codeOf(run(keychain.read(u"never written"_s))), u"no such item"_s);
    }

    void removesWhatIsThereAndWhatIsNot()
    {
        QtKeychain keychain;
        QCOMPARE(codeOf(run(keychain.write(u"gone"_s, secret("x")))), u"ok"_s);
        QCOMPARE(codeOf(run(keychain.remove(u"gone"_s))), u"ok"_s);
        QCOMPARE(codeOf(run(keychain.read(u"gone"_s))), u"no such item"_s);
        QCOMPARE(codeOf(run(keychain.remove(u"gone"_s))), u"ok"_s);
    }

    void replacesAValue()
    {
        QtKeychain keychain;
        QCOMPARE(codeOf(run(keychain.write(u"k"_s, secret("a long first value")))), u"ok"_s);
        QCOMPARE(codeOf(run(keychain.write(u"k"_s, secret("short")))), u"ok"_s);
        const std::optional<Item> item = run(keychain.read(u"k"_s));
        QCOMPARE((**item)->bytes().toByteArray(), QByteArray("short"));
    }

    void refusesAValueThatTheKeychainWouldChokeOn()
    {
        QtKeychain keychain;
        const QByteArray huge(QtKeychain::maxValueSize + 1, 'x');
        QCOMPARE(codeOf(run(keychain.write(u"huge"_s, secret(huge)))), u"failed"_s);
        QCOMPARE(codeOf(run(keychain.read(u"huge"_s))), u"no such item"_s);
    }

    void letsWritersOfOneKeyThroughInTurn()
    {
        QtKeychain keychain;
        TaskScope scope;
        QStringList codes;
        for (int i = 0; i < 8; ++i)
            scope.launch(keychain.write(u"turns"_s, secret(QByteArray::number(i))),
                         [&codes](const Result<> &written) { codes << codeOf(written); });
        QTRY_COMPARE(codes.size(), 8);
        QCOMPARE(codes.count(u"ok"_s), 8);
        const std::optional<Item> item = run(keychain.read(u"turns"_s));
        QCOMPARE((**item)->bytes().toByteArray(), QByteArray("7"));
    }

    void saysLockedAndNeverMissing()
    {
        QtKeychain keychain;
        QCOMPARE(codeOf(run(keychain.write(u"k"_s, secret("x")))), u"ok"_s);
        QVERIFY(keyring->lock());
        QCOMPARE(run(keychain.state()), std::optional(KeychainState::Locked));
        QCOMPARE(codeOf(run(keychain.read(u"k"_s))), u"locked"_s);
        QCOMPARE(codeOf(run(keychain.read(u"never written"_s))), u"locked"_s);
        QCOMPARE(codeOf(run(keychain.write(u"k"_s, secret("y")))), u"locked"_s);
        QCOMPARE(codeOf(run(keychain.remove(u"k"_s))), u"locked"_s);
    }

    void saysLockedWhenTheDaemonWasStartedByTheBus()
    {
        QtKeychain keychain;
        QCOMPARE(codeOf(run(keychain.write(u"k"_s, secret("x")))), u"ok"_s);
        QVERIFY(keyring->killDaemon());
        QCOMPARE(codeOf(run(keychain.read(u"k"_s))), u"locked"_s);
        QVERIFY(keyring->pid() > 0);
    }

    void saysHungWithinTheWatchdogAndRecovers()
    {
        QtKeychain keychain(150ms);
        QtKeychain patient;
        QCOMPARE(codeOf(run(patient.write(u"k"_s, secret("x")))), u"ok"_s);
        keyring->pause();
        QCOMPARE(run(keychain.state()), std::optional(KeychainState::Hung));
        QCOMPARE(codeOf(run(keychain.read(u"k"_s))), u"hung"_s);
        QCOMPARE(codeOf(run(keychain.write(u"k"_s, secret("y")))), u"hung"_s);
        QCOMPARE(codeOf(run(keychain.remove(u"k"_s))), u"hung"_s);
        keyring->resume();
        const std::optional<Item> item = run(patient.read(u"k"_s));
        QCOMPARE(codeOf(item), u"ok"_s);
        QCOMPARE((**item)->bytes().toByteArray(), QByteArray("x"));
    }

    // The probe passes, then the daemon stops: the job itself is in flight when the watchdog ends the operation.
    void leavesAJobThatHangsToFinishByItself_data()
    {
        QTest::addColumn<int>("delayUs");
        for (int delay = 0; delay <= 6000; delay += 400)
            QTest::addRow("stopped after %d us", delay) << delay;
    }
    void leavesAJobThatHangsToFinishByItself()
    {
        QFETCH(int, delayUs);
        QtKeychain keychain(60ms);
        QtKeychain patient;
        QCOMPARE(codeOf(run(patient.write(u"k"_s, secret("before")))), u"ok"_s);

        TaskScope scope;
        std::optional<Result<>> written;
        scope.launch(keychain.write(u"k"_s, secret("after")),
                     [&written](Result<> result) { written = std::move(result); });
        QElapsedTimer elapsed;
        elapsed.start();
        while (elapsed.nsecsElapsed() < delayUs * 1000)
            QCoreApplication::processEvents();
        keyring->pause();
        const bool ended = QTest::qWaitFor([&written] { return written.has_value(); }, 5000);
        keyring->resume();
        QVERIFY(ended);
        QVERIFY2(codeOf(written) == u"hung"_s || codeOf(written) == u"ok"_s, qPrintable(codeOf(written)));

        const std::optional<Item> item = run(patient.read(u"k"_s)); // waits behind the job that hung
        QCOMPARE(codeOf(item), u"ok"_s);
        const QByteArray value = (**item)->bytes().toByteArray();
        QVERIFY(value == "before" || value == "after");
        if (*written)
            QCOMPARE(value, QByteArray("after"));
    }

    void survivesATaskThatIsDestroyedAtAnyMoment_data()
    {
        QTest::addColumn<int>("delayUs");
        for (int delay = 0; delay <= 6000; delay += 400)
            QTest::addRow("destroyed after %d us", delay) << delay;
    }
    void survivesATaskThatIsDestroyedAtAnyMoment()
    {
        QFETCH(int, delayUs);
        QtKeychain keychain;
        {
            TaskScope scope;
            scope.launch(keychain.write(u"k"_s, secret("x")), [](Result<>) {});
            scope.launch(keychain.write(u"k"_s, secret("y")), [](Result<>) {}); // waits for its turn
            scope.launch(keychain.read(u"k"_s), [](Item) {});
            scope.launch(keychain.remove(u"other"_s), [](Result<>) {});
            QElapsedTimer elapsed;
            elapsed.start();
            while (elapsed.nsecsElapsed() < delayUs * 1000)
                QCoreApplication::processEvents();
        }
        QCOMPARE(codeOf(run(keychain.write(u"k"_s, secret("z")))), u"ok"_s);
    }

    void survivesADaemonThatIsKilledWhileItAnswers()
    {
        for (int i = 0; i < 10; ++i) {
            QtKeychain keychain(2s);
            TaskScope scope;
            std::optional<Result<>> written;
            scope.launch(keychain.write(u"k"_s, secret("x")),
                         [&written](Result<> result) { written = std::move(result); });
            QElapsedTimer elapsed;
            elapsed.start();
            while (elapsed.nsecsElapsed() < i * 400'000)
                QCoreApplication::processEvents();
            QVERIFY(keyring->killDaemon());
            QTRY_VERIFY(written.has_value());
            const QString code = codeOf(written); // the bus may start a new daemon, which is locked
            QVERIFY2(QStringList({u"ok"_s, u"locked"_s, u"absent"_s, u"failed"_s, u"hung"_s}).contains(code),
                     qPrintable(code));
            QVERIFY(keyring->unlock());
            QCOMPARE(codeOf(run(keychain.write(u"k"_s, secret("y")))), u"ok"_s);
        }
    }
};

int main(int argc, char **argv)
{
    PrivateKeyring privateKeyring;
    keyring = &privateKeyring;
    return runTest<QtKeychainTest, QCoreApplication>(argc, argv);
}

} // namespace qt_keychain_test

KEYTURN_TEST_ROLE(qt_keychain, &qt_keychain_test::main)
#include "qt_keychain_test.moc"
