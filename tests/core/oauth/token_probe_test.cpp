#include "core/oauth/token_probe.h"
#include "tests/support/fake_clock.h"
#include "tests/support/run.h"
#include "tests/support/test_main.h"
#include "tests/support/wire_server.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace token_probe_test {

namespace {

const QByteArray json("Content-Type: application/json\r\n");
const QUrl profile(u"https://api.amazon.com/user/profile"_s);
const QByteArray canary("Atza|canary-of-the-token");

} // namespace

class TokenProbeTest : public QObject {
    Q_OBJECT

    using Kind = ProbeAnswer::Kind;
    WireServer m_server;
    FakeClock m_clock;

    ProbeAnswer ask(const ProbeTarget &target = {{profile}, {}}, const QByteArray &token = canary)
    {
        HttpClient http;
        const TokenProbe probe(http, m_clock, m_server.url());
        const std::optional<ProbeAnswer> answer = run(probe.ask(target, SecretString(QByteArrayView(token))));
        return answer.value_or(ProbeAnswer());
    }
    ProbeAnswer ask(const QByteArray &status, const QByteArray &body, bool refusesWith403 = false,
                    const QByteArray &headers = json)
    {
        m_server.setAnswer({WireServer::status(status, body, headers)});
        return ask({{profile}, {}, {}, refusesWith403});
    }

private slots:
    void init() { m_server.reset(); }

    void showsTheTokenAloneWithOneGet()
    {
        QCOMPARE(ask("200 OK", "{\"user_id\":\"amzn1.account.A\"}").kind, Kind::Works);
        QCOMPARE(m_server.requests().size(), 1);
        const WireServer::Request &request = m_server.requests().constFirst();
        QCOMPARE(request.method, "GET");
        QCOMPARE(request.target, "/user/profile");
        QCOMPARE(request.header("authorization"), "Bearer " + canary);
        QVERIFY(request.body.isEmpty());
    }

    void putsTheTokenBareIntoAHeaderOfTheProvidersOwn()
    {
        m_server.setAnswer({WireServer::ok("{}", json)});
        const ProbeTarget target =
            probeTargetAt(QUrl(u"https://sellingpartnerapi-eu.amazon.com/sellers/v1/marketplaceParticipations"_s));
        QCOMPARE(ask(target).kind, Kind::Works);
        const WireServer::Request &request = m_server.requests().constFirst();
        QCOMPARE(request.header("x-amz-access-token"), canary);
        QVERIFY(request.header("authorization").isEmpty());
    }

    void readsEverySpellingOfARefusal_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, const char *status, const char *body, Kind kind, const char *code) {
            QTest::newRow(name) << QByteArray(status) << QByteArray(body) << int(kind) << QString::fromLatin1(code);
        };
        row("RFC 6750", "401 Unauthorized", R"({"error":"invalid_token","error_description":"gone"})", Kind::Refused,
            "invalid_token");
        row("under 400", "400 Bad Request", R"({"error":"invalid_token"})", Kind::Refused, "invalid_token");
        row("nested", "401 Unauthorized", R"({"error":{"code":"InvalidAuthenticationToken","message":"no"}})",
            Kind::Refused, "InvalidAuthenticationToken");
        row("a list", "401 Unauthorized", R"({"errors":[{"code":"Unauthorized","message":"no","details":""}]})",
            Kind::Refused, "Unauthorized");
        row("a number as code", "401 Unauthorized", R"({"error":{"code":401,"message":"no"}})", Kind::Refused, "");
        row("under 200", "200 OK", R"({"ok":false,"error":"invalid_auth"})", Kind::Refused, "invalid_auth");
        row("without the scope", "403 Forbidden", R"({"error":"insufficient_scope"})", Kind::Limited,
            "insufficient_scope");
        row("a wrong request", "404 Not Found", "{}", Kind::Unclear, "");
        row("slow down", "429 Too Many Requests", "{}", Kind::Unclear, "");
        row("out of order", "503 Service Unavailable", "busy", Kind::Unclear, "");
        row("nonsense", "401 Unauthorized", "{\"error\":", Kind::Refused, "");
    }
    void readsEverySpellingOfARefusal()
    {
        QFETCH(QByteArray, status);
        QFETCH(QByteArray, body);
        QFETCH(int, kind);
        QFETCH(QString, code);
        const ProbeAnswer answer = ask(status, body);
        QCOMPARE(int(answer.kind), kind);
        QCOMPARE(answer.error.code, code);
        QCOMPARE(answer.status, status.left(3).toInt());
        QCOMPARE(m_server.requests().size(), 1); // never asked again by itself
    }

    void takesA403ForARefusalWhereTheProviderAnswersDeadTokensSo()
    {
        QCOMPARE(ask("403 Forbidden", R"({"errors":[{"code":"Unauthorized"}]})", true).kind, Kind::Refused);
        QCOMPARE(ask("403 Forbidden", R"({"errors":[{"code":"Unauthorized"}]})", false).kind, Kind::Limited);
    }

    void doesNotTakeAWebPageForAnAnswer()
    {
        QCOMPARE(ask("200 OK", "<html>Sign in</html>", false, "Content-Type: text/html\r\n").kind, Kind::Unclear);
    }

    void readsTheWordOfAChallengeWhereTheBodySaysNothing()
    {
        const ProbeAnswer answer =
            ask("401 Unauthorized", {}, false, "WWW-Authenticate: Bearer realm=\"x\", error=\"invalid_token\"\r\n");
        QCOMPARE(answer.error.code, u"invalid_token"_s);
    }

    void asksUntilOneOfTheUrlsAcceptsTheToken()
    {
        m_server.setScript([this](const WireServer::Request &) {
            const bool isThird = m_server.requests().size() == 3;
            return WireServer::Answer{isThird ? WireServer::ok("{}", json) : WireServer::status("403 Forbidden")};
        });
        const Provider *provider = providerOfLayout(CredentialKind::SpApi);
        const Provider::Probe *probe = probeFor(*provider, CredentialKind::SpApi);
        const QList<QUrl> urls = probeUrls(*provider, *probe, provider->usualTokenUrl());
        QCOMPARE(urls.size(), 3);
        QCOMPARE(ask({urls, {}, probe->header, probe->refusesWith403}).kind, Kind::Works);
        QCOMPARE(m_server.requests().size(), 3);
    }

    void sendsNothingToAHostThatNobodyAgreedTo_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("agreed");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *url, const char *agreed, const char *code) {
            QTest::newRow(url) << QString::fromLatin1(url) << QString::fromLatin1(agreed) << QString::fromLatin1(code);
        };
        row("https://evil.example/me", "", "probe-url-consent");
        row("https://evil.example:8443/me", "https://evil.example", "probe-url-consent");
        row("https://api.amazon.com.evil.example/user/profile", "https://api.amazon.com", "probe-url-consent");
        row("https://api.amazon.com:8443/user/profile", "", "token-url");
        row("http://api.amazon.com/user/profile", "", "token-url");
        row("https://api.amazon.com@evil.example/", "https://evil.example", "token-url");
        row("https://169.254.169.254/latest", "https://169.254.169.254", "token-url");
    }
    void sendsNothingToAHostThatNobodyAgreedTo()
    {
        QFETCH(QString, url);
        QFETCH(QString, agreed);
        QFETCH(QString, code);
        const ProbeAnswer answer = ask({{QUrl(url)}, agreed});
        QCOMPARE(answer.kind, Kind::Unclear);
        QCOMPARE(answer.error.code, code);
        QCOMPARE(m_server.connections(), 0);
    }

    void followsNoRedirect()
    {
        WireServer elsewhere;
        m_server.setAnswer(
            {WireServer::status("307 Temporary Redirect", {}, "Location: " + elsewhere.url().toEncoded() + "\r\n")});
        QCOMPARE(ask().kind, Kind::Unclear);
        QCOMPARE(elsewhere.connections(), 0);
    }

    void sendsNoTokenThatWouldBecomeAnotherHeader()
    {
        for (const QByteArray &token :
             {QByteArray("a\r\nX-Evil: 1"), QByteArray("a b"), QByteArray("\xC3\xA9"), QByteArray()}) {
            const ProbeAnswer answer = ask({{profile}, {}}, token);
            QCOMPARE(answer.error.code, u"token-form"_s);
        }
        QCOMPARE(m_server.connections(), 0);
    }

    void repeatsNoTokenThatTheProviderSaysAgain()
    {
        const ProbeAnswer answer =
            ask("401 Unauthorized", "{\"error\":\"" + canary + "\",\"message\":\"" + canary + "\"}");
        QVERIFY(!(answer.error.code + answer.error.detail).contains(u"canary"_s));
    }

    void knowsWhereEachRegionsTokensAreTriedOut()
    {
        const auto urlOf = [](const QString &tokenUrl) {
            const QUrl url(tokenUrl);
            const Provider *provider = providerOfHost(url.host());
            return probeUrls(*provider, *probeFor(*provider, CredentialKind::OAuth), url).constFirst().toString();
        };
        QCOMPARE(urlOf(u"https://api.amazon.co.jp/auth/O2/token"_s), u"https://api.amazon.co.jp/user/profile"_s);
        QCOMPARE(urlOf(u"https://login.mypurecloud.de/oauth/token"_s), u"https://api.mypurecloud.de/api/v2/users/me"_s);
        QCOMPARE(urlOf(u"https://acme.okta.com/oauth2/default/v1/token"_s),
                 u"https://acme.okta.com/oauth2/default/v1/userinfo"_s);
    }

    void everyProbeOfTheTableIsOnAHostThatMayBeAsked()
    {
        int count = 0;
        for (const Provider &provider : providers()) {
            for (const Provider::Probe &probe : provider.probes) {
                for (const QString &url : probe.urls) {
                    QVERIFY2(!url.contains(u"://"_s) || isOwnProbeUrl(QUrl(url)), qPrintable(url));
                    ++count;
                }
            }
        }
        QVERIFY(count > 30);
    }
};

} // namespace token_probe_test

KEYTURN_TEST(token_probe, token_probe_test::TokenProbeTest)
#include "token_probe_test.moc"
