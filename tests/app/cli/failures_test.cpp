#include "tests/support/keyturnctl.h"
#include "tests/support/test_main.h"
#include "tests/support/wire_server.h"

#include <QTcpServer>

#include <csignal>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace failures_test {

// Every way in which a command can fail: one clear sentence, what to do next, the exit code of --help, no change.
class CliFailuresTest : public QObject {
    Q_OBJECT

    Keyturnctl m_ctl;
    std::unique_ptr<SandboxProcess> m_sandbox;

    static Keyturnctl with(const Keyturnctl &base, const QHash<QString, QString> &variables)
    {
        Keyturnctl changed;
        changed.environment = base.environment;
        changed.options = base.options;
        for (auto it = variables.begin(); it != variables.end(); ++it)
            changed.environment.insert(it.key(), it.value());
        return changed;
    }
    QByteArray everything() const { return m_ctl.run({u"--json"_s, u"list"_s}).out; }

private slots:
    void initTestCase()
    {
        m_sandbox = std::make_unique<SandboxProcess>(m_ctl);
        QVERIFY(!m_sandbox->url.isEmpty());
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QByteArray>("sentence");
        QTest::addColumn<QByteArray>("next");
        const auto row = [](const char *name, const QStringList &arguments, int code, const char *sentence,
                            const char *next = "") {
            QTest::newRow(name) << arguments << code << QByteArray(sentence) << QByteArray(next);
        };
        row("no verb", {}, 2, "Missing command", "keyturnctl --help");
        row("unknown verb", {u"frob"_s}, 2, "Unknown command \"frob\"");
        row("unknown option", {u"list"_s, u"--frob"_s}, 2, "frob", "keyturnctl list --help");
        row("missing name", {u"show"_s}, 2, "Arguments are missing: show NAME");
        row("bad endpoint", {u"--endpoint-url"_s, u"http://example.com"_s, u"list"_s}, 2, "must be an https URL");
        row("endpoint by name", {u"--endpoint-url"_s, u"http://localhost:1"_s, u"list"_s}, 2, "must be an https URL");
        row("raw as JSON", {u"--json"_s, u"show"_s, u"x"_s, u"--raw"_s}, 2, "--raw does not go together");
        row("bad port", {u"sandbox"_s, u"--port"_s, u"70000"_s}, 2, "0 to 65535");
        row("no such name", {u"show"_s, u"nope"_s}, 3, "no secret or parameter \"nope\" in region us-east-1",
            "keyturnctl list");
        row("no such parameter", {u"show"_s, u"/no/such"_s}, 3, "no secret or parameter \"/no/such\"");
        row("no such parameter without a slash", {u"show"_s, u"my-erp/lwa/clientsecret"_s}, 3,
            "no secret or parameter \"my-erp/lwa/clientsecret\"", "there is a parameter /my-erp/lwa/clientsecret");
        row("no such secret to set", {u"set"_s, u"nope"_s, u"k"_s}, 3, "\"nope\"");
        row("no such secret to refresh", {u"refresh"_s, u"nope"_s}, 3, "\"nope\"", "request ID ");
        row("no such secret, raw", {u"show"_s, u"nope"_s, u"--raw"_s}, 3, "\"nope\"", "request ID ");
        row("no such key", {u"show"_s, u"lwa-oauth"_s, u"--reveal"_s, u"nope"_s}, 3, "has no key nope",
            "show lwa-oauth");
        row("label on a parameter", {u"show"_s, u"/my-erp/lwa"_s, u"--version-stage"_s, u"AWSPREVIOUS"_s}, 3,
            "\"/my-erp/lwa\"", "Only secrets have versions");
        row("marked for deletion", {u"set"_s, u"old-skill/dev/lwa-oauth"_s, u"lwa-auth-scope"_s}, 1,
            "marked for deletion.\n", "request ID ");
        row("wrong region", {u"--region"_s, u"eu-west-1"_s, u"show"_s, u"lwa-oauth"_s}, 3, "in region eu-west-1",
            "keyturnctl find lwa-oauth");
        row("unreachable endpoint", {u"--endpoint-url"_s, u"http://127.0.0.1:1"_s, u"whoami"_s}, 6,
            "Cannot reach 127.0.0.1:1", "--endpoint-url");
        row("no such profile, no keychain", {u"--profile"_s, u"nobody"_s, u"list"_s}, 8, "no keychain",
            "Profile nobody has no keys");
    }
    void saysWhatIsWrong()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, exitCode);
        QFETCH(QByteArray, sentence);
        QFETCH(QByteArray, next);
        const QByteArray before = everything();
        const Ran ran = m_ctl.run(arguments, "value");
        QCOMPARE(ran.exitCode, exitCode);
        QCOMPARE(ran.out, QByteArray());
        QVERIFY2(ran.err.startsWith("keyturnctl: "), ran.err.constData());
        QVERIFY2(ran.err.contains(sentence), ran.err.constData());
        QVERIFY2(ran.err.contains(next), ran.err.constData());
        QCOMPARE(everything(), before);
    }

    void saysWhichKeysAreRefused_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("secret");
        QTest::addColumn<QString>("token");
        QTest::addColumn<QByteArray>("sentence");
        QTest::newRow("wrong secret") << u"testing"_s << u"wrong-canary"_s << QString()
                                      << QByteArray("does not accept the keys");
        QTest::newRow("unknown key") << u"AKIAUNKNOWN"_s << u"testing"_s << QString()
                                     << QByteArray("does not know the access key");
        QTest::newRow("expired session") << u"ASIAEXPIRED"_s << u"testing"_s << u"expired-session"_s
                                         << QByteArray("has expired");
        QTest::newRow("half a pair") << u"testing"_s << QString() << QString() << QByteArray("but not both");
    }
    void saysWhichKeysAreRefused()
    {
        QFETCH(QString, id);
        QFETCH(QString, secret);
        QFETCH(QString, token);
        QFETCH(QByteArray, sentence);
        QHash<QString, QString> keys{{u"AWS_ACCESS_KEY_ID"_s, id}, {u"AWS_SECRET_ACCESS_KEY"_s, secret}};
        if (!token.isEmpty())
            keys.insert(u"AWS_SESSION_TOKEN"_s, token);
        const Keyturnctl stranger = with(m_ctl, keys);
        const Ran ran = stranger.run({u"show"_s, u"lwa-oauth"_s});
        QCOMPARE(ran.exitCode, 4);
        QVERIFY2(ran.err.contains(sentence), ran.err.constData());
        QVERIFY(secret.isEmpty() || secret == u"testing"_s || !ran.err.contains(secret.toUtf8()));
        QVERIFY(secret.isEmpty() || ran.err.contains("request ID ")); // half a pair never leaves this computer
    }

    void saysOnceWhatBothStoresSay()
    {
        const Keyturnctl stranger = with(m_ctl, {{u"AWS_SECRET_ACCESS_KEY"_s, u"wrong"_s}});
        const Ran ran = stranger.run({u"list"_s});
        QCOMPARE(ran.exitCode, 4);
        QCOMPARE(ran.err.count("does not accept the keys"), 1);
    }

    void acceptsATemporarySession()
    {
        const Keyturnctl role =
            with(m_ctl, {{u"AWS_ACCESS_KEY_ID"_s, u"ASIATESTING"_s}, {u"AWS_SESSION_TOKEN"_s, u"testing-session"_s}});
        QCOMPARE(role.run({u"whoami"_s}).exitCode, 0);
    }

    void saysThatThereAreNoCredentials()
    {
        Keyturnctl nobody = with(m_ctl, {});
        nobody.environment.remove(u"AWS_ACCESS_KEY_ID"_s);
        nobody.environment.remove(u"AWS_SECRET_ACCESS_KEY"_s);
        const Ran ran = nobody.run({u"whoami"_s});
        QCOMPARE(ran.exitCode, 4);
        QVERIFY2(ran.err.contains("no AWS credentials"), ran.err.constData());
        QVERIFY(ran.err.contains("keyturnctl keys add"));
    }

    void saysThatTheRegionIsMissing()
    {
        Keyturnctl nowhere = with(m_ctl, {});
        nowhere.options.clear();
        const Ran ran = nowhere.run({u"list"_s});
        QCOMPARE(ran.exitCode, 2);
        QVERIFY2(ran.err.contains("--region"), ran.err.constData());
    }

    void saysThatARegionIsNone()
    {
        Keyturnctl nowhere = with(m_ctl, {});
        nowhere.options = QStringList{u"--region"_s, u"nowhere"_s};
        const Ran ran = nowhere.run({u"list"_s});
        QCOMPARE(ran.exitCode, 1);
        QVERIFY2(ran.err.contains("\"nowhere\" is not an AWS region"), ran.err.constData());
        QVERIFY(ran.err.contains("--region"));
    }

    void saysThatAProxyAnswers()
    {
        WireServer proxy;
        proxy.setAnswer(
            {"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 26\r\n\r\n<html>Sign in here!</html>"});
        Keyturnctl captive = with(m_ctl, {});
        captive.options = QStringList{u"--endpoint-url"_s, proxy.url().toString().chopped(1)};
        const Ran ran = captive.run({u"show"_s, u"lwa-oauth"_s, u"--raw"_s});
        QCOMPARE(ran.exitCode, 6);
        QVERIFY2(ran.err.contains("did not send an AWS response"), ran.err.constData());
        QVERIFY(ran.err.contains("proxy"));
        QVERIFY(!ran.err.contains("<html>"));
    }

    void showsRawWithOneRequest()
    {
        WireServer server;
        server.setAnswer(
            {WireServer::ok(R"({"ARN":"arn:aws:secretsmanager:us-east-1:123456789012:secret:s-AbCdEf","Name":"s",)"
                            R"("VersionId":"11111111-1111-4111-8111-111111111111","SecretString":"value",)"
                            R"("VersionStages":["AWSCURRENT"],"CreatedDate":1700000000.1})")});
        Keyturnctl ctl = with(m_ctl, {});
        ctl.options = QStringList{u"--endpoint-url"_s, server.url().toString().chopped(1)};
        const Ran ran = ctl.run({u"show"_s, u"s"_s, u"--raw"_s});
        QCOMPARE(ran.exitCode, 0);
        QCOMPARE(ran.out, QByteArray("value"));
        QCOMPARE(server.requests().size(), 1);
        QCOMPARE(server.requests().first().header("X-Amz-Target"), QByteArray("secretsmanager.GetSecretValue"));
    }

    void listsTheOtherStoreWhenOneFails()
    {
        WireServer server;
        server.setScript([](const WireServer::Request &request) -> WireServer::Answer {
            if (request.header("X-Amz-Target").startsWith("AmazonSSM."))
                return {
                    WireServer::status("400 Bad Request", R"({"__type":"AccessDeniedException","message":"not you"})")};
            return {WireServer::ok(
                R"({"SecretList":[{"ARN":"arn:aws:secretsmanager:us-east-1:123456789012:secret:s-AbCdEf","Name":"s"}]})")};
        });
        Keyturnctl ctl = with(m_ctl, {});
        ctl.options = QStringList{u"--endpoint-url"_s, server.url().toString().chopped(1)};
        const Ran ran = ctl.run({u"list"_s});
        QCOMPARE(ran.exitCode, 1);
        QVERIFY2(ran.out.contains("\ns "), ran.out.constData());
        QVERIFY2(ran.err.contains("may not do this") && ran.err.contains("ssm:DescribeParameters"),
                 ran.err.constData());
    }

    void saysThatThePortIsInUse()
    {
        QTcpServer taken;
        QVERIFY(taken.listen(QHostAddress::LocalHost));
        const Ran ran = m_ctl.run(
            {u"sandbox"_s, u"--port"_s, QString::number(taken.serverPort()), u"--state"_s, m_ctl.home() + u"/other"_s});
        QCOMPARE(ran.exitCode, 6);
        QVERIFY2(ran.err.contains("is in use"), ran.err.constData());
    }

    void setSaysThatSomebodyElseWasFaster()
    {
        // The value comes late: from a pipe that is opened for reading only after the secret was read.
        const QByteArray pipe = QFile::encodeName(m_ctl.home() + u"/pipe"_s);
        QCOMPARE(::mkfifo(pipe.constData(), 0600), 0);
        QProcess slow;
        slow.setProcessEnvironment(m_ctl.environment);
        slow.start(Keyturnctl::program(), m_ctl.options
                                              + QStringList{u"set"_s, u"lwa-oauth"_s, u"lwa-auth-scope"_s, u"--file"_s,
                                                            QFile::decodeName(pipe)});
        int descriptor = -1;
        const auto isRead = [&] { return (descriptor = ::open(pipe.constData(), O_WRONLY | O_NONBLOCK)) >= 0; };
        QVERIFY(QTest::qWaitFor(isRead, 10'000));
        const int theirs = m_ctl.run({u"set"_s, u"lwa-oauth"_s, u"lwa-auth-scope"_s}, "theirs").exitCode;
        QCOMPARE(::write(descriptor, "ours", 4), 4);
        ::close(descriptor);
        QCOMPARE(theirs, 0);
        QVERIFY(slow.waitForFinished());
        QCOMPARE(slow.exitCode(), 5);
        QVERIFY(slow.readAllStandardError().contains("Someone else changed"));
        QCOMPARE(m_ctl.run({u"show"_s, u"lwa-oauth"_s, u"--reveal"_s, u"lwa-auth-scope"_s}).out, QByteArray("theirs"));
    }

    void isInterruptedBySignals_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGINT while it waits for an answer") << SIGINT;
        QTest::newRow("SIGTERM while it waits for an answer") << SIGTERM;
    }
    void isInterruptedBySignals()
    {
        QFETCH(int, signal);
        WireServer silent;
        silent.setAnswer({}); // never answers
        QProcess process;
        process.setProcessEnvironment(m_ctl.environment);
        process.start(Keyturnctl::program(), {u"--endpoint-url"_s, silent.url().toString().chopped(1), u"whoami"_s});
        QTRY_COMPARE(silent.requests().size(), 1);
        ::kill(static_cast<pid_t>(process.processId()), signal);
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 128 + signal);
    }

    void isInterruptedWhileItReadsAValue()
    {
        QProcess process;
        process.setProcessEnvironment(m_ctl.environment);
        process.start(Keyturnctl::program(), {u"keys"_s, u"add"_s, u"x"_s});
        QVERIFY(process.waitForStarted());
        const auto catchesSignals = [&process] {
            QFile status(u"/proc/%1/status"_s.arg(process.processId()));
            if (!status.open(QIODevice::ReadOnly))
                return false;
            const QByteArray text = status.readAll();
            const QByteArray mask = text.sliced(text.indexOf("SigCgt:") + 7).trimmed().left(16);
            return (mask.toULongLong(nullptr, 16) & (1ULL << (SIGTERM - 1))) != 0; // set after SIGINT's
        };
        QVERIFY(QTest::qWaitFor(catchesSignals, 10'000));
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 130);
    }

    void sandboxEndsCleanlyOnSigterm() // last: the others need it
    {
        QCOMPARE(m_sandbox->stop(), 0);
    }
};

} // namespace failures_test

KEYTURN_TEST(failures, failures_test::CliFailuresTest)
#include "failures_test.moc"
