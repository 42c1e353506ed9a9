#include "core/oauth/client_secret_call.h"

#include "core/base/redaction.h"
#include "core/oauth/token_endpoint.h"
#include "core/oauth/token_url_policy.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr qint64 maxRefusalBytes = 64LL * 1024;
const QString orderOperation = u"client-secret"_s;

//! The one beside the token URL that the entry uses.
QUrl orderUrl(const Provider::SecretByQueue &way, const QUrl &tokenUrl)
{
    qsizetype at = 0;
    for (const Provider &provider : providers()) {
        for (qsizetype i = 0; i < provider.tokenUrls.size(); ++i)
            at = provider.secretByQueue.urls == way.urls && QUrl(provider.tokenUrls.at(i)).host() == tokenUrl.host()
                     ? i
                     : at;
    }
    return QUrl(way.urls.value(at < way.urls.size() ? at : 0));
}

ErrorKind refusalKind(int status)
{
    if (status == 401 || status == 403)
        return ErrorKind::AccessDenied;
    return status == 429 ? ErrorKind::Throttled : ErrorKind::Invalid;
}

Error refusalOf(const HttpResponse &response, const QString &host)
{
    const QJsonObject told =
        QJsonDocument::fromJson(response.body.bytes().toByteArray())["errors"_L1].toArray().first().toObject();
    const QString word = told["code"_L1].toString();
    const QString message = told["message"_L1].toString();
    Error error{refusalKind(response.status),
                word.isEmpty() ? u"HTTP %1"_s.arg(response.status) : redacted(word),
                message.isEmpty() ? u"HTTP status %1"_s.arg(response.status) : redacted(message),
                QString::fromLatin1(response.header("x-amzn-requestid")),
                host,
                orderOperation};
    if (response.status == 400 && message.contains("not enrolled"_L1, Qt::CaseInsensitive)) {
        error.kind = ErrorKind::Unsupported;
        error.refuse(Refusal::NotEnrolled);
    }
    if (response.status >= 500 || response.status == 408 || response.status < 400) {
        error.kind = ErrorKind::Unavailable;
        error.answerLost = true;
    }
    return error;
}

} // namespace

Task<Result<>> ClientSecretCall::ask(Provider::SecretByQueue way, QUrl tokenUrl, SecretString token) const
{
    const QUrl url = orderUrl(way, tokenUrl);
    const Result<> checked = checkTokenUrl(url);
    if (!checked)
        co_return checked.error();
    HttpRequest request;
    request.url = m_rehearsal.isEmpty() ? url : rehearsedUrl(url, m_rehearsal);
    const QString host = request.url.authority();
    request.headers = {{"Content-Type", "application/json"},
                       {"Accept", "application/json"},
                       {"Accept-Encoding", "identity"},
                       {way.header, token.bytes().toByteArray()}};
    request.body = SecretString(QByteArrayView("{}"));
    request.maxBodyBytes = maxRefusalBytes;
    const Result<HttpResponse> response = co_await m_http.send(std::move(request));
    if (!response) {
        Error error = response.error();
        error.operation = orderOperation;
        error.answerLost = mayHaveBeenAsked(error);
        co_return error;
    }
    if (response->status >= 200 && response->status <= 299)
        co_return Result<>();
    co_return refusalOf(*response, host);
}

} // namespace keyturn
