#include "core/http/loopback_listener.h"

#include "core/http/peer_user.h"

#include <QHostAddress>
#include <QTcpSocket>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

namespace {

constexpr std::chrono::milliseconds headMustCome = 10s;
constexpr int unreadable = 400;
constexpr int fulfilled = 200;
constexpr int sentOn = 303;

QByteArray reasonOf(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 303:
        return "See Other";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    default:
        return "Bad Request";
    }
}

//! Holds nothing of the request: whoever sends it cannot make it say something. \p sendOn: where to, of sentOn.
QByteArray pageFor(int status, QByteArrayView sendOn)
{
    const QByteArray words = status == fulfilled ? "<h1>Keyturn has the answer</h1><p>You can close this window.</p>"
                             : status == sentOn
                                 ? "<h1>One moment</h1><p>The page opens.</p>"
                                 : "<h1>Not an answer</h1><p>This address waits for another answer than this.</p>";
    const QByteArray body =
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Keyturn</title></head>"
        "<body>"
        + words + "</body></html>\n";
    return "HTTP/1.1 " + QByteArray::number(status) + ' ' + reasonOf(status)
           + "\r\nContent-Type: text/html;charset=UTF-8\r\nContent-Length: " + QByteArray::number(body.size())
           + (status == 405 ? "\r\nAllow: GET" : "")
           + (status == sentOn ? "\r\nLocation: " + sendOn.toByteArray() : QByteArray())
           + "\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\n"
             "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\nConnection: close\r\n\r\n"
           + body;
}

//! The one Host of a head; empty where there is none or several.
QByteArray hostIn(const QByteArrayList &lines)
{
    QByteArray host;
    for (const QByteArray &line : lines.sliced(1)) {
        const qsizetype colon = line.indexOf(':');
        if (colon < 0 || line.left(colon).trimmed().compare("host", Qt::CaseInsensitive) != 0)
            continue;
        if (!host.isEmpty())
            return {};
        host = line.mid(colon + 1).trimmed().toLower();
    }
    return host;
}

QByteArray authorityOf(const QUrl &address)
{
    return address.authority(QUrl::FullyEncoded).toLatin1();
}

} // namespace

LoopbackListener::~LoopbackListener()
{
    close();
}

Result<std::unique_ptr<LoopbackListener>> LoopbackListener::listen(const QUrl &address)
{
    const QString host = address.host();
    const bool isName = host == "localhost"_L1;
    const QHostAddress literal = isName ? QHostAddress(QHostAddress::LocalHost) : QHostAddress(host);
    if (address.scheme() != "http"_L1 || (literal != QHostAddress::LocalHost && literal != QHostAddress::LocalHostIPv6)
        || !address.userInfo().isEmpty() || address.hasQuery() || address.hasFragment()
        || !address.path().startsWith(u'/'))
        return Error{ErrorKind::Invalid, Refusal::RedirectUri, address.toString()};
    std::unique_ptr<LoopbackListener> listener(new LoopbackListener(address));
    const auto port = static_cast<quint16>(std::max(address.port(0), 0));
    if (const Result<> opened = listener->open(literal, port); !opened)
        return opened.error();
    const quint16 taken = listener->m_servers.front()->serverPort();
    listener->m_address.setPort(taken);
    // Browsers try ::1 first for the name; nobody else may answer there.
    if (isName) {
        const Result<> second = listener->open(QHostAddress(QHostAddress::LocalHostIPv6), taken);
        if (!second && second.error().refusal == Refusal::PortInUse)
            return second.error();
    }
    return listener;
}

Result<> LoopbackListener::open(const QHostAddress &host, quint16 port)
{
    auto server = std::make_unique<QTcpServer>();
    server->setMaxPendingConnections(mostConnections);
    if (!server->listen(host, port)) {
        const bool isTaken = server->serverError() == QAbstractSocket::AddressInUseError;
        return Error{ErrorKind::Io,
                     isTaken ? Refusal::PortInUse : Refusal::CannotListen,
                     isTaken ? u"port %1 of this computer is in use by another program"_s.arg(port)
                             : server->errorString(),
                     {},
                     m_address.authority()};
    }
    connect(server.get(), &QTcpServer::newConnection, this, [this, raw = server.get()] { take(raw); });
    m_servers.push_back(std::move(server));
    return {};
}

void LoopbackListener::take(QTcpServer *server)
{
    while (QTcpSocket *socket = server->nextPendingConnection()) {
        if (!m_done) { // before anybody waits, and after
            socket->abort();
            socket->deleteLater();
            continue;
        }
        if (m_peers.size() >= mostConnections)
            m_peers.takeFirst()->abort();
        m_peers.append(socket);
        socket->setReadBufferSize(longestHead + 1);
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_peers.removeAll(socket);
            socket->deleteLater();
        });
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        QTimer::singleShot(headMustCome, socket, [socket] { socket->abort(); });
    }
}

void LoopbackListener::read(QTcpSocket *socket)
{
    const QByteArray bytes = socket->peek(longestHead + 1);
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    if (end < 0 && bytes.size() <= longestHead)
        return;
    disconnect(socket, &QTcpSocket::readyRead, this, nullptr);
    if (end < 0)
        return send(socket, unreadable);
    QByteArrayList lines = bytes.left(end).split('\n');
    const QByteArrayList first = lines.constFirst().trimmed().split(' ');
    if (first.size() != 3 || !first.at(2).startsWith("HTTP/1."))
        return send(socket, unreadable);
    if (hostIn(lines) != authorityOf(m_address)) // a page under a DNS name of its own that leads here
        return send(socket, 403);
    if (first.at(0) != "GET")
        return send(socket, 405);
    const qsizetype mark = first.at(1).indexOf('?');
    if (mark < 0 || first.at(1).left(mark) != m_address.path(QUrl::FullyEncoded).toLatin1())
        return send(socket, 404);
    const QByteArray query = first.at(1).mid(mark + 1);
    if (!m_done || !m_accepts(query))
        return send(socket, unreadable);
    const std::optional<unsigned> user = userAtOtherEnd(*socket);
    if (user ? *user != ownUser() : !m_sendOn.isEmpty())
        return send(socket, 403);
    m_peers.removeAll(socket);
    socket->setParent(nullptr); // its page is still on its way when nothing listens any more
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    send(socket, m_sendOn.isEmpty() ? fulfilled : sentOn);
    const auto done = std::exchange(m_done, {});
    close();
    done(query);
}

void LoopbackListener::send(QTcpSocket *socket, int status)
{
    socket->readAll(); // what is left unread would turn the close into a reset, which takes the page along
    socket->write(pageFor(status, m_sendOn.bytes()));
    socket->flush(); // the program may end as soon as somebody came
    socket->disconnectFromHost();
}

void LoopbackListener::close()
{
    m_done = {};
    m_sendOn = {};
    for (QTcpSocket *peer : std::exchange(m_peers, {})) {
        disconnect(peer, nullptr, this, nullptr);
        peer->abort();
    }
    for (const auto &server : m_servers)
        server->close();
}

Task<Result<QByteArray>> LoopbackListener::answer(Accepts accepts, std::chrono::milliseconds patience,
                                                  SecretString sendOn)
{
    Completion<Result<QByteArray>> completion;
    m_accepts = std::move(accepts);
    m_sendOn = std::move(sendOn);
    m_done = completion.completer();
    QTimer deadline;
    deadline.setSingleShot(true);
    connect(&deadline, &QTimer::timeout, this, [this] {
        if (const auto done = std::exchange(m_done, {})) {
            close();
            done(Error{ErrorKind::Timeout, Refusal::NoAnswer, u"nobody came back from the browser"_s});
        }
    });
    deadline.start(patience);
    Result<QByteArray> query = co_await completion;
    close();
    co_return query;
}

} // namespace keyturn

#include "moc_loopback_listener.cpp"
