#include "core/credentials/process_source.h"

#include "tests/support/run.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

using namespace keyturn;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace process_source_test {

class Told final : public SignInPrompts {
public:
    Task<Result<SecretString>> mfaCode(MfaQuestion) override { co_return Error{ErrorKind::Cancelled, {}, {}}; }
    void stillRuns(const QString &profile, const QString &program) override { said.append(profile + u' ' + program); }
    QStringList said;
};

class ProcessSourceTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    HttpClient m_http;
    SystemClock m_clock;
    ProcessSource::Limits m_limits;
    Told m_told;

    Environment environment()
    {
        const QByteArray folder = m_folder->path().toUtf8();
        return Environment([folder](const char *name) {
            const QByteArrayView asked(name);
            return asked == "XDG_CONFIG_HOME" || asked == "HOME" ? folder : QByteArray();
        });
    }
    //! The command as it would stand in the file, agreed to.
    Result<Credentials> ask(const QString &command, bool agreed = true)
    {
        const SignInContext context{environment(), m_http, m_clock, u"us-east-1"_s, AwsEndpoints(), nullptr, &m_told};
        SignIn signIn;
        signIn.base = SignIn::Base::Process;
        signIn.profile = u"p"_s;
        signIn.command = command;
        signIn.argv = shellWords(command);
        if (agreed && !CommandConsent(environment()).give(u"p"_s, command))
            return Error{ErrorKind::Io, u"test"_s, u"no consent file"_s};
        ProcessSource source(signIn, context, m_limits);
        const std::optional<Result<Credentials>> got = run(source.fetch(), 60'000);
        return got ? *got : Result<Credentials>(Error{ErrorKind::Timeout, u"test"_s, {}});
    }
    QString script(const QByteArray &text)
    {
        QFile file(m_folder->filePath(u"script"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write("#!/bin/sh\n" + text) < 0)
            return {};
        file.close();
        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
        return file.fileName();
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_limits = {};
        m_told.said.clear();
    }

    void runsWhatWasAgreedTo()
    {
        const QString command = script(R"(echo '{"Version": 1, "AccessKeyId": "ASIA", "SecretAccessKey": "s",
            "SessionToken": "t", "Expiration": "2027-01-01T00:00:00Z"}')");
        const Result<Credentials> got = ask(command);
        QVERIFY2(got, got ? "" : qPrintable(got.error().detail));
        QCOMPARE(got->accessKeyId, QByteArray("ASIA"));
        QCOMPARE(got->secretAccessKey.bytes().toByteArray(), QByteArray("s"));
        QCOMPARE(got->sessionToken.bytes().toByteArray(), QByteArray("t"));
        QCOMPARE(got->expiresAt, QDateTime(QDate(2027, 1, 1), QTime(0, 0), Qt::UTC));
    }

    void runsNothingThatIsWrittenDifferently()
    {
        const QString canary = m_folder->filePath(u"canary"_s);
        const QString command = script("touch " + canary.toUtf8());
        const Result<Credentials> refused = ask(command, false);
        QCOMPARE(refused.error().code, u"process-consent"_s);
        QCOMPARE(refused.error().detail, command);
        QVERIFY(!QFile::exists(canary));
        QCOMPARE(ask(command).error().code, u"process"_s); // prints nothing
        QVERIFY(QFile::remove(canary));
        QCOMPARE(ask(command + u" --more"_s, false).error().code, u"process-consent"_s);
        QVERIFY(!QFile::exists(canary));
    }

    void givesTheProgramItsWordsAsTheyAre()
    {
        const QString canary = m_folder->filePath(u"canary"_s);
        const QString program =
            script("printf '{\"Version\":1,\"AccessKeyId\":\"%s\",\"SecretAccessKey\":\"%s\"}' $# \"$2\"");
        const QString command = program + u" ; $(touch "_s + canary + u") `id` > x 'a b' | \"c d\" && *"_s;
        const Result<Credentials> got = ask(command);
        QVERIFY2(got, got ? "" : qPrintable(got.error().detail));
        QCOMPARE(got->accessKeyId.toInt(), shellWords(command).size() - 1);
        QCOMPARE(got->secretAccessKey.bytes().toByteArray(), QByteArray("$(touch"));
        QVERIFY(!QFile::exists(canary));
    }

    void givesItNothingToRead()
    {
        const QString program =
            script(R"sh(printf '{"Version":1,"AccessKeyId":"%s","SecretAccessKey":"s"}' "0$(wc -c)")sh");
        const Result<Credentials> got = ask(program);
        QVERIFY2(got, got ? "" : qPrintable(got.error().detail));
        QCOMPARE(got->accessKeyId.toInt(), 0);
    }

    void whatIsWrongIsSaid_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("why");
        QTest::newRow("fails") << QByteArray("echo sorry >&2; exit 3") << u"exit code 3: sorry"_s;
        QTest::newRow("silent") << QByteArray("true") << u"no JSON object"_s;
        QTest::newRow("garbage") << QByteArray("echo hello") << u"no JSON object"_s;
        QTest::newRow("list") << QByteArray("echo '[1]'") << u"no JSON object"_s;
        QTest::newRow("cut") << QByteArray(R"(echo '{"Version": 1,')") << u"no JSON object"_s;
        QTest::newRow("version two") << QByteArray(
            R"(echo '{"Version": 2, "AccessKeyId": "a", "SecretAccessKey": "s"}')")
                                     << u"\"Version\": 1"_s;
        QTest::newRow("version as text") << QByteArray(
            R"(echo '{"Version": "1", "AccessKeyId": "a", "SecretAccessKey": "s"}')")
                                         << u"\"Version\": 1"_s;
        QTest::newRow("no version") << QByteArray(R"(echo '{"AccessKeyId": "a", "SecretAccessKey": "s"}')")
                                    << u"\"Version\": 1"_s;
        QTest::newRow("no key") << QByteArray(R"(echo '{"Version": 1, "SecretAccessKey": "s"}')")
                                << u"lacks AccessKeyId"_s;
        QTest::newRow("no secret") << QByteArray(R"(echo '{"Version": 1, "AccessKeyId": "a"}')")
                                   << u"SecretAccessKey"_s;
        QTest::newRow("no time") << QByteArray(
            R"(echo '{"Version": 1, "AccessKeyId": "a", "SecretAccessKey": "s", "Expiration": "soon"}')")
                                 << u"Expiration is no time"_s;
        QTest::newRow("a signal") << QByteArray("kill -9 $$") << u"ended by a signal"_s;
        QTest::newRow("too much") << QByteArray("yes | head -c 10000000") << u"more than 64 KiB"_s;
        QTest::newRow("too much to complain") << QByteArray("yes | head -c 10000000 >&2") << u"more than 64 KiB"_s;
        QTest::newRow("for ever") << QByteArray("yes") << u"more than 64 KiB"_s;
    }
    void whatIsWrongIsSaid()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, why);
        const Result<Credentials> got = ask(script(text));
        QVERIFY(!got);
        QCOMPARE(got.error().code, u"process"_s);
        QVERIFY2(got.error().detail.startsWith(u"credential_process of profile p: "), qPrintable(got.error().detail));
        QVERIFY2(got.error().detail.contains(why), qPrintable(got.error().detail));
    }

    void aProgramThatIsNotThereIsNamed()
    {
        QVERIFY(!ask(u"/nonexistent/program --x"_s).error().detail.isEmpty());
        QCOMPARE(ask(u"/nonexistent/program --x"_s).error().code, u"process"_s);
    }

    void tellsWhatIsWaitedForWhereItTakesLong()
    {
        m_limits.quiet = 100ms;
        const QByteArray keys("echo '{\"Version\":1,\"AccessKeyId\":\"a\",\"SecretAccessKey\":\"s\"}'\n");
        const QString slow = script("sleep 1\n" + keys);
        QVERIFY(ask(slow + u" --secret x"_s)); // arguments are nobody's business
        QCOMPARE(m_told.said, QStringList(u"p "_s + slow));
        m_told.said.clear();
        m_limits.quiet = 30s;
        QVERIFY(ask(script(keys)));
        QCOMPARE(m_told.said, QStringList());
    }

    void endsAProgramThatHangsWithEverythingItStarted()
    {
        m_limits.time = 500ms;
        const QString pid = m_folder->filePath(u"pid"_s);
        const Result<Credentials> got = ask(script("sleep 600 &\necho $! > " + pid.toUtf8() + ".new\nmv " + pid.toUtf8()
                                                   + ".new " + pid.toUtf8() + "\nwait\n"));
        QCOMPARE(got.error().code, u"process"_s);
        QVERIFY2(got.error().detail.contains(u"did not end"), qPrintable(got.error().detail));
        QFile file(pid);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray child = file.readAll().trimmed();
        const auto isGone = [&child] {
            QFile stat(u"/proc/%1/stat"_s.arg(QString::fromLatin1(child)));
            return !stat.open(QIODevice::ReadOnly) || stat.readAll().contains(") Z");
        };
        QTRY_VERIFY(isGone());
    }
};

} // namespace process_source_test

KEYTURN_TEST(process_source, process_source_test::ProcessSourceTest)
#include "process_source_test.moc"
