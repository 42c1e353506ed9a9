#include "app/sandbox/http/http_connection.h"

#include "app/sandbox/http/delivery_writer.h"

#include <QPointer>

namespace keyturn::sandbox {

namespace {

QByteArray reason(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 307:
        return "Temporary Redirect";
    case 429:
        return "Too Many Requests";
    case 204:
        return "No Content";
    case 303:
        return "See Other";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 413:
        return "Content Too Large";
    case 417:
        return "Expectation Failed";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 501:
        return "Not Implemented";
    case 503:
        return "Service Unavailable";
    case 505:
        return "HTTP Version Not Supported";
    default:
        return "Status";
    }
}

//! A page in a browser reaches any address of this computer, under whatever name its own DNS gives to it. It cannot but
//! send that name as Host, and its origin with what is not a plain GET.
Response refusedToStrangers(quint16 port)
{
    const QByteArray own = QByteArray::number(port);
    return {403,
            {{"Content-Type", "application/json"}},
            "{\"error\":\"the sandbox answers to 127.0.0.1:" + own + ", localhost:" + own + " and [::1]:" + own
                + " only, and to no page in a browser\"}"};
}

} // namespace

HttpConnection::HttpConnection(QTcpSocket *socket, const HttpServer::Handler &handler,
                               const HttpServer::Refuses &refuses, const HttpServer::HasPage &hasPage,
                               QObject *parent) :
    QObject(parent),
    m_socket(socket), m_handler(handler), m_refuses(refuses), m_hasPage(hasPage)
{
    m_socket->setParent(this);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    // What is not parsed yet stays in the kernel, so a client that never stops sending cannot fill our memory.
    m_socket->setReadBufferSize(64LL * 1024);
    connect(m_socket, &QTcpSocket::readyRead, this, &HttpConnection::read);
    connect(m_socket, &QTcpSocket::bytesWritten, this, [this] {
        if (m_isWaitingForReader && m_socket->bytesToWrite() <= maxUnsentBytes / 2)
            handleNext();
    });
    connect(m_socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, m_socket, &QTcpSocket::abort);
    m_deadline.start(HttpServer::requestTimeoutMs);
}

void HttpConnection::read()
{
    if (!m_answering)
        handleNext();
}

bool HttpConnection::isForUs(const Request &head) const
{
    if (headerCount(head.headers, "origin") > 0 && !isOwnPage(head))
        return false;
    // A page that only loads something names no Origin; browsers say all the same that somebody else's page asks.
    const QByteArray site = head.header("sec-fetch-site");
    if (headerCount(head.headers, "sec-fetch-site") > 0 && site != "none" && site != "same-origin")
        return false;
    if (!head.authority.isEmpty() && !isOwnHost(head.authority))
        return false;
    return headerCount(head.headers, "host") == 0 || isOwnHost(head.header("host"));
}

//! The form of a page that we sent, where there are pages. Host is checked beside it: what names itself both Host and
//! Origin is still none of ours.
bool HttpConnection::isOwnPage(const Request &head) const
{
    return m_hasPage && m_hasPage(head) && headerCount(head.headers, "origin") == 1
           && head.header("origin") == "http://" + head.header("host");
}

bool HttpConnection::mayGoOn() const
{
    return !m_answering && !m_isWaitingForReader && m_socket->state() == QAbstractSocket::ConnectedState;
}

void HttpConnection::handleNext()
{
    // An answer given at once comes back into here through write(): a loop, not a recursion.
    if (m_handling)
        return;
    m_handling = true;
    m_isWaitingForReader = false;
    while (mayGoOn()) {
        HttpRequestParser::State state = m_parser.parse();
        if (state == HttpRequestParser::State::NeedMore && m_socket->bytesAvailable() > 0) {
            m_parser.append(m_socket->readAll());
            state = m_parser.parse();
        }
        if (m_parser.head() && !std::exchange(m_headSeen, true)) {
            if (!isForUs(*m_parser.head())) {
                write(refusedToStrangers(m_socket->localPort()), false);
                break;
            }
            if (m_refuses && m_refuses(*m_parser.head())) {
                DeliveryWriter::resetConnection(m_socket);
                break;
            }
        }
        if (state == HttpRequestParser::State::Ready) {
            handleOne();
            m_isWaitingForReader = m_socket->bytesToWrite() > maxUnsentBytes;
            continue;
        }
        if (state == HttpRequestParser::State::Failed) {
            write({m_parser.failure(), {}, {}}, false);
            break;
        }
        if (m_parser.takeExpectContinue())
            m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
        if (m_parser.isMidRequest()) {
            // Started by the first byte and not prolonged by the next ones: a slow drip ends, too.
            if (!m_deadline.isActive() || m_deadline.interval() != HttpServer::requestTimeoutMs)
                m_deadline.start(HttpServer::requestTimeoutMs);
        }
        break;
    }
    m_handling = false;
}

void HttpConnection::handleOne()
{
    m_deadline.stop();
    m_answering = true;
    m_headSeen = false;
    const Request request = m_parser.take();
    m_isHttp10 = request.isHttp10;
    const QPointer<HttpConnection> self(this);
    m_handler(request, [self, keepAlive = request.keepAlive](Response response) {
        if (self && self->m_answering)
            self->write(std::move(response), keepAlive);
    });
}

void HttpConnection::write(Response response, bool keepAlive)
{
    if (m_socket->state() != QAbstractSocket::ConnectedState)
        return;
    const qint64 padding = response.delivery ? response.delivery->padding : 0;
    QByteArray bytes = "HTTP/1.1 " + QByteArray::number(response.status) + ' ' + reason(response.status) + "\r\n";
    for (const auto &[name, value] : std::as_const(response.headers))
        bytes += name + ": " + value + "\r\n";
    if (response.status != 204)
        bytes += "Content-Length: " + QByteArray::number(response.body.size() + padding) + "\r\n";
    if (!keepAlive)
        bytes += "Connection: close\r\n";
    else if (m_isHttp10) // does not know that it is kept unless it is told
        bytes += "Connection: keep-alive\r\n";
    bytes += "\r\n";
    bytes += response.body;
    if (response.delivery) {
        if (response.delivery->raw)
            bytes = response.body;
        auto *writer = new DeliveryWriter(m_socket, bytes, response.delivery);
        connect(writer, &DeliveryWriter::finished, this, [this, keepAlive] { answered(keepAlive); });
        writer->start();
        return;
    }
    m_socket->write(bytes);
    answered(keepAlive);
}

void HttpConnection::answered(bool keepAlive)
{
    m_answering = false;
    m_deadline.start(keepAlive ? HttpServer::idleTimeoutMs : HttpServer::requestTimeoutMs);
    if (!keepAlive)
        m_socket->disconnectFromHost(); // once all is sent; the deadline is for a client that does not take it
    handleNext();
}

} // namespace keyturn::sandbox

#include "moc_http_connection.cpp"
