#include "core/http/http_client.h"
#include "tests/support/certificates.h"
#include "tests/support/run.h"
#include "tests/support/test_main.h"
#include "tests/support/wire_server.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QTest>

using namespace keyturn;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace http_client_tls_test {

//! A real TLS server with certificates made for this run, against the client that is shipped.
class HttpClientTlsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init() { m_wire.reset(); }

    void acceptsACertificateOfTheGivenAuthority();
    void refusesWhatItCannotVerify_data();
    void refusesWhatItCannotVerify();
    void anAuthorityFileWithoutACertificateTrustsNobody();
    void refusesAServerThatSpeaksNoTls();
    void oneClientsTrustIsNotAnothers();
    void asksTheProxyOfTheDesktopWithoutItsPassword();
    void givesTheProxyThePasswordOfTheEnvironmentAndNobodyElse();
    void sendsNothingToAProxyItCannotSpeakTo();
    void namesTheProxyThatIsNotFound();

private:
    QByteArray file(const QString &name) const { return m_certificates.file(name); }
    //! Serves with the certificate \p name until the returned server dies.
    std::unique_ptr<QSslServer> serve(const QString &name, QSsl::SslProtocol protocol = QSsl::TlsV1_2OrLater);
    std::optional<Result<HttpResponse>> ask(HttpClient &client, const QSslServer &server) const;
    HttpRequest post(quint16 port) const;

    Certificates m_certificates;
    WireServer m_wire; // counts what comes through the encryption
};

void HttpClientTlsTest::initTestCase()
{
    const QStringList here{u"subjectAltName=IP:127.0.0.1"_s};
    m_certificates.authority(u"ours"_s);
    m_certificates.authority(u"theirs"_s, here);
    m_certificates.server(u"good"_s, u"ours"_s, here, u"good"_s);
    m_certificates.server(u"elsewhere"_s, u"ours"_s, {u"subjectAltName=DNS:api.example.com"_s}, u"elsewhere"_s);
    m_certificates.server(u"expired"_s, u"ours"_s, here, u"expired"_s, -1);
    m_certificates.server(u"foreign"_s, u"theirs"_s, here, u"foreign"_s);
}

std::unique_ptr<QSslServer> HttpClientTlsTest::serve(const QString &name, QSsl::SslProtocol protocol)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificate(QSslCertificate(file(name + u".pem"_s)));
    tls.setPrivateKey(QSslKey(file(name + u".key"_s), QSsl::Ec));
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    tls.setProtocol(protocol);
    auto server = std::make_unique<QSslServer>();
    server->setSslConfiguration(tls);
    connect(server.get(), &QTcpServer::pendingConnectionAvailable, &m_wire, [this, raw = server.get()] {
        while (QTcpSocket *socket = raw->nextPendingConnection())
            m_wire.serve(socket);
    });
    server->listen(QHostAddress::LocalHost);
    return server;
}

HttpRequest HttpClientTlsTest::post(quint16 port) const
{
    HttpRequest request;
    request.url = QUrl(u"https://127.0.0.1:%1/"_s.arg(port));
    request.headers = {{"Content-Type", "application/json"}};
    request.body = SecretString(QByteArrayView("client_secret=once"));
    request.deadline = 5s;
    return request;
}

std::optional<Result<HttpResponse>> HttpClientTlsTest::ask(HttpClient &client, const QSslServer &server) const
{
    return run(client.send(post(server.serverPort())));
}

void HttpClientTlsTest::acceptsACertificateOfTheGivenAuthority()
{
    const auto server = serve(u"good"_s);
    HttpClient client(HttpClient::Options{file(u"ours.pem"_s)});

    for (int i = 0; i < 2; ++i) {
        const auto result = ask(client, *server);
        QVERIFY(result);
        QVERIFY2(*result, qPrintable(*result ? QString() : result->error().detail));
        QCOMPARE((*result)->status, 200);
    }
    QCOMPARE(m_wire.requests().size(), 2);
    QCOMPARE(m_wire.requests().first().body, QByteArray("client_secret=once"));
    QCOMPARE(m_wire.connections(), 1);
}

void HttpClientTlsTest::refusesWhatItCannotVerify_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("authority");
    QTest::addColumn<QString>("code");
    QTest::newRow("unknown authority") << u"foreign"_s << u"ours.pem"_s << u"tls-unknown-issuer"_s;
    QTest::newRow("not known to the system") << u"good"_s << QString() << u"tls-unknown-issuer"_s;
    QTest::newRow("self-signed") << u"theirs"_s << u"ours.pem"_s << u"tls-unknown-issuer"_s;
    QTest::newRow("another host") << u"elsewhere"_s << u"ours.pem"_s << u"tls-host-mismatch"_s;
    QTest::newRow("expired") << u"expired"_s << u"ours.pem"_s << u"tls-certificate-date"_s;
}

void HttpClientTlsTest::refusesWhatItCannotVerify()
{
    QFETCH(QString, certificate);
    QFETCH(QString, authority);
    QFETCH(QString, code);
    const auto server = serve(certificate);
    HttpClient client(HttpClient::Options{authority.isEmpty() ? QByteArray() : file(authority)});

    const auto result = ask(client, *server);

    QVERIFY(result && !*result);
    QCOMPARE(result->error().kind, ErrorKind::Tls);
    QCOMPARE(result->error().code, code);
    QVERIFY(!result->error().detail.isEmpty());
    QCOMPARE(m_wire.requests().size(), 0);
    QCOMPARE(m_wire.connections(), 0); // the handshake never ended, so no byte of the request left
}

void HttpClientTlsTest::anAuthorityFileWithoutACertificateTrustsNobody()
{
    const auto server = serve(u"good"_s);
    HttpClient client(HttpClient::Options{"not a certificate"});

    const auto result = ask(client, *server);

    QVERIFY(result && !*result);
    QCOMPARE(result->error().kind, ErrorKind::Tls);
    QCOMPARE(m_wire.requests().size(), 0);
}

void HttpClientTlsTest::refusesAServerThatSpeaksNoTls()
{
    QTcpServer plain;
    connect(&plain, &QTcpServer::newConnection, &plain,
            [&plain] { plain.nextPendingConnection()->write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"); });
    plain.listen(QHostAddress::LocalHost);
    HttpClient client(HttpClient::Options{file(u"ours.pem"_s)});

    const auto result = run(client.send(post(plain.serverPort())));

    QVERIFY(result && !*result);
    QCOMPARE(result->error().kind, ErrorKind::Tls);
}

void HttpClientTlsTest::oneClientsTrustIsNotAnothers()
{
    const auto server = serve(u"good"_s);
    HttpClient trusting(HttpClient::Options{file(u"ours.pem"_s)});
    HttpClient other;
    const auto first = ask(trusting, *server);
    QVERIFY(first && *first);

    const auto second = ask(other, *server);

    QVERIFY(second && !*second);
    QCOMPARE(second->error().kind, ErrorKind::Tls);
    QCOMPARE(m_wire.requests().size(), 1);
}

void HttpClientTlsTest::asksTheProxyOfTheDesktopWithoutItsPassword()
{
    m_wire.setAnswer(
        {WireServer::status("407 Proxy Authentication Required", {}, "Proxy-Authenticate: Basic realm=\"x\"\r\n")});
    qputenv("https_proxy", "http://ada:tiny-one@127.0.0.1:" + QByteArray::number(m_wire.serverPort()));
    HttpRequest request = post(443);
    request.url = QUrl(u"https://secretsmanager.example.invalid/"_s);
    HttpClient client;

    const auto result = run(client.send(request));
    qunsetenv("https_proxy");

    QVERIFY(result && !*result);
    QCOMPARE(result->error().kind, ErrorKind::Network);
    QCOMPARE(result->error().code, u"proxy-authentication-required"_s);
    QVERIFY(!result->error().detail.contains(u"tiny-one"_s));
    QCOMPARE(m_wire.requests().size(), 1);
    QCOMPARE(m_wire.requests().first().method, QByteArray("CONNECT"));
    QVERIFY(m_wire.requests().first().header("proxy-authorization").isEmpty());
    m_wire.setAnswer({WireServer::ok("{}")});
}

//! As AWS's tools do with HTTPS_PROXY=http://user:password@host:port.
void HttpClientTlsTest::givesTheProxyThePasswordOfTheEnvironmentAndNobodyElse()
{
    m_wire.setScript([](const WireServer::Request &request) {
        const bool knows = !request.header("proxy-authorization").isEmpty();
        return WireServer::Answer{
            knows ? WireServer::status("403 Forbidden", "no")
                  : WireServer::status("407 Proxy Authentication Required", {},
                                       "Proxy-Authenticate: Basic realm=\"x\"\r\nConnection: close\r\n"),
            WireServer::Answer::End::Close};
    });
    HttpClient::Options options;
    options.proxies.https = u"ada:tiny%2Fone@127.0.0.1:%1"_s.arg(m_wire.serverPort());
    HttpClient client(options);
    HttpRequest request = post(443);
    request.url = QUrl(u"https://secretsmanager.example.invalid/"_s);

    const auto result = run(client.send(request));

    QVERIFY(result && !*result);
    QVERIFY(!result->error().detail.contains(u"tiny"_s));
    QVERIFY(m_wire.requests().size() > 0);
    for (const WireServer::Request &seen : m_wire.requests())
        QCOMPARE(seen.method, QByteArray("CONNECT"));
    QCOMPARE(m_wire.requests().last().header("proxy-authorization"),
             QByteArray("Basic " + QByteArray("ada:tiny/one").toBase64()));
    m_wire.setAnswer({WireServer::ok("{}")});
}

void HttpClientTlsTest::sendsNothingToAProxyItCannotSpeakTo()
{
    HttpClient::Options options;
    options.proxies.https = u"https://127.0.0.1:%1"_s.arg(m_wire.serverPort());
    HttpClient client(options);
    HttpRequest request = post(443);
    request.url = QUrl(u"https://secretsmanager.example.invalid/"_s);

    const auto result = run(client.send(request));

    QVERIFY(result && !*result);
    QCOMPARE(result->error().kind, ErrorKind::Unsupported);
    QVERIFY(result->error().detail.contains(u"HTTPS_PROXY"_s));
    QCOMPARE(m_wire.connections(), 0);
}

void HttpClientTlsTest::namesTheProxyThatIsNotFound()
{
    HttpClient::Options options;
    options.proxies.https = u"http://ada:tiny-one@nonsense.invalid:3128"_s;
    HttpClient client(options);
    HttpRequest request = post(443);
    request.url = QUrl(u"https://secretsmanager.example.invalid/"_s);

    const auto result = run(client.send(request));

    QVERIFY(result && !*result);
    QCOMPARE(result->error().code, u"proxy-unreachable"_s);
    QVERIFY2(result->error().detail.contains(u"nonsense.invalid:3128"_s), qPrintable(result->error().detail));
    QVERIFY(!result->error().detail.contains(u"tiny-one"_s));
}

} // namespace http_client_tls_test

KEYTURN_TEST(http_client_tls, http_client_tls_test::HttpClientTlsTest)
#include "http_client_tls_test.moc"
