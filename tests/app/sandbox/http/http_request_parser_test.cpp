#include "app/sandbox/http/http_request_parser.h"
#include "app/sandbox/http/http_server.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn::sandbox;

namespace http_request_parser_test {

using State = HttpRequestParser::State;

class HttpRequestParserTest : public QObject {
    Q_OBJECT
private slots:
    void takesOneRequestAtATimeInOrder();
    void readsTheSameByteByByte();
    void joinsChunksAndDropsTrailers();
    void knowsWhoKeepsTheConnection_data();
    void knowsWhoKeepsTheConnection();
    void refusesWhatIsNoRequest_data();
    void refusesWhatIsNoRequest();
    void offersToContinueOnce();
    void keepsRepeatedHeadersAndTheRawTarget();
    void takesATargetAsForAProxy_data();
    void takesATargetAsForAProxy();
    void knowsItsOwnHost_data();
    void knowsItsOwnHost();
};

void HttpRequestParserTest::takesOneRequestAtATimeInOrder()
{
    HttpRequestParser parser;
    parser.append("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc\r\nGET /b HTTP/1.1\r\nHost: h\r\n\r\n");
    QCOMPARE(parser.parse(), State::Ready);
    QCOMPARE(parser.take().body, "abc");
    QCOMPARE(parser.parse(), State::Ready);
    QCOMPARE(parser.take().target, "/b");
    QCOMPARE(parser.parse(), State::NeedMore);
    QVERIFY(!parser.isMidRequest());
}

void HttpRequestParserTest::readsTheSameByteByByte()
{
    const QByteArray wire = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n";
    HttpRequestParser parser;
    for (qsizetype i = 0; i < wire.size(); ++i) {
        QCOMPARE(parser.parse(), State::NeedMore);
        parser.append(QByteArrayView(wire).sliced(i, 1));
    }
    QCOMPARE(parser.parse(), State::Ready);
    const Request request = parser.take();
    QCOMPARE(request.body, "hello");
    QCOMPARE(request.header("HOST"), "h");
}

void HttpRequestParserTest::joinsChunksAndDropsTrailers()
{
    HttpRequestParser parser;
    parser.append("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: "
                  "Chunked\r\n\r\n3;ext=1\r\nabc\r\nA\r\n0123456789\r\n0\r\nT: x\r\n\r\n");
    QCOMPARE(parser.parse(), State::Ready);
    QCOMPARE(parser.take().body, "abc0123456789");
}

void HttpRequestParserTest::knowsWhoKeepsTheConnection_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<bool>("keeps");
    QTest::newRow("1.1") << QByteArray("GET / HTTP/1.1\r\nHost: h\r\n\r\n") << true;
    QTest::newRow("1.1 close") << QByteArray("GET / HTTP/1.1\r\nHost: h\r\nConnection: Close\r\n\r\n") << false;
    QTest::newRow("1.1 close among others")
        << QByteArray("GET / HTTP/1.1\r\nHost: h\r\nConnection: te\r\nConnection: x, close\r\n\r\n") << false;
    QTest::newRow("1.0") << QByteArray("GET / HTTP/1.0\r\n\r\n") << false;
    QTest::newRow("1.0 keep-alive") << QByteArray("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n") << true;
    QTest::newRow("1.0 keep-alive among others")
        << QByteArray("GET / HTTP/1.0\r\nConnection: TE, Keep-Alive\r\n\r\n") << true;
}

void HttpRequestParserTest::knowsWhoKeepsTheConnection()
{
    QFETCH(QByteArray, head);
    HttpRequestParser parser;
    parser.append(head);
    QCOMPARE(parser.parse(), State::Ready);
    QTEST(parser.take().keepAlive, "keeps");
}

void HttpRequestParserTest::refusesWhatIsNoRequest_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const QByteArray &bytes, int status) {
        QTest::newRow(name) << bytes << status;
    };
    const QByteArray get = "GET / HTTP/1.1\r\nHost: h\r\n";
    const QByteArray post = "POST / HTTP/1.1\r\nHost: h\r\n";
    const QByteArray chunks = post + "Transfer-Encoding: chunked\r\n\r\n";
    row("TLS", QByteArray::fromHex("160301020001000001fc0303"), 400);
    row("text", "hello world and all who live in it\r\n\r\n", 400);
    row("two words", "GET /\r\n\r\n", 400);
    row("relative target", "GET x HTTP/1.1\r\nHost: h\r\n\r\n", 400);
    row("tab in the target", "GET /a\tb HTTP/1.1\r\nHost: h\r\n\r\n", 400);
    row("no authority", "GET http:///x HTTP/1.1\r\nHost: h\r\n\r\n", 400);
    row("another scheme", "GET ftp://h/x HTTP/1.1\r\nHost: h\r\n\r\n", 400);
    row("other version", "GET / HTTP/2.0\r\n\r\n", 505);
    row("no Host", "GET / HTTP/1.1\r\nA: b\r\n\r\n", 400);
    row("no header at all", "GET / HTTP/1.1\r\n\r\n", 400);
    row("two Hosts", get + "Host: h\r\n\r\n", 400);
    row("two Hosts in 1.0", "GET / HTTP/1.0\r\nHost: h\r\nHost: h\r\n\r\n", 400);
    row("two words as Host", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400);
    row("a path as Host", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400);
    row("somebody as Host", "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n", 400);
    row("no colon", get + "Host\r\n\r\n", 400);
    row("blank in name", get + "Ho st: x\r\n\r\n", 400);
    row("blank before colon", get + "A : x\r\n\r\n", 400);
    row("folded header", get + "A: b\r\n c\r\n\r\n", 400);
    row("nul", get + QByteArray("A: b\0c\r\n\r\n", 10), 400);
    row("escape", get + "A: b\x1b[2Jc\r\n\r\n", 400);
    row("a vertical tab before a value", post + "Transfer-Encoding:\vchunked\r\n\r\n0\r\n\r\n", 400);
    row("a form feed behind a value", post + "Content-Length: 1\f\r\n\r\na", 400);
    row("LF after the first line", "GET / HTTP/1.1\nHost: h\r\n\r\n", 400);
    row("LF after a header", get + "A: b\nC: d\r\n\r\n", 400);
    row("LF only, and no end", "GET / HTTP/1.1\nHost: h\n\n", 400);
    row("LF at the end", get + "A: b\n\r\n", 400);
    row("LF before the request", "\nGET / HTTP/1.1\r\nHost: h\r\n\r\n", 400);
    row("CR in a header", get + "A: b\rC: d\r\n\r\n", 400);
    row("CR at the end of a header", get + "A: b\r\r\n\r\n", 400);
    row("CR at the end of the first line", "GET / HTTP/1.0\r\r\n\r\n", 400);
    row("negative length", post + "Content-Length: -5\r\n\r\n", 400);
    row("signed length", post + "Content-Length: +5\r\n\r\n", 400);
    row("two lengths", post + "Content-Length: 1\r\nContent-Length: 1\r\n\r\n", 400);
    row("two lengths in one", post + "Content-Length: 1, 1\r\n\r\n", 400);
    row("length and chunks", post + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400);
    row("two codings", post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n", 400);
    row("a coding hidden by a second", post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n", 400);
    row("an empty coding and a length", post + "Transfer-Encoding:\r\nContent-Length: 1\r\n\r\n", 400);
    row("chunks in 1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400);
    row("other coding", post + "Transfer-Encoding: gzip\r\n\r\n", 501);
    row("two codings in one", post + "Transfer-Encoding: gzip, chunked\r\n\r\n", 501);
    row("an empty coding", post + "Transfer-Encoding:\r\n\r\n", 501);
    row("other expectation", post + "Expect: miracles\r\n\r\n", 417);
    row("bad chunk size", chunks + "-1\r\n", 400);
    row("blank chunk size", chunks + " 1\r\n", 400);
    row("a vertical tab in a chunk size", chunks + "1\v;a\r\na\r\n0\r\n\r\n", 400);
    row("chunk without end", chunks + "1\r\nabc\r\n", 400);
    row("LF after a chunk size", chunks + "1\na\r\n0\r\n\r\n", 400);
    row("LF after a chunk", chunks + "1\r\na\n0\r\n\r\n", 400);
    row("LF in an extension", chunks + "1;a\nb\r\na\r\n", 400);
    row("LF after the last chunk", chunks + "0\r\n\n", 400);
    row("LF after a trailer", chunks + "0\r\nA: b\nC: d\r\n\r\n", 400);
    row("a trailer that is no header", chunks + "0\r\nno colon\r\n\r\n", 400);
    row("too long", post + "Content-Length: 2097153\r\n\r\n", 413);
    row("too long in chunks", chunks + "200001\r\n", 413);
    row("too many headers", get + "A: " + QByteArray(40'000, 'a'), 431);
    row("too many trailers", chunks + "0\r\nA: " + QByteArray(40'000, 'a'), 431);
}

void HttpRequestParserTest::refusesWhatIsNoRequest()
{
    QFETCH(QByteArray, bytes);
    HttpRequestParser parser;
    parser.append(bytes);
    QCOMPARE(parser.parse(), State::Failed);
    QTEST(parser.failure(), "status");
    parser.append("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    QCOMPARE(parser.parse(), State::Failed); // nothing after it can be trusted
}

void HttpRequestParserTest::offersToContinueOnce()
{
    HttpRequestParser parser;
    parser.append("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-Continue\r\nContent-Length: 2\r\n\r\n");
    QCOMPARE(parser.parse(), State::NeedMore);
    QVERIFY(parser.takeExpectContinue());
    QVERIFY(!parser.takeExpectContinue());
    parser.append("ab");
    QCOMPARE(parser.parse(), State::Ready);
}

void HttpRequestParserTest::keepsRepeatedHeadersAndTheRawTarget()
{
    HttpRequestParser parser;
    parser.append("GET /a%2Fb?x=1&y HTTP/1.1\r\nHost: h\r\nA: 1\r\na:  2 \r\n\r\n");
    QCOMPARE(parser.parse(), State::Ready);
    const Request request = parser.take();
    QCOMPARE(request.path(), "/a%2Fb");
    QCOMPARE(request.query(), "x=1&y");
    QCOMPARE(request.headers, (Headers{{"Host", "h"}, {"A", "1"}, {"a", "2"}}));
    QCOMPARE(request.authority, "");
}

void HttpRequestParserTest::takesATargetAsForAProxy_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QByteArray>("target");
    QTest::newRow("path") << QByteArray("http://127.0.0.1:4599/a?b=c") << QByteArray("/a?b=c");
    QTest::newRow("no path") << QByteArray("http://127.0.0.1:4599") << QByteArray("/");
    QTest::newRow("a query alone") << QByteArray("HTTP://127.0.0.1:4599?b=c") << QByteArray("/?b=c");
}

void HttpRequestParserTest::takesATargetAsForAProxy()
{
    QFETCH(QByteArray, wire);
    HttpRequestParser parser;
    parser.append("GET " + wire + " HTTP/1.1\r\nHost: elsewhere\r\n\r\n");
    QCOMPARE(parser.parse(), State::Ready);
    const Request request = parser.take();
    QTEST(request.target, "target");
    QCOMPARE(request.authority, "127.0.0.1:4599");
}

void HttpRequestParserTest::knowsItsOwnHost_data()
{
    QTest::addColumn<bool>("isOwn");
    for (const char *own :
         {"127.0.0.1:4599", "localhost:4599", "LocalHost:4599", "[::1]:4599", "127.0.0.1", "localhost", "127.0.0.1:80"})
        QTest::newRow(own) << true;
    for (const char *other :
         {"", "127.0.0.1:", "127.0.0.1:80a", "evil.example", "evil.example:4599", "localhost.:4599",
          "127.0.0.1.evil.example:4599", "localhost:4599.evil.example", "::1:4599", "0.0.0.0:4599", "127.0.0.2:4599",
          "127.1:4599", "2130706433:4599", "user@127.0.0.1:4599", "127.0.0.1:4599,evil.example"})
        QTest::newRow(other) << false;
}

void HttpRequestParserTest::knowsItsOwnHost()
{
    QFETCH(bool, isOwn);
    QCOMPARE(isOwnHost(QTest::currentDataTag()), isOwn);
}

} // namespace http_request_parser_test

KEYTURN_TEST(http_request_parser, http_request_parser_test::HttpRequestParserTest)
#include "http_request_parser_test.moc"
