#include "core/http/http_client.h"
#include "core/http/peer_check.h"
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

namespace peer_check_test {

namespace {

const QByteArray secret("client_secret=once");

//! A TLS server on loopback that shows one certificate after another, the last one again and again, and keeps every
//! byte that came through the encryption, by the certificate it came for.
class ShowingServer : public QSslServer {
public:
    ShowingServer(const Certificates &certificates, const QStringList &shown) :
        m_certificates(certificates), m_shown(shown)
    {
        setSslConfiguration(configured(m_shown.constFirst()));
        connect(this, &QTcpServer::pendingConnectionAvailable, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection()) {
                ++encryptedConnections;
                connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { answer(socket); });
                answer(socket);
            }
        });
        listen(QHostAddress::LocalHost);
    }
    //! The common name of a certificate to all the bytes it brought.
    QHash<QString, QByteArray> got;
    int handshakes = 0;
    int encryptedConnections = 0;
    bool holdsTheSecond = false;

    //! Lets the handshake begin that was held.
    void release() { begin(m_held); }

protected:
    void incomingConnection(qintptr handle) override
    {
        if (holdsTheSecond && m_next == 1 && m_held < 0)
            m_held = handle;
        else
            begin(handle);
    }

private:
    void begin(qintptr handle)
    {
        setSslConfiguration(configured(m_shown.at(std::min<qsizetype>(m_next++, m_shown.size() - 1))));
        QSslServer::incomingConnection(handle);
        ++handshakes;
    }
    QSslConfiguration configured(const QString &names) const
    {
        QList<QSslCertificate> chain;
        for (const QString &name : names.split(u' '))
            chain.append(QSslCertificate(m_certificates.file(name + u".pem"_s)));
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setLocalCertificateChain(chain);
        tls.setPrivateKey(QSslKey(m_certificates.file(names.section(u' ', 0, 0) + u".key"_s), QSsl::Ec));
        tls.setPeerVerifyMode(QSslSocket::VerifyNone);
        return tls;
    }
    void answer(QTcpSocket *socket)
    {
        auto *encrypted = qobject_cast<QSslSocket *>(socket);
        QByteArray &bytes =
            got[encrypted->sslConfiguration().localCertificate().subjectInfo(QSslCertificate::CommonName).value(0)];
        const QByteArray more = socket->readAll();
        bytes += more;
        if (!more.isEmpty() && bytes.endsWith(secret))
            socket->write(WireServer::ok("{}"));
    }

    const Certificates &m_certificates;
    const QStringList m_shown;
    qsizetype m_next = 0;
    qintptr m_held = -1;
};

} // namespace

//! Certificates that Qt 6.4 takes for the host's and that are not: refused before a byte of the request is sent.
class PeerCheckTest : public QObject {
    Q_OBJECT

    Certificates m_certificates;

    HttpRequest post(const QString &host, quint16 port) const
    {
        HttpRequest request;
        request.url = QUrl(u"https://%1:%2/"_s.arg(host).arg(port));
        request.headers = {{"Content-Type", "application/json"}};
        request.body = SecretString(QByteArrayView(secret));
        return request;
    }

private slots:
    void initTestCase()
    {
        const auto san = [](const char *names) { return QStringList{u"subjectAltName="_s + QLatin1String(names)}; };
        m_certificates.authority(u"ours"_s);
        m_certificates.authority(u"corp"_s, {u"nameConstraints=critical,permitted;DNS:.corp.example"_s});
        m_certificates.authority(u"local"_s, {u"nameConstraints=critical,permitted;DNS:localhost"_s});
        m_certificates.authority(u"banned"_s, {u"nameConstraints=excluded;IP:127.0.0.0/255.0.0.0"_s});
        m_certificates.intermediate(u"branch"_s, u"ours"_s,
                                    {u"nameConstraints=critical,permitted;DNS:.corp.example"_s});
        const auto make = [this](const char *name, const char *issuer, const QStringList &extensions,
                                 const char *commonName) {
            m_certificates.server(QLatin1String(name), QLatin1String(issuer), extensions, QLatin1String(commonName));
        };
        make("good", "ours", san("DNS:localhost,IP:127.0.0.1"), "good");
        make("wildcard", "ours", san("DNS:*.example.com,DNS:localhost"), "wildcard");
        make("name-in-cn", "ours", san("DNS:api.example.com"), "localhost");
        make("address-in-cn", "ours", san("DNS:api.example.com"), "127.0.0.1");
        make("address-as-name", "ours", san("DNS:127.0.0.1"), "address-as-name");
        make("cn-alone", "ours", {}, "localhost");
        make("mail-only", "ours", san("email:a@example.com"), "localhost");
        make("outside", "corp", san("DNS:localhost,IP:127.0.0.1"), "outside");
        make("outside-cn", "corp", {}, "localhost");
        make("inside", "local", san("DNS:localhost"), "inside");
        make("banned-address", "banned", san("IP:127.0.0.1"), "banned-address");
        make("of-the-branch", "branch", san("DNS:localhost"), "of-the-branch");
        make("for-clients", "ours", san("DNS:localhost") + QStringList{u"extendedKeyUsage=clientAuth"_s},
             "for-clients");
    }

    void sendsTheRequestOnlyToWhoTheCertificateNames_data()
    {
        QTest::addColumn<QString>("shown");
        QTest::addColumn<QString>("authority");
        QTest::addColumn<QString>("host");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *what, const char *shown, const char *authority, const char *host,
                            const char *code) {
            QTest::newRow(what) << QString::fromLatin1(shown) << QString::fromLatin1(authority)
                                << QString::fromLatin1(host) << QString::fromLatin1(code);
        };
        row("its name", "good", "ours", "localhost", "");
        row("its address", "good", "ours", "127.0.0.1", "");
        row("one of several names", "wildcard", "ours", "localhost", "");
        row("a name the authority may vouch for", "inside", "local", "localhost", "");
        row("common name, other names", "name-in-cn", "ours", "localhost", "tls-host-mismatch");
        row("address as common name", "address-in-cn", "ours", "127.0.0.1", "tls-host-mismatch");
        row("address as a name", "address-as-name", "ours", "127.0.0.1", "tls-host-mismatch");
        row("common name alone", "cn-alone", "ours", "localhost", "tls-host-mismatch");
        row("a name of another kind", "mail-only", "ours", "localhost", "tls-host-mismatch");
        row("outside the authority's names", "outside", "corp", "localhost", "tls-name-constraints");
        row("common name outside them", "outside-cn", "corp", "localhost", "tls-host-mismatch");
        row("an excluded address", "banned-address", "banned", "127.0.0.1", "tls-name-constraints");
        row("outside an intermediate's names", "of-the-branch branch", "ours", "localhost", "tls-name-constraints");
        row("for clients", "for-clients", "ours", "localhost", "tls-certificate");
    }
    void sendsTheRequestOnlyToWhoTheCertificateNames()
    {
        QFETCH(QString, shown);
        QFETCH(QString, authority);
        QFETCH(QString, host);
        QFETCH(QString, code);
        ShowingServer server(m_certificates, {shown});
        HttpClient client(HttpClient::Options{m_certificates.file(authority + u".pem"_s)});

        const auto result = run(client.send(post(host, server.serverPort())));

        QVERIFY(result);
        QCOMPARE(server.handshakes, 1);
        if (code.isEmpty()) {
            QVERIFY2(*result, qPrintable(*result ? QString() : result->error().detail));
            QVERIFY(server.got.begin()->endsWith(secret));
            return;
        }
        QVERIFY(!*result);
        QCOMPARE(result->error().kind, ErrorKind::Tls);
        QCOMPARE(result->error().code, code);
        QTest::qWait(0);
        for (const QByteArray &bytes : server.got)
            QCOMPARE(bytes, QByteArray());
    }

    //! Two requests open two connections; the first one serves both requests before the other has shaken hands.
    void looksAtAConnectionThatIsReadyTooLate()
    {
        ShowingServer server(m_certificates, {u"good"_s, u"name-in-cn"_s});
        server.holdsTheSecond = true;
        HttpClient client(HttpClient::Options{m_certificates.file(u"ours.pem"_s)});
        TaskScope scope;
        int ended = 0;
        int refused = 0;
        const auto ask = [&] {
            scope.launch(client.send(post(u"localhost"_s, server.serverPort())),
                         [&ended, &refused](const Result<HttpResponse> &result) {
                             ++ended;
                             refused += result ? 0 : 1;
                         });
        };
        ask();
        ask();
        QTRY_VERIFY_WITH_TIMEOUT(ended >= 1, 10'000);
        const auto third = run(client.send(post(u"localhost"_s, server.serverPort())));
        QVERIFY(third && *third);

        server.release();
        QTRY_COMPARE_WITH_TIMEOUT(server.encryptedConnections + refused, 2, 10'000);
        ask();
        ask();
        QTRY_COMPARE_WITH_TIMEOUT(ended, 4, 10'000);

        QVERIFY(server.got.value(u"good"_s).endsWith(secret));
        QCOMPARE(server.got.value(u"localhost"_s), QByteArray());
    }

    void trustsWhomTheSystemTrusts()
    {
        const PeerCheck check;
        const QDateTime now = QDateTime::currentDateTimeUtc();
        int known = 0;
        const QList<QSslCertificate> roots = QSslConfiguration::systemCaCertificates();
        for (const QSslCertificate &root : roots) {
            // Of two with one name OpenSSL takes the later for the issuer, and finds that the other is not it.
            const bool isRenewed = std::ranges::any_of(roots, [&](const QSslCertificate &other) {
                return other != root && other.subjectDisplayName() == root.subjectDisplayName();
            });
            if (isRenewed || !root.isSelfSigned() || root.effectiveDate() > now || root.expiryDate() < now)
                continue;
            const std::optional<PeerCheck::Problem> problem = check.problem({root}, u"api.example.com"_s);
            QVERIFY(problem);
            QVERIFY2(problem->refusal != Refusal::TlsUnknownIssuer, qPrintable(root.issuerDisplayName()));
            ++known;
        }
        QVERIFY(known > 0);
        const QSslCertificate ours(m_certificates.file(u"ours.pem"_s));
        QCOMPARE(check.problem({ours}, u"api.example.com"_s)->refusal, Refusal::TlsUnknownIssuer);
    }

    void saysThatACertificateIsTooWeak()
    {
        m_certificates.weak(u"weak"_s, u"ours"_s, {u"subjectAltName=DNS:localhost"_s});
        const PeerCheck check({QSslCertificate(m_certificates.file(u"ours.pem"_s))});
        const auto problem = check.problem({QSslCertificate(m_certificates.file(u"weak.pem"_s))}, u"localhost"_s);
        QVERIFY(problem);
        QCOMPARE(problem->refusal, Refusal::TlsCertificate);
        QVERIFY2(problem->detail.contains(u"too weak"_s), qPrintable(problem->detail));
    }

    void aRefusedServerIsAskedAgainOnANewConnection()
    {
        ShowingServer server(m_certificates, {u"name-in-cn"_s, u"good"_s});
        HttpClient client(HttpClient::Options{m_certificates.file(u"ours.pem"_s)});
        const auto first = run(client.send(post(u"localhost"_s, server.serverPort())));
        QVERIFY(first && !*first);
        const auto second = run(client.send(post(u"localhost"_s, server.serverPort())));
        QVERIFY(second && *second);
        QCOMPARE(server.handshakes, 2);
        QCOMPARE(server.got.value(u"localhost"_s), QByteArray());
    }
};

} // namespace peer_check_test

KEYTURN_TEST(peer_check, peer_check_test::PeerCheckTest)
#include "peer_check_test.moc"
