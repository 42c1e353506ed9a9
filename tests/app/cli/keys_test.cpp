#include "tests/support/keyturnctl.h"
#include "tests/support/private_keyring.h"
#include "tests/support/test_main.h"

#include <QCoreApplication>
#include <QDirIterator>

#include <csignal>
#include <vector>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace keys_test {

static PrivateKeyring *keyring = nullptr;

// Keys in a real keyring, used by another run of the program.
class CliKeysTest : public QObject {
    Q_OBJECT

    Keyturnctl m_ctl;

private slots:
    void initTestCase()
    {
        QVERIFY(keyring->unlock());
        m_ctl.environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, qEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS"));
        m_ctl.environment.remove(u"AWS_ACCESS_KEY_ID"_s);
        m_ctl.environment.remove(u"AWS_SECRET_ACCESS_KEY"_s);
    }

    void keepsKeysThatAProfileThenUses()
    {
        QCOMPARE(m_ctl.run({u"keys"_s, u"list"_s}).out, QByteArray());
        const Ran added = m_ctl.run({u"keys"_s, u"add"_s, u"rehearsal"_s}, "testing\ntesting\n");
        QVERIFY2(added.exitCode == 0, added.err.constData());
        QCOMPARE(added.out, QByteArray());
        QCOMPARE(m_ctl.run({u"keys"_s, u"list"_s}).out, QByteArray("rehearsal\n"));
        QCOMPARE(m_ctl.run({u"--json"_s, u"keys"_s, u"list"_s}).out, QByteArray("[\"rehearsal\"]\n"));

        SandboxProcess sandbox(m_ctl);
        const Ran who = m_ctl.run({u"--profile"_s, u"rehearsal"_s, u"--json"_s, u"whoami"_s});
        QVERIFY2(who.exitCode == 0, who.err.constData());
        QCOMPARE(who.json()[u"account"_s], u"123456789012"_s);
        QVERIFY(who.json()[u"credentials"_s].toString().contains(u"keychain"_s));
        m_ctl.options.clear();

        QCOMPARE(m_ctl.run({u"keys"_s, u"remove"_s, u"rehearsal"_s}).exitCode, 0);
        QCOMPARE(m_ctl.run({u"keys"_s, u"list"_s}).out, QByteArray());
        const Ran again = m_ctl.run({u"keys"_s, u"remove"_s, u"rehearsal"_s});
        QCOMPARE(again.exitCode, 3);
        QVERIFY(again.err.contains("no AWS keys named \"rehearsal\""));
    }

    void writesNoFile()
    {
        QCOMPARE(m_ctl.run({u"keys"_s, u"add"_s, u"x"_s}, "AKIDEXAMPLE\nsecret-to-look-for\n").exitCode, 0);
        QDirIterator files(m_ctl.home(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(!file.readAll().contains("secret-to-look-for"), qPrintable(file.fileName()));
        }
    }

    void refusesWhatIsNoPairOfKeys()
    {
        const Ran ran = m_ctl.run({u"keys"_s, u"add"_s, u"x"_s}, "only-one-line");
        QCOMPARE(ran.exitCode, 1);
        QVERIFY2(ran.err.contains("one line of text each"), ran.err.constData());
        QCOMPARE(m_ctl.run({u"keys"_s, u"add"_s}).exitCode, 2);
        QCOMPARE(m_ctl.run({u"keys"_s, u"frob"_s, u"x"_s}).exitCode, 2);
    }

    void readsTheFileThatTheIamConsoleGives()
    {
        SandboxProcess sandbox(m_ctl);
        const QByteArray csv("\xef\xbb\xbf"
                             "Access key ID,Secret access key\r\ntesting,testing\r\n");
        const Ran added = m_ctl.run({u"keys"_s, u"add"_s, u"downloaded"_s}, csv);
        QVERIFY2(added.exitCode == 0, added.err.constData());
        const Ran who = m_ctl.run({u"--profile"_s, u"downloaded"_s, u"whoami"_s});
        QVERIFY2(who.exitCode == 0, who.err.constData());
        QCOMPARE(m_ctl.run({u"keys"_s, u"remove"_s, u"downloaded"_s}).exitCode, 0);

        const Ran two = m_ctl.run({u"keys"_s, u"add"_s, u"two"_s}, csv + "AKIDOTHER,canary-secret\r\n");
        QCOMPARE(two.exitCode, 1);
        QVERIFY2(two.err.contains("holds 2 keys"), two.err.constData());
        QVERIFY(!two.err.contains("canary-secret"));
        QVERIFY(!m_ctl.run({u"keys"_s, u"list"_s}).out.contains("two"));
        m_ctl.options.clear();
    }

    void forgetsNoNameOfThoseAddedSideBySide()
    {
        constexpr int count = 20;
        std::vector<std::unique_ptr<QProcess>> all;
        QByteArray expected;
        for (int i = 0; i < count; ++i) {
            const QString name = u"side-by-side-%1"_s.arg(i, 2, 10, QLatin1Char('0'));
            expected += name.toUtf8() + '\n';
            auto &process = *all.emplace_back(std::make_unique<QProcess>());
            QProcessEnvironment environment = m_ctl.environment;
            if (i % 2 == 0) // as in a desktop session; the others as from cron
                environment.insert(u"XDG_RUNTIME_DIR"_s, m_ctl.home());
            process.setProcessEnvironment(environment);
            process.start(Keyturnctl::program(), {u"keys"_s, u"add"_s, name});
            process.write("AKIDEXAMPLE\nsecret\n");
            process.closeWriteChannel();
        }
        for (const auto &process : all) {
            QVERIFY(process->waitForFinished(60'000));
            QVERIFY2(process->exitCode() == 0, process->readAllStandardError().constData());
        }
        QByteArray listed;
        for (const QByteArray &line : m_ctl.run({u"keys"_s, u"list"_s}).out.split('\n')) {
            if (line.startsWith("side-by-side"))
                listed += line + '\n';
        }
        QCOMPARE(listed, expected);
    }

    void saysThatTheProfileIsUnknown()
    {
        const Ran ran = m_ctl.run({u"--profile"_s, u"nobody"_s, u"--region"_s, u"us-east-1"_s, u"whoami"_s});
        QCOMPARE(ran.exitCode, 4);
        QVERIFY2(ran.err.contains("no AWS credentials for profile nobody"), ran.err.constData());
    }

    void aSignalWhileTheKeychainIsAskedLosesNothing_data()
    {
        QTest::addColumn<QString>("action");
        QTest::addColumn<int>("signal");
        const QList<std::pair<const char *, int>> kinds{
            {"INT", SIGINT}, {"TERM", SIGTERM}, {"HUP", SIGHUP}, {"QUIT", SIGQUIT}, {"KILL", SIGKILL}};
        for (const auto &[word, signal] : kinds) {
            QTest::addRow("add, %s", word) << u"add"_s << signal;
            QTest::addRow("remove, %s", word) << u"remove"_s << signal;
        }
    }
    void aSignalWhileTheKeychainIsAskedLosesNothing()
    {
        QFETCH(QString, action);
        QFETCH(int, signal);
        const bool adds = action == "add"_L1;
        QCOMPARE(m_ctl.run({u"keys"_s, u"add"_s, u"other"_s}, "testing\ntesting\n").exitCode, 0);
        QCOMPARE(m_ctl.run({u"keys"_s, u"add"_s, u"it"_s}, "before\nbefore\n").exitCode, 0);
        QDBusConnectionInterface *bus = QDBusConnection::sessionBus().interface();
        const QStringList known = bus->registeredServiceNames().value();
        keyring->pause();
        QProcess process;
        process.setProcessEnvironment(m_ctl.environment);
        process.setChildProcessModifier([] { ::signal(SIGHUP, SIG_DFL); });
        process.start(Keyturnctl::program(), {u"keys"_s, action, u"it"_s});
        process.write("testing\ntesting\n");
        process.closeWriteChannel();
        const auto asks = [&] { return bus->registeredServiceNames().value().size() > known.size(); };
        const bool asked = QTest::qWaitFor(asks, 10'000); // from when it has begun
        ::kill(static_cast<pid_t>(process.processId()), signal);
        keyring->resume();
        QVERIFY(asked);
        QVERIFY(process.waitForFinished());
        const QByteArray said = process.readAllStandardError();

        const QStringList names = QString::fromUtf8(m_ctl.run({u"keys"_s, u"list"_s}).out).split(u'\n');
        QVERIFY(names.contains(u"other"_s));
        if (signal == SIGKILL) { // doing it again ends well
            QVERIFY(m_ctl.run({u"keys"_s, u"remove"_s, u"it"_s}).exitCode % 3 == 0);
            QCOMPARE(m_ctl.run({u"keys"_s, u"add"_s, u"it"_s}, "again\nagain\n").exitCode, 0);
            QVERIFY(m_ctl.run({u"keys"_s, u"list"_s}).out.contains("it\n"));
        } else if (process.exitCode() == 0) {
            QCOMPARE(names.contains(u"it"_s), adds);
            QVERIFY2(!adds || said.contains("Stored"), said.constData());
        } else { // this computer was so slow that the keychain was given up
            QVERIFY2(process.exitCode() == 8 && said.contains("does not answer"), said.constData());
        }
    }

    void saysThatTheKeychainIsLocked()
    {
        QVERIFY(keyring->lock());
        const Ran ran = m_ctl.run({u"keys"_s, u"list"_s});
        QCOMPARE(ran.exitCode, 8);
        QVERIFY2(ran.err.contains("keychain is locked"), ran.err.constData());
    }
};

int main(int argc, char **argv)
{
    PrivateKeyring privateKeyring;
    keyring = &privateKeyring;
    return runTest<CliKeysTest, QCoreApplication>(argc, argv);
}

} // namespace keys_test

KEYTURN_TEST_ROLE(keys, &keys_test::main)
#include "keys_test.moc"
