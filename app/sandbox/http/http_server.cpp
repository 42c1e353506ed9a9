#include "app/sandbox/http/http_server.h"

#include "app/sandbox/http/http_connection.h"

#include <QTimer>

#include <algorithm>

namespace keyturn::sandbox {

bool isOwnHost(QByteArrayView host)
{
    const QByteArray given = host.toByteArray().toLower();
    for (const QByteArray name : {"127.0.0.1", "localhost", "[::1]"}) {
        if (given == name)
            return true;
        if (!given.startsWith(name + ':'))
            continue;
        const QByteArrayView port = QByteArrayView(given).sliced(name.size() + 1);
        return !port.isEmpty() && std::all_of(port.begin(), port.end(), [](char c) { return c >= '0' && c <= '9'; });
    }
    return false;
}

HttpServer::HttpServer(Handler handler, Refuses refuses, HasPage hasPage) :
    m_handler(std::move(handler)), m_refuses(std::move(refuses)), m_hasPage(std::move(hasPage))
{
    setMaxPendingConnections(maxConnections);
    setListenBacklogSize(maxConnections); // beyond it the kernel drops a SYN, and the client waits a second
    connect(this, &QTcpServer::newConnection, this, &HttpServer::accept);
    // Qt stops accepting for good when the process runs out of file descriptors.
    connect(this, &QTcpServer::acceptError, this,
            [this] { QTimer::singleShot(100, this, [this] { resumeAccepting(); }); });
}

bool HttpServer::listenOnLoopback(quint16 port)
{
    return listen(QHostAddress(QHostAddress::LocalHost), port);
}

void HttpServer::accept()
{
    while (QTcpSocket *socket = nextPendingConnection()) {
        auto *connection = new HttpConnection(socket, m_handler, m_refuses, m_hasPage, this);
        ++m_connections;
        connect(connection, &QObject::destroyed, this, [this] { --m_connections; });
        if (m_connections > maxConnections)
            connection->write({503, {{"Retry-After", "1"}}, {}}, false);
    }
}

} // namespace keyturn::sandbox

#include "moc_http_server.cpp"
