#include "core/http/exchange.h"

#include "core/base/log.h"
#include "core/base/redaction.h"

#include <QNetworkAccessManager>
#include <QNetworkRequest>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslError>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr qsizetype maxHeaderBytes = 64LL * 1024; // Qt itself never finishes a head of more than 100 lines

Refusal tlsRefusal(QSslError::SslError error)
{
    switch (error) {
    case QSslError::CertificateExpired:
    case QSslError::CertificateNotYetValid:
        return Refusal::TlsCertificateDate;
    case QSslError::HostNameMismatch:
        return Refusal::TlsHostMismatch;
    case QSslError::SelfSignedCertificate:
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
        return Refusal::TlsUnknownIssuer;
    default:
        return Refusal::TlsCertificate;
    }
}

//! Qt reports 4xx and 5xx as errors of their own; to us they are answers.
bool isMadeFromStatus(QNetworkReply::NetworkError error)
{
    return error >= QNetworkReply::ContentAccessDenied && error != QNetworkReply::ContentReSendError
           && error != QNetworkReply::ProtocolUnknownError && error != QNetworkReply::ProtocolFailure;
}

} // namespace

QString hostAndPort(const QUrl &url)
{
    const QString host = url.host().contains(u':') ? u'[' + url.host() + u']' : url.host();
    return host + u':' + QString::number(url.port(url.scheme() == "http"_L1 ? 80 : 443));
}

Exchange::Exchange(QNetworkAccessManager &manager, QNetworkRequest prepared, HttpRequest request, Check check,
                   Completer<Result<HttpResponse>> done) :
    m_method(request.method),
    m_url(request.url), m_maxBodyBytes(request.maxBodyBytes), m_check(std::move(check)), m_broken(request.broken),
    m_done(std::move(done))
{
    for (const auto &[name, value] : std::as_const(request.headers))
        prepared.setRawHeader(name, value);
    prepared.setHeader(QNetworkRequest::ContentLengthHeader, request.body.size());
    auto *body = new SequentialBody(std::move(request.body));
    m_elapsed.start();
    m_reply = manager.sendCustomRequest(prepared, m_method, body);
    body->setParent(m_reply);
    m_sent = body;
    // Qt begins when the event loop runs, and whoever sets the size of the buffer before that sets nothing. Set later
    // than this, Qt reads all that comes first. On a busy machine it may note it only when the answer is there; then it
    // closes the connection after that answer, and the next request has a new one.
    const auto limit = [reply = m_reply] {
        if (reply)
            reply->setReadBufferSize(WireMeter::readAhead);
    };
    QMetaObject::invokeMethod(&m_context, limit, Qt::QueuedConnection);

    // Qt's thread of the connection waits until this has returned, and sends nothing after abort().
    QObject::connect(m_reply, &QNetworkReply::encrypted, &m_context, [this] { checkPeer(); });
    QObject::connect(m_reply, &QNetworkReply::metaDataChanged, &m_context, [this] { checkHead(); });
    QObject::connect(m_reply, &QNetworkReply::readyRead, &m_context, [this] { read(); });
    QObject::connect(m_reply, &QNetworkReply::finished, &m_context, [this] { finish(); });
    QObject::connect(m_reply, &QNetworkReply::sslErrors, &m_context,
                     [this](const QList<QSslError> &errors) { failOnTls(errors); });
    QObject::connect(m_reply, &QObject::destroyed, &m_context,
                     [this] { fail(ErrorKind::Cancelled, Refusal::ClientGone, u"the HTTP client was closed"_s); });

    m_deadline.setSingleShot(true);
    m_deadline.callOnTimeout(&m_context, [this, deadline = std::max(request.deadline, request.wholeDeadline)] {
        if (m_wire.hasShutDown()) // Qt does not always notice, behind a challenge
            return fail(ErrorKind::Protocol, Refusal::TooLarge, u"the answer goes on and on beside its body"_s);
        fail(ErrorKind::Timeout, Refusal::Timeout, u"no complete answer within %1 ms"_s.arg(deadline.count()));
    });
    m_deadline.start(request.deadline);
}

Exchange::~Exchange()
{
    if (!m_ended)
        end(Error{ErrorKind::Cancelled, Refusal::Cancelled, {}, {}, hostAndPort(m_url), {}});
}

int Exchange::status() const
{
    return m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

void Exchange::checkPeer()
{
    if (m_ended)
        return;
    const auto problem = m_check(m_reply->sslConfiguration().peerCertificateChain(), m_url.host(QUrl::FullyEncoded));
    if (!problem)
        return;
    m_reply->disconnect(&m_context);
    m_reply->abort();
    fail(ErrorKind::Tls, problem->refusal, redacted(problem->detail));
}

void Exchange::checkHead()
{
    if (m_ended)
        return;
    if (status() == 304 || (status() >= 300 && status() < 400 && !m_reply->hasRawHeader("location")))
        return fail(ErrorKind::Protocol, Refusal::Redirect, u"HTTP %1, which is no answer"_s.arg(status()));
    if (status() >= 300 && status() < 400) {
        const QUrl target = m_url.resolved(QUrl::fromEncoded(m_reply->rawHeader("location")));
        return fail(ErrorKind::Protocol, Refusal::Redirect,
                    u"HTTP %1, redirected to %2"_s.arg(status()).arg(redacted(target.host())));
    }
    qsizetype bytes = 0;
    for (const auto &[name, value] : m_reply->rawHeaderPairs())
        bytes += name.size() + value.size();
    if (bytes > maxHeaderBytes)
        return fail(ErrorKind::Protocol, Refusal::TooLarge, u"the answer has %1 bytes of headers"_s.arg(bytes));
    if (m_reply->rawHeader("content-length").contains(',')) // RFC 9112 section 6.3: which one is right cannot be known
        return fail(ErrorKind::Protocol, Refusal::NotHttp, u"the answer has two lengths"_s);
    if (m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong() > m_maxBodyBytes)
        return fail(ErrorKind::Protocol, Refusal::TooLarge,
                    u"the answer is longer than %1 bytes"_s.arg(m_maxBodyBytes));
    if (m_reply->hasRawHeader("transfer-encoding"))
        m_wire.expectChunks();
    if (!m_broken && status() >= 200 && status() != 407
        && !saysWhereItEnds()) // nobody wants to see what there is of it
        return fail(ErrorKind::Network, Refusal::Truncated, u"the answer does not say where it ends"_s);
}

bool Exchange::saysWhereItEnds() const
{
    // Without a length or chunks only the closing of the connection ends the body: it may be whole or cut, and Qt
    // calls it now this, now that.
    return m_reply->hasRawHeader("content-length") || m_reply->hasRawHeader("transfer-encoding") || status() == 204;
}

void Exchange::read()
{
    QByteArray piece;
    while (!m_ended && m_reply->bytesAvailable() > 0) {
        piece = m_reply->read(m_reply->bytesAvailable() + 1); // more than there is: reading to the end makes Qt go on
        if (piece.isEmpty())
            break;
        m_bodyBytes += piece.size();
        m_wire.account(piece.size());
        if (m_bodyBytes > m_maxBodyBytes)
            fail(ErrorKind::Protocol, Refusal::TooLarge, u"the answer is longer than %1 bytes"_s.arg(m_maxBodyBytes));
        else
            m_body.push_back(std::exchange(piece, QByteArray()));
        wipe(piece);
    }
}

SecretString Exchange::takeBody()
{
    QByteArray whole;
    whole.reserve(m_bodyBytes); // once: growing leaves copies behind
    for (QByteArray &piece : m_body) {
        whole.append(piece);
        wipe(piece);
    }
    m_body.clear();
    return SecretString::take(std::move(whole));
}

void Exchange::finish()
{
    checkHead();
    read();
    if (m_ended)
        return;
    const QNetworkReply::NetworkError error = m_reply->error();
    const bool answered = error == QNetworkReply::NoError || (status() >= 400 && isMadeFromStatus(error));
    if ((!answered || !saysWhereItEnds()) && m_wire.hasShutDown())
        return fail(ErrorKind::Protocol, Refusal::TooLarge, u"the answer goes on and on beside its body"_s);
    if (!answered || status() < 200 || status() == 407)
        return end(networkError());

    if (!saysWhereItEnds())
        return fail(ErrorKind::Network, Refusal::Truncated, u"the answer does not say where it ends"_s);

    HttpResponse response;
    response.status = status();
    response.headers = m_reply->rawHeaderPairs();
    response.body = takeBody();
    end(std::move(response));
}

Error Exchange::networkError() const
{
    const auto error = [this](ErrorKind kind, Refusal why, const QString &detail) {
        return Error{kind, why, detail, {}, hostAndPort(m_url), {}};
    };
    const QString words = redacted(m_reply->errorString());
    if (status() == 407)
        return error(ErrorKind::Network, Refusal::ProxyAuthenticationRequired, u"the proxy asks for a password"_s);
    switch (m_reply->error()) {
    case QNetworkReply::ConnectionRefusedError:
        return error(ErrorKind::Network, Refusal::ConnectionRefused, words);
    case QNetworkReply::HostNotFoundError:
        return error(ErrorKind::Network, Refusal::HostNotFound, words);
    case QNetworkReply::TimeoutError:
        return error(ErrorKind::Timeout, Refusal::Timeout, words);
    case QNetworkReply::SslHandshakeFailedError:
        return error(ErrorKind::Tls, Refusal::TlsHandshake, words);
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return error(ErrorKind::Network, Refusal::ProxyAuthenticationRequired, u"the proxy asks for a password"_s);
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::UnknownProxyError:
        return error(ErrorKind::Network, Refusal::ProxyUnreachable, words);
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError: // Qt wanted to send the body again, and could not
        if (status() != 0)
            return error(ErrorKind::Network, Refusal::Truncated, u"the answer ended early"_s);
        return error(ErrorKind::Network, Refusal::ConnectionReset, u"the connection closed before an answer came"_s);
    case QNetworkReply::NoError:
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
        return error(ErrorKind::Protocol, Refusal::NotHttp, u"the answer is not HTTP"_s);
    default:
        return error(ErrorKind::Network, Refusal::Network, words);
    }
}

void Exchange::failOnTls(const QList<QSslError> &errors)
{
    const QSslError first = errors.value(0);
    if (first.error() == QSslError::UnspecifiedError) { // Qt has no word for it, OpenSSL may have
        checkPeer();
        if (m_ended)
            return;
    }
    const QString issuer = first.certificate().issuerDisplayName();
    fail(ErrorKind::Tls, tlsRefusal(first.error()), redacted(u"%1 (issuer: %2)"_s.arg(first.errorString(), issuer)));
}

void Exchange::fail(ErrorKind kind, Refusal why, const QString &detail)
{
    end(Error{kind, why, detail, {}, hostAndPort(m_url), {}});
}

void Exchange::end(Result<HttpResponse> result)
{
    if (m_ended)
        return;
    m_ended = true;
    m_deadline.stop();
    if (!result) {
        Error error = result.error();
        error.answerLost = m_sent && m_sent->wasRead();
        result = std::move(error);
    }
    qCDebug(httpLog).noquote() << m_method << hostAndPort(m_url)
                               << (result ? QString::number(result->status) : result.error().code)
                               << m_elapsed.elapsed() << "ms";
    if (m_reply && m_broken && !result && status() > 0) {
        m_broken->status = status();
        m_broken->headers = m_reply->rawHeaderPairs();
        m_broken->body = takeBody();
    }
    if (m_reply) {
        // Its deletion ends it. abort() would be a second error where Qt has, or is about to have, one of its own, and
        // Qt complains of that on the user's terminal.
        m_reply->disconnect(&m_context);
        m_reply->deleteLater();
    }
    for (QByteArray &piece : m_body)
        wipe(piece);
    m_body.clear();
    m_done(std::move(result));
}

} // namespace keyturn
