#pragma once
#include "app/sandbox/http/http_request_parser.h"
#include "app/sandbox/http/http_server.h"

#include <QTcpSocket>
#include <QTimer>

namespace keyturn::sandbox {

//! One client. Takes the next request only after the last was answered, and while the client reads its answers.
//! Deletes itself with its socket.
class HttpConnection : public QObject {
    Q_OBJECT
public:
    HttpConnection(QTcpSocket *socket, const HttpServer::Handler &handler, const HttpServer::Refuses &refuses,
                   const HttpServer::HasPage &hasPage, QObject *parent);

    void write(Response response, bool keepAlive);

    //! A client with that many bytes of answers to read gets no more of them: its requests wait in the kernel.
    static constexpr qint64 maxUnsentBytes = 64LL * 1024;

private:
    void read();
    void handleNext();
    bool isForUs(const Request &head) const;
    bool isOwnPage(const Request &head) const;
    bool mayGoOn() const;
    void handleOne();
    void answered(bool keepAlive);

    QTcpSocket *const m_socket;
    const HttpServer::Handler &m_handler;
    const HttpServer::Refuses &m_refuses;
    const HttpServer::HasPage &m_hasPage;
    HttpRequestParser m_parser;
    QTimer m_deadline;
    bool m_answering = false;
    bool m_headSeen = false;
    bool m_isHttp10 = false; //!< the request that is being answered
    bool m_isWaitingForReader = false;
    bool m_handling = false;
};

} // namespace keyturn::sandbox
