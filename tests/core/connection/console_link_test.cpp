#include "core/connection/console_link.h"

#include "core/credentials/static_credentials.h"
#include "tests/support/fake_clock.h"
#include "tests/support/run.h"
#include "tests/support/test_main.h"
#include "tests/support/wire_server.h"

#include <QTcpSocket>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace console_link_test {

//! The link reaches the browser, and nothing that the browser is started with tells it.
class ConsoleLinkTest : public QObject {
    Q_OBJECT

    WireServer m_server;
    std::optional<HttpClient> m_http; // a new one for every test: connections are kept
    FakeClock m_clock;

    std::unique_ptr<Connection> connection(const QByteArray &sessionToken)
    {
        Profile profile;
        profile.endpoint = m_server.url();
        Credentials credentials{
            "ASIATEMPORARY", SecretString(u"secret"_s), SecretString(QByteArrayView(sessionToken)), {}};
        return std::make_unique<Connection>(*m_http, m_clock, profile, u"eu-west-1"_s,
                                            std::make_unique<StaticCredentials>(credentials));
    }
    static QByteArray get(const QUrl &url)
    {
        QTcpSocket socket;
        socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
        socket.write("GET " + url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority)
                     + " HTTP/1.1\r\nHost: " + url.authority().toLatin1() + "\r\n\r\n");
        QByteArray answer;
        (void)QTest::qWaitFor([&] {
            answer += socket.readAll();
            return socket.state() == QAbstractSocket::UnconnectedState;
        });
        return answer + socket.readAll();
    }

private slots:
    void init()
    {
        m_http.emplace();
        m_server.reset();
        m_server.setAnswer({WireServer::ok(R"({"SigninToken":"canary"})")});
    }

    void theBrowserIsSentOnOnceFromAnAddressThatHoldsNothing()
    {
        const auto open = connection("session");
        auto made = run(ConsoleLink::make(open.get(), "https://page/"));
        QVERIFY(made && *made);
        ConsoleLink &link = ***made;
        const QUrl address = link.address();
        QCOMPARE(address.host(), u"127.0.0.1"_s);
        QVERIFY(address.port() != m_server.url().port());
        QVERIFY(!address.toString().contains(u"canary"_s));
        QCOMPARE(address.query().size(), 43); // 256 bits

        std::optional<Result<>> taken;
        TaskScope scope;
        scope.launch(link.handOver(), [&taken](const Result<> &result) { taken = result; });
        QUrl guessed = address;
        guessed.setQuery(QString(43, u'A'));
        QVERIFY(get(guessed).startsWith("HTTP/1.1 400 "));
        QVERIFY(!taken);
        const QByteArray answer = get(address);
        QVERIFY2(answer.startsWith("HTTP/1.1 303 "), answer.constData());
        QVERIFY(answer.contains("\r\nLocation: " + m_server.url().toEncoded()
                                + "federation?Action=login&Destination=https%3A%2F%2Fpage%2F&SigninToken=canary\r\n"));
        QTRY_VERIFY(taken && *taken);
        QCOMPARE(get(address), QByteArray());
    }

    void noTwoAddressesAreAlike()
    {
        const auto open = connection("session");
        auto one = run(ConsoleLink::make(open.get(), "https://page/"));
        auto other = run(ConsoleLink::make(open.get(), "https://page/"));
        QVERIFY(one && *one && other && *other);
        QVERIFY((**one)->address().query() != (**other)->address().query());
    }

    void withoutTemporaryCredentialsNothingListens()
    {
        const auto open = connection({});
        const auto made = run(ConsoleLink::make(open.get(), "https://page/"));
        QVERIFY(made && !*made);
        QCOMPARE(made->error().refusal, Refusal::AccessKeys);
        QVERIFY(m_server.requests().isEmpty());
    }
};

} // namespace console_link_test

KEYTURN_TEST(console_link, console_link_test::ConsoleLinkTest)

#include "console_link_test.moc"
