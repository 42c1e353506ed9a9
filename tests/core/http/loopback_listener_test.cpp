#include "core/http/loopback_listener.h"
#include "core/http/peer_user.h"
#include "tests/support/run.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QProcess>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace loopback_listener_test {

class LoopbackListenerTest : public QObject {
    Q_OBJECT

    std::unique_ptr<LoopbackListener> m_listener;
    std::optional<Result<QByteArray>> m_answer;
    TaskScope m_scope;

    void listen(const QString &address = u"http://127.0.0.1/cb"_s, std::chrono::milliseconds patience = 60s,
                const SecretString &sendOn = {})
    {
        Result<std::unique_ptr<LoopbackListener>> listening = LoopbackListener::listen(QUrl(address));
        QVERIFY2(listening.has_value(), listening ? "" : qPrintable(listening.error().detail));
        m_listener = std::move(*listening);
        m_answer.reset();
        m_scope.launch(m_listener->answer([](QByteArrayView query) { return query == "state=mine"; }, patience, sendOn),
                       [this](const Result<QByteArray> &query) { m_answer = query; });
    }
    quint16 port() const { return static_cast<quint16>(m_listener->address().port()); }
    QByteArray host() const { return "127.0.0.1:" + QByteArray::number(port()); }

    std::unique_ptr<QTcpSocket> connected() const
    {
        auto socket = std::make_unique<QTcpSocket>();
        socket->connectToHost(QHostAddress(QHostAddress::LocalHost), port());
        return socket->waitForConnected(5000) ? std::move(socket) : nullptr;
    }
    //! What comes back until the other side closes.
    QByteArray said(const QByteArray &bytes) const
    {
        const std::unique_ptr<QTcpSocket> socket = connected();
        if (!socket)
            return "refused";
        socket->write(bytes);
        QByteArray answer;
        (void)QTest::qWaitFor([&] {
            answer += socket->readAll();
            return socket->state() == QAbstractSocket::UnconnectedState;
        });
        return answer + socket->readAll();
    }
    QByteArray get(const QByteArray &target) const
    {
        return said("GET " + target + " HTTP/1.1\r\nHost: " + host() + "\r\n\r\n");
    }

private slots:
    void cleanup()
    {
        m_scope.cancelAll();
        m_listener.reset();
    }

    void takesTheOneAnswerAndListensNoMore()
    {
        listen();
        const QByteArray page = get("/cb?state=mine");
        QVERIFY(page.startsWith("HTTP/1.1 200 OK\r\n"));
        QVERIFY(page.contains("You can close this window"));
        QVERIFY(page.contains("Content-Security-Policy: default-src 'none'"));
        QTRY_VERIFY(m_answer.has_value());
        QCOMPARE(**m_answer, QByteArray("state=mine"));
        QCOMPARE(get("/cb?state=mine"), QByteArray("refused"));
    }

    void sendsTheOneBrowserOnAndTellsNobodyElseWhereTo()
    {
        listen(u"http://127.0.0.1/cb"_s, 60s, SecretString(u"https://example.com/in?token=canary%2B"_s));
        for (const char *target : {"/cb?state=theirs", "/cb", "/", "/favicon.ico"})
            QVERIFY2(!get(target).contains("canary"), target);
        QVERIFY(!m_answer);
        const QByteArray answer = get("/cb?state=mine");
        QVERIFY2(answer.startsWith("HTTP/1.1 303 See Other\r\n"), answer.constData());
        QVERIFY(answer.contains("\r\nLocation: https://example.com/in?token=canary%2B\r\n"));
        QVERIFY(answer.contains("\r\nCache-Control: no-store\r\n"));
        QVERIFY(answer.contains("\r\nReferrer-Policy: no-referrer\r\n"));
        QCOMPARE(answer.count("canary"), 1); // and not in the page
        QTRY_VERIFY(m_answer.has_value());
        QCOMPARE(get("/cb?state=mine"), QByteArray("refused"));
    }

    //! Who reads the state from the command line of our browser could hand us a sign-in of their own.
    void turnsTheBrowserOfAnotherUserAwayAndGoesOnWaiting()
    {
        if (ownUser() != 0)
            QSKIP("only root can be another user");
        listen();
        QProcess theirs;
        theirs.start(u"setpriv"_s, {u"--reuid=65534"_s, u"--regid=65534"_s, u"--clear-groups"_s, u"bash"_s, u"-c"_s,
                                    u"exec 3<>/dev/tcp/127.0.0.1/%1; printf 'GET /cb?state=mine HTTP/1.1\\r\\nHost: "
                                    "127.0.0.1:%1\\r\\n\\r\\n' >&3; cat <&3"_s.arg(port())});
        QTRY_COMPARE_WITH_TIMEOUT(theirs.state(), QProcess::NotRunning, 20'000);
        const QByteArray answer = theirs.readAllStandardOutput();
        QVERIFY2(answer.startsWith("HTTP/1.1 403"), answer + theirs.readAllStandardError());
        QVERIFY(!m_answer);
        QVERIFY(get("/cb?state=mine").startsWith("HTTP/1.1 200"));
        QTRY_VERIFY(m_answer.has_value());
    }

    void turnsEverythingElseAwayAndGoesOnWaiting_data()
    {
        QTest::addColumn<QByteArray>("request"); // @: the right Host
        QTest::addColumn<QByteArray>("status");
        QTest::newRow("other path") << QByteArray("GET /cb/x?state=mine HTTP/1.1\r\nHost: @\r\n\r\n")
                                    << QByteArray("404");
        QTest::newRow("path that begins so")
            << QByteArray("GET /cbx?state=mine HTTP/1.1\r\nHost: @\r\n\r\n") << QByteArray("404");
        QTest::newRow("icon") << QByteArray("GET /favicon.ico HTTP/1.1\r\nHost: @\r\n\r\n") << QByteArray("404");
        QTest::newRow("no query") << QByteArray("GET /cb HTTP/1.1\r\nHost: @\r\n\r\n") << QByteArray("404");
        QTest::newRow("other state") << QByteArray("GET /cb?state=theirs HTTP/1.1\r\nHost: @\r\n\r\n")
                                     << QByteArray("400");
        QTest::newRow("POST") << QByteArray("POST /cb?state=mine HTTP/1.1\r\nHost: @\r\nContent-Length: 0\r\n\r\n")
                              << QByteArray("405");
        QTest::newRow("HEAD") << QByteArray("HEAD /cb?state=mine HTTP/1.1\r\nHost: @\r\n\r\n") << QByteArray("405");
        QTest::newRow("foreign Host") << QByteArray("GET /cb?state=mine HTTP/1.1\r\nHost: evil.example\r\n\r\n")
                                      << QByteArray("403");
        QTest::newRow("the name instead of the address")
            << QByteArray("GET /cb?state=mine HTTP/1.1\r\nHost: localhost\r\n\r\n") << QByteArray("403");
        QTest::newRow("no Host") << QByteArray("GET /cb?state=mine HTTP/1.1\r\n\r\n") << QByteArray("403");
        QTest::newRow("two Hosts") << QByteArray("GET /cb?state=mine HTTP/1.1\r\nHost: @\r\nHost: evil.example\r\n\r\n")
                                   << QByteArray("403");
        QTest::newRow("no HTTP") << QByteArray("hello\r\n\r\n") << QByteArray("400");
        QTest::newRow("bytes") << QByteArray("\x16\x03\x01\x02\x00\x01\x00\r\n\r\n", 11) << QByteArray("400");
        QTest::newRow("a head without an end") << QByteArray(64 * 1024, 'x') << QByteArray("400");
    }
    void turnsEverythingElseAwayAndGoesOnWaiting()
    {
        QFETCH(QByteArray, request);
        QFETCH(QByteArray, status);
        listen();
        const QByteArray answer = said(request.replace("@", host()));
        if (request.size() < 1000) // what is still being sent then may reset the connection under the answer
            QCOMPARE(answer.mid(9, 3), status);
        QVERIFY(!answer.contains("theirs") && !answer.contains("evil"));
        QVERIFY(!m_answer);
        QVERIFY(get("/cb?state=mine").startsWith("HTTP/1.1 200"));
        QTRY_VERIFY(m_answer.has_value());
    }

    void readsAnAnswerThatComesByteByByte()
    {
        listen();
        const std::unique_ptr<QTcpSocket> socket = connected();
        const QByteArray request = "GET /cb?state=mine HTTP/1.1\r\nHost: " + host() + "\r\n\r\n";
        for (const char c : request) {
            socket->write(&c, 1);
            socket->flush();
            QCoreApplication::processEvents();
        }
        QTRY_VERIFY(m_answer.has_value());
    }

    void keepsNobodyOutForThoseWhoSayNothing()
    {
        listen();
        std::vector<std::unique_ptr<QTcpSocket>> silent;
        for (int i = 0; i < 5 * LoopbackListener::mostConnections; ++i) {
            silent.push_back(connected());
            QVERIFY(silent.back());
            silent.back()->write("GET /cb?sta");
            QCoreApplication::processEvents();
        }
        const auto held = [&silent] {
            return std::count_if(silent.begin(), silent.end(),
                                 [](const auto &socket) { return socket->state() == QAbstractSocket::ConnectedState; });
        };
        QTRY_VERIFY(held() <= LoopbackListener::mostConnections);
        QVERIFY(get("/cb?state=mine").startsWith("HTTP/1.1 200"));
        QTRY_VERIFY(m_answer.has_value());
        QTRY_COMPARE(held(), 0);
    }

    void growsByNothingHoweverManyWereTurnedAway()
    {
        listen();
        const auto descriptors = [] {
            return QDir(u"/proc/self/fd"_s).entryList(QDir::NoDotAndDotDot | QDir::AllEntries).size();
        };
        get("/favicon.ico");
        const qsizetype before = descriptors();
        for (int i = 0; i < 300; ++i)
            get("/favicon.ico");
        QTRY_VERIFY(descriptors() <= before + 1);
    }

    void givesUpAfterItsPatience()
    {
        listen(u"http://127.0.0.1/cb"_s, 50ms);
        QTRY_VERIFY(m_answer.has_value());
        QCOMPARE(m_answer->error().code, u"no-answer"_s);
        QCOMPARE(get("/cb?state=mine"), QByteArray("refused"));
    }

    void saysWhenItsPortIsTakenAndTakesNoOther()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress(QHostAddress::LocalHost)));
        const QString address = u"http://localhost:%1/cb"_s.arg(other.serverPort());
        const auto listening = LoopbackListener::listen(QUrl(address));
        QVERIFY(!listening);
        QCOMPARE(listening.error().code, u"port-in-use"_s);
        QVERIFY(listening.error().detail.contains(QString::number(other.serverPort())));
    }

    void listensNowhereElseThanHere()
    {
        for (const char *address :
             {"http://0.0.0.0/cb", "http://192.168.0.1/cb", "http://example.com/cb", "https://127.0.0.1/cb",
              "http://127.0.0.1", "http://user@127.0.0.1/cb", "http://127.0.0.1/cb?x", "http://127.0.0.2/cb"}) {
            const auto listening = LoopbackListener::listen(QUrl(QString::fromLatin1(address)));
            QVERIFY2(!listening && listening.error().code == u"redirect-uri"_s, address);
        }
    }

    void answersToTheNameWhereTheNameIsRegistered()
    {
        listen(u"http://localhost/cb"_s);
        const QByteArray named = "localhost:" + QByteArray::number(port());
        QVERIFY(said("GET /cb?state=mine HTTP/1.1\r\nHost: " + named + "\r\n\r\n").startsWith("HTTP/1.1 200"));
        QTRY_VERIFY(m_answer.has_value());
    }
};

} // namespace loopback_listener_test

KEYTURN_TEST(loopback_listener, loopback_listener_test::LoopbackListenerTest)

#include "loopback_listener_test.moc"
