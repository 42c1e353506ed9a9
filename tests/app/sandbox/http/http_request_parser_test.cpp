#include "app/sandbox/http/http_request_parser.h"
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
};

void HttpRequestParserTest::takesOneRequestAtATimeInOrder()
{
    HttpRequestParser parser;
    parser.append("POST /a HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc\r\nGET /b HTTP/1.1\r\n\r\n");
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
    parser.append(
        "POST / HTTP/1.1\r\nTransfer-Encoding: Chunked\r\n\r\n3;ext=1\r\nabc\r\nA\r\n0123456789\r\n0\r\nT: x\r\n\r\n");
    QCOMPARE(parser.parse(), State::Ready);
    QCOMPARE(parser.take().body, "abc0123456789");
}

void HttpRequestParserTest::knowsWhoKeepsTheConnection_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<bool>("keeps");
    QTest::newRow("1.1") << QByteArray("GET / HTTP/1.1\r\n\r\n") << true;
    QTest::newRow("1.1 close") << QByteArray("GET / HTTP/1.1\r\nConnection: Close\r\n\r\n") << false;
    QTest::newRow("1.0") << QByteArray("GET / HTTP/1.0\r\n\r\n") << false;
    QTest::newRow("1.0 keep-alive") << QByteArray("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n") << true;
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
    row("TLS", QByteArray::fromHex("160301020001000001fc0303"), 400);
    row("text", "hello world and all who live in it\r\n\r\n", 400);
    row("two words", "GET /\r\n\r\n", 400);
    row("relative target", "GET x HTTP/1.1\r\n\r\n", 400);
    row("other version", "GET / HTTP/2.0\r\n\r\n", 505);
    row("no colon", "GET / HTTP/1.1\r\nHost\r\n\r\n", 400);
    row("blank in name", "GET / HTTP/1.1\r\nHo st: x\r\n\r\n", 400);
    row("folded header", "GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n", 400);
    row("nul", QByteArray("GET / HTTP/1.1\r\nA: b\0c\r\n\r\n", 27), 400);
    row("negative length", "POST / HTTP/1.1\r\nContent-Length: -5\r\n\r\n", 400);
    row("signed length", "POST / HTTP/1.1\r\nContent-Length: +5\r\n\r\n", 400);
    row("two lengths", "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n", 400);
    row("length and chunks", "POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400);
    row("other coding", "POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n", 501);
    row("other expectation", "POST / HTTP/1.1\r\nExpect: miracles\r\n\r\n", 417);
    row("bad chunk size", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n", 400);
    row("chunk without end", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n", 400);
    row("too long", "POST / HTTP/1.1\r\nContent-Length: 2097153\r\n\r\n", 413);
    row("too long in chunks", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n200001\r\n", 413);
    row("too many headers", "GET / HTTP/1.1\r\nA: " + QByteArray(40'000, 'a'), 431);
}

void HttpRequestParserTest::refusesWhatIsNoRequest()
{
    QFETCH(QByteArray, bytes);
    HttpRequestParser parser;
    parser.append(bytes);
    QCOMPARE(parser.parse(), State::Failed);
    QTEST(parser.failure(), "status");
    parser.append("GET / HTTP/1.1\r\n\r\n");
    QCOMPARE(parser.parse(), State::Failed); // nothing after it can be trusted
}

void HttpRequestParserTest::offersToContinueOnce()
{
    HttpRequestParser parser;
    parser.append("POST / HTTP/1.1\r\nExpect: 100-Continue\r\nContent-Length: 2\r\n\r\n");
    QCOMPARE(parser.parse(), State::NeedMore);
    QVERIFY(parser.takeExpectContinue());
    QVERIFY(!parser.takeExpectContinue());
    parser.append("ab");
    QCOMPARE(parser.parse(), State::Ready);
}

void HttpRequestParserTest::keepsRepeatedHeadersAndTheRawTarget()
{
    HttpRequestParser parser;
    parser.append("GET /a%2Fb?x=1&y HTTP/1.1\r\nA: 1\r\na:  2 \r\n\r\n");
    QCOMPARE(parser.parse(), State::Ready);
    const Request request = parser.take();
    QCOMPARE(request.path(), "/a%2Fb");
    QCOMPARE(request.query(), "x=1&y");
    QCOMPARE(request.headers, (Headers{{"A", "1"}, {"a", "2"}}));
}

} // namespace http_request_parser_test

KEYTURN_TEST(http_request_parser, http_request_parser_test::HttpRequestParserTest)
#include "http_request_parser_test.moc"
