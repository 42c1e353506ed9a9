#include "core/http/http_client.h"
#include "tests/support/run.h"
#include "tests/support/test_main.h"
#include "tests/support/wire_server.h"

#include <QNetworkProxy>
#include <QTest>

using namespace keyturn;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace http_client_test {

using End = WireServer::Answer::End;

class HttpClientTest : public QObject {
    Q_OBJECT

private slots:
    void init();

    void deliversStatusHeadersAndBody();
    void sendsTheBodyOnceAndItsLength();
    void sendsAGetWithoutABody();
    void reusesAConnection();
    void aRefusalOfTheServiceIsAResponse_data();
    void aRefusalOfTheServiceIsAResponse();
    void keepsAnAnswerOfSeveralMegabytesWhole();
    void refusesAnAnswerThatOnlyTheClosingEnds();
    void readsChunkedAnswers();
    void aBadChunkSizeInventsNothing();

    void sendsEveryRequestOnceWhateverHappens_data();
    void sendsEveryRequestOnceWhateverHappens();
    void followsNoRedirect_data();
    void followsNoRedirect();
    void returnsNoCookie();
    void answersNoChallengeForAPassword();
    void aProxyThatWantsAPasswordIsAnError();
    void keepsTheDeadline_data();
    void keepsTheDeadline();
    void stopsReadingAtTheCap_data();
    void stopsReadingAtTheCap();
    void refusesAnAnswerWithLargeHeaders();
    void doesNotUnpack();

    void refusesBeforeAnythingIsSent_data();
    void refusesBeforeAnythingIsSent();
    void refusesHeadersThatWouldSplit();
    void namesARefusedConnection();
    void tellsWhetherTheBodyWasHandedOver_data();
    void tellsWhetherTheBodyWasHandedOver();
    void usesNoProxyForThisComputer();

    void destroyingTheTaskClosesTheConnection();
    void tasksEndWhenTheClientDiesFirst();
    void aTaskStartedAfterItsClientDiedEnds();
    void manyRequestsRunAtOnce();

private:
    HttpRequest post(const QByteArray &body = "refresh_token=Atzr|once") const
    {
        HttpRequest request;
        request.url = m_server.url();
        request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
        request.body = SecretString(QByteArrayView(body));
        request.deadline = 5s;
        return request;
    }

    WireServer m_server;
    std::optional<HttpClient> m_client; // a new one for every test: connections are kept
};

void HttpClientTest::init()
{
    m_client.emplace();
    m_server.reset();
    m_server.setAnswer({WireServer::ok("{}")});
}

void HttpClientTest::deliversStatusHeadersAndBody()
{
    m_server.setAnswer({WireServer::ok("{\"a\":1}", "X-Amzn-RequestId: r-1\r\n")});

    const auto result = run(m_client->send(post()));

    QVERIFY(result && *result);
    const HttpResponse &response = **result;
    QCOMPARE(response.status, 200);
    QCOMPARE(response.body.bytes().toByteArray(), QByteArray("{\"a\":1}"));
    QCOMPARE(response.header("x-amzn-requestid"), QByteArray("r-1"));
    QCOMPARE(response.header("absent"), QByteArray());
}

void HttpClientTest::sendsTheBodyOnceAndItsLength()
{
    const QByteArray body = "a=1&b=" + QByteArray(100'000, 'y');

    const auto result = run(m_client->send(post(body)));

    QVERIFY(result && *result);
    QCOMPARE(m_server.requests().size(), 1);
    const WireServer::Request &request = m_server.requests().first();
    QCOMPARE(request.method, QByteArray("POST"));
    QCOMPARE(request.body, body);
    QCOMPARE(request.header("content-length"), QByteArray::number(body.size()));
    QCOMPARE(request.header("content-type"), QByteArray("application/x-www-form-urlencoded"));
    QCOMPARE(request.header("accept-encoding"), QByteArray("identity"));
    QVERIFY(request.header("user-agent").startsWith("Keyturn/"));
    QCOMPARE(request.header("host"), "127.0.0.1:" + QByteArray::number(m_server.serverPort()));
    QVERIFY(!request.head.contains("Upgrade"));
}

void HttpClientTest::sendsAGetWithoutABody()
{
    HttpRequest request = post({});
    request.method = "GET";
    request.url.setPath(u"/a%2Fb"_s, QUrl::TolerantMode);
    request.url.setQuery(u"x=%20"_s);

    const auto result = run(m_client->send(request));

    QVERIFY(result && *result);
    QCOMPARE(m_server.requests().size(), 1);
    QCOMPARE(m_server.requests().first().method, QByteArray("GET"));
    QCOMPARE(m_server.requests().first().target, QByteArray("/a%2Fb?x=%20"));
    QCOMPARE(m_server.requests().first().body, QByteArray());
}

void HttpClientTest::reusesAConnection()
{
    // Not one connection for all: where an answer overtakes the size of the read buffer, as on a busy computer that is
    // its own server, Qt closes the connection after that answer.
    constexpr int requests = 20;
    for (int i = 0; i < requests; ++i) {
        const auto result = run(m_client->send(post()));
        QVERIFY(result && *result);
    }

    QCOMPARE(m_server.requests().size(), requests);
    QVERIFY2(m_server.connections() <= requests / 2, QByteArray::number(m_server.connections()));
}

void HttpClientTest::aRefusalOfTheServiceIsAResponse_data()
{
    QTest::addColumn<QByteArray>("line");
    for (const char *line :
         {"400 Bad Request", "401 Unauthorized", "403 Forbidden", "404 Not Found", "405 No", "409 Conflict", "410 Gone",
          "418 Teapot", "429 Too Many Requests", "500 Broken", "501 No", "502 Bad Gateway", "503 Busy", "504 Late"})
        QTest::newRow(line) << QByteArray(line);
}

void HttpClientTest::aRefusalOfTheServiceIsAResponse()
{
    QFETCH(QByteArray, line);
    m_server.setAnswer({WireServer::status(line, "{\"__type\":\"X\"}")});

    const auto result = run(m_client->send(post()));

    QVERIFY(result && *result);
    QCOMPARE((*result)->status, line.first(3).toInt());
    QCOMPARE((*result)->body.bytes().toByteArray(), QByteArray("{\"__type\":\"X\"}"));
    QCOMPARE(m_server.requests().size(), 1);
}

void HttpClientTest::keepsAnAnswerOfSeveralMegabytesWhole()
{
    QByteArray body;
    for (int i = 0; body.size() < 2'500'000; ++i)
        body += QByteArray::number(i) + ',';
    m_server.setAnswer({WireServer::ok(body)});

    const auto result = run(m_client->send(post()));

    QVERIFY(result && *result);
    QCOMPARE((*result)->body.bytes().toByteArray(), body);
}

void HttpClientTest::refusesAnAnswerThatOnlyTheClosingEnds()
{
    m_server.setAnswer({"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"a\":2}", End::Close});

    const auto result = run(m_client->send(post()));

    QVERIFY(result && !*result);
    QCOMPARE(result->error().kind, ErrorKind::Network);
    QCOMPARE(result->error().code, u"truncated"_s);
    QCOMPARE(m_server.requests().size(), 1);
}

void HttpClientTest::readsChunkedAnswers()
{
    m_server.setAnswer({"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"});

    const auto result = run(m_client->send(post()));

    QVERIFY(result && *result);
    QCOMPARE((*result)->body.bytes().toByteArray(), QByteArray("abcde"));
}

void HttpClientTest::aBadChunkSizeInventsNothing()
{
    // Qt takes it for the last chunk, so that the body is cut: whoever parses it sees that.
    m_server.setAnswer({"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nzz\r\ndef\r\n0\r\n\r\n"});

    const auto result = run(m_client->send(post()));

    QVERIFY(result && *result);
    QCOMPARE((*result)->body.bytes().toByteArray(), QByteArray("abc"));
    QCOMPARE(m_server.requests().size(), 1);
}

void HttpClientTest::sendsEveryRequestOnceWhateverHappens_data()
{
    QTest::addColumn<WireServer::Answer>("answer");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<bool>("reused");
    QTest::addColumn<QByteArray>("method");

    const QByteArray whole = WireServer::ok(R"({"access_token":"Atza|x"})");
    struct Fault {
        const char *name;
        WireServer::Answer answer;
        ErrorKind kind;
    };
    const Fault faults[] = {
        {"close before the answer", {{}, End::Close}, ErrorKind::Network},
        {"reset before the answer", {{}, End::Reset}, ErrorKind::Network},
        {"close in the status line", {whole.first(7), End::Close}, ErrorKind::Network},
        {"reset in the status line", {whole.first(7), End::Reset}, ErrorKind::Network},
        {"close in the headers", {whole.first(25), End::Close}, ErrorKind::Network},
        {"close after the headers", {whole.first(whole.indexOf("\r\n\r\n") + 4), End::Close}, ErrorKind::Network},
        {"close in the body", {whole.chopped(1), End::Close}, ErrorKind::Network},
        {"reset in the body", {whole.chopped(1), End::Reset}, ErrorKind::Network},
        {"whole JSON, longer length",
         {"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"access_token\":\"Atza|x\"}", End::Close},
         ErrorKind::Network},
        {"truncated refusal", {"HTTP/1.1 400 No\r\nContent-Length: 50\r\n\r\n{}", End::Close}, ErrorKind::Network},
        {"truncated chunk",
         {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc", End::Close},
         ErrorKind::Network},
        {"no last chunk",
         {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n", End::Close},
         ErrorKind::Network},
        {"garbage", {QByteArray("\x16\x03\x01 what is this\r\n\r\n"), End::Close}, ErrorKind::Network},
        {"garbage that stays open", {QByteArray(200, '\x15')}, ErrorKind::Network},
        {"HTTP/0.9", {"<html>hello</html>\r\n", End::Close}, ErrorKind::Network},
        {"SMTP", {"220 mail ready\r\n"}, ErrorKind::Network},
        {"two different lengths",
         {"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 500\r\n\r\n{}", End::Close},
         ErrorKind::Protocol},
        {"switching protocols", {"HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n", End::Close}, ErrorKind::Protocol},
    };
    for (const Fault &fault : faults) {
        for (const bool reused : {false, true}) {
            for (const QByteArray method : {"POST", "GET"})
                QTest::newRow(qPrintable(u"%1, %2, %3"_s.arg(QLatin1String(fault.name), QLatin1String(method),
                                                             reused ? u"reused"_s : u"fresh"_s)))
                    << fault.answer << fault.kind << reused << method;
        }
    }
}

void HttpClientTest::sendsEveryRequestOnceWhateverHappens()
{
    QFETCH(WireServer::Answer, answer);
    QFETCH(ErrorKind, kind);
    QFETCH(bool, reused);
    QFETCH(QByteArray, method);
    HttpClient client;
    if (reused) {
        const auto first = run(client.send(post()));
        QVERIFY(first && *first);
    }
    const auto before = m_server.requests().size();
    m_server.setAnswer(answer);
    HttpRequest request = post();
    request.method = method;
    request.deadline = 2s;

    const auto result = run(client.send(request));

    QVERIFY(result);
    QVERIFY2(!*result, "a broken answer passed as a whole one");
    const Error &error = result->error();
    QVERIFY2(error.kind == kind, qPrintable(error.code + u": "_s + error.detail));
    QCOMPARE(error.host, u"127.0.0.1:%1"_s.arg(m_server.serverPort()));
    QVERIFY(!error.code.isEmpty());
    // A second send would come at once; one more whole exchange with the same server proves that there was none.
    m_server.setAnswer({WireServer::ok("{}")});
    const auto after = run(m_client->send(post("marker")));
    QVERIFY(after && *after);
    QCOMPARE(m_server.requests().size() - before, 2);
    QCOMPARE(m_server.requests().last().body, QByteArray("marker"));
}

void HttpClientTest::followsNoRedirect_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {300, 301, 302, 303, 304, 305, 307, 308})
        QTest::addRow("%d", status) << status;
}

void HttpClientTest::followsNoRedirect()
{
    QFETCH(int, status);
    WireServer other;
    const QByteArray location =
        "http://other.example@127.0.0.1:" + QByteArray::number(other.serverPort()) + "/steal?token=1";
    m_server.setAnswer(
        {WireServer::status(QByteArray::number(status) + " Elsewhere", "moved", "Location: " + location + "\r\n")});

    const auto result = run(m_client->send(post()));

    QVERIFY(result && !*result);
    QCOMPARE(result->error().kind, ErrorKind::Protocol);
    QCOMPARE(result->error().code, u"redirect"_s);
    QCOMPARE(result->error().detail.contains(u"redirected to 127.0.0.1"_s), status != 304); // not a redirect at all
    QVERIFY(!result->error().detail.contains(u"steal"_s));
    QVERIFY(!result->error().detail.contains(u"other"_s));
    QCOMPARE(m_server.requests().size(), 1);
    QCOMPARE(other.connections(), 0);
}

void HttpClientTest::returnsNoCookie()
{
    m_server.setAnswer({WireServer::ok("{}", "Set-Cookie: session=tracked; Path=/\r\n")});
    for (int i = 0; i < 2; ++i) {
        const auto result = run(m_client->send(post()));
        QVERIFY(result && *result);
    }
    QCOMPARE(m_server.requests().size(), 2);
    QVERIFY(!m_server.requests().last().head.toLower().contains("cookie"));
}

void HttpClientTest::answersNoChallengeForAPassword()
{
    for (const QByteArray scheme : {"Basic realm=\"x\"", "Digest realm=\"x\", nonce=\"n\"", "NTLM", "Negotiate"}) {
        init();
        m_server.setAnswer({WireServer::status("401 Unauthorized", R"({"error":"invalid_client"})",
                                               "WWW-Authenticate: " + scheme + "\r\n")});
        const auto result = run(m_client->send(post()));

        QVERIFY(result);
        QVERIFY2(*result, scheme);
        QCOMPARE((*result)->status, 401);
        QCOMPARE((*result)->body.bytes().toByteArray(), QByteArray(R"({"error":"invalid_client"})"));
        QCOMPARE(m_server.requests().size(), 1);
        QVERIFY(m_server.requests().first().header("authorization").isEmpty());
    }
}

void HttpClientTest::aProxyThatWantsAPasswordIsAnError()
{
    m_server.setAnswer({WireServer::status("407 Proxy Authentication Required", "<html>log in</html>",
                                           "Proxy-Authenticate: Basic realm=\"x\"\r\n")});

    const auto result = run(m_client->send(post()));

    QVERIFY(result && !*result);
    QCOMPARE(result->error().kind, ErrorKind::Network);
    QCOMPARE(result->error().code, u"proxy-authentication-required"_s);
    QCOMPARE(m_server.requests().size(), 1);
}

void HttpClientTest::tellsWhetherTheBodyWasHandedOver_data()
{
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<bool>("listens");
    QTest::addColumn<End>("end");
    QTest::addColumn<bool>("isLost");
    QTest::newRow("nobody listens") << u"http"_s << false << End::KeepOpen << false;
    QTest::newRow("a handshake that never ends") << u"https"_s << true << End::KeepOpen << false;
    QTest::newRow("closed without an answer") << u"http"_s << true << End::Close << true;
    QTest::newRow("reset without an answer") << u"http"_s << true << End::Reset << true;
    QTest::newRow("no answer in time") << u"http"_s << true << End::KeepOpen << true;
}

void HttpClientTest::tellsWhetherTheBodyWasHandedOver()
{
    QFETCH(QString, scheme);
    QFETCH(bool, listens);
    QFETCH(End, end);
    QFETCH(bool, isLost);
    m_server.setAnswer({{}, end});
    HttpRequest request = post();
    request.url.setScheme(scheme);
    request.deadline = 500ms;
    if (!listens)
        m_server.close();
    const auto result = run(m_client->send(request));
    QVERIFY(result && !*result);
    QCOMPARE(result->error().answerLost, isLost);
    if (!listens)
        QVERIFY(m_server.listen(QHostAddress::LocalHost));
}

void HttpClientTest::keepsTheDeadline_data()
{
    QTest::addColumn<WireServer::Answer>("answer");
    const QByteArray whole = WireServer::ok(QByteArray(500, 'z'));
    QTest::newRow("stall before the answer") << WireServer::Answer{};
    QTest::newRow("stall in the headers") << WireServer::Answer{whole.first(20)};
    QTest::newRow("stall in the body") << WireServer::Answer{whole.chopped(1)};
    QTest::newRow("slow drip") << WireServer::Answer{whole, End::KeepOpen, 20};
    QByteArray many = "HTTP/1.1 200 OK\r\n";
    for (int i = 0; i < 10'000; ++i)
        many += "X-" + QByteArray::number(i) + ": y\r\n";
    QTest::newRow("10,000 headers") << WireServer::Answer{many + "Content-Length: 0\r\n\r\n"};
    QTest::newRow("a header without end") << WireServer::Answer{"HTTP/1.1 200 OK\r\nX: " + QByteArray(200'000, 'h')};
}

void HttpClientTest::keepsTheDeadline()
{
    QFETCH(WireServer::Answer, answer);
    m_server.setAnswer(answer);
    HttpRequest request = post();
    request.deadline = 150ms;

    const auto result = run(m_client->send(request));

    QVERIFY(result && !*result);
    // Where the computer is fast, Qt has read that many headers in time, and gives them up itself.
    if (qstrcmp(QTest::currentDataTag(), "10,000 headers") != 0 || result->error().kind != ErrorKind::Network) {
        QCOMPARE(result->error().kind, ErrorKind::Timeout);
        QCOMPARE(result->error().code, u"timeout"_s);
    }
    QCOMPARE(m_server.requests().size(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(m_server.disconnections(), 1, 60'000); // Qt reads long heads slowly
}

void HttpClientTest::stopsReadingAtTheCap_data()
{
    const QByteArray announced("HTTP/1.1 200 OK\r\nContent-Length: 67108864\r\n\r\n");
    const QByteArray endless("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<bool>("takesWhatCame");
    QTest::addColumn<QString>("code");
    QTest::newRow("announced") << announced << false << u"too-large"_s;
    QTest::newRow("without an end") << endless << false << u"truncated"_s;
    QTest::newRow("without an end, but what came is wanted") << endless << true << u"too-large"_s;
}

void HttpClientTest::stopsReadingAtTheCap()
{
    QFETCH(QByteArray, head);
    QFETCH(bool, takesWhatCame);
    WireServer::Answer answer{head};
    answer.repeatedBytes = 64 * 1024 * 1024;
    m_server.setAnswer(answer);
    HttpRequest request = post();
    request.maxBodyBytes = 1024 * 1024;
    if (takesWhatCame)
        request.broken = std::make_shared<HttpResponse>();

    const auto result = run(m_client->send(request));

    QVERIFY(result && !*result);
    QTEST(result->error().code, "code");
    QTRY_COMPARE(m_server.disconnections(), 1);
    QVERIFY2(m_server.repeatedBytesSent() < 16 * 1024 * 1024,
             qPrintable(QString::number(m_server.repeatedBytesSent())));
}

void HttpClientTest::refusesAnAnswerWithLargeHeaders()
{
    QByteArray headers;
    for (int i = 0; i < 80; ++i)
        headers += "X-" + QByteArray::number(i) + ": " + QByteArray(1000, 'y') + "\r\n";
    m_server.setAnswer({WireServer::ok("{}", headers)});

    const auto result = run(m_client->send(post()));

    QVERIFY(result && !*result);
    QCOMPARE(result->error().code, u"too-large"_s);
}

void HttpClientTest::doesNotUnpack()
{
    const QByteArray packed = QByteArray::fromHex("1f8b0800000000000003ab060043bfa6a302000000");
    m_server.setAnswer({WireServer::ok(packed, "Content-Encoding: gzip\r\n")});

    const auto result = run(m_client->send(post()));

    QVERIFY(result && *result);
    QCOMPARE((*result)->body.bytes().toByteArray(), packed);
}

void HttpClientTest::refusesBeforeAnythingIsSent_data()
{
    QTest::addColumn<QString>("url");
    for (const char *url : {"http://localhost:%1/",
                            "http://LOCALHOST:%1/",
                            "http://127.0.0.2:%1/",
                            "http://example.com/",
                            "http://127.0.0.1.example.com:%1/",
                            "http://[::ffff:127.0.0.1]:%1/",
                            "http://0.0.0.0:%1/",
                            "http://user:password@127.0.0.1:%1/",
                            "http://user@127.0.0.1:%1/",
                            "http://@127.0.0.1:%1/",
                            "http://127.0.0.1:%1/#fragment",
                            "http://127.0.0.1:%1/#",
                            "https://user:x@example.com/",
                            "ftp://127.0.0.1:%1/",
                            "file:///etc/passwd",
                            "data:,x",
                            "",
                            "127.0.0.1",
                            "//127.0.0.1:%1/",
                            "http://127.0.0.1:0/",
                            "https:///path",
                            "http://127.0.0.1@example.com/"})
        QTest::newRow(url) << QString::fromLatin1(url);
}

void HttpClientTest::refusesBeforeAnythingIsSent()
{
    QFETCH(QString, url);
    HttpRequest request = post();
    request.url = QUrl(url.contains(u"%1"_s) ? url.arg(m_server.serverPort()) : url);

    const auto result = run(m_client->send(request));

    QVERIFY(result && !*result);
    QCOMPARE(result->error().kind, ErrorKind::Invalid);
    const auto after = run(m_client->send(post("marker")));
    QVERIFY(after && *after);
    QCOMPARE(m_server.requests().size(), 1);
    QCOMPARE(m_server.connections(), 1);
}

void HttpClientTest::refusesHeadersThatWouldSplit()
{
    for (const auto &header :
         HttpHeaders{{"X", "a\r\nY: b"}, {"X\r\nY", "a"}, {"X", QByteArray("a\0b", 3)}, {"", "a"}}) {
        HttpRequest request = post();
        request.headers += header;
        const auto result = run(m_client->send(request));
        QVERIFY(result && !*result);
        QCOMPARE(result->error().kind, ErrorKind::Invalid);
    }
    HttpRequest request = post();
    request.method = "DELETE / HTTP/1.1\r\nX: y\r\n\r\nPOST";
    const auto result = run(m_client->send(request));
    QVERIFY(result && !*result);
    QCOMPARE(result->error().kind, ErrorKind::Invalid);
    QCOMPARE(m_server.connections(), 0);
}

void HttpClientTest::namesARefusedConnection()
{
    HttpRequest request = post();
    {
        WireServer gone;
        request.url = gone.url();
    }
    const auto result = run(m_client->send(request));

    QVERIFY(result && !*result);
    QCOMPARE(result->error().kind, ErrorKind::Network);
    QCOMPARE(result->error().code, u"connection-refused"_s);
    QCOMPARE(result->error().host, request.url.authority());
}

void HttpClientTest::usesNoProxyForThisComputer()
{
    WireServer proxy;
    const QNetworkProxy before = QNetworkProxy::applicationProxy();
    QNetworkProxy::setApplicationProxy(QNetworkProxy(QNetworkProxy::HttpProxy, u"127.0.0.1"_s, proxy.serverPort()));
    HttpClient client;
    const auto result = run(client.send(post()));
    QNetworkProxy::setApplicationProxy(before);

    QVERIFY(result && *result);
    QCOMPARE(proxy.connections(), 0);
    QCOMPARE(m_server.requests().size(), 1);
}

void HttpClientTest::destroyingTheTaskClosesTheConnection()
{
    m_server.setAnswer({});
    bool delivered = false;
    {
        TaskScope scope;
        scope.launch(m_client->send(post()), [&](const Result<HttpResponse> &) { delivered = true; });
        QTRY_COMPARE(m_server.requests().size(), 1);
    }
    QTRY_COMPARE(m_server.disconnections(), 1);
    QVERIFY(!delivered);
}

void HttpClientTest::tasksEndWhenTheClientDiesFirst()
{
    m_server.setAnswer({});
    auto client = std::make_unique<HttpClient>();
    TaskScope scope;
    std::optional<Result<HttpResponse>> result;
    scope.launch(client->send(post()), [&](Result<HttpResponse> value) { result = std::move(value); });
    QTRY_COMPARE(m_server.requests().size(), 1);

    client.reset();

    QVERIFY(!result); // not from inside the destructor
    QTRY_VERIFY(result.has_value());
    QVERIFY(!*result);
    QCOMPARE(result->error().kind, ErrorKind::Cancelled);
}

void HttpClientTest::aTaskStartedAfterItsClientDiedEnds()
{
    auto client = std::make_unique<HttpClient>();
    auto task = client->send(post());
    client.reset();

    const auto result = run(std::move(task));

    QVERIFY(result && !*result);
    QCOMPARE(result->error().kind, ErrorKind::Cancelled);
    QCOMPARE(m_server.connections(), 0);
}

void HttpClientTest::manyRequestsRunAtOnce()
{
    TaskScope scope;
    int delivered = 0;
    for (int i = 0; i < 50; ++i)
        scope.launch(m_client->send(post(QByteArray::number(i))), [&](const Result<HttpResponse> &result) {
            if (result)
                ++delivered;
        });
    QTRY_COMPARE(delivered, 50);
    QCOMPARE(m_server.requests().size(), 50);
}

} // namespace http_client_test

KEYTURN_TEST(http_client, http_client_test::HttpClientTest)
#include "http_client_test.moc"
