#pragma once
#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>
#include <functional>

namespace keyturn {

//! Stands between a client and a loopback server, passes everything on, and cuts the connection instead of certain
//! requests. They never arrive.
class FlakyWire {
public:
    explicit FlakyWire(const QUrl &server) : m_port(quint16(server.port()))
    {
        QObject::connect(&m_listener, &QTcpServer::newConnection, &m_listener, [this] { accept(); });
        if (!m_listener.listen(QHostAddress::LocalHost))
            qFatal("no port");
    }

    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_listener.serverPort())); }
    //! Requests that contain \p words are lost, after \p before of them went through.
    void cut(const QByteArray &words, int before = 0)
    {
        m_words = words;
        m_before = before;
    }
    void mend() { m_words.clear(); }
    //! Called whenever one is lost.
    std::function<void()> onCut;

private:
    void accept()
    {
        QTcpSocket *client = m_listener.nextPendingConnection();
        auto *server = new QTcpSocket(client);
        server->connectToHost(QHostAddress::LocalHost, m_port);
        if (!server->waitForConnected())
            qFatal("nobody behind the wire");
        QObject::connect(client, &QTcpSocket::readyRead, server, [this, client, server] {
            const QByteArray bytes = client->readAll();
            if (!m_words.isEmpty() && bytes.contains(m_words) && m_before-- <= 0) {
                if (onCut)
                    onCut();
                client->abort();
            } else {
                server->write(bytes);
            }
        });
        QObject::connect(server, &QTcpSocket::readyRead, client,
                         [client, server] { client->write(server->readAll()); });
        QObject::connect(server, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
        QObject::connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
    }

    const quint16 m_port;
    QTcpServer m_listener;
    QByteArray m_words;
    int m_before = 0;
};

} // namespace keyturn
