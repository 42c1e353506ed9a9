#include "app/sandbox/sandbox_server.h"
#include "tests/support/test_main.h"

#include <QSemaphore>
#include <QTcpSocket>
#include <QTest>
#include <QThread>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace sandbox_server_test {

class SandboxServerTest : public QObject {
    Q_OBJECT
private slots:
    void listensOnLoopbackOnly();
    void saysWhichPortIsTaken();
    void livesInAThreadOfItsOwn();
    void diesWithClientsConnected();
};

void SandboxServerTest::listensOnLoopbackOnly()
{
    SandboxServer server;
    QVERIFY(server.url().isEmpty());
    QVERIFY(server.start({}));
    QCOMPARE(server.url().scheme(), u"http"_s);
    QCOMPARE(server.url().host(), u"127.0.0.1"_s);
    QVERIFY(server.url().port() > 0);
}

void SandboxServerTest::saysWhichPortIsTaken()
{
    SandboxServer first;
    QVERIFY(first.start({}));
    SandboxServer second;
    SandboxOptions options;
    options.port = static_cast<quint16>(first.url().port());
    const auto started = second.start(options);
    QVERIFY(!started);
    QCOMPARE(started.error().kind, ErrorKind::Io);
    QCOMPARE(started.error().code, u"port-in-use"_s);
    QVERIFY(started.error().detail.contains(QString::number(options.port)));
}

void SandboxServerTest::livesInAThreadOfItsOwn()
{
    QUrl url;
    QSemaphore ready;
    QThread thread;
    QObject inside; // brings the work into the thread and its end before the thread's
    inside.moveToThread(&thread);
    std::unique_ptr<SandboxServer> server;
    connect(&thread, &QThread::started, &inside, [&] {
        server = std::make_unique<SandboxServer>();
        if (server->start({}))
            url = server->url();
        ready.release();
    });
    connect(
        &thread, &QThread::finished, &inside, [&] { server.reset(); }, Qt::DirectConnection);
    thread.start();
    ready.acquire();
    QVERIFY(!url.isEmpty());
    QTcpSocket socket;
    socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
    socket.write("GET / HTTP/1.1\r\nHost: " + url.authority().toLatin1() + "\r\nConnection: close\r\n\r\n");
    QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
    QVERIFY(socket.readAll().startsWith("HTTP/1.1 200 OK\r\n"));
    thread.quit();
    thread.wait();
    QVERIFY(!server);
}

void SandboxServerTest::diesWithClientsConnected()
{
    QTcpSocket idle;
    QTcpSocket half;
    {
        SandboxServer server;
        QVERIFY(server.start({}));
        for (QTcpSocket *socket : {&idle, &half})
            socket->connectToHost(server.url().host(), static_cast<quint16>(server.url().port()));
        const QByteArray host = "Host: " + server.url().authority().toLatin1() + "\r\n";
        half.write("POST / HTTP/1.1\r\n" + host + "Content-Length: 100\r\n\r\nhalf");
        idle.write("GET / HTTP/1.1\r\n" + host + "\r\n");
        QTRY_VERIFY(idle.bytesAvailable() > 0);
    }
    QTRY_COMPARE(idle.state(), QAbstractSocket::UnconnectedState);
    QTRY_COMPARE(half.state(), QAbstractSocket::UnconnectedState);
}

} // namespace sandbox_server_test

KEYTURN_TEST(sandbox_server, sandbox_server_test::SandboxServerTest)
#include "sandbox_server_test.moc"
