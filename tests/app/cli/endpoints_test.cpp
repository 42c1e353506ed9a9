#include "tests/support/keyturnctl.h"
#include "tests/support/test_main.h"
#include "tests/support/tls_wire_server.h"

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace endpoints_test {

// Where requests go, and what is done about it before the first one.
class CliEndpointsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Keyturnctl> m_ctl;
    std::unique_ptr<TlsWireServer> m_server;

    static WireServer::Answer emptyAccount(const WireServer::Request &request)
    {
        const QByteArray target = request.header("x-amz-target");
        if (target.endsWith("ListSecrets"))
            return {WireServer::ok(R"({"SecretList":[]})")};
        if (target.endsWith("DescribeParameters"))
            return {WireServer::ok(R"({"Parameters":[]})")};
        return {WireServer::status("400 Bad", R"({"__type":"ValidationException"})")};
    }
    void set(const char *variable, const QString &value) { m_ctl->environment.insert(QLatin1String(variable), value); }
    void config(const QByteArray &text)
    {
        QVERIFY(QDir().mkpath(m_ctl->home() + u"/.aws"_s));
        QFile file(m_ctl->home() + u"/.aws/config"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
    }

private slots:
    void init()
    {
        m_ctl = std::make_unique<Keyturnctl>();
        set("AWS_REGION", u"us-east-1"_s);
        set("AWS_MAX_ATTEMPTS", u"1"_s);
        m_server = std::make_unique<TlsWireServer>();
        m_server->wire.setScript(emptyAccount);
    }

    void followsAnEndpointOnlyAfterTheUserAgreed()
    {
        m_ctl->environment.remove(u"AWS_ACCESS_KEY_ID"_s);
        set("AWS_CA_BUNDLE", m_server->bundle());
        const QByteArray keys("aws_access_key_id = testing\naws_secret_access_key = testing\nendpoint_url = ");
        config("[default]\n" + keys + m_server->origin().toUtf8() + "\n[profile other]\n" + keys
               + m_server->origin().toUtf8() + "\n");

        const Ran refused = m_ctl->run({u"list"_s});
        QCOMPARE(refused.exitCode, 1);
        QCOMPARE(refused.out, QByteArray());
        QVERIFY2(refused.err.contains("Profile default would send requests to " + m_server->origin().toUtf8()),
                 refused.err.constData());
        QVERIFY(refused.err.contains("--trust-endpoint " + m_server->origin().toUtf8()));
        QCOMPARE(m_server->wire.connections(), 0);

        const Ran wrong = m_ctl->run({u"--trust-endpoint"_s, u"https://other.example"_s, u"list"_s});
        QCOMPARE(wrong.exitCode, 2);
        QCOMPARE(m_server->wire.connections(), 0);

        const Ran agreed = m_ctl->run({u"--trust-endpoint"_s, m_server->origin(), u"list"_s});
        QVERIFY2(agreed.exitCode == 0, agreed.err.constData());
        QVERIFY(m_server->wire.requests().size() >= 2);
        QVERIFY2(m_ctl->run({u"list"_s}).exitCode == 0, "it is remembered");
        QCOMPARE(m_ctl->run({u"--profile"_s, u"other"_s, u"list"_s}).exitCode, 1);
    }

    void asksAboutVariablesAndServicesSectionsToo()
    {
        set("AWS_CA_BUNDLE", m_server->bundle());
        set("AWS_ENDPOINT_URL_SSM", m_server->origin());
        QCOMPARE(m_ctl->run({u"list"_s}).exitCode, 1);
        m_ctl->environment.remove(u"AWS_ENDPOINT_URL_SSM"_s);
        set("AWS_ENDPOINT_URL", m_server->origin());
        QCOMPARE(m_ctl->run({u"list"_s}).exitCode, 1);
        m_ctl->environment.remove(u"AWS_ENDPOINT_URL"_s);
        config("[default]\nservices = s\n[services s]\nssm =\n  endpoint_url = " + m_server->origin().toUtf8() + "\n");
        QCOMPARE(m_ctl->run({u"list"_s}).exitCode, 1);
        QCOMPARE(m_server->wire.connections(), 0);
        const Ran byHand = m_ctl->run({u"--endpoint-url"_s, m_server->origin(), u"list"_s});
        QVERIFY2(byHand.exitCode == 0, byHand.err.constData());
    }

    void refusesAMixOfThisComputerAndElsewhere_data()
    {
        QTest::addColumn<QStringList>("command");
        QTest::newRow("list") << QStringList{u"list"_s};
        QTest::newRow("refresh") << QStringList{u"refresh"_s, u"x"_s};
        QTest::newRow("set") << QStringList{u"set"_s, u"x"_s, u"y"_s};
        QTest::newRow("whoami") << QStringList{u"whoami"_s};
    }
    void refusesAMixOfThisComputerAndElsewhere()
    {
        QFETCH(QStringList, command);
        WireServer listener;
        set("AWS_ENDPOINT_URL_SECRETS_MANAGER", listener.url().toString());
        const Ran ran = m_ctl->run(command, "value");
        QCOMPARE(ran.exitCode, 1);
        QVERIFY2(ran.err.contains("some services to this computer and others elsewhere"), ran.err.constData());
        QVERIFY(ran.err.contains("ssm https://ssm.us-east-1.amazonaws.com"));
        QCOMPARE(listener.connections(), 0);
    }

    void trustsTheBundleInThePlaceOfTheSystemsAuthorities()
    {
        m_ctl->options = QStringList{u"--endpoint-url"_s, m_server->origin()};
        const Ran unknown = m_ctl->run({u"list"_s});
        QCOMPARE(unknown.exitCode, 6);
        QVERIFY2(unknown.err.contains("AWS_CA_BUNDLE"), unknown.err.constData());
        QCOMPARE(m_server->wire.requests().size(), 0);
        set("AWS_CA_BUNDLE", m_server->bundle());
        QCOMPARE(m_ctl->run({u"list"_s}).exitCode, 0);
        m_ctl->environment.remove(u"AWS_CA_BUNDLE"_s);
        config("[default]\nca_bundle = " + m_server->bundle().toUtf8() + "\n");
        QCOMPARE(m_ctl->run({u"list"_s}).exitCode, 0);
    }

    void saysWhatIsWrongWithTheBundle_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QByteArray>("sentence");
        QTest::newRow("missing") << QByteArray() << QByteArray("is not there");
        QTest::newRow("empty") << QByteArray("") << QByteArray("is empty");
        QTest::newRow("no PEM") << QByteArray("certificate") << QByteArray("holds no certificate in PEM form");
    }
    void saysWhatIsWrongWithTheBundle()
    {
        QFETCH(QByteArray, content);
        QFETCH(QByteArray, sentence);
        const QString path = m_ctl->home() + u"/bundle.pem"_s;
        if (!content.isNull()) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
            QCOMPARE(file.write(content), content.size());
        }
        set("AWS_CA_BUNDLE", path);
        m_ctl->options = QStringList{u"--endpoint-url"_s, m_server->origin()};
        const Ran ran = m_ctl->run({u"list"_s});
        QCOMPARE(ran.exitCode, 1);
        QVERIFY2(ran.err.contains("the CA bundle " + path.toUtf8() + " " + sentence), ran.err.constData());
        QVERIFY(ran.err.contains("AWS_CA_BUNDLE"));
    }

    void goesThroughTheProxyOfTheEnvironment_data()
    {
        QTest::addColumn<QString>("fips");
        QTest::addColumn<QByteArray>("target");
        QTest::newRow("usual host") << u"false"_s << QByteArray("secretsmanager.us-east-1.amazonaws.com:443");
        QTest::newRow("FIPS host") << u"true"_s << QByteArray("secretsmanager-fips.us-east-1.amazonaws.com:443");
    }
    void goesThroughTheProxyOfTheEnvironment()
    {
        QFETCH(QString, fips);
        QFETCH(QByteArray, target);
        WireServer proxy;
        proxy.setAnswer({WireServer::status("502 Bad Gateway"), WireServer::Answer::End::Close});
        set("HTTPS_PROXY", u"127.0.0.1:%1"_s.arg(proxy.serverPort())); // without a scheme
        set("AWS_USE_FIPS_ENDPOINT", fips);
        QVERIFY(m_ctl->run({u"show"_s, u"x"_s}).exitCode != 0);
        QVERIFY(!proxy.requests().isEmpty());
        QCOMPARE(proxy.requests().first().method, QByteArray("CONNECT"));
        // The stores are asked side by side, so either may be first.
        QVERIFY(std::ranges::any_of(proxy.requests(), [&](const auto &request) { return request.target == target; }));
    }

    void goesRoundTheProxyWhereNoProxySaysSo_data()
    {
        QTest::addColumn<QString>("except");
        for (const char *except : {"*", "amazonaws.com", ".amazonaws.com", "example.com,xx-nowhere-9.amazonaws.com"})
            QTest::newRow(except) << QString::fromLatin1(except);
    }
    void goesRoundTheProxyWhereNoProxySaysSo()
    {
        QFETCH(QString, except);
        WireServer proxy;
        set("HTTPS_PROXY", proxy.url().toString());
        set("NO_PROXY", except);
        set("AWS_REGION", u"xx-nowhere-9"_s); // there is no such host
        QCOMPARE(m_ctl->run({u"whoami"_s}).exitCode, 6);
        QCOMPARE(proxy.connections(), 0);
    }

    void saysThatAProxyCannotBeUsed()
    {
        set("HTTPS_PROXY", u"socks5://127.0.0.1:1"_s);
        const Ran ran = m_ctl->run({u"whoami"_s});
        QCOMPARE(ran.exitCode, 1);
        QVERIFY2(ran.err.contains("HTTPS_PROXY names socks5://127.0.0.1:1"), ran.err.constData());
    }

    void triesAsOftenAsTheEnvironmentSays_data()
    {
        QTest::addColumn<QString>("attempts");
        QTest::addColumn<int>("requests");
        QTest::newRow("once") << u"1"_s << 1;
        QTest::newRow("twice") << u"2"_s << 2;
    }
    void triesAsOftenAsTheEnvironmentSays()
    {
        QFETCH(QString, attempts);
        QFETCH(int, requests);
        WireServer busy;
        busy.setAnswer({WireServer::status("503 Busy")});
        set("AWS_MAX_ATTEMPTS", attempts);
        set("AWS_ENDPOINT_URL", busy.url().toString());
        QCOMPARE(m_ctl->run({u"whoami"_s}).exitCode, 6);
        QCOMPARE(busy.requests().size(), requests);
    }

    void namesASettingThatIsNoValue()
    {
        set("AWS_MAX_ATTEMPTS", u"many"_s);
        const Ran ran = m_ctl->run({u"whoami"_s});
        QCOMPARE(ran.exitCode, 1);
        QVERIFY2(ran.err.contains("max_attempts = many"), ran.err.constData());
    }

    void saysHowAnAnswerIsNone_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QByteArray>("sentence");
        QTest::newRow("cut") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<Get")
                             << QByteArray("was cut off or has no valid end");
        QTest::newRow("no end") << QByteArray("HTTP/1.1 200 OK\r\n\r\n<Get")
                                << QByteArray("was cut off or has no valid end");
        QTest::newRow("proxy") << QByteArray("HTTP/1.1 407 Who\r\nContent-Length: 0\r\n\r\n")
                               << QByteArray("wants a sign-in: the proxy asks for a password.");
        QTest::newRow("nothing said") << QByteArray("HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n")
                                      << QByteArray("HTTP 401.");
        QTest::newRow("not modified") << QByteArray("HTTP/1.1 304 Same\r\n\r\n")
                                      << QByteArray("HTTP 304, which is no answer.");
    }
    void saysHowAnAnswerIsNone()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QByteArray, sentence);
        WireServer server;
        server.setAnswer({answer, WireServer::Answer::End::Close});
        set("AWS_ENDPOINT_URL", server.url().toString());
        const Ran ran = m_ctl->run({u"whoami"_s});
        QVERIFY(ran.exitCode != 0);
        QVERIFY2(ran.err.contains(sentence), ran.err.constData());
        QVERIFY2(!ran.err.contains("Cannot reach"), ran.err.constData());
    }

    void asksNobodyWithKeysThatHaveEnded()
    {
        WireServer chosen;
        set("AWS_ENDPOINT_URL", chosen.url().toString());
        set("AWS_CREDENTIAL_EXPIRATION", u"2020-01-01T00:00:00Z"_s);
        const Ran past = m_ctl->run({u"whoami"_s});
        QCOMPARE(past.exitCode, 4);
        QVERIFY2(past.err.contains("have expired: AWS_CREDENTIAL_EXPIRATION = 2020-01-01T00:00:00Z is past"),
                 past.err.constData());
        set("AWS_CREDENTIAL_EXPIRATION", u"soon"_s);
        const Ran garbage = m_ctl->run({u"whoami"_s});
        QCOMPARE(garbage.exitCode, 1);
        QVERIFY2(garbage.err.contains("a setting without a meaning: AWS_CREDENTIAL_EXPIRATION = soon"),
                 garbage.err.constData());
        QCOMPARE(chosen.connections(), 0);
    }

    void asksNobodyWhereTheFilesCannotBeRead_data()
    {
        QTest::addColumn<QStringList>("command");
        QTest::newRow("whoami") << QStringList{u"whoami"_s};
        QTest::newRow("set") << QStringList{u"set"_s, u"x"_s, u"y"_s};
        QTest::newRow("doctor") << QStringList{u"doctor"_s};
        QTest::newRow("by name") << QStringList{u"--profile"_s, u"environment"_s, u"list"_s};
    }
    void asksNobodyWhereTheFilesCannotBeRead()
    {
        QFETCH(QStringList, command);
        WireServer chosen;
        set("AWS_ENDPOINT_URL", chosen.url().toString());
        config("[default]\nuse_fips_endpoint = true\noops\n");
        const Ran ran = m_ctl->run(command, "value");
        QVERIFY(ran.exitCode != 0);
        QVERIFY2((ran.out + ran.err).contains("/.aws/config, line 3: "), (ran.out + ran.err).constData());
        QCOMPARE(chosen.connections(), 0);
    }

    void whoamiShowsWhereEachServiceGoesAndWhatIsNotObeyed()
    {
        SandboxProcess sandbox(*m_ctl);
        m_ctl->options.clear();
        set("AWS_ENDPOINT_URL", sandbox.url);
        const Ran one = m_ctl->run({u"whoami"_s});
        QVERIFY2(one.exitCode == 0, one.err.constData());
        QVERIFY(one.out.contains("endpoint       " + sandbox.url.toUtf8()));
        QVERIFY(!one.err.contains("obey"));

        set("AWS_ENDPOINT_URL_SSM", QUrl(sandbox.url).resolved(QUrl(u"ssm/"_s)).toString());
        set("AWS_DEFAULTS_MODE", u"standard"_s);
        config("[default]\ntcp_keepalive = true\n");
        const Ran each = m_ctl->run({u"whoami"_s});
        QVERIFY2(each.exitCode == 0, each.err.constData());
        for (const char *service : {"secretsmanager ", "ssm ", "sts ", "kms "})
            QVERIFY2(each.out.contains(service), each.out.constData());
        QVERIFY2(each.err.contains("AWS tools obey these settings and Keyturn does not: AWS_DEFAULTS_MODE, "
                                   "tcp_keepalive."),
                 each.err.constData());
        const QJsonObject json = m_ctl->run({u"--json"_s, u"whoami"_s}).json().object();
        QVERIFY(json[u"endpoints"_s][u"ssm"_s].toString().endsWith(u"ssm/"_s));
        QCOMPARE(json[u"endpoints"_s][u"sts"_s].toString(), sandbox.url);
        QCOMPARE(json[u"unsupported"_s].toArray(), (QJsonArray{u"AWS_DEFAULTS_MODE"_s, u"tcp_keepalive"_s}));
    }
};

} // namespace endpoints_test

KEYTURN_TEST(endpoints, endpoints_test::CliEndpointsTest)
#include "endpoints_test.moc"
