#pragma once
#include "core/async/task.h"
#include "core/base/result.h"
#include "core/base/secret_string.h"
#include "core/http/proxy_rules.h"

#include <QByteArray>
#include <QList>
#include <QUrl>
#include <chrono>
#include <memory>
#include <utility>

namespace keyturn {

using HttpHeaders = QList<std::pair<QByteArray, QByteArray>>;

struct HttpResponse {
    int status = 0;
    HttpHeaders headers; //!< as sent by the server
    SecretString body;

    //! First header of that name, compared without case; empty if absent.
    QByteArray header(QByteArrayView name) const;
};

struct HttpRequest {
    QByteArray method = "POST"; //!< GET, POST, PUT or DELETE
    QUrl url;
    HttpHeaders headers; //!< content-type among them; host and content-length are set by the client
    SecretString body;
    std::chrono::milliseconds deadline{20'000}; //!< from send() to the last byte of the answer
    qint64 maxBodyBytes = 3LL * 1024 * 1024;    //!< a longer answer is an error
    //! Where the deadline is what is left of a longer one: that one, which is what a timeout speaks of.
    std::chrono::milliseconds wholeDeadline{0};
    //! Takes what came of an answer that then turned into an error: a body may hold the only copy of something. None
    //! has status 0.
    std::shared_ptr<HttpResponse> broken = nullptr;
};

//! The one way out of this process. Its policy is fixed here and nowhere else:
//! one wire request per call (the body goes out as a sequential device, so Qt cannot send it again by itself), an
//! overall deadline, caps on header and body, no redirects (a 3xx is ErrorKind::Protocol), no cookies, no HTTP/2, no
//! stored server credentials, TLS 1.2+ verified by Qt and by PeerCheck, plain http only to a loopback IP literal.
//! A status of 4xx or 5xx is a response, not an error: its body names the reason.
//! Destroying the returned task aborts the request. Outlives every task it made.
//! When it is destroyed first after all, they end with ErrorKind::Cancelled.
class HttpClient {
public:
    struct Options {
        QByteArray caPem;        //!< trust these certificates and no others; empty: those of the system
        ProxyRules proxies = {}; //!< empty: those of the desktop, without a password
    };

    HttpClient();
    explicit HttpClient(Options options);
    ~HttpClient();
    Q_DISABLE_COPY_MOVE(HttpClient)

    //! Error::answerLost: some of the body had been handed over to a connection.
    Task<Result<HttpResponse>> send(HttpRequest request);
    //! Closes the connections that no request is using.
    void closeIdle();

private:
    struct Private;
    std::shared_ptr<Private> m_d;
};

} // namespace keyturn
