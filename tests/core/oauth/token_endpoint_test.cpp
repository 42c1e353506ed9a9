#include "core/oauth/token_endpoint.h"
#include "tests/support/fake_clock.h"
#include "tests/support/run.h"
#include "tests/support/test_main.h"
#include "tests/support/wire_server.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace token_endpoint_test {

namespace {

const QByteArray json("Content-Type: application/json;charset=UTF-8\r\n");
const QByteArray
    goodAnswer(R"({"access_token":"Atza|new","token_type":"bearer","expires_in":3600,"refresh_token":"Atzr|old"})");

TokenGrant grantFor(const QString &url = u"https://api.amazon.com/auth/O2/token"_s)
{
    TokenGrant grant;
    grant.tokenUrl = QUrl(url);
    grant.clientId = "amzn1.application-oa2-client.1";
    grant.clientSecret = SecretString(QByteArrayView("s/e+c r&t=%"));
    grant.refreshToken = SecretString(QByteArrayView("Atzr|old"));
    return grant;
}

} // namespace

class TokenEndpointTest : public QObject {
    Q_OBJECT

    using Kind = TokenVerdict::Kind;
    WireServer m_server;
    FakeClock m_clock;

    Result<TokenAnswer> ask(const TokenGrant &grant = grantFor())
    {
        HttpClient http; // its own, because init() closes what an earlier test left open
        const TokenEndpoint endpoint(http, m_clock, m_server.url());
        std::optional<Result<TokenAnswer>> result = run(endpoint.ask(grant));
        return result ? *result : Result<TokenAnswer>(Error{ErrorKind::Timeout, u"test"_s, {}});
    }
    Result<TokenSet> refresh(const TokenGrant &grant = grantFor())
    {
        const Result<TokenAnswer> answer = ask(grant);
        if (!answer)
            return answer.error();
        const TokenVerdict verdict = verdictOn(*answer, grant.refreshToken);
        return verdict.kind == Kind::Granted ? Result<TokenSet>(verdict.tokens) : Result<TokenSet>(verdict.error);
    }

private slots:
    void init()
    {
        m_server.reset();
        m_server.setAnswer({WireServer::ok(goodAnswer, json)});
    }

    void sendsOneFormAndReadsTheTokens()
    {
        const Result<TokenSet> tokens = refresh();
        QVERIFY2(tokens.has_value(), tokens ? "" : qPrintable(tokens.error().detail));
        QCOMPARE(tokens->accessToken.bytes().toByteArray(), QByteArray("Atza|new"));
        QVERIFY(!tokens->refreshTokenRotated);
        QCOMPARE(tokens->expiresAt, m_clock.now.addSecs(3600));
        QCOMPARE(m_server.requests().size(), 1);
        const WireServer::Request &request = m_server.requests().first();
        QCOMPARE(request.method, QByteArray("POST"));
        QCOMPARE(request.target, QByteArray("/auth/O2/token")); // case kept
        QCOMPARE(request.header("content-type"), QByteArray("application/x-www-form-urlencoded;charset=UTF-8"));
        QCOMPARE(request.header("accept-encoding"), QByteArray("identity"));
        QCOMPARE(request.body,
                 QByteArray("grant_type=refresh_token&refresh_token=Atzr%7Cold&client_id=amzn1.application-"
                            "oa2-client.1&client_secret=s%2Fe%2Bc%20r%26t%3D%25"));
    }

    void sendsTheScopeWhenThereIsOne()
    {
        TokenGrant grant = grantFor();
        grant.scope = "alexa::enterprise:management profile";
        QVERIFY(refresh(grant));
        QVERIFY(m_server.requests().first().body.endsWith("&scope=alexa%3A%3Aenterprise%3Amanagement%20profile"));
    }

    void keepsTheOldRefreshTokenUnlessTheServerRotatesIt_data()
    {
        QTest::addColumn<QByteArray>("answered");
        QTest::addColumn<QByteArray>("kept");
        QTest::newRow("absent") << QByteArray() << QByteArray("Atzr|old");
        QTest::newRow("empty") << QByteArray(R"(,"refresh_token":"")") << QByteArray("Atzr|old");
        QTest::newRow("null") << QByteArray(R"(,"refresh_token":null)") << QByteArray("Atzr|old");
        QTest::newRow("same") << QByteArray(R"(,"refresh_token":"Atzr|old")") << QByteArray("Atzr|old");
        QTest::newRow("same, escaped") << QByteArray(R"(,"refresh_token":"Atzr\u007cold")") << QByteArray("Atzr|old");
        QTest::newRow("rotated") << QByteArray(R"(,"refresh_token":"Atzr|next")") << QByteArray("Atzr|next");
    }
    void keepsTheOldRefreshTokenUnlessTheServerRotatesIt()
    {
        QFETCH(QByteArray, answered);
        QFETCH(QByteArray, kept);
        m_server.setAnswer({WireServer::ok(R"({"access_token":"a","token_type":"Bearer")" + answered + "}", json)});
        const Result<TokenSet> tokens = refresh();
        QVERIFY(tokens.has_value());
        QCOMPARE(tokens->refreshToken.bytes().toByteArray(), kept);
        QCOMPARE(tokens->refreshTokenRotated, kept != "Atzr|old");
    }

    void readsTheLifetimeAsNumberOrStringAndNeverInventsOne_data()
    {
        QTest::addColumn<QByteArray>("expiresIn");
        QTest::addColumn<int>("seconds");
        QTest::newRow("number") << QByteArray(R"(,"expires_in":3600)") << 3600;
        QTest::newRow("string") << QByteArray(R"(,"expires_in":"3600")") << 3600;
        QTest::newRow("absent") << QByteArray() << -1;
        QTest::newRow("null") << QByteArray(R"(,"expires_in":null)") << -1;
        QTest::newRow("nonsense") << QByteArray(R"(,"expires_in":"soon")") << -1;
        QTest::newRow("negative") << QByteArray(R"(,"expires_in":-5)") << -1;
        QTest::newRow("huge") << QByteArray(R"(,"expires_in":1e400)") << -1;
    }
    void readsTheLifetimeAsNumberOrStringAndNeverInventsOne()
    {
        QFETCH(QByteArray, expiresIn);
        QFETCH(int, seconds);
        m_server.setAnswer({WireServer::ok(R"({"access_token":"a","token_type":"bearer")" + expiresIn + "}", json)});
        const Result<TokenSet> tokens = refresh();
        QVERIFY(tokens.has_value());
        QCOMPARE(tokens->expiresAt, seconds < 0 ? QDateTime() : m_clock.now.addSecs(seconds));
    }

    void letsNothingDoubtfulThrough_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("code");
        const auto kind = [](ErrorKind k) { return static_cast<int>(k); };
        const QByteArray html("Content-Type: text/html\r\n");
        const QByteArray grantGone(
            R"({"error":"invalid_grant","error_description":"The request has an invalid grant parameter : refresh_token","request_id":"r-1"})");
        QTest::newRow("invalid_grant") << WireServer::status("400 Bad Request", grantGone, json)
                                       << kind(ErrorKind::Auth) << u"invalid_grant"_s;
        QTest::newRow("INVALID_CLIENT") << WireServer::status("401 Unauthorized", R"({"error":"INVALID_CLIENT"})", json)
                                        << kind(ErrorKind::Auth) << u"invalid_client"_s;
        QTest::newRow("unauthorized_client")
            << WireServer::status("400 Bad Request", R"({"error":"unauthorized_client"})", json)
            << kind(ErrorKind::Auth) << u"unauthorized_client"_s;
        QTest::newRow("invalid_request") << WireServer::status("400 Bad Request", R"({"error":"invalid_request"})",
                                                               json)
                                         << kind(ErrorKind::Invalid) << u"invalid_request"_s;
        QTest::newRow("error under a 200")
            << WireServer::ok(grantGone, json) << kind(ErrorKind::Auth) << u"invalid_grant"_s;
        QTest::newRow("error and a token")
            << WireServer::ok(R"({"error":"invalid_grant","access_token":"a","token_type":"bearer"})", json)
            << kind(ErrorKind::Auth) << u"invalid_grant"_s;
        QTest::newRow("400 with a token")
            << WireServer::status("400 Bad Request", goodAnswer, json) << kind(ErrorKind::Protocol) << QString();
        QTest::newRow("429") << WireServer::status("429 Too Many Requests", "{}", json) << kind(ErrorKind::Throttled)
                             << QString();
        QTest::newRow("500") << WireServer::status("500 Internal Server Error", R"({"error":"ServerError"})", json)
                             << kind(ErrorKind::Unavailable) << u"servererror"_s;
        QTest::newRow("503 HTML") << WireServer::status("503 Service Unavailable", "<html>", html)
                                  << kind(ErrorKind::Unavailable) << QString();
        QTest::newRow("captive portal") << WireServer::ok("<html>Welcome</html>", html) << kind(ErrorKind::Protocol)
                                        << QString();
        QTest::newRow("HTML 403") << WireServer::status("403 Forbidden", "<html>", html) << kind(ErrorKind::Protocol)
                                  << QString();
        QTest::newRow("HTML called JSON") << WireServer::ok("<html>", json) << kind(ErrorKind::Protocol) << QString();
        QTest::newRow("empty object") << WireServer::ok("{}", json) << kind(ErrorKind::Protocol) << QString();
        QTest::newRow("empty") << WireServer::ok("", json) << kind(ErrorKind::Protocol) << QString();
        QTest::newRow("array") << WireServer::ok("[]", json) << kind(ErrorKind::Protocol) << QString();
        QTest::newRow("no access_token") << WireServer::ok(R"({"token_type":"bearer","expires_in":1})", json)
                                         << kind(ErrorKind::Protocol) << QString();
        QTest::newRow("empty access_token") << WireServer::ok(R"({"access_token":"","token_type":"bearer"})", json)
                                            << kind(ErrorKind::Protocol) << QString();
        QTest::newRow("null access_token") << WireServer::ok(R"({"access_token":null,"token_type":"bearer"})", json)
                                           << kind(ErrorKind::Protocol) << QString();
        QTest::newRow("number access_token") << WireServer::ok(R"({"access_token":1,"token_type":"bearer"})", json)
                                             << kind(ErrorKind::Protocol) << QString();
        QTest::newRow("two access_tokens")
            << WireServer::ok(R"({"access_token":"a","access_token":"b","token_type":"bearer"})", json)
            << kind(ErrorKind::Protocol) << QString();
        QTest::newRow("GitHub") << WireServer::ok(
            R"({"error":"bad_refresh_token","error_description":"The refresh token passed is incorrect or expired."})",
            json) << kind(ErrorKind::Auth)
                                << u"invalid_grant"_s;
        QTest::newRow("Slack") << WireServer::ok(R"({"ok":false,"error":"invalid_refresh_token"})", json)
                               << kind(ErrorKind::Auth) << u"invalid_grant"_s;
        QTest::newRow("Zoho") << WireServer::ok(R"({"error":"invalid_code"})", json) << kind(ErrorKind::Auth)
                              << u"invalid_grant"_s;
        QTest::newRow("HubSpot") << WireServer::status(
            "400 Bad Request", R"({"status":"BAD_REFRESH_TOKEN","message":"missing or invalid refresh token"})", json)
                                 << kind(ErrorKind::Auth) << u"invalid_grant"_s;
        QTest::newRow("line break in the token")
            << WireServer::ok(R"({"access_token":"a\r\nX-Evil: 1"})", json) << kind(ErrorKind::Protocol) << QString();
        QTest::newRow("escape in the refresh token")
            << WireServer::ok(R"({"access_token":"a","refresh_token":"b\u001b"})", json) << kind(ErrorKind::Protocol)
            << QString();
        QTest::newRow("redirect") << WireServer::status("307 Temporary Redirect", "",
                                                        "Location: https://evil.example/\r\n")
                                  << kind(ErrorKind::Protocol) << QString(u"redirect"_s);
    }
    void letsNothingDoubtfulThrough()
    {
        QFETCH(QByteArray, answer);
        QFETCH(int, kind);
        QFETCH(QString, code);
        m_server.setAnswer({answer});
        const Result<TokenSet> tokens = refresh();
        QVERIFY(!tokens);
        QCOMPARE(static_cast<int>(tokens.error().kind), kind);
        if (code != u"redirect"_s)
            QCOMPARE(tokens.error().code, code);
        QCOMPARE(tokens.error().operation, u"refresh_token"_s);
        QVERIFY(!tokens.error().host.isEmpty());
        QCOMPARE(m_server.requests().size(), 1);
    }

    void sendsOnceEvenIfTheAnswerIsLost_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("end");
        const auto end = [](WireServer::Answer::End e) { return static_cast<int>(e); };
        QTest::newRow("closed") << QByteArray() << end(WireServer::Answer::End::Close);
        QTest::newRow("reset") << QByteArray() << end(WireServer::Answer::End::Reset);
        QTest::newRow("garbage") << QByteArray("garbage\r\n\r\n") << end(WireServer::Answer::End::Close);
        QTest::newRow("cut off") << WireServer::ok(goodAnswer, json).chopped(50) << end(WireServer::Answer::End::Close);
    }
    void sendsOnceEvenIfTheAnswerIsLost()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, end);
        m_server.setAnswer({bytes, static_cast<WireServer::Answer::End>(end)});
        QVERIFY(!refresh());
        QTest::qWait(50); // time for a second request, if one were sent
        QCOMPARE(m_server.requests().size(), 1);
    }

    void tellsWhatCertainlyIssuedNothingFromWhatMayHave_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<int>("kind");
        const auto row = [](const QByteArray &name, const QByteArray &answer, Kind kind) {
            QTest::newRow(name) << answer << int(kind);
        };
        const QByteArray mark("\xEF\xBB\xBF");
        const QByteArray rotated(R"({"access_token":"a","refresh_token":"b","expires_in":3600})");
        row("granted", WireServer::ok(rotated, json), Kind::Granted);
        row("behind a byte order mark", WireServer::ok(mark + rotated, json), Kind::Granted);
        row("called text", WireServer::ok(rotated, "Content-Type: text/plain\r\n"), Kind::Granted);
        row("of no type", WireServer::ok(rotated), Kind::Granted);
        row("another token_type", WireServer::ok(R"({"access_token":"a","token_type":"bot"})", json), Kind::Granted);
        row("error: null", WireServer::ok(R"({"access_token":"a","error":null})", json), Kind::Granted);
        row("refused", WireServer::status("400 Bad Request", R"({"error":"invalid_grant"})", json), Kind::Refused);
        row("refused with 200", WireServer::ok(R"({"ok":false})", json), Kind::Refused);
        row("refused by a proxy", WireServer::status("403 Forbidden", "<html>"), Kind::Refused);
        row("too many", WireServer::status("429 Too Many Requests", "{}", json), Kind::Refused);
        row("broken server", WireServer::status("500 Internal Server Error", "{}", json), Kind::Unknown);
        row("gateway", WireServer::status("504 Gateway Timeout", "<html>"), Kind::Unknown);
        row("nothing", WireServer::ok("", json), Kind::Unknown);
        row("204", WireServer::status("204 No Content", ""), Kind::Unknown);
        row("a web page", WireServer::ok("<html>", json), Kind::Unknown);
        row("400 with tokens", WireServer::status("400 Bad Request", rotated, json), Kind::Unknown);
        row("an error with tokens", WireServer::ok(R"({"error":"x","refresh_token":"b"})", json), Kind::Unknown);
        row("no access token", WireServer::ok(R"({"refresh_token":"b"})", json), Kind::Unknown);
        row("refresh_token: null", WireServer::ok(R"({"access_token":"a","refresh_token":null})", json), Kind::Granted);
        for (const QByteArray wrong : {"7", "true", "false", "[\"b\"]", "{\"value\":\"b\"}"})
            row("refresh_token: " + wrong,
                WireServer::ok(R"({"access_token":"a","refresh_token":)" + wrong + "}", json), Kind::Unknown);
    }
    void tellsWhatCertainlyIssuedNothingFromWhatMayHave()
    {
        QFETCH(QByteArray, answer);
        QFETCH(int, kind);
        m_server.setAnswer({answer});
        const Result<TokenAnswer> got = ask();
        QVERIFY2(got.has_value(), got ? "" : qPrintable(got.error().code));
        QCOMPARE(int(verdictOn(*got, grantFor().refreshToken).kind), kind);
    }

    void keepsWhatCameOfAnAnswerThatWasCut_data()
    {
        QTest::addColumn<QByteArray>("body"); // as far as it came
        QTest::addColumn<QByteArray>("next"); // the refresh token in it; empty: it cannot be known
        QTest::newRow("all of it") << QByteArray("{\"access_token\":\"a\",\"refresh_token\":\"b\"}") << QByteArray("b");
        QTest::newRow("before the bracket")
            << QByteArray("{\"access_token\":\"a\",\"refresh_token\":\"b\"") << QByteArray("b");
        QTest::newRow("in a later member")
            << QByteArray("{\"access_token\":\"a\",\"refresh_token\":\"b\",\"scope\":\"x y") << QByteArray("b");
        QTest::newRow("in a number") << QByteArray("{\"access_token\":\"a\",\"refresh_token\":\"b\",\"expires_in\":36")
                                     << QByteArray("b");
        QTest::newRow("a comma in a token")
            << QByteArray("{\"access_token\":\"a,\\\"c\",\"refresh_token\":\"b\",\"x") << QByteArray("b");
        QTest::newRow("in the refresh token")
            << QByteArray("{\"access_token\":\"a\",\"refresh_token\":\"b") << QByteArray();
        QTest::newRow("before the refresh token")
            << QByteArray("{\"access_token\":\"a\",\"expires_in\":3600") << QByteArray();
        QTest::newRow("at the first brace") << QByteArray("{") << QByteArray();
        QTest::newRow("nothing of it") << QByteArray() << QByteArray();
    }
    void keepsWhatCameOfAnAnswerThatWasCut()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, next);
        m_server.setAnswer(
            {"HTTP/1.1 200 OK\r\n" + json + "Content-Length: 500\r\n\r\n" + body, WireServer::Answer::End::Close});
        const Result<TokenAnswer> answer = ask();
        QVERIFY2(answer.has_value(), answer ? "" : qPrintable(answer.error().code));
        QVERIFY(!answer->isWhole);
        QCOMPARE(answer->body.bytes().toByteArray(), body);
        const TokenVerdict verdict = verdictOn(*answer, grantFor().refreshToken);
        QCOMPARE(int(verdict.kind), int(next.isEmpty() ? Kind::Unknown : Kind::Granted));
        if (!next.isEmpty())
            QCOMPARE(verdict.tokens.refreshToken.bytes().toByteArray(), next);
        if (!next.isEmpty())
            QVERIFY(!verdict.tokens.expiresAt.isValid()); // half a number is none
    }

    void knowsWhenNobodyWasAsked()
    {
        HttpClient http;
        const TokenEndpoint unreachable(http, m_clock, QUrl(u"http://127.0.0.1:1"_s));
        const auto refused = run(unreachable.ask(grantFor()));
        QVERIFY(refused && !*refused);
        QVERIFY(!mayHaveBeenAsked(refused->error()));
        QVERIFY(!mayHaveBeenAsked(ask(grantFor(u"https://evil.example/"_s)).error()));
        m_server.setAnswer({{}, WireServer::Answer::End::Reset});
        QVERIFY(mayHaveBeenAsked(ask().error()));
        m_server.setAnswer({WireServer::status("307 Temporary Redirect", "", "Location: https://evil.example/\r\n")});
        QVERIFY(!mayHaveBeenAsked(ask().error()));
    }

    void sendsIdAndSecretOnceAndAsBasicWhereTheProviderWantsThat()
    {
        TokenGrant grant = grantFor();
        grant.authentication = Provider::Authentication::Basic;
        grant.clientId = "a:b";
        QVERIFY(refresh(grant));
        const WireServer::Request &request = m_server.requests().first();
        QCOMPARE(request.header("authorization"), "Basic " + QByteArray("a%3Ab:s%2Fe%2Bc%20r%26t%3D%25").toBase64());
        QCOMPARE(request.body, QByteArray("grant_type=refresh_token&refresh_token=Atzr%7Cold"));
    }

    void aViewHasEveryFieldInItsOrderAndNoSecret()
    {
        TokenGrant grant = grantFor();
        grant.parameters = {{"resource", "mine"}};
        for (const auto way : {Provider::Authentication::Form, Provider::Authentication::Basic}) {
            grant.authentication = way;
            const TokenRequestView view = viewOf(grant);
            QCOMPARE(view.isBasic, way == Provider::Authentication::Basic);
            QStringList names;
            for (const TokenRequestView::Field &field : view.fields) {
                names += field.name;
                QCOMPARE(field.value.isEmpty(), field.hidden > 0);
                QVERIFY(field.value != grant.refreshToken.reveal() && field.value != grant.clientSecret.reveal());
            }
            names.sort();
            QCOMPARE(names, (QStringList{u"client_id"_s, u"client_secret"_s, u"grant_type"_s, u"refresh_token"_s,
                                         u"resource"_s}));
        }
    }

    void refusesAnUnknownHostInARehearsalToo()
    {
        const Result<TokenSet> unknown = refresh(grantFor(u"https://evil.example/auth/o2/token"_s));
        QCOMPARE(unknown.error().code, u"token-url-consent"_s);
        QCOMPARE(unknown.error().detail, u"https://evil.example"_s);
        TokenGrant elsewhere = grantFor(u"https://evil.example:8443/auth/o2/token"_s);
        elsewhere.agreedOrigin = u"https://evil.example"_s; // another port is another origin
        QCOMPARE(refresh(elsewhere).error().code, u"token-url-consent"_s);
        for (const auto &url : {u"http://api.amazon.com/auth/o2/token"_s, u"https://127.0.0.1/auth/o2/token"_s,
                                m_server.url().toString()}) {
            const Result<TokenSet> tokens = refresh(grantFor(url));
            QVERIFY(!tokens);
            QCOMPARE(tokens.error().code, u"token-url"_s);
        }
        QCOMPARE(m_server.connections(), 0);
    }

    void asksAHostThatWasAgreedTo()
    {
        TokenGrant grant = grantFor(u"https://id.example:8443/token"_s);
        grant.agreedOrigin = u"https://id.example:8443"_s;
        QVERIFY(refresh(grant));
        QVERIFY(m_server.requests().first().target == "/token");
    }

    void asksForAClientItselfWithItsScopeAndParameters()
    {
        TokenGrant grant = grantFor();
        grant.type = TokenGrant::Type::ClientCredentials;
        grant.scope = "sellingpartnerapi::notifications";
        grant.parameters = {{"audience", "https://api.example/"}};
        QVERIFY(refresh(grant));
        const QByteArray body = m_server.requests().first().body;
        QVERIFY2(body.startsWith("grant_type=client_credentials&client_id="), body.constData());
        QVERIFY(!body.contains("refresh_token"));
        QVERIFY(body.endsWith("&scope=sellingpartnerapi%3A%3Anotifications&audience=https%3A%2F%2Fapi.example%2F"));
    }

    void sendsJsonWhereTheProviderReadsJson()
    {
        TokenGrant grant = grantFor();
        grant.body = Provider::Body::Json;
        grant.authentication = Provider::Authentication::Basic;
        grant.refreshToken = SecretString(QByteArrayView("a\"b\\c"));
        QVERIFY(refresh(grant));
        const WireServer::Request &request = m_server.requests().first();
        QCOMPARE(request.header("content-type"), QByteArray("application/json"));
        QVERIFY(request.body.startsWith(R"({"grant_type":"refresh_token",)"));
        QCOMPARE(QJsonDocument::fromJson(request.body).object().value(u"refresh_token"_s).toString(), u"a\"b\\c"_s);
    }

    void sendsTheIdAloneForAPublicClient()
    {
        TokenGrant grant = grantFor();
        grant.clientSecret = {};
        grant.authentication = Provider::Authentication::Basic;
        QVERIFY(refresh(grant));
        const WireServer::Request &request = m_server.requests().first();
        QVERIFY(request.header("authorization").isEmpty());
        QVERIFY(request.body.contains("&client_id=") && !request.body.contains("client_secret"));
    }

    void understandsEachProvidersWordForADeadToken()
    {
        const auto codeOf = [](int status, const char *body) {
            TokenAnswer answer;
            answer.status = status;
            answer.body = SecretString(QByteArrayView(body));
            const TokenVerdict verdict = verdictOn(answer, SecretString());
            return verdict.kind == TokenVerdict::Kind::Refused ? verdict.error.code : QString();
        };
        QCOMPARE(codeOf(200, R"({"ok":false,"error":"invalid_refresh_token"})"), u"invalid_grant"_s);
        QCOMPARE(codeOf(200, R"({"error":"bad_refresh_token","error_description":"incorrect or expired"})"),
                 u"invalid_grant"_s);
        QCOMPARE(codeOf(200, R"({"error":"invalid_code"})"), u"invalid_grant"_s);
        QCOMPARE(codeOf(400, R"({"status":"BAD_REFRESH_TOKEN","message":"missing or invalid"})"), u"invalid_grant"_s);
        QCOMPARE(codeOf(403, R"({"error":"invalid_grant"})"), u"invalid_grant"_s);
        QCOMPARE(codeOf(200, R"({"ok":false,"error":"invalid_client_id"})"), u"invalid_client_id"_s);
    }

    void findsTokensThatAreWrapped()
    {
        TokenAnswer answer;
        answer.status = 200;
        answer.receivedAt = m_clock.utcNow();
        answer.body = SecretString(QByteArrayView(
            R"({"ok":true,"authed_user":{"access_token":"xoxe.xoxp-1-a","refresh_token":"xoxe-1-b","expires_in":43200}})"));
        const TokenVerdict verdict = verdictOn(answer, SecretString());
        QCOMPARE(int(verdict.kind), int(Kind::Granted));
        QCOMPARE(verdict.tokens.refreshToken.bytes().toByteArray(), QByteArray("xoxe-1-b"));
        QCOMPARE(verdict.tokens.life, std::chrono::seconds(43200));
    }

    void keepsTokensOutOfItsErrors()
    {
        m_server.setAnswer({WireServer::status(
            "400 Bad Request",
            R"({"error":"invalid_grant","error_description":"bad token Atzr|IwEBIA1234567890abcdefghijklmnop"})",
            json)});
        const Result<TokenSet> tokens = refresh();
        QVERIFY(!tokens.error().detail.contains(u"IwEBIA1234567890"_s));
    }
};

} // namespace token_endpoint_test

KEYTURN_TEST(token_endpoint, token_endpoint_test::TokenEndpointTest)
#include "token_endpoint_test.moc"
