#include "app/sandbox/protocol/sigv4_verifier.h"

#include "app/sandbox/protocol/query.h"
#include "app/sandbox/service/service.h"

#include <QRegularExpression>

namespace keyturn::sandbox {

namespace {

using namespace Qt::StringLiterals;

constexpr auto dateFormat = "yyyyMMdd'T'HHmmss'Z'";

Error incomplete(const QString &message)
{
    return refusal(u"IncompleteSignatureException"_s, message);
}

Error invalidSignature(const QString &message)
{
    return refusal(u"InvalidSignatureException"_s, message);
}

//! What a signed request says of its signature: in the Authorization header, or in the query of a presigned URL.
struct Authorization {
    QByteArray keyId;
    QList<QByteArray> scope; //!< date, region, service, "aws4_request"
    QByteArray signedHeaders;
    QByteArray signature;
    QByteArray timestamp;
    QByteArray token;
    QByteArray target; //!< what is signed of the request line
    qint64 toleranceSeconds = Sigv4Verifier::toleranceSeconds;
};

const QByteArray algorithm = "AWS4-HMAC-SHA256";

Error otherAlgorithm(const QByteArray &name)
{
    return incomplete(u"Unsupported AWS 'algorithm': '%1'."_s.arg(QString::fromLatin1(name)));
}

Result<> readCredential(Authorization &found, const QByteArray &credential)
{
    found.scope = credential.split('/');
    if (found.scope.size() != 5)
        return incomplete(u"Credential must have exactly 5 slash-delimited elements, e.g. "
                          "keyid/date/region/service/term, got '%1'."_s.arg(QString::fromLatin1(credential)));
    found.keyId = found.scope.takeFirst();
    return {};
}

//! "AWS4-HMAC-SHA256 Credential=.., SignedHeaders=.., Signature=.."
Result<Authorization> readHeader(const Request &request)
{
    const QByteArray header = request.header("authorization");
    if (!header.startsWith(algorithm + ' '))
        return otherAlgorithm(header.left(header.indexOf(' ')));
    Authorization found;
    QByteArray credential;
    for (const QByteArray &part : header.mid(algorithm.size()).split(',')) {
        const QByteArray pair = part.trimmed();
        if (pair.startsWith("Credential="))
            credential = pair.mid(11);
        else if (pair.startsWith("SignedHeaders="))
            found.signedHeaders = pair.mid(14);
        else if (pair.startsWith("Signature="))
            found.signature = pair.mid(10);
    }
    const auto missing = [](const QString &name) {
        return incomplete(u"Authorization header requires '%1' parameter."_s.arg(name));
    };
    if (credential.isEmpty())
        return missing(u"Credential"_s);
    if (found.signature.isEmpty())
        return missing(u"Signature"_s);
    if (found.signedHeaders.isEmpty())
        return missing(u"SignedHeaders"_s);
    if (auto read = readCredential(found, credential); !read)
        return std::move(read).error();
    found.timestamp = request.header("x-amz-date");
    if (found.timestamp.isEmpty())
        return incomplete(u"Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."_s);
    found.token = request.header("x-amz-security-token");
    found.target = request.target;
    return found;
}

//! "?...&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=...&X-Amz-Signature=..."
Result<Authorization> readQuery(const Request &request)
{
    const QJsonObject fields = query::fields(request.query());
    const auto field = [&fields](const QString &name) { return fields[name].toString().toLatin1(); };
    if (field(u"X-Amz-Algorithm"_s) != algorithm)
        return otherAlgorithm(field(u"X-Amz-Algorithm"_s));
    for (const QString &name :
         {u"X-Amz-Credential"_s, u"X-Amz-Signature"_s, u"X-Amz-SignedHeaders"_s, u"X-Amz-Date"_s}) {
        if (field(name).isEmpty())
            return incomplete(u"AWS query-string parameters must include '%1'. Re-examine the query-string "
                              "parameters."_s.arg(name));
    }
    Authorization found;
    if (auto read = readCredential(found, field(u"X-Amz-Credential"_s)); !read)
        return std::move(read).error();
    found.signedHeaders = field(u"X-Amz-SignedHeaders"_s);
    found.signature = field(u"X-Amz-Signature"_s);
    found.timestamp = field(u"X-Amz-Date"_s);
    found.token = field(u"X-Amz-Security-Token"_s);
    QList<QByteArray> pairs = request.query().split('&'); // the signature does not sign itself
    pairs.removeIf([](const QByteArray &pair) { return pair.startsWith("X-Amz-Signature="); });
    found.target = request.path() + '?' + pairs.join('&');
    found.toleranceSeconds = Sigv4Verifier::presignedSeconds;
    return found;
}

//! Whatever could change the meaning of the request has to be under the signature.
Result<> checkSignedHeaders(const Request &request, const QByteArray &signedHeaders)
{
    const QList<QByteArray> names = signedHeaders.split(';');
    if (!names.contains("host"))
        return invalidSignature(u"'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."_s);
    for (const auto &[name, value] : request.headers) {
        const QByteArray lower = name.toLower();
        if (lower.startsWith("x-amz-") && !names.contains(lower))
            return invalidSignature(
                u"'%1' must be a 'SignedHeader' in the AWS Authorization."_s.arg(QString::fromLatin1(lower)));
    }
    return {};
}

//! As AWS says it, but without the canonical request: it holds the session token.
Error mismatch()
{
    return invalidSignature(
        u"The request signature we calculated does not match the signature you provided. Check your "
        "AWS Secret Access Key and signing method. Consult the service documentation for details."_s);
}

bool equalInConstantTime(const QByteArray &a, const QByteArray &b)
{
    unsigned difference = a.size() == b.size() ? 0 : 1;
    for (qsizetype i = 0; i < std::min(a.size(), b.size()); ++i)
        difference |= static_cast<unsigned>(static_cast<unsigned char>(a.at(i)) ^ static_cast<unsigned char>(b.at(i)));
    return difference == 0;
}

Result<> checkAge(const QByteArray &timestamp, const QDateTime &now, qint64 tolerance)
{
    QDateTime signedAt = QDateTime::fromString(QString::fromLatin1(timestamp), QLatin1StringView(dateFormat));
    signedAt.setTimeSpec(Qt::UTC);
    if (!signedAt.isValid())
        return incomplete(u"Date must be in ISO-8601 'basic format'. Got '%1'. See "
                          "http://en.wikipedia.org/wiki/ISO_8601"_s.arg(QString::fromLatin1(timestamp)));
    const auto text = [](const QDateTime &time) { return time.toString(QLatin1StringView(dateFormat)); };
    if (signedAt.addSecs(tolerance) < now)
        return invalidSignature(u"Signature expired: %1 is now earlier than %2 (%3 - %4 min.)"_s
                                    .arg(text(signedAt), text(now.addSecs(-tolerance)), text(now))
                                    .arg(tolerance / 60));
    if (signedAt.addSecs(-tolerance) > now)
        return invalidSignature(u"Signature not yet current: %1 is still later than %2 (%3 + %4 min.)"_s
                                    .arg(text(signedAt), text(now.addSecs(tolerance)), text(now))
                                    .arg(tolerance / 60));
    return {};
}

} // namespace

namespace {

Result<> checkScope(const QList<QByteArray> &scope, const QByteArray &timestamp)
{
    static const QRegularExpression region(u"\\A[a-z]{2,4}(-[a-z]+)+-[0-9]+\\z"_s);
    const QByteArray date = scope.at(0);
    if (!region.match(QString::fromLatin1(scope.at(1))).hasMatch())
        return invalidSignature(u"Credential should be scoped to a valid region. "_s);
    if (scope.at(3) != "aws4_request")
        return invalidSignature(
            u"Credential should be scoped with a valid terminator: 'aws4_request', not '%1'. "_s.arg(
                QString::fromLatin1(scope.at(3))));
    if (date != timestamp.left(8))
        return invalidSignature(u"Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from "
                                "HTTP: '%1' != '%2', from '%3'."_s.arg(QString::fromLatin1(date),
                                                                       QString::fromLatin1(timestamp.left(8)),
                                                                       QString::fromLatin1(timestamp)));
    return {};
}

} // namespace

bool Sigv4Verifier::isSigned(const Request &request)
{
    return !request.header("authorization").isEmpty() || query::fields(request.query()).contains(u"X-Amz-Algorithm"_s);
}

Result<Signature> Sigv4Verifier::verify(const Request &request, const QDateTime &now,
                                        const QDateTime &sandboxTime) const
{
    if (!isSigned(request))
        return refusal(u"MissingAuthenticationTokenException"_s, u"Missing Authentication Token"_s);
    const Result<Authorization> authorization =
        request.header("authorization").isEmpty() ? readQuery(request) : readHeader(request);
    if (!authorization)
        return authorization.error();
    const AccessKey *key = m_keys.find(authorization->keyId);
    if (!key || authorization->token != key->sessionToken)
        return refusal(u"UnrecognizedClientException"_s, u"The security token included in the request is invalid."_s);
    if (key->expiresAt.isValid() && key->expiresAt <= sandboxTime)
        return refusal(u"ExpiredTokenException"_s, u"The security token included in the request is expired"_s);
    if (auto checked = checkSignedHeaders(request, authorization->signedHeaders); !checked)
        return std::move(checked).error();
    if (auto checked = checkScope(authorization->scope, authorization->timestamp); !checked)
        return std::move(checked).error();
    if (auto checked = checkAge(authorization->timestamp, now, authorization->toleranceSeconds); !checked)
        return std::move(checked).error();

    const SignerV4::Scope scope{authorization->timestamp, authorization->scope.at(1), authorization->scope.at(2)};
    const SignerV4::Request wire{request.method, authorization->target, request.headers, request.body};
    const SignerV4::CanonicalRequest canonical = m_signer.canonicalRequest(wire, authorization->signedHeaders);
    const QByteArray signature = m_signer.signature(m_signer.stringToSign(canonical.text, scope), scope, key->secret);
    if (canonical.signedHeaders != authorization->signedHeaders
        || !equalInConstantTime(signature, authorization->signature))
        return mismatch();
    return Signature{key->caller, key->policy, scope.region, scope.service, key->id};
}

} // namespace keyturn::sandbox
