#pragma once
#include "app/sandbox/http/http_request_parser.h"
#include "app/sandbox/http/http_server.h"

#include <QTcpSocket>
#include <QTimer>

namespace keyturn::sandbox {

//! One client. Takes the next request only after the last was answered. Deletes itself with its socket.
class HttpConnection : public QObject {
    Q_OBJECT
public:
    HttpConnection(QTcpSocket *socket, const HttpServer::Handler &handler, const HttpServer::Refuses &refuses,
                   QObject *parent);

    void write(Response response, bool keepAlive);

private:
    void read();
    void handleNext();
    void handleOne();
    void answered(bool keepAlive);

    QTcpSocket *const m_socket;
    const HttpServer::Handler &m_handler;
    const HttpServer::Refuses &m_refuses;
    HttpRequestParser m_parser;
    QTimer m_deadline;
    bool m_answering = false;
    bool m_headSeen = false;
    bool m_handling = false;
};

} // namespace keyturn::sandbox
