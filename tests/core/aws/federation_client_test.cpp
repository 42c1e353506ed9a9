#include "core/aws/federation_client.h"

#include "tests/support/run.h"
#include "tests/support/test_main.h"
#include "tests/support/wire_server.h"

#include <QTest>
#include <optional>

using namespace keyturn;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace federation_client_test {

//! Credentials for a link that signs a browser in to the console.
class FederationClientTest : public QObject {
    Q_OBJECT

    WireServer m_server;
    std::optional<HttpClient> m_http; // a new one for every test: connections are kept

    static Credentials temporary()
    {
        return {"ASIATEMPORARY", SecretString(u"key/+\\"_s), SecretString(u"token+/=="_s), {}};
    }
    Result<SecretString> ask(const Credentials &credentials, std::optional<std::chrono::seconds> session = {})
    {
        const FederationClient client(*m_http, u"eu-west-1"_s, AwsEndpoints(m_server.url()));
        return *run(client.getSigninToken(credentials, session));
    }
    QString linkIn(const QString &region, const AwsEndpoints &endpoints = {})
    {
        const FederationClient client(*m_http, region, endpoints);
        return client.login(SecretString(u"to+ke/n="_s), "https://there/?name=a%2Fb&region=r").reveal();
    }

private slots:
    void init()
    {
        m_http.emplace();
        m_server.reset();
        m_server.setAnswer({WireServer::ok(R"({"SigninToken":"the-token"})")});
    }

    void theCredentialsGoInTheBodyOfOnePost()
    {
        const Result<SecretString> token = ask(temporary());
        QVERIFY2(token.has_value(), qPrintable(token ? QString() : token.error().detail));
        QCOMPARE(token->reveal(), u"the-token"_s);
        QCOMPARE(m_server.requests().size(), 1);
        const WireServer::Request &request = m_server.requests().constFirst();
        QCOMPARE(request.method, QByteArray("POST"));
        QCOMPARE(request.target, QByteArray("/federation"));
        QCOMPARE(request.header("content-type"), QByteArray("application/x-www-form-urlencoded"));
        QCOMPARE(
            request.body,
            QByteArray("Action=getSigninToken&Session=%7B%22sessionId%22%3A%22ASIATEMPORARY%22%2C%22sessionKey%22%3A"
                       "%22key%2F%2B%5C%5C%22%2C%22sessionToken%22%3A%22token%2B%2F%3D%3D%22%7D"));
        QVERIFY(!request.head.contains("ASIA"));
    }

    void aSessionOfAnotherLengthIsAskedForOnlyWhereSomebodyWantsIt()
    {
        QVERIFY(ask(temporary(), 3600s));
        QVERIFY(
            m_server.requests().constFirst().body.startsWith("Action=getSigninToken&SessionDuration=3600&Session=%7B"));
    }

    void accessKeysAreRefusedAndSentToNobody()
    {
        Credentials keys = temporary();
        keys.sessionToken = {};
        const Result<SecretString> token = ask(keys);
        QVERIFY(!token);
        QCOMPARE(token.error().kind, ErrorKind::Unsupported);
        QCOMPARE(token.error().refusal, Refusal::AccessKeys);
        QVERIFY(m_server.requests().isEmpty());
    }

    void credentialsOfSomebodyElsesCloudAreNotSentToAws_data()
    {
        QTest::addColumn<QString>("region");
        QTest::addColumn<QUrl>("endpoint");
        QTest::addColumn<QString>("told");
        QTest::newRow("another cloud") << u"us-east-1"_s << QUrl(u"https://cloud.example:8443"_s)
                                       << u"cloud.example:8443"_s;
        QTest::newRow("a partition of its own") << u"us-iso-east-1"_s << QUrl() << u"us-iso-east-1"_s;
        QTest::newRow("no region") << u"evil.example/"_s << QUrl() << u"evil.example/"_s;
    }
    void credentialsOfSomebodyElsesCloudAreNotSentToAws()
    {
        QFETCH(QString, region);
        QFETCH(QUrl, endpoint);
        QFETCH(QString, told);
        const FederationClient client(*m_http, region, AwsEndpoints(endpoint));
        const Result<SecretString> token = *run(client.getSigninToken(temporary()));
        QVERIFY(!token);
        QCOMPARE(token.error().refusal, Refusal::NotARegion);
        QCOMPARE(token.error().detail, told);
    }

    void aRefusalIsOneOfTheCredentialsThoughItComesAsAPage_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<ErrorKind>("kind");
        QTest::newRow("400") << QByteArray("400 Bad Request") << ErrorKind::Auth;
        QTest::newRow("401") << QByteArray("401 Unauthorized") << ErrorKind::Auth;
        QTest::newRow("503") << QByteArray("503 Service Unavailable") << ErrorKind::Unavailable;
    }
    void aRefusalIsOneOfTheCredentialsThoughItComesAsAPage()
    {
        QFETCH(QByteArray, status);
        QFETCH(ErrorKind, kind);
        m_server.setAnswer({WireServer::status(status, "<h1>no</h1>")});
        const Result<SecretString> token = ask(temporary());
        QVERIFY(!token);
        QCOMPARE(token.error().kind, kind);
        QCOMPARE(token.error().operation, u"signin:GetSigninToken"_s);
        QCOMPARE(m_server.requests().size(), 1);
    }

    void aLostAnswerHasChangedNothing()
    {
        m_server.setAnswer({{}, WireServer::Answer::End::Reset});
        const Result<SecretString> token = ask(temporary());
        QVERIFY(!token);
        QCOMPARE(token.error().kind, ErrorKind::Network);
        QVERIFY(!token.error().answerLost);
    }

    void aConnectionThatTheServerHasClosedMeanwhileIsNoFailure()
    {
        m_server.setScript([this](const WireServer::Request &) {
            return m_server.requests().size() == 1
                       ? WireServer::Answer{{}, WireServer::Answer::End::Close}
                       : WireServer::Answer{WireServer::ok(R"({"SigninToken":"the-token"})")};
        });
        const Result<SecretString> token = ask(temporary());
        QVERIFY2(token.has_value(), qPrintable(token ? QString() : token.error().detail));
        QCOMPARE(token->reveal(), u"the-token"_s);
        QCOMPARE(m_server.requests().size(), 2);
        QCOMPARE(m_server.requests().constFirst().body, m_server.requests().constLast().body);
    }

    void whoClosesEveryConnectionIsAskedTwiceAndNoMore()
    {
        m_server.setAnswer({{}, WireServer::Answer::End::Close});
        const Result<SecretString> token = ask(temporary());
        QVERIFY(!token);
        QCOMPARE(token.error().refusal, Refusal::ConnectionReset);
        QCOMPARE(m_server.requests().size(), 2);
    }

    void aHollowAnswerIsNoSuccess()
    {
        const QByteArray tooLong = "{\"SigninToken\":\"" + QByteArray(20'000, 'x') + "\"}";
        for (const QByteArray &body :
             {QByteArray(""), QByteArray("{}"), QByteArray("[]"), QByteArray("null"), QByteArray("{"),
              QByteArray("<html></html>"), QByteArray(R"({"SigninToken":null})"),
              QByteArray(R"({"SigninToken":["a"]})"), QByteArray(R"({"SigninToken":""})"), tooLong}) {
            m_server.setAnswer({WireServer::ok(body)});
            const Result<SecretString> token = ask(temporary());
            QVERIFY2(!token && token.error().kind == ErrorKind::Protocol, body.left(40).constData());
        }
    }

    void theLinkIsThatOfThePartition_data()
    {
        QTest::addColumn<QString>("region");
        QTest::addColumn<QString>("signIn");
        QTest::addColumn<QByteArray>("console");
        QTest::newRow("aws") << u"eu-west-1"_s << u"https://signin.aws.amazon.com/federation?"_s
                             << QByteArray("eu-west-1.console.aws.amazon.com");
        QTest::newRow("Ningxia") << u"cn-northwest-1"_s << u"https://signin.amazonaws.cn/federation?"_s
                                 << QByteArray("cn-northwest-1.console.amazonaws.cn");
        QTest::newRow("Beijing") << u"cn-north-1"_s << u"https://signin.amazonaws.cn/federation?"_s
                                 << QByteArray("console.amazonaws.cn");
        QTest::newRow("GovCloud") << u"us-gov-west-1"_s << u"https://signin.amazonaws-us-gov.com/federation?"_s
                                  << QByteArray("us-gov-west-1.console.amazonaws-us-gov.com");
        QTest::newRow("Europe") << u"eusc-de-east-1"_s
                                << u"https://eusc-de-east-1.signin.amazonaws-eusc.eu/federation?"_s
                                << QByteArray("eusc-de-east-1.console.amazonaws-eusc.eu");
    }
    void theLinkIsThatOfThePartition()
    {
        QFETCH(QString, region);
        QFETCH(QString, signIn);
        QFETCH(QByteArray, console);
        QCOMPARE(linkIn(region), signIn
                                     + u"Action=login&Destination=https%3A%2F%2Fthere%2F%3Fname%3Da%252Fb%26region%3Dr"
                                       "&SigninToken=to%2Bke%2Fn%3D"_s);
        QCOMPARE(consoleHosts(region)->console, console);
    }

    void aRehearsalStaysOnThisComputer()
    {
        QVERIFY(linkIn(u"eu-west-1"_s, AwsEndpoints(m_server.url()))
                    .startsWith(m_server.url().toString() + u"federation?Action=login&"_s));
    }

    void noOtherTextBecomesAHost()
    {
        for (const char *region :
             {"", "evil.example/", "eu-west-1.evil", "EU-WEST-1", "us-iso-east-1", "us-isob-east-1", "eu-isoe-west-1"})
            QVERIFY2(!consoleHosts(QString::fromLatin1(region)), region);
    }
};

} // namespace federation_client_test

KEYTURN_TEST(federation_client, federation_client_test::FederationClientTest)

#include "federation_client_test.moc"
