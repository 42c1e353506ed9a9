#include "app/sandbox/protocol/sigv4_verifier.h"

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

//! The parameters of "AWS4-HMAC-SHA256 Credential=.., SignedHeaders=.., Signature=..".
struct Authorization {
    QByteArray keyId;
    QList<QByteArray> scope; //!< date, region, service, "aws4_request"
    QByteArray signedHeaders;
    QByteArray signature;
};

Result<Authorization> readAuthorization(const QByteArray &header)
{
    const QByteArray algorithm = "AWS4-HMAC-SHA256";
    if (!header.startsWith(algorithm + ' '))
        return incomplete(
            u"Unsupported AWS 'algorithm': '%1'."_s.arg(QString::fromLatin1(header.left(header.indexOf(' ')))));
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
    found.scope = credential.split('/');
    if (found.scope.size() != 5)
        return incomplete(u"Credential must have exactly 5 slash-delimited elements, e.g. "
                          "keyid/date/region/service/term, got '%1'."_s.arg(QString::fromLatin1(credential)));
    found.keyId = found.scope.takeFirst();
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

Result<> checkAge(const QByteArray &timestamp, const QDateTime &now)
{
    QDateTime signedAt = QDateTime::fromString(QString::fromLatin1(timestamp), QLatin1StringView(dateFormat));
    signedAt.setTimeSpec(Qt::UTC);
    if (!signedAt.isValid())
        return incomplete(u"Date must be in ISO-8601 'basic format'. Got '%1'. See "
                          "http://en.wikipedia.org/wiki/ISO_8601"_s.arg(QString::fromLatin1(timestamp)));
    const auto text = [](const QDateTime &time) { return time.toString(QLatin1StringView(dateFormat)); };
    const qint64 tolerance = Sigv4Verifier::toleranceSeconds;
    if (signedAt.addSecs(tolerance) < now)
        return invalidSignature(u"Signature expired: %1 is now earlier than %2 (%3 - 5 min.)"_s.arg(
            text(signedAt), text(now.addSecs(-tolerance)), text(now)));
    if (signedAt.addSecs(-tolerance) > now)
        return invalidSignature(u"Signature not yet current: %1 is still later than %2 (%3 + 5 min.)"_s.arg(
            text(signedAt), text(now.addSecs(tolerance)), text(now)));
    return {};
}

} // namespace

Result<Signature> Sigv4Verifier::verify(const Request &request, const QDateTime &now,
                                        const QDateTime &sandboxTime) const
{
    const QByteArray header = request.header("authorization");
    if (header.isEmpty())
        return refusal(u"MissingAuthenticationTokenException"_s, u"Missing Authentication Token"_s);
    Result<Authorization> authorization = readAuthorization(header);
    if (!authorization)
        return std::move(authorization).error();

    const AccessKey *key = m_keys.find(authorization->keyId);
    const QByteArray token = request.header("x-amz-security-token");
    if (!key || token != key->sessionToken)
        return refusal(u"UnrecognizedClientException"_s, u"The security token included in the request is invalid."_s);
    if (key->expiresAt.isValid() && key->expiresAt <= sandboxTime)
        return refusal(u"ExpiredTokenException"_s, u"The security token included in the request is expired"_s);

    const QByteArray timestamp = request.header("x-amz-date");
    if (timestamp.isEmpty())
        return incomplete(u"Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."_s);
    if (auto checked = checkSignedHeaders(request, authorization->signedHeaders); !checked)
        return std::move(checked).error();
    const QByteArray date = authorization->scope.at(0);
    static const QRegularExpression region(u"^[a-z]{2}(-[a-z]+)+-[0-9]+$"_s);
    if (!region.match(QString::fromLatin1(authorization->scope.at(1))).hasMatch())
        return invalidSignature(u"Credential should be scoped to a valid region. "_s);
    if (authorization->scope.at(3) != "aws4_request")
        return invalidSignature(
            u"Credential should be scoped with a valid terminator: 'aws4_request', not '%1'. "_s.arg(
                QString::fromLatin1(authorization->scope.at(3))));
    if (date != timestamp.left(8))
        return invalidSignature(u"Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from "
                                "HTTP: '%1' != '%2', from '%3'."_s.arg(QString::fromLatin1(date),
                                                                       QString::fromLatin1(timestamp.left(8)),
                                                                       QString::fromLatin1(timestamp)));
    if (auto checked = checkAge(timestamp, now); !checked)
        return std::move(checked).error();

    const SignerV4::Scope scope{timestamp, authorization->scope.at(1), authorization->scope.at(2)};
    const SignerV4::Request wire{request.method, request.target, request.headers, request.body};
    const SignerV4::CanonicalRequest canonical = m_signer.canonicalRequest(wire, authorization->signedHeaders);
    const QByteArray signature = m_signer.signature(m_signer.stringToSign(canonical.text, scope), scope, key->secret);
    if (canonical.signedHeaders != authorization->signedHeaders
        || !equalInConstantTime(signature, authorization->signature))
        return mismatch();
    return Signature{key->caller, key->policy, scope.region, scope.service};
}

} // namespace keyturn::sandbox
