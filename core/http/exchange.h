#pragma once
#include "core/async/completion.h"
#include "core/http/http_client.h"
#include "core/http/peer_check.h"
#include "core/http/sequential_body.h"
#include "core/http/wire_meter.h"

#include <QElapsedTimer>
#include <QNetworkReply>
#include <QPointer>
#include <QTimer>
#include <functional>
#include <vector>

namespace keyturn {

//! One request on the wire and everything that can end it: the answer, an error, the deadline, a cap, or the death of
//! the manager. Calls \p done exactly once. Destroying it aborts the request.
class Exchange final {
public:
    using Check = std::function<std::optional<PeerCheck::Problem>(const QList<QSslCertificate> &, const QString &)>;

    //! \p prepared has every setting of the connection; method, headers, body and limits come from \p request.
    //! \p check is asked about the server of a new TLS connection before anything is sent on it.
    Exchange(QNetworkAccessManager &manager, QNetworkRequest prepared, HttpRequest request, Check check,
             Completer<Result<HttpResponse>> done);
    ~Exchange();
    Q_DISABLE_COPY_MOVE(Exchange)

private:
    void checkPeer();
    void checkHead();
    bool saysWhereItEnds() const;
    void read();
    void finish();
    void end(Result<HttpResponse> result);
    void fail(ErrorKind kind, Refusal why, const QString &detail);
    SecretString takeBody();
    void failOnTls(const QList<QSslError> &errors);
    Error networkError() const;
    int status() const;

    const QByteArray m_method;
    const QUrl m_url;
    const qint64 m_maxBodyBytes;
    const Check m_check;
    const std::shared_ptr<HttpResponse> m_broken;
    const Completer<Result<HttpResponse>> m_done;
    QElapsedTimer m_elapsed;
    QTimer m_deadline;
    WireMeter m_wire;
    std::vector<QByteArray> m_body; // in pieces: growing one would hold it twice
    qint64 m_bodyBytes = 0;
    QPointer<QNetworkReply> m_reply;
    QPointer<SequentialBody> m_sent; // the reply's
    QObject m_context;               // the signals of the reply end with it
    bool m_ended = false;
};

//! "host:port" with the port always there, as errors name it.
QString hostAndPort(const QUrl &url);

} // namespace keyturn
