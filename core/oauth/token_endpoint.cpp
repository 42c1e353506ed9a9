#include "core/oauth/token_endpoint.h"

#include "core/oauth/token_url_policy.h"

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

// Twice what a secret can hold; a keychain takes no more than that either.
constexpr qint64 maxAnswerBytes = 128 * 1024;

QByteArray percentEncoded(QByteArrayView value)
{
    QByteArray plain = value.toByteArray();
    QByteArray encoded = plain.toPercentEncoding();
    wipe(plain);
    return encoded;
}

void appendField(QByteArray &form, const char *name, QByteArrayView value)
{
    if (value.isEmpty())
        return;
    QByteArray encoded = percentEncoded(value);
    form.append(form.isEmpty() ? "" : "&").append(name).append('=').append(encoded);
    wipe(encoded);
}

SecretString formBody(const RefreshGrant &grant)
{
    QByteArray form;
    // Three bytes for each at most, so that growing never leaves a copy behind.
    form.reserve(
        128 + 3 * (grant.refreshToken.size() + grant.clientId.size() + grant.clientSecret.size() + grant.scope.size()));
    appendField(form, "grant_type", "refresh_token");
    appendField(form, "refresh_token", grant.refreshToken.bytes());
    if (grant.authentication == ProviderRule::Authentication::Form) {
        appendField(form, "client_id", grant.clientId);
        appendField(form, "client_secret", grant.clientSecret.bytes());
    }
    appendField(form, "scope", grant.scope);
    return SecretString::take(std::move(form));
}

//! RFC 6749 section 2.3.1: both are form-encoded before they are joined, so that a colon stays what it is.
QByteArray basicHeader(const RefreshGrant &grant)
{
    QByteArray secret = percentEncoded(grant.clientSecret.bytes());
    QByteArray pair = percentEncoded(grant.clientId) + ':' + secret;
    const QByteArray header = "Basic " + pair.toBase64();
    wipe(secret);
    wipe(pair);
    return header;
}

HttpRequest requestFor(const RefreshGrant &grant, const QUrl &url)
{
    HttpRequest request;
    request.url = url;
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded;charset=UTF-8"},
                       {"Accept", "application/json"},
                       {"Accept-Encoding", "identity"}};
    if (grant.authentication == ProviderRule::Authentication::Basic)
        request.headers.append({"Authorization", basicHeader(grant)});
    request.body = formBody(grant);
    request.maxBodyBytes = maxAnswerBytes;
    request.broken = std::make_shared<HttpResponse>();
    return request;
}

TokenAnswer answerOf(const HttpResponse &response, const QString &host, const QDateTime &now)
{
    TokenAnswer answer;
    answer.status = response.status;
    answer.host = host;
    answer.requestId = QString::fromLatin1(response.header("x-amzn-requestid"));
    answer.body = response.body;
    answer.receivedAt = now;
    return answer;
}

} // namespace

TokenEndpoint::TokenEndpoint(HttpClient &http, const Clock &clock, QUrl rehearsal) :
    m_http(http), m_clock(clock), m_rehearsal(std::move(rehearsal))
{}

Task<Result<TokenAnswer>> TokenEndpoint::ask(RefreshGrant grant) const
{
    const Result<TokenProvider> provider =
        tokenProvider(grant.tokenUrl); // also in a rehearsal, which must refuse the same
    if (!provider)
        co_return provider.error();
    QUrl url = grant.tokenUrl;
    if (!m_rehearsal.isEmpty())
        url = rehearsedUrl(grant.tokenUrl, m_rehearsal);
    HttpRequest request = requestFor(grant, url);
    const std::shared_ptr<HttpResponse> broken = request.broken;
    const Result<HttpResponse> response = co_await m_http.send(std::move(request));
    if (response)
        co_return answerOf(*response, url.authority(), m_clock.utcNow());
    Error error = response.error();
    error.operation = u"refresh_token"_s;
    if (broken->status == 0 || error.code == "redirect"_L1)
        co_return error;
    TokenAnswer answer = answerOf(*broken, url.authority(), m_clock.utcNow());
    answer.isWhole = false;
    co_return answer;
}

bool mayHaveBeenAsked(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Tls:     // the handshake comes first
    case ErrorKind::Invalid: // our own checks
        return false;
    case ErrorKind::Network:
        return error.code != "connection-refused"_L1 && error.code != "host-not-found"_L1
               && error.code != "proxy-unreachable"_L1 && error.code != "proxy-authentication-required"_L1;
    default:
        return error.code != "redirect"_L1; // which refuses to serve what was asked
    }
}

} // namespace keyturn
