#include "core/credentials/provider_chain.h"

#include "core/aws/aws_transport.h"
#include "core/base/clock.h"
#include "core/credentials/environment_credentials.h"
#include "core/credentials/keychain_credentials.h"
#include "core/credentials/shared_file_credentials.h"
#include "core/credentials/static_credentials.h"
#include "tests/support/fake_clock.h"
#include "tests/support/memory_keychain.h"
#include "tests/support/run.h"
#include "tests/support/test_main.h"
#include "tests/support/wire_server.h"

#include <QFile>
#include <QTemporaryDir>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace provider_chain_test {

class ProviderChainTest : public QObject {
    Q_OBJECT

    QHash<QByteArray, QByteArray> m_variables;
    QTemporaryDir m_folder;
    HttpClient m_http;
    SystemClock m_clock;

    Environment environment()
    {
        return Environment([this](const char *name) { return m_variables.value(name); });
    }
    SignInContext context(Keychain *keychain = nullptr)
    {
        SignInContext context{environment(), m_http, m_clock, u"us-east-1"_s, AwsEndpoints()};
        context.keychain = keychain;
        return context;
    }
    void writeCredentials(const QByteArray &text)
    {
        QFile file(m_folder.filePath(u"credentials"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), qint64(text.size()));
    }
    static Result<Credentials> ask(CredentialProvider &provider)
    {
        std::optional<Result<Credentials>> answer = run(provider.credentials());
        return answer ? *answer : Result<Credentials>(Error{ErrorKind::Timeout, u"test"_s, {}});
    }

private slots:
    void init()
    {
        m_variables = {{"AWS_CONFIG_FILE", m_folder.filePath(u"config"_s).toUtf8()},
                       {"AWS_SHARED_CREDENTIALS_FILE", m_folder.filePath(u"credentials"_s).toUtf8()}};
        QFile::remove(m_folder.filePath(u"credentials"_s));
    }

    void readsTheEnvironment()
    {
        FakeClock clock;
        clock.now = QDateTime(QDate(2026, 11, 21), QTime(13, 59), Qt::UTC);
        EnvironmentCredentials provider(environment(), clock);
        QCOMPARE(ask(provider).error().kind, ErrorKind::NotFound);
        m_variables.insert("AWS_ACCESS_KEY_ID", "AKIA");
        QCOMPARE(ask(provider).error().code, u"incomplete-keys"_s);
        m_variables.insert("AWS_SECRET_ACCESS_KEY", "secret");
        m_variables.insert("AWS_SESSION_TOKEN", "token");
        m_variables.insert("AWS_CREDENTIAL_EXPIRATION", "2026-11-21T16:00:00+02:00");
        const Result<Credentials> credentials = ask(provider);
        QVERIFY(credentials);
        QCOMPARE(credentials->accessKeyId, QByteArray("AKIA"));
        QCOMPARE(credentials->secretAccessKey.bytes().toByteArray(), QByteArray("secret"));
        QCOMPARE(credentials->sessionToken.bytes().toByteArray(), QByteArray("token"));
        QCOMPARE(credentials->expiresAt, QDateTime(QDate(2026, 11, 21), QTime(14, 0), Qt::UTC));
    }

    void obeysTheEndOfTheEnvironmentsKeys_data()
    {
        QTest::addColumn<QByteArray>("end");
        QTest::addColumn<QString>("code");
        QTest::newRow("none") << QByteArray() << QString();
        QTest::newRow("set to nothing") << QByteArray("") << QString();
        QTest::newRow("to come") << QByteArray("2026-11-21T14:00:01Z") << QString();
        QTest::newRow("with an offset") << QByteArray("2026-11-21T16:00:01+02:00") << QString();
        QTest::newRow("now") << QByteArray("2026-11-21T14:00:00Z") << u"no-credentials"_s;
        QTest::newRow("past") << QByteArray("2020-01-01T00:00:00+00:00") << u"no-credentials"_s;
        QTest::newRow("no zone") << QByteArray("2026-11-21T15:00:00") << u"bad-setting"_s;
        QTest::newRow("a number") << QByteArray("1795269600") << u"bad-setting"_s;
        QTest::newRow("garbage") << QByteArray("tomorrow") << u"bad-setting"_s;
    }
    void obeysTheEndOfTheEnvironmentsKeys()
    {
        QFETCH(QByteArray, end);
        QFETCH(QString, code);
        FakeClock clock;
        clock.now = QDateTime(QDate(2026, 11, 21), QTime(14, 0), Qt::UTC);
        m_variables.insert("AWS_ACCESS_KEY_ID", "ASIA");
        m_variables.insert("AWS_SECRET_ACCESS_KEY", "secret");
        if (!end.isNull())
            m_variables.insert("AWS_CREDENTIAL_EXPIRATION", end);
        EnvironmentCredentials provider(environment(), clock);
        const Result<Credentials> credentials = ask(provider);
        QCOMPARE(credentials.has_value(), code.isEmpty());
        if (!code.isEmpty()) {
            QCOMPARE(credentials.error().code, code);
            QCOMPARE(credentials.error().kind, code == u"bad-setting"_s ? ErrorKind::Invalid : ErrorKind::Expired);
            QVERIFY(credentials.error().detail.contains(QString::fromLatin1(end)));
        }
    }

    void readsTheFilesAgainWhenTheirTokenHasExpired()
    {
        writeCredentials("[a]\naws_access_key_id = ASIA1\naws_secret_access_key = s\naws_session_token = t1\n");
        SharedFileCredentials provider(environment(), u"a"_s);
        QCOMPARE(ask(provider)->accessKeyId, QByteArray("ASIA1"));
        writeCredentials("[a]\naws_access_key_id = ASIA2\naws_secret_access_key = s\naws_session_token = t2\n");
        QCOMPARE(ask(provider)->accessKeyId, QByteArray("ASIA1"));
        provider.invalidate();
        const Result<Credentials> fresh = ask(provider);
        QCOMPARE(fresh->accessKeyId, QByteArray("ASIA2"));
        QCOMPARE(fresh->sessionToken.bytes().toByteArray(), QByteArray("t2"));
    }

    void saysWhatTheFilesLack()
    {
        writeCredentials("[empty]\nregion = x\n[half]\naws_access_key_id = A\n");
        SharedFileCredentials absent(environment(), u"absent"_s);
        SharedFileCredentials empty(environment(), u"empty"_s);
        SharedFileCredentials half(environment(), u"half"_s);
        QCOMPARE(ask(absent).error().code, u"no-profile"_s);
        QCOMPARE(ask(empty).error().code, u"no-credentials"_s);
        QCOMPARE(ask(half).error().code, u"incomplete-keys"_s);
        QVERIFY(absent.description().contains(u"absent"));
    }

    void readsTheKeychain()
    {
        MemoryKeychain keychain;
        AwsKeyStore store(keychain);
        const AwsKeys keys{"AKIAKEYCHAIN", SecretString(QByteArrayView("secret"))};
        const auto written = run(store.write(u"work"_s, keys));
        QVERIFY(written && *written);

        KeychainCredentials provider(keychain, u"work"_s);
        QCOMPARE(ask(provider)->accessKeyId, QByteArray("AKIAKEYCHAIN"));
        keychain.now = KeychainState::Locked;
        QVERIFY(ask(provider)); // known already
        provider.invalidate();
        QCOMPARE(ask(provider).error().code, u"locked"_s);
        keychain.now = KeychainState::Ready;
        KeychainCredentials other(keychain, u"other"_s);
        QCOMPARE(ask(other).error().kind, ErrorKind::NotFound);
    }

    void staysWithTheFirstSourceThatHasSome()
    {
        writeCredentials("[a]\naws_access_key_id = FILE\naws_secret_access_key = s\n");
        std::vector<std::unique_ptr<CredentialProvider>> providers;
        providers.push_back(std::make_unique<EnvironmentCredentials>(environment(), m_clock));
        providers.push_back(std::make_unique<SharedFileCredentials>(environment(), u"a"_s));
        ProviderChain chain(std::move(providers));
        QCOMPARE(ask(chain)->accessKeyId, QByteArray("FILE"));
        m_variables.insert("AWS_ACCESS_KEY_ID", "ENV");
        m_variables.insert("AWS_SECRET_ACCESS_KEY", "s");
        QCOMPARE(ask(chain)->accessKeyId, QByteArray("FILE"));
        QVERIFY(chain.description().startsWith(u"profile a in "));
    }

    void doesNotSignAsSomebodyElseWhenASourceIsBroken()
    {
        m_variables.insert("AWS_ACCESS_KEY_ID", "ENV"); // and no secret
        std::vector<std::unique_ptr<CredentialProvider>> providers;
        providers.push_back(std::make_unique<EnvironmentCredentials>(environment(), m_clock));
        providers.push_back(StaticCredentials::ofSandbox());
        ProviderChain chain(std::move(providers));
        QCOMPARE(ask(chain).error().code, u"incomplete-keys"_s);
    }

    void tellsWhereItLooked()
    {
        std::vector<std::unique_ptr<CredentialProvider>> providers;
        providers.push_back(std::make_unique<EnvironmentCredentials>(environment(), m_clock));
        ProviderChain chain(std::move(providers));
        const Result<Credentials> none = ask(chain);
        QCOMPARE(none.error().code, u"no-credentials"_s);
        QCOMPARE(none.error().detail, u"environment: AWS_ACCESS_KEY_ID is not set"_s);
    }

    void givesEveryKindOfProfileItsSource()
    {
        MemoryKeychain keychain;
        Profile profile;
        profile.name = u"p"_s;
        profile.kind = ProfileKind::Sandbox;
        QCOMPARE(ask(*credentialsOf(profile, context()))->accessKeyId, QByteArray("testing"));
        profile.kind = ProfileKind::Environment;
        QCOMPARE(credentialsOf(profile, context())->description(), u"environment"_s);
        profile.kind = ProfileKind::SharedConfig;
        writeCredentials("[p]\naws_access_key_id = A\naws_secret_access_key = S\n");
        QVERIFY(credentialsOf(profile, context())->description().startsWith(u"profile p in "));
        profile.kind = ProfileKind::Keychain;
        QCOMPARE(credentialsOf(profile, context(&keychain))->description(), u"keychain"_s);
        QCOMPARE(ask(*credentialsOf(profile, context())).error().kind, ErrorKind::NotFound);
    }

    //! A window that runs for weeks, and a key that somebody renews in the file meanwhile.
    void aKeyThatWasRenewedInTheFileIsUsedWhereAwsRefusesTheOldOne()
    {
        m_variables = {{"AWS_SHARED_CREDENTIALS_FILE", m_folder.filePath(u"credentials"_s).toUtf8()},
                       {"AWS_CONFIG_FILE", m_folder.filePath(u"config"_s).toUtf8()}};
        writeCredentials("[a]\naws_access_key_id = AKIDOLD\naws_secret_access_key = S\n");
        WireServer aws;
        bool isOldKnown = true;
        aws.setScript([&isOldKnown](const WireServer::Request &request) {
            const bool isOld = request.header("authorization").contains("AKIDOLD/");
            return WireServer::Answer{isOld && !isOldKnown ? WireServer::status(
                                          "400 Bad", R"({"__type":"UnrecognizedClientException","message":"no"})")
                                                           : WireServer::ok("{}")};
        });
        SharedFileCredentials credentials(environment(), u"a"_s);
        HttpClient http;
        const SystemClock clock;
        AwsTransport transport(http, credentials, clock, u"us-east-1"_s, aws.url());
        const auto call = [&transport] {
            const auto answer =
                run(transport.call(aws_services::secretsManager, "ListSecrets", "application/x-amz-json-1.1",
                                   SecretString(QByteArrayView("{}")), Repeat::Safe));
            return answer && *answer;
        };
        QVERIFY(call());
        QCOMPARE(aws.requests().size(), 1);
        isOldKnown = false;
        QVERIFY(!call()); // the file still has the old one
        QCOMPARE(aws.requests().size(), 2);
        QVERIFY(!call());
        QCOMPARE(aws.requests().size(), 3);
        isOldKnown = true;
        QVERIFY(call());
        isOldKnown = false;
        writeCredentials("[a]\naws_access_key_id = AKIDNEW\naws_secret_access_key = S\n");
        aws.reset();
        QVERIFY(call());
        QCOMPARE(aws.requests().size(), 2); // refused with the old one, and again with the new one
    }
};

} // namespace provider_chain_test

KEYTURN_TEST(provider_chain, provider_chain_test::ProviderChainTest)
#include "provider_chain_test.moc"
