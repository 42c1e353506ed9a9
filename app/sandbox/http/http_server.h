#pragma once
#include "app/sandbox/http/http_message.h"

#include <QTcpServer>
#include <functional>

namespace keyturn::sandbox {

//! Whether a Host header names this computer by an address that nobody's DNS can give away. The port may be that of a
//! tunnel in front.
bool isOwnHost(QByteArrayView host);

//! A small HTTP/1.1 server on 127.0.0.1: keep-alive, pipelining answered in order, size caps and time limits. Refuses
//! what a page in a browser can send: another Host than its own, and every Origin but that of its own pages on their
//! paths.
class HttpServer : public QTcpServer {
    Q_OBJECT
public:
    using Reply = std::function<void(Response)>;
    //! Answers through the Reply, at once or later, once; answering after the client has gone does nothing.
    using Handler = std::function<void(const Request &, Reply)>;

    //! Asked once a request, before its body is read; true: the connection is reset.
    using Refuses = std::function<bool(const Request &head)>;

    //! Whether \p head is for a page of the server's own, whose forms come with its origin.
    using HasPage = std::function<bool(const Request &head)>;

    explicit HttpServer(Handler handler, Refuses refuses = {}, HasPage hasPage = {});

    //! Port 0 takes any free one.
    bool listenOnLoopback(quint16 port);

    static constexpr int maxConnections = 512; //!< more are answered 503, so that file descriptors last
    static constexpr int requestTimeoutMs = 30'000;
    static constexpr int idleTimeoutMs = 300'000;

private:
    void accept();

    const Handler m_handler;
    const Refuses m_refuses;
    const HasPage m_hasPage;
    int m_connections = 0;
};

} // namespace keyturn::sandbox
