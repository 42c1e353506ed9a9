#include "tests/support/wire_server.h"

#include <QPointer>
#include <QTcpSocket>
#include <QTimer>

#include <sys/socket.h>

#include <memory>

namespace keyturn {

QByteArray WireServer::Request::header(QByteArrayView name) const
{
    for (const QByteArray &line : head.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.first(colon).compare(name, Qt::CaseInsensitive) == 0)
            return line.sliced(colon + 1).trimmed();
    }
    return {};
}

WireServer::WireServer(QObject *parent) : QTcpServer(parent)
{
    setAnswer({ok("{}")});
    listen(QHostAddress::LocalHost);
    connect(this, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *socket = nextPendingConnection())
            serve(socket);
    });
}

QUrl WireServer::url() const
{
    QUrl url;
    url.setScheme(QStringLiteral("http"));
    url.setHost(QStringLiteral("127.0.0.1"));
    url.setPort(serverPort());
    url.setPath(QStringLiteral("/"));
    return url;
}

void WireServer::setAnswer(const Answer &answer)
{
    m_script = [answer](const Request &) { return answer; };
}

void WireServer::reset()
{
    for (QTcpSocket *socket : findChildren<QTcpSocket *>())
        socket->abort();
    m_requests.clear();
    m_connections = 0;
    m_disconnections = 0;
    m_repeatedBytesSent = 0;
}

QByteArray WireServer::ok(const QByteArray &body, const QByteArray &extraHeaders)
{
    return status("200 OK", body, extraHeaders);
}

QByteArray WireServer::status(const QByteArray &statusLine, const QByteArray &body, const QByteArray &extraHeaders)
{
    return "HTTP/1.1 " + statusLine + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + extraHeaders
           + "\r\n" + body;
}

void WireServer::serve(QTcpSocket *socket)
{
    ++m_connections;
    socket->setParent(this);
    const auto pending = std::make_shared<QByteArray>();
    connect(socket, &QTcpSocket::readyRead, this, [this, socket, pending] { read(socket, *pending); });
    connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
        ++m_disconnections;
        socket->deleteLater();
    });
    read(socket, *pending);
}

void WireServer::read(QTcpSocket *socket, QByteArray &pending)
{
    pending += socket->readAll();
    for (;;) {
        const qsizetype headEnd = pending.indexOf("\r\n\r\n");
        if (headEnd < 0)
            return;
        Request request;
        request.head = pending.first(headEnd);
        const qsizetype length = request.header("content-length").toLongLong();
        if (pending.size() < headEnd + 4 + length)
            return;
        const QList<QByteArray> words = request.head.first(request.head.indexOf("\r\n")).split(' ');
        request.method = words.value(0);
        request.target = words.value(1);
        request.body = pending.sliced(headEnd + 4, length);
        pending.remove(0, headEnd + 4 + length);
        m_requests += request;
        answer(socket, m_script(request));
    }
}

void WireServer::answer(QTcpSocket *socket, const Answer &answer)
{
    if (answer.dripMs > 0) {
        auto *drip = new QTimer(socket);
        connect(drip, &QTimer::timeout, socket, [socket, drip, answer, sent = qsizetype(0)]() mutable {
            if (sent < answer.bytes.size())
                socket->write(answer.bytes.constData() + sent++, 1);
            else
                drip->stop();
        });
        drip->start(answer.dripMs);
        return;
    }
    socket->write(answer.bytes);
    if (answer.repeatedBytes > 0) {
        const auto left = std::make_shared<qint64>(answer.repeatedBytes);
        const auto more = [this, socket, left] {
            if (*left > 0 && socket->bytesToWrite() < 64 * 1024) {
                const QByteArray piece(qMin<qint64>(*left, 64 * 1024), 'x');
                *left -= piece.size();
                m_repeatedBytesSent += piece.size();
                socket->write(piece);
            }
        };
        connect(socket, &QTcpSocket::bytesWritten, this, more);
        more();
        return;
    }
    endConnection(socket, answer.end);
}

void WireServer::endConnection(QTcpSocket *socket, Answer::End end)
{
    if (end == Answer::End::KeepOpen)
        return;
    if (end == Answer::End::Reset) { // closing with a linger time of zero makes the kernel send RST
        socket->flush();
        const linger hard{1, 0};
        ::setsockopt(static_cast<int>(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
        socket->abort();
        return;
    }
    socket->disconnectFromHost();
}

} // namespace keyturn
