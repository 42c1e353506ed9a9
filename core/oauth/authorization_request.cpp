#include "core/oauth/authorization_request.h"

#include "core/base/redaction.h"
#include "core/oauth/token_url_policy.h"

#include <QCryptographicHash>
#include <QHash>

#include <array>
#include <openssl/crypto.h>
#include <openssl/rand.h>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr auto base64Url = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
constexpr qsizetype longestCode = 4096;

Error authorizeFailure(ErrorKind kind, Refusal refusal, const QString &detail)
{
    return Error{kind, refusal, detail, {}, {}, u"authorize"_s};
}

//! 256 bits, as 43 characters; empty where there are none.
QByteArray randomText()
{
    std::array<unsigned char, 32> bytes{};
    if (RAND_bytes(bytes.data(), bytes.size()) != 1)
        return {};
    const QByteArray text = QByteArray(reinterpret_cast<const char *>(bytes.data()), bytes.size()).toBase64(base64Url);
    OPENSSL_cleanse(bytes.data(), bytes.size());
    return text;
}

QByteArray decodedPart(QByteArrayView part)
{
    return QByteArray::fromPercentEncoding(part.toByteArray().replace('+', ' '));
}

//! By name; nothing where one of them comes twice: readers would not agree on which counts.
std::optional<QHash<QByteArray, QByteArray>> parametersIn(QByteArrayView query)
{
    QHash<QByteArray, QByteArray> parameters;
    for (const QByteArray &pair : query.toByteArray().split('&')) {
        if (pair.isEmpty())
            continue;
        const qsizetype equals = pair.indexOf('=');
        const QByteArray name = decodedPart(equals < 0 ? pair : pair.left(equals));
        if (parameters.contains(name))
            return std::nullopt;
        parameters.insert(name, equals < 0 ? QByteArray() : decodedPart(pair.mid(equals + 1)));
    }
    return parameters;
}

bool isSame(const QByteArray &given, const QByteArray &expected)
{
    return !expected.isEmpty() && given.size() == expected.size()
           && CRYPTO_memcmp(given.constData(), expected.constData(), static_cast<size_t>(expected.size())) == 0;
}

QString originOf(const QUrl &url)
{
    return url.scheme() + u"://"_s + url.authority(QUrl::FullyEncoded);
}

bool isIssuer(const AuthorizationRequest &request, const QByteArray &iss)
{
    const QString named = QString::fromUtf8(iss);
    if (!request.issuer.isEmpty())
        return named == request.issuer;
    return iss.isEmpty() || request.origins.contains(originOf(QUrl(named, QUrl::StrictMode)));
}

//! A reference against the token URL; itself where it is absolute.
QUrl resolvedAgainst(const QUrl &tokenUrl, const QString &reference)
{
    QUrl bare = tokenUrl;
    bare.setQuery(QString());
    return bare.resolved(QUrl(reference));
}

} // namespace

QUrl authorizationUrlOf(const Provider &provider, const QUrl &tokenUrl)
{
    const QStringList &urls = provider.authorizationUrls;
    if (urls.isEmpty())
        return {};
    const qsizetype row = provider.tokenUrls.indexOf(tokenUrl.toString());
    return resolvedAgainst(tokenUrl, urls.value(row >= 0 && row < urls.size() ? row : 0));
}

QString issuerOf(const Provider &provider, const QUrl &tokenUrl)
{
    if (provider.issuer.isEmpty())
        return {};
    QString issuer = resolvedAgainst(tokenUrl, provider.issuer).toString(QUrl::FullyEncoded);
    if (issuer.endsWith(u'/'))
        issuer.chop(1);
    return issuer;
}

QByteArray pkceChallenge(const SecretString &verifier)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(verifier.bytes());
    return hash.result().toBase64(base64Url);
}

Result<AuthorizationRequest> authorizationRequest(const AuthorizationTarget &target)
{
    const QUrl &url = target.authorizationUrl;
    const bool isRehearsed = url.scheme() == "http"_L1 && url.host() == "127.0.0.1"_L1;
    if (!isRehearsed && !checkTokenUrl(url))
        return authorizeFailure(ErrorKind::Invalid, Refusal::AuthorizationUrl, url.toString());
    AuthorizationRequest request;
    request.state = randomText();
    request.verifier = SecretString::take(randomText());
    if (request.state.isEmpty() || request.verifier.isEmpty())
        return authorizeFailure(ErrorKind::Io, Refusal::Random, u"the system gave no random numbers"_s);
    request.redirectUri = target.redirectUri;
    request.issuer = target.issuer;
    request.origins = {originOf(url), originOf(target.tokenUrl)};
    QByteArray query = url.query(QUrl::FullyEncoded).toLatin1();
    const auto append = [&query](const QByteArray &name, const QByteArray &value) {
        if (!value.isEmpty())
            query += (query.isEmpty() ? "" : "&") + name.toPercentEncoding() + '=' + value.toPercentEncoding();
    };
    append("response_type", "code");
    append("client_id", target.clientId);
    append("redirect_uri", target.redirectUri.toUtf8());
    append("scope", target.scope);
    append("state", request.state);
    append("code_challenge", pkceChallenge(request.verifier));
    append("code_challenge_method", "S256");
    for (const auto &[name, value] : target.parameters)
        append(name, value);
    request.url = url;
    request.url.setQuery(QString::fromLatin1(query));
    return request;
}

bool isAnswerTo(const AuthorizationRequest &request, QByteArrayView query)
{
    const auto parameters = parametersIn(query);
    return parameters && isSame(parameters->value("state"), request.state);
}

Result<SecretString> codeIn(const AuthorizationRequest &request, QByteArrayView query)
{
    const auto parameters = parametersIn(query);
    if (!parameters)
        return authorizeFailure(ErrorKind::Protocol, Refusal::MalformedAnswer,
                                u"a parameter of the answer comes twice"_s);
    if (!isSame(parameters->value("state"), request.state))
        return authorizeFailure(ErrorKind::Protocol, Refusal::WrongState, u"the answer belongs to another request"_s);
    // Before anything else of it is believed: the answer of one provider must not be taken to another.
    if (!isIssuer(request, parameters->value("iss")))
        return authorizeFailure(
            ErrorKind::Protocol, Refusal::WrongIssuer,
            redacted(u"the answer is of \"%1\""_s.arg(QString::fromUtf8(parameters->value("iss")))));
    if (parameters->contains("error")) {
        const QString word = redacted(QString::fromUtf8(parameters->value("error").left(100)).toLower());
        const QString words = QString::fromUtf8(parameters->value("error_description").left(500));
        return Error{ErrorKind::Auth, word, redacted(words), {}, {}, u"authorize"_s};
    }
    const QByteArray code = parameters->value("code");
    if (code.isEmpty() || code.size() > longestCode)
        return authorizeFailure(ErrorKind::Protocol, Refusal::MalformedAnswer, u"the answer holds no code"_s);
    return SecretString(QByteArrayView(code));
}

Result<SecretString> codeInPasted(const AuthorizationRequest &request, const QString &text)
{
    const QString address = text.trimmed();
    const QString before = address.section(u'?', 0, 0);
    if (before != request.redirectUri.section(u'?', 0, 0) || !address.contains(u'?'))
        return authorizeFailure(ErrorKind::Invalid, Refusal::NotTheRedirect, request.redirectUri);
    const QByteArray query = address.section(u'?', 1).section(u'#', 0, 0).toUtf8();
    return codeIn(request, query);
}

Task<Result<SecretString>> codeFrom(LoopbackListener *listener, AuthorizationRequest request,
                                    std::chrono::milliseconds patience)
{
    const auto accepts = [request](QByteArrayView query) { return isAnswerTo(request, query); };
    const Result<QByteArray> query = co_await listener->answer(accepts, patience);
    if (!query) {
        Error error = query.error();
        error.operation = u"authorize"_s;
        co_return error;
    }
    co_return codeIn(request, *query);
}

} // namespace keyturn
