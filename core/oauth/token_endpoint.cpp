#include "core/oauth/token_endpoint.h"

#include "core/base/redaction.h"
#include "core/document/secret_document.h"
#include "core/oauth/token_url_policy.h"

namespace keyturn {

namespace {

constexpr qint64 maxAnswerBytes = 1024 * 1024;
constexpr qint64 longestLifeSeconds = 10LL * 366 * 24 * 60 * 60; // more than that is not a life but a mistake

void appendField(QByteArray &form, const char *name, QByteArrayView value)
{
    if (value.isEmpty())
        return;
    QByteArray plain = value.toByteArray();
    QByteArray encoded = plain.toPercentEncoding();
    form.append(form.isEmpty() ? "" : "&").append(name).append('=').append(encoded);
    wipe(plain);
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
    appendField(form, "client_id", grant.clientId);
    appendField(form, "client_secret", grant.clientSecret.bytes());
    appendField(form, "scope", grant.scope);
    return SecretString::take(std::move(form));
}

HttpRequest requestFor(const RefreshGrant &grant, const QUrl &url)
{
    HttpRequest request;
    request.url = url;
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded;charset=UTF-8"},
                       {"Accept", "application/json"},
                       {"Accept-Encoding", "identity"}};
    request.body = formBody(grant);
    request.maxBodyBytes = maxAnswerBytes;
    return request;
}

QString textOf(const SecretDocument &answer, const char *name)
{
    const SecretDocument::Member *member = answer.member(QLatin1String(name));
    return member && member->isString ? member->value.reveal() : QString();
}

SecretString secretOf(const SecretDocument &answer, const char *name)
{
    const SecretDocument::Member *member = answer.member(QLatin1String(name));
    return member && member->isString ? member->value : SecretString();
}

bool isJson(const HttpResponse &response)
{
    const QByteArray type = response.header("content-type").split(';').first().trimmed().toLower();
    return type == "application/json" || (type.startsWith("application/") && type.endsWith("+json"));
}

ErrorKind kindOf(const QString &code)
{
    static const QHash<QString, ErrorKind> kinds{
        {QStringLiteral("invalid_request"), ErrorKind::Invalid},
        {QStringLiteral("invalid_scope"), ErrorKind::Invalid},
        {QStringLiteral("unsupported_grant_type"), ErrorKind::Invalid},
        {QStringLiteral("server_error"), ErrorKind::Unavailable},
        {QStringLiteral("servererror"), ErrorKind::Unavailable},
        {QStringLiteral("temporarily_unavailable"), ErrorKind::Unavailable},
        {QStringLiteral("slow_down"), ErrorKind::Throttled},
    };
    return kinds.value(code, ErrorKind::Auth); // invalid_grant, invalid_client, unauthorized_client, access_denied ...
}

//! The gate of a token answer: what passes may be written over a working credential, so nothing doubtful passes.
class AnswerGate {
public:
    AnswerGate(const HttpResponse &response, const QString &host) :
        m_response(response), m_host(host), m_isJson(isJson(response)), m_answer(response.body)
    {}

    Result<TokenSet> tokens(const RefreshGrant &grant, const QDateTime &now) const
    {
        const int status = m_response.status;
        const QString code = m_isJson ? textOf(m_answer, "error").toLower() : QString();
        if (status == 429)
            return error(ErrorKind::Throttled, code, QStringLiteral("HTTP status 429"));
        if (status >= 500)
            return error(ErrorKind::Unavailable, code, QStringLiteral("HTTP status %1").arg(status));
        if (!m_isJson)
            return error(ErrorKind::Protocol, {}, QStringLiteral("HTTP status %1 without JSON").arg(status));
        if (m_answer.isRaw())
            return error(
                ErrorKind::Protocol, {},
                QStringLiteral("HTTP status %1, but the answer is broken: %2").arg(status).arg(m_answer.rawReason()));
        if (!code.isEmpty()) // whatever the status says
            return error(kindOf(code), code, textOf(m_answer, "error_description"));
        if (status < 200 || status > 299)
            return error(ErrorKind::Protocol, {}, QStringLiteral("HTTP status %1 without an error code").arg(status));
        if (textOf(m_answer, "token_type").compare(QLatin1String("bearer"), Qt::CaseInsensitive) != 0)
            return error(ErrorKind::Protocol, {}, QStringLiteral("the answer has no token_type \"bearer\""));
        return readTokens(grant, now);
    }

private:
    Result<TokenSet> readTokens(const RefreshGrant &grant, const QDateTime &now) const
    {
        TokenSet tokens;
        tokens.accessToken = secretOf(m_answer, "access_token");
        if (tokens.accessToken.isEmpty())
            return error(ErrorKind::Protocol, {}, QStringLiteral("the answer has no access_token"));
        const SecretString newRefreshToken = secretOf(m_answer, "refresh_token");
        tokens.refreshTokenRotated = !newRefreshToken.isEmpty() && !(newRefreshToken == grant.refreshToken);
        tokens.refreshToken = tokens.refreshTokenRotated ? newRefreshToken : grant.refreshToken;
        if (const SecretDocument::Member *life = m_answer.member(QStringLiteral("expires_in"))) {
            const double seconds = life->value.bytes().toByteArray().toDouble(); // a number, or a string that holds one
            if (seconds > 0 && seconds < static_cast<double>(longestLifeSeconds))
                tokens.expiresAt = now.addSecs(static_cast<qint64>(seconds));
        }
        return tokens;
    }

    Error error(ErrorKind kind, const QString &code, const QString &detail) const
    {
        QString requestId = textOf(m_answer, "request_id");
        if (requestId.isEmpty())
            requestId = QString::fromLatin1(m_response.header("x-amzn-requestid"));
        return Error{
            kind, redacted(code), redacted(detail), redacted(requestId), m_host, QStringLiteral("refresh_token")};
    }

    const HttpResponse &m_response;
    const QString m_host;
    const bool m_isJson;
    const SecretDocument m_answer;
};

} // namespace

TokenEndpoint::TokenEndpoint(HttpClient &http, const Clock &clock, QUrl rehearsal) :
    m_http(http), m_clock(clock), m_rehearsal(std::move(rehearsal))
{}

Task<Result<TokenSet>> TokenEndpoint::refresh(RefreshGrant grant) const
{
    const Result<TokenProvider> provider =
        tokenProvider(grant.tokenUrl); // also in a rehearsal, which must refuse the same
    if (!provider)
        co_return provider.error();
    QUrl url = grant.tokenUrl;
    if (!m_rehearsal.isEmpty())
        url = rehearsedUrl(grant.tokenUrl, m_rehearsal);
    HttpRequest request = requestFor(grant, url);
    const Result<HttpResponse> response = co_await m_http.send(std::move(request));
    if (!response) {
        Error error = response.error();
        error.operation = QStringLiteral("refresh_token");
        co_return error;
    }
    const AnswerGate gate(*response, url.authority());
    co_return gate.tokens(grant, m_clock.utcNow());
}

} // namespace keyturn
