#include "app/sandbox/sso/sso.h"

#include "app/sandbox/sso/sso_consent.h"
#include "tests/support/fake_clock.h"
#include "tests/support/test_main.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QUrl>
#include <QUrlQuery>

using namespace keyturn;
using namespace keyturn::sandbox;
using namespace Qt::StringLiterals;

namespace sso_test {

const QString redirectUri = u"http://127.0.0.1:54321/oauth/callback"_s;
const QString verifier = u"dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"_s; // RFC 7636, appendix B

//! Signing in by authorization code, as strict with clients as AWS is.
class SsoTest : public QObject {
    Q_OBJECT

    struct Bench {
        Store store;
        oauth::Authorizations authorizations;
        FakeClock clock;
        QJsonObject client;

        Bench()
        {
            if (!store.open({}, false))
                qFatal("no store");
            client = registered();
        }
        Response send(const QByteArray &path, const QJsonObject &body)
        {
            Request request;
            request.method = "POST";
            request.target = path;
            request.headers = {{"Content-Type", "application/json"}, {"Host", "127.0.0.1:1"}};
            request.body = QJsonDocument(body).toJson(QJsonDocument::Compact); // of a test
            return sso::handle(store, authorizations, request, "id", clock.now);
        }
        QJsonObject registered(const QJsonObject &changed = {})
        {
            QJsonObject body{{u"clientName"_s, u"keyturn"_s},
                             {u"clientType"_s, u"public"_s},
                             {u"grantTypes"_s, QJsonArray{u"authorization_code"_s, u"refresh_token"_s}},
                             {u"redirectUris"_s, QJsonArray{u"http://127.0.0.1/oauth/callback"_s}},
                             {u"scopes"_s, QJsonArray{u"sso:account:access"_s}}};
            for (auto it = changed.begin(); it != changed.end(); ++it)
                body.insert(it.key(), it.value());
            const Response response = send("/client/register", body);
            QJsonObject answer = QJsonDocument::fromJson(response.body).object();
            answer.insert(u"error"_s, QString::fromLatin1(headerValue(response.headers, "x-amzn-ErrorType")));
            return answer;
        }
        Response authorize(const QHash<QString, QString> &changed = {}, const QString &decision = u"approve"_s)
        {
            const QByteArray challenge = QCryptographicHash::hash(verifier.toLatin1(), QCryptographicHash::Sha256)
                                             .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
            QHash<QString, QString> fields{
                {u"response_type"_s, u"code"_s},        {u"client_id"_s, client[u"clientId"].toString()},
                {u"redirect_uri"_s, redirectUri},       {u"state"_s, u"s t"_s},
                {u"scopes"_s, u"sso:account:access"_s}, {u"code_challenge"_s, QString::fromLatin1(challenge)},
                {u"code_challenge_method"_s, u"S256"_s}};
            fields.insert(changed);
            if (!decision.isEmpty())
                fields.insert(u"decision"_s, decision);
            QByteArray form;
            for (auto it = fields.begin(); it != fields.end(); ++it)
                form += it.key().toUtf8() + '=' + QUrl::toPercentEncoding(it.value()) + '&';
            Request request;
            request.method = decision.isEmpty() ? "GET" : "POST";
            request.target = decision.isEmpty() ? "/authorize?" + form : QByteArray("/authorize");
            if (!decision.isEmpty())
                request.body = form;
            return sso::consent(store, authorizations, request, clock.now);
        }
        QString code() { return parameter(authorize(), u"code"_s); }
        Response redeem(const QString &code, const QJsonObject &changed = {})
        {
            QJsonObject body{{u"clientId"_s, client[u"clientId"]},      {u"clientSecret"_s, client[u"clientSecret"]},
                             {u"grantType"_s, u"authorization_code"_s}, {u"code"_s, code},
                             {u"redirectUri"_s, redirectUri},           {u"codeVerifier"_s, verifier}};
            for (auto it = changed.begin(); it != changed.end(); ++it)
                body.insert(it.key(), it.value());
            return send("/token", body);
        }
    };

    static QString parameter(const Response &response, const QString &name)
    {
        const QUrl back = QUrl::fromEncoded(headerValue(response.headers, "Location"));
        return QUrlQuery(back).queryItemValue(name, QUrl::FullyDecoded);
    }
    static QByteArray errorOf(const Response &response) { return headerValue(response.headers, "x-amzn-ErrorType"); }

private slots:
    void aCodeIsGoodForOneTokenThatCanBeRenewed()
    {
        Bench bench;
        const Response page = bench.authorize({}, {});
        QCOMPARE(page.status, 200);
        QVERIFY(page.body.contains("id=\"approve\"") && page.body.contains("keyturn"));
        const Response back = bench.authorize();
        QCOMPARE(back.status, 303);
        QVERIFY(headerValue(back.headers, "Location").startsWith(redirectUri.toLatin1() + '?'));
        QCOMPARE(parameter(back, u"state"_s), u"s t"_s);
        const QString code = parameter(back, u"code"_s);
        const Response token = bench.redeem(code);
        QCOMPARE(token.status, 200);
        const QJsonObject granted = QJsonDocument::fromJson(token.body).object();
        QVERIFY(!granted[u"accessToken"].toString().isEmpty());

        const Response again = bench.redeem(code);
        QCOMPARE(again.status, 400);
        QCOMPARE(errorOf(again), QByteArray("InvalidGrantException"));
        const QJsonObject renewal{{u"grantType"_s, u"refresh_token"_s}, {u"refreshToken"_s, granted[u"refreshToken"]}};
        QCOMPARE(bench.redeem({}, renewal).status, 200);
        QCOMPARE(errorOf(bench.redeem({}, renewal)), QByteArray("InvalidGrantException"));
    }

    void aCodeIsRefusedWhereAnythingDiffers_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QByteArray>("error");
        QTest::newRow("verifier") << u"codeVerifier"_s << QString(verifier).replace(0, 1, u"e"_s)
                                  << QByteArray("InvalidGrantException");
        QTest::newRow("the challenge as verifier")
            << u"codeVerifier"_s << u"E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"_s
            << QByteArray("InvalidGrantException");
        QTest::newRow("port") << u"redirectUri"_s << u"http://127.0.0.1:54322/oauth/callback"_s
                              << QByteArray("InvalidGrantException");
        QTest::newRow("code") << u"code"_s << u"another"_s << QByteArray("InvalidGrantException");
        QTest::newRow("no verifier") << u"codeVerifier"_s << QString() << QByteArray("InvalidRequestException");
        QTest::newRow("secret") << u"clientSecret"_s << u"another"_s << QByteArray("InvalidClientException");
        QTest::newRow("grant") << u"grantType"_s << u"password"_s << QByteArray("UnsupportedGrantTypeException");
        QTest::newRow("a grant it is not registered for")
            << u"grantType"_s << u"urn:ietf:params:oauth:grant-type:device_code"_s
            << QByteArray("UnauthorizedClientException");
    }
    void aCodeIsRefusedWhereAnythingDiffers()
    {
        QFETCH(QString, name);
        QFETCH(QString, value);
        QFETCH(QByteArray, error);
        Bench bench;
        const Response answer = bench.redeem(bench.code(), {{name, value}});
        QCOMPARE(answer.status, error == "InvalidClientException" ? 401 : 400);
        QCOMPARE(errorOf(answer), error);
    }

    void aCodeEndsWithItsTimeAndIsNoOtherClients()
    {
        Bench bench;
        const QString old = bench.code();
        bench.clock.now = bench.clock.now.addSecs(oauth::Authorizations::lifeSeconds);
        QCOMPARE(errorOf(bench.redeem(old)), QByteArray("InvalidGrantException"));
        const QString code = bench.code();
        const QJsonObject other = bench.registered();
        const Response theirs =
            bench.redeem(code, {{u"clientId"_s, other[u"clientId"]}, {u"clientSecret"_s, other[u"clientSecret"]}});
        QCOMPARE(errorOf(theirs), QByteArray("InvalidGrantException"));
        QCOMPARE(bench.redeem(code).status, 200); // which it was not used up by
    }

    void aStrangersAddressIsToldToThePersonAlone_data()
    {
        QTest::addColumn<QString>("uri");
        for (const char *uri :
             {"http://127.0.0.1:54321/oauth/other", "http://127.0.0.1:54321/oauth/callback/",
              "http://localhost:54321/oauth/callback", "https://127.0.0.1:54321/oauth/callback",
              "http://evil.example/oauth/callback", "http://127.0.0.1:54321@evil.example/oauth/callback",
              "http://127.0.0.1:54321/oauth/callback?x=y", ""})
            QTest::newRow(*uri ? uri : "none") << QString::fromLatin1(uri);
    }
    void aStrangersAddressIsToldToThePersonAlone()
    {
        QFETCH(QString, uri);
        Bench bench;
        for (const QString &decision : {u"approve"_s, QString()}) {
            const Response answer = bench.authorize({{u"redirect_uri"_s, uri}}, decision);
            QCOMPARE(answer.status, 400);
            QVERIFY(headerValue(answer.headers, "Location").isEmpty());
        }
    }

    void whatIsWrongWithARequestGoesBackWithItsState_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("error");
        QTest::newRow("plain challenge") << u"code_challenge_method"_s << u"plain"_s << u"invalid_request"_s;
        QTest::newRow("no challenge") << u"code_challenge"_s << QString() << u"invalid_request"_s;
        QTest::newRow("scope") << u"scopes"_s << u"sso:account:access more"_s << u"invalid_scope"_s;
        QTest::newRow("type") << u"response_type"_s << u"token"_s << u"unsupported_response_type"_s;
        QTest::newRow("no") << u"decision"_s << u"deny"_s << u"access_denied"_s;
    }
    void whatIsWrongWithARequestGoesBackWithItsState()
    {
        QFETCH(QString, name);
        QFETCH(QString, value);
        QFETCH(QString, error);
        Bench bench;
        const Response answer = name == u"decision" ? bench.authorize({}, value) : bench.authorize({{name, value}});
        QCOMPARE(answer.status, 303);
        QCOMPARE(parameter(answer, u"error"_s), error);
        QCOMPARE(parameter(answer, u"state"_s), u"s t"_s);
        QCOMPARE(parameter(answer, u"code"_s), QString());
    }

    void aClientForTheDeviceCodeGetsNoOther()
    {
        Bench bench;
        const QJsonObject device =
            bench.registered({{u"grantTypes"_s, QJsonArray()}, {u"redirectUris"_s, QJsonArray()}});
        QCOMPARE(bench.authorize({{u"client_id"_s, device[u"clientId"].toString()}}).status, 400);
        const Response started =
            bench.send("/device_authorization", {{u"clientId"_s, bench.client[u"clientId"]},
                                                 {u"clientSecret"_s, bench.client[u"clientSecret"]},
                                                 {u"startUrl"_s, u"https://corp.example"_s}});
        QCOMPARE(errorOf(started), QByteArray("UnauthorizedClientException"));
    }

    void registersNoAddressElsewhere()
    {
        Bench bench;
        for (const QString &uri : {u"http://127.0.0.1.evil.example/cb"_s, u"https://127.0.0.1/cb"_s,
                                   u"http://me@127.0.0.1/cb"_s, u"http://0.0.0.0/cb"_s, u"http://127.0.0.1/cb#x"_s})
            QCOMPARE(bench.registered({{u"redirectUris"_s, QJsonArray{uri}}})[u"error"].toString(),
                     u"InvalidRedirectUriException"_s);
        QCOMPARE(bench.registered({{u"redirectUris"_s, QJsonArray()}})[u"error"].toString(),
                 u"InvalidRequestException"_s);
        QCOMPARE(bench.registered({{u"grantTypes"_s, QJsonArray{u"password"_s}}})[u"error"].toString(),
                 u"UnsupportedGrantTypeException"_s);
    }

    void otherClientsAtTheSameAddressAreTheProviders()
    {
        Bench bench;
        Request request;
        request.method = "GET";
        request.target = "/authorize?client_id=sandbox-auth0-client";
        QVERIFY(!sso::isConsent(bench.store, request));
        request.target = "/authorize?client_id=" + bench.client[u"clientId"].toString().toLatin1();
        QVERIFY(sso::isConsent(bench.store, request));
    }
};

} // namespace sso_test

KEYTURN_TEST(sso, sso_test::SsoTest)
#include "sso_test.moc"
