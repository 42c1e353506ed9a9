#pragma once
#include <QByteArray>
#include <QList>
#include <QTcpServer>
#include <QUrl>
#include <functional>

class QTcpSocket;

namespace keyturn {

//! A loopback server that answers as told, byte by byte, and counts what reached it whole: for tests that need a peer
//! which closes, resets, stalls or lies.
class WireServer final : public QTcpServer {
    Q_OBJECT

public:
    struct Request {
        QByteArray method;
        QByteArray target;
        QByteArray head; //!< everything up to the empty line
        QByteArray body;
        //! First header of that name in any case; empty if absent.
        QByteArray header(QByteArrayView name) const;
    };

    //! What happens after a request has arrived whole.
    struct Answer {
        enum class End { KeepOpen, Close, Reset };

        QByteArray bytes;
        End end = End::KeepOpen;
        int dripMs = 0;           //!< one byte every so often; 0: all at once
        qint64 repeatedBytes = 0; //!< so many more bytes of 'x' after `bytes`, written as the client takes them
    };
    using Script = std::function<Answer(const Request &)>;

    explicit WireServer(QObject *parent = nullptr);

    //! "http://127.0.0.1:PORT/"
    QUrl url() const;
    //! Asked for every whole request, with its number in requests() already counted.
    void setScript(Script script) { m_script = std::move(script); }
    void setAnswer(const Answer &answer);

    const QList<Request> &requests() const { return m_requests; }
    int connections() const { return m_connections; }
    //! Bytes the clients took of repeatedBytes, as far as the system's buffers tell.
    qint64 repeatedBytesSent() const { return m_repeatedBytesSent; }
    //! Connections that the client has closed or that we have.
    int disconnections() const { return m_disconnections; }
    //! Forgets what was counted; closes every connection.
    void reset();

    //! A well-formed answer with its Content-Length.
    static QByteArray ok(const QByteArray &body, const QByteArray &extraHeaders = {});
    static QByteArray status(const QByteArray &statusLine, const QByteArray &body = {},
                             const QByteArray &extraHeaders = {});

    //! Speaks to \p socket (already connected, perhaps encrypted) as if it had been accepted here; takes it over.
    void serve(QTcpSocket *socket);

private:
    void read(QTcpSocket *socket, QByteArray &pending);
    void answer(QTcpSocket *socket, const Answer &answer);
    static void endConnection(QTcpSocket *socket, Answer::End end);

    Script m_script;
    QList<Request> m_requests;
    int m_connections = 0;
    int m_disconnections = 0;
    qint64 m_repeatedBytesSent = 0;
};

} // namespace keyturn
