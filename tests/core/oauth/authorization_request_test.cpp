#include "core/oauth/authorization_request.h"
#include "core/oauth/token_url_policy.h"
#include "tests/support/test_main.h"

#include <QSet>
#include <QTest>
#include <QUrlQuery>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace authorization_request_test {

namespace {

AuthorizationTarget target()
{
    AuthorizationTarget target;
    target.authorizationUrl = QUrl(u"https://id.example.com/authorize?tenant=1"_s);
    target.tokenUrl = QUrl(u"https://token.example.com/token"_s);
    target.redirectUri = u"http://localhost:8765/callback"_s;
    target.clientId = "an id&=+%";
    target.scope = "read offline_access";
    target.parameters = {{"prompt", "consent"}};
    return target;
}

AuthorizationRequest made(const AuthorizationTarget &of = target())
{
    return *authorizationRequest(of);
}

QString wordOf(const Result<SecretString> &code)
{
    return code ? u"code "_s + code->reveal() : code.error().code;
}

} // namespace

class AuthorizationRequestTest : public QObject {
    Q_OBJECT

private slots:
    void challengesAsAppendixBOfRfc7636Does()
    {
        QCOMPARE(pkceChallenge(SecretString(QByteArrayView("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))),
                 QByteArray("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
    }

    void asksForACodeWithEverythingEscapedAndNothingSecret()
    {
        const AuthorizationRequest request = made();
        const QByteArray url = request.url.toEncoded();
        QVERIFY(url.startsWith(
            "https://id.example.com/authorize?tenant=1&response_type=code&client_id=an%20id%26%3D%2B%25"));
        const QUrlQuery query(request.url);
        QCOMPARE(query.queryItemValue(u"redirect_uri"_s, QUrl::FullyDecoded), request.redirectUri);
        QCOMPARE(query.queryItemValue(u"scope"_s, QUrl::FullyDecoded), u"read offline_access"_s);
        QCOMPARE(query.queryItemValue(u"state"_s).toLatin1(), request.state);
        QCOMPARE(query.queryItemValue(u"code_challenge"_s).toLatin1(), pkceChallenge(request.verifier));
        QCOMPARE(query.queryItemValue(u"code_challenge_method"_s), u"S256"_s);
        QCOMPARE(query.queryItemValue(u"prompt"_s), u"consent"_s);
        QVERIFY(!url.contains(request.verifier.bytes().toByteArray()));
    }

    void neverRepeatsAStateOrAVerifier()
    {
        QSet<QByteArray> seen;
        for (int i = 0; i < 200; ++i) {
            const AuthorizationRequest request = made();
            QCOMPARE(request.state.size(), 43);
            QCOMPARE(request.verifier.size(), 43);
            seen << request.state << request.verifier.bytes().toByteArray();
        }
        QCOMPARE(seen.size(), 400);
    }

    void sendsNobodyToAnAddressThatIsNotHttps()
    {
        for (const QString &url :
             {u"http://id.example.com/authorize"_s, u"https://id.example.com@evil.example/"_s, u"file:///etc/passwd"_s,
              u"javascript:alert(1)"_s, u"http://localhost/authorize"_s, u"https://10.0.0.1/authorize"_s, u""_s}) {
            AuthorizationTarget wrong = target();
            wrong.authorizationUrl = QUrl(url);
            const Result<AuthorizationRequest> request = authorizationRequest(wrong);
            QVERIFY2(!request && request.error().code == u"authorization-url"_s, qPrintable(url));
        }
    }

    void takesTheCodeOfItsOwnAnswerOnly_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QString>("outcome");
        QTest::newRow("code") << QByteArray("code=a%2Fb+c&state=@") << u"code a/b c"_s;
        QTest::newRow("other state") << QByteArray("code=x&state=other") << u"wrong-state"_s;
        QTest::newRow("no state") << QByteArray("code=x") << u"wrong-state"_s;
        QTest::newRow("empty state") << QByteArray("code=x&state=") << u"wrong-state"_s;
        QTest::newRow("beginning of the state") << QByteArray("code=x&state=@a") << u"wrong-state"_s;
        QTest::newRow("state twice") << QByteArray("code=x&state=@&state=@") << u"malformed-answer"_s;
        QTest::newRow("code twice") << QByteArray("code=x&code=y&state=@") << u"malformed-answer"_s;
        QTest::newRow("no code") << QByteArray("state=@") << u"malformed-answer"_s;
        QTest::newRow("refused") << QByteArray("error=access_denied&state=@") << u"access_denied"_s;
        QTest::newRow("refused by a stranger") << QByteArray("error=access_denied&state=other") << u"wrong-state"_s;
        QTest::newRow("asked host as issuer")
            << QByteArray("code=x&state=@&iss=https%3A%2F%2Fid.example.com%2Ftenant") << u"code x"_s;
        QTest::newRow("token host as issuer")
            << QByteArray("code=x&state=@&iss=https%3A%2F%2Ftoken.example.com") << u"code x"_s;
        QTest::newRow("another issuer") << QByteArray("code=x&state=@&iss=https%3A%2F%2Fevil.example")
                                        << u"wrong-issuer"_s;
        QTest::newRow("another issuer refuses")
            << QByteArray("error=access_denied&state=@&iss=https%3A%2F%2Fevil.example") << u"wrong-issuer"_s;
        QTest::newRow("issuer that only begins so")
            << QByteArray("code=x&state=@&iss=https%3A%2F%2Fid.example.com.evil.example") << u"wrong-issuer"_s;
    }
    void takesTheCodeOfItsOwnAnswerOnly()
    {
        QFETCH(QByteArray, query);
        QFETCH(QString, outcome);
        const AuthorizationRequest request = made();
        query.replace('@', request.state);
        QCOMPARE(wordOf(codeIn(request, query)), outcome);
        QCOMPARE(wordOf(codeInPasted(request,
                                     u"  http://localhost:8765/callback?"_s + QString::fromLatin1(query) + u"\n"_s)),
                 outcome);
    }

    void demandsTheIssuerOfAProviderThatNamesIt()
    {
        AuthorizationTarget known = target();
        known.issuer = u"https://id.example.com/realms/main"_s;
        const AuthorizationRequest request = made(known);
        const QByteArray answer = "code=x&state=" + request.state;
        QCOMPARE(wordOf(codeIn(request, answer)), u"wrong-issuer"_s);
        QCOMPARE(wordOf(codeIn(request, answer + "&iss=https%3A%2F%2Fid.example.com")), u"wrong-issuer"_s);
        QCOMPARE(wordOf(codeIn(request, answer + "&iss=https%3A%2F%2Fid.example.com%2Frealms%2Fmain")), u"code x"_s);
    }

    void takesNoPastedAddressButTheRedirect()
    {
        const AuthorizationRequest request = made();
        const QString query = u"?code=x&state="_s + QString::fromLatin1(request.state);
        QCOMPARE(wordOf(codeInPasted(request, request.redirectUri + query)), u"code x"_s);
        QCOMPARE(wordOf(codeInPasted(request, request.redirectUri + query + u"#_=_"_s)), u"code x"_s);
        for (const QString &address :
             {u"http://localhost:8766/callback"_s + query, u"http://localhost:8765/other"_s + query,
              u"https://localhost:8765/callback"_s + query, request.redirectUri, query, u"x"_s, u""_s})
            QCOMPARE(wordOf(codeInPasted(request, address)), u"not-the-redirect"_s);
    }

    void knowsWhereEachProviderAsks()
    {
        const auto asked = [](const QString &id, const QString &tokenUrl) {
            return authorizationUrlOf(*providerOfId(id), QUrl(tokenUrl)).toString();
        };
        for (const Provider &provider : providers()) {
            QVERIFY2(!provider.authorizationUrls.isEmpty(), qPrintable(provider.id));
            for (const QString &tokenUrl : provider.tokenUrls)
                QVERIFY2(checkTokenUrl(authorizationUrlOf(provider, QUrl(tokenUrl))), qPrintable(tokenUrl));
            const bool isPasted = provider.redirect == Provider::Redirect::PasteUrl;
            QCOMPARE(QUrl(provider.redirectUri).scheme(), isPasted ? u"https"_s : u"http"_s);
        }
        QCOMPARE(asked(u"lwa"_s, u"https://api.amazon.co.uk/auth/o2/token"_s),
                 u"https://eu.account.amazon.com/ap/oa"_s);
        QCOMPARE(asked(u"genesys"_s, u"https://login.mypurecloud.de/oauth/token"_s),
                 u"https://login.mypurecloud.de/oauth/authorize"_s);
        QCOMPARE(asked(u"auth0"_s, u"https://acme.eu.auth0.com/oauth/token"_s),
                 u"https://acme.eu.auth0.com/authorize"_s);
        const QUrl realm(u"https://id.acme.example/realms/main/protocol/openid-connect/token"_s);
        QCOMPARE(issuerOf(*providerOfId(u"keycloak"_s), realm), u"https://id.acme.example/realms/main"_s);
    }
};

} // namespace authorization_request_test

KEYTURN_TEST(authorization_request, authorization_request_test::AuthorizationRequestTest)

#include "authorization_request_test.moc"
