#include "core/oauth/token_endpoint.h"

#include "core/base/json_writer.h"
#include "core/oauth/token_url_policy.h"

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

// Twice what a secret can hold; a keychain takes no more than that either.
constexpr qint64 maxAnswerBytes = 128LL * 1024;

bool sendsBasic(const TokenGrant &grant)
{
    return grant.authentication == Provider::Authentication::Basic && !grant.clientSecret.isEmpty();
}

QByteArray percentEncoded(QByteArrayView value)
{
    QByteArray plain = value.toByteArray();
    QByteArray encoded = plain.toPercentEncoding();
    wipe(plain);
    return encoded;
}

QByteArrayView grantWord(TokenGrant::Type type)
{
    switch (type) {
    case TokenGrant::Type::RefreshToken:
        return "refresh_token";
    case TokenGrant::Type::ClientCredentials:
        return "client_credentials";
    case TokenGrant::Type::AuthorizationCode:
        break;
    }
    return "authorization_code";
}

//! Takes the body's fields one by one, empty ones left out.
template <typename Append>
void eachField(const TokenGrant &grant, Append append)
{
    append("grant_type", grantWord(grant.type));
    if (grant.type == TokenGrant::Type::RefreshToken)
        append("refresh_token", grant.refreshToken.bytes());
    if (grant.type == TokenGrant::Type::AuthorizationCode) {
        append("code", grant.code.bytes());
        append("redirect_uri", QByteArrayView(grant.redirectUri));
        append("code_verifier", grant.verifier.bytes());
    }
    if (!sendsBasic(grant)) {
        append("client_id", QByteArrayView(grant.clientId));
        append("client_secret", grant.clientSecret.bytes());
    }
    if (grant.type != TokenGrant::Type::AuthorizationCode) // that of the consent counts
        append("scope", QByteArrayView(grant.scope));
    for (const auto &[name, value] : grant.parameters)
        append(name, QByteArrayView(value));
}

//! Bytes to reserve, so that growing never leaves a copy behind: six for each at most, as JSON escapes them.
qsizetype mostBytes(const TokenGrant &grant)
{
    qsizetype size = 0;
    eachField(grant,
              [&size](QByteArrayView name, QByteArrayView value) { size += name.size() + 6 * value.size() + 8; });
    return size + 8;
}

SecretString formBody(const TokenGrant &grant)
{
    QByteArray form;
    form.reserve(mostBytes(grant));
    eachField(grant, [&form](QByteArrayView name, QByteArrayView value) {
        if (value.isEmpty())
            return;
        QByteArray encoded = percentEncoded(value);
        form.append(form.isEmpty() ? "" : "&").append(percentEncoded(name)).append('=').append(encoded);
        wipe(encoded);
    });
    return SecretString::take(std::move(form));
}

SecretString jsonBody(const TokenGrant &grant)
{
    QByteArray json("{");
    json.reserve(mostBytes(grant));
    eachField(grant, [&json](QByteArrayView name, QByteArrayView value) {
        if (value.isEmpty())
            return;
        QByteArray escaped = jsonEscaped(value);
        json.append(json.size() == 1 ? "\"" : ",\"").append(jsonEscaped(name)).append("\":\"").append(escaped);
        json.append('"');
        wipe(escaped);
    });
    json.append('}');
    return SecretString::take(std::move(json));
}

//! RFC 6749 section 2.3.1: both are form-encoded before they are joined, so that a colon stays what it is.
QByteArray basicHeader(const TokenGrant &grant)
{
    QByteArray secret = percentEncoded(grant.clientSecret.bytes());
    QByteArray pair = percentEncoded(grant.clientId) + ':' + secret;
    const QByteArray header = "Basic " + pair.toBase64();
    wipe(secret);
    wipe(pair);
    return header;
}

HttpRequest requestFor(const TokenGrant &grant, const QUrl &url)
{
    HttpRequest request;
    request.url = url;
    const bool isJson = grant.body == Provider::Body::Json;
    request.headers = {
        {"Content-Type", isJson ? "application/json" : "application/x-www-form-urlencoded;charset=UTF-8"},
        {"Accept", "application/json"},
        {"Accept-Encoding", "identity"}};
    if (sendsBasic(grant))
        request.headers.append({"Authorization", basicHeader(grant)});
    request.body = isJson ? jsonBody(grant) : formBody(grant);
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

//! Ids, scopes and what says the kind of grant; parameters of one's own may be anything.
bool isOpen(QByteArrayView name)
{
    return name == "grant_type" || name == "client_id" || name == "scope" || name == "redirect_uri";
}

} // namespace

TokenRequestView viewOf(const TokenGrant &grant)
{
    TokenRequestView view;
    view.url = grant.tokenUrl;
    view.isJson = grant.body == Provider::Body::Json;
    view.isBasic = sendsBasic(grant);
    const auto append = [&view](QByteArrayView name, QByteArrayView value) {
        if (!value.isEmpty())
            view.fields.append({QString::fromUtf8(name), isOpen(name) ? QString::fromUtf8(value) : QString(),
                                isOpen(name) ? 0 : value.size()});
    };
    if (view.isBasic) {
        append("client_id", QByteArrayView(grant.clientId));
        append("client_secret", grant.clientSecret.bytes());
    }
    eachField(grant, append);
    return view;
}

TokenEndpoint::TokenEndpoint(HttpClient &http, const Clock &clock, QUrl rehearsal) :
    m_http(http), m_clock(clock), m_rehearsal(std::move(rehearsal))
{}

QUrl TokenEndpoint::placeOf(const QUrl &url) const
{
    return m_rehearsal.isEmpty() ? url : rehearsedUrl(url, m_rehearsal);
}

Task<Result<TokenAnswer>> TokenEndpoint::ask(TokenGrant grant) const
{
    const Result<> checked = checkTokenUrl(grant.tokenUrl); // also in a rehearsal, which must refuse the same
    if (!checked)
        co_return checked.error();
    if (!isOwnTokenUrl(grant.tokenUrl) && tokenOrigin(grant.tokenUrl) != grant.agreedOrigin)
        co_return tokenUrlNeedsConsent(grant.tokenUrl);
    const QUrl url = placeOf(grant.tokenUrl);
    HttpRequest request = requestFor(grant, url);
    const std::shared_ptr<HttpResponse> broken = request.broken;
    const Result<HttpResponse> response = co_await m_http.send(std::move(request));
    if (response)
        co_return answerOf(*response, url.authority(), m_clock.utcNow());
    Error error = response.error();
    error.operation = u"refresh_token"_s;
    if (broken->status == 0 || error.refusal == Refusal::Redirect)
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
        return error.refusal != Refusal::ConnectionRefused && error.refusal != Refusal::HostNotFound
               && error.refusal != Refusal::ProxyUnreachable && error.refusal != Refusal::ProxyAuthenticationRequired;
    default:
        return error.refusal != Refusal::Redirect; // which refuses to serve what was asked
    }
}

} // namespace keyturn
