#include "core/http/http_client.h"
#include "tests/support/run.h"
#include "tests/support/test_main.h"
#include "tests/support/wire_server.h"

#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QTemporaryDir>
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
    void asksTheProxyOfTheEnvironmentWithoutItsPassword();

private:
    void openssl(const QString &arguments);
    void makeAuthority(const QString &name);
    void makeCertificate(const QString &name, const QString &authority, const QString &subjectAltName, int days);
    QByteArray file(const QString &name) const;
    //! Serves with the certificate \p name until the returned server dies.
    std::unique_ptr<QSslServer> serve(const QString &name, QSsl::SslProtocol protocol = QSsl::TlsV1_2OrLater);
    std::optional<Result<HttpResponse>> ask(HttpClient &client, const QSslServer &server) const;
    HttpRequest post(quint16 port) const;

    QTemporaryDir m_dir;
    WireServer m_wire; // counts what comes through the encryption
};

void HttpClientTlsTest::openssl(const QString &arguments)
{
    QProcess process;
    process.setWorkingDirectory(m_dir.path());
    process.start(u"openssl"_s, arguments.split(u' '));
    QVERIFY(process.waitForFinished());
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError());
}

void HttpClientTlsTest::makeAuthority(const QString &name)
{
    openssl(
        u"req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj /CN=%1 -addext subjectAltName=IP:127.0.0.1 -keyout %1.key -out %1.pem"_s
            .arg(name));
}

void HttpClientTlsTest::makeCertificate(const QString &name, const QString &authority, const QString &subjectAltName,
                                        int days)
{
    openssl(u"req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=%1 -addext subjectAltName=%2 "
            "-keyout %1.key -out %1.csr"_s.arg(name, subjectAltName));
    openssl(
        u"x509 -req -in %1.csr -CA %2.pem -CAkey %2.key -CAcreateserial -copy_extensions copy -days %3 -out %1.pem"_s
            .arg(name, authority)
            .arg(days));
}

QByteArray HttpClientTlsTest::file(const QString &name) const
{
    QFile file(m_dir.filePath(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void HttpClientTlsTest::initTestCase()
{
    makeAuthority(u"ours"_s);
    makeAuthority(u"theirs"_s);
    makeCertificate(u"good"_s, u"ours"_s, u"IP:127.0.0.1"_s, 30);
    makeCertificate(u"elsewhere"_s, u"ours"_s, u"DNS:api.example.com"_s, 30);
    makeCertificate(u"expired"_s, u"ours"_s, u"IP:127.0.0.1"_s, -1);
    makeCertificate(u"foreign"_s, u"theirs"_s, u"IP:127.0.0.1"_s, 30);
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

void HttpClientTlsTest::asksTheProxyOfTheEnvironmentWithoutItsPassword()
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

} // namespace http_client_tls_test

KEYTURN_TEST(http_client_tls, http_client_tls_test::HttpClientTlsTest)
#include "http_client_tls_test.moc"
