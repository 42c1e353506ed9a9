#include "core/http/http_client.h"
#include "tests/support/run.h"
#include "tests/support/test_main.h"
#include "tests/support/wire_server.h"

#include <QTest>

using namespace keyturn;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace wire_meter_test {

//! What a server sends beside the body of its answer has a bound too.
class WireMeterTest : public QObject {
    Q_OBJECT

private slots:
    void whatGoesOnBesideTheBodyIsCutOff_data();
    void whatGoesOnBesideTheBodyIsCutOff();
    void aConnectionThatServesOneAnswerAfterTheOtherIsLeftAlone();
    void largeAnswersSideBySideAreLeftAlone_data();
    void largeAnswersSideBySideAreLeftAlone();
    void onlyTheConnectionThatGoesOnIsCutOff();

private:
    static HttpRequest request(const WireServer &server)
    {
        HttpRequest request;
        request.url = server.url();
        request.body = SecretString(QByteArrayView("{}"));
        request.maxBodyBytes = 128LL * 1024;
        request.deadline = 20s;
        return request;
    }
    static QByteArray said(const std::optional<Result<HttpResponse>> &result)
    {
        if (!result)
            return "nothing in time";
        return *result ? "an answer" : (result->error().code + u": "_s + result->error().detail).toUtf8();
    }
    static WireServer::Answer endless(const QByteArray &start)
    {
        WireServer::Answer answer{start};
        answer.repeatedBytes = 512LL * 1024 * 1024;
        return answer;
    }
};

void WireMeterTest::whatGoesOnBesideTheBodyIsCutOff_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::newRow("status line") << QByteArray("HTTP/1.1 200 ");
    QTest::newRow("header") << QByteArray("HTTP/1.1 200 OK\r\nX: ");
    for (const char *head : {"HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"x\"\r\n",
                             "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"})
        QTest::newRow(QByteArray(head).mid(9, 3)) << head + QByteArray("Content-Length: 536870912\r\n\r\n");
}

void WireMeterTest::whatGoesOnBesideTheBodyIsCutOff()
{
    QFETCH(QByteArray, start);
    WireServer server;
    server.setAnswer(endless(start));
    HttpClient client;

    const auto result = run(client.send(request(server)), 60'000);

    QVERIFY2(result && !*result, said(result));
    QCOMPARE(result->error().code, u"too-large"_s);
    QCOMPARE(result->error().host, u"127.0.0.1:%1"_s.arg(server.serverPort()));
    QVERIFY2(server.repeatedBytesSent() < 32LL * 1024 * 1024, QByteArray::number(server.repeatedBytesSent()));
    QCOMPARE(server.requests().size(), 1);
}

void WireMeterTest::aConnectionThatServesOneAnswerAfterTheOtherIsLeftAlone()
{
    WireServer server;
    server.setAnswer({WireServer::ok(QByteArray(100'000, 'y'))});
    HttpClient client;
    for (int i = 0; i < 100; ++i) {
        const auto result = run(client.send(request(server)));
        QVERIFY2(result && *result, said(result));
    }
}

void WireMeterTest::largeAnswersSideBySideAreLeftAlone_data()
{
    QTest::addColumn<QByteArray>("answer");
    const QByteArray body(2'900'000, 'y');
    QTest::newRow("announced") << WireServer::ok(body);
    const QByteArray part = body.first(body.size() / 4);
    const QByteArray chunk = QByteArray::number(part.size(), 16) + "\r\n" + part + "\r\n";
    QTest::newRow("large chunks") << "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk.repeated(4)
                                         + "0\r\n\r\n";
}

void WireMeterTest::largeAnswersSideBySideAreLeftAlone()
{
    QFETCH(QByteArray, answer);
    WireServer server;
    server.setAnswer({answer});
    HttpRequest large = request(server);
    large.maxBodyBytes = 3'000'000;
    HttpClient client;
    TaskScope scope;
    int whole = 0;
    for (int i = 0; i < 12; ++i)
        scope.launch(client.send(large), [&whole](const Result<HttpResponse> &result) {
            whole += result && result->body.size() == 2'900'000 ? 1 : 0;
        });
    QTRY_COMPARE_WITH_TIMEOUT(whole, 12, 60'000);
}

void WireMeterTest::onlyTheConnectionThatGoesOnIsCutOff()
{
    WireServer server;
    WireServer other;
    server.setAnswer(endless("HTTP/1.1 200 "));
    HttpClient client;
    TaskScope scope;
    std::optional<Result<HttpResponse>> cut;
    scope.launch(client.send(request(server)), [&cut](Result<HttpResponse> result) { cut.emplace(std::move(result)); });
    other.setAnswer({WireServer::ok(QByteArray(100'000, 'y'))});
    int whole = 0;
    while (!cut) {
        const auto result = run(client.send(request(other)), 60'000);
        QVERIFY2(result && *result, said(result));
        ++whole;
    }
    QVERIFY(!*cut);
    QCOMPARE(cut->error().code, u"too-large"_s);
}

} // namespace wire_meter_test

KEYTURN_TEST(wire_meter, wire_meter_test::WireMeterTest)
#include "wire_meter_test.moc"
