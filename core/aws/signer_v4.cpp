#include "core/aws/signer_v4.h"

#include "core/aws/canonical_form.h"

#include <QVarLengthArray>

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <algorithm>
#include <array>
#include <vector>

namespace keyturn {

namespace {

using Digest = std::array<unsigned char, 32>;

constexpr QByteArrayView dateName("x-amz-date");
constexpr QByteArrayView tokenName("x-amz-security-token");

struct Free {
    void operator()(EVP_MD *p) const { EVP_MD_free(p); }
    void operator()(EVP_MD_CTX *p) const { EVP_MD_CTX_free(p); }
    void operator()(EVP_MAC *p) const { EVP_MAC_free(p); }
    void operator()(EVP_MAC_CTX *p) const { EVP_MAC_CTX_free(p); }
};
template <typename T>
using Owned = std::unique_ptr<T, Free>;

//! OpenSSL fails here only when memory or the library itself is broken; a wrong signature must not go out instead.
void demand(bool ok)
{
    if (!ok)
        qFatal("OpenSSL cannot compute SHA-256");
}

const unsigned char *raw(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.data());
}

void appendHex(QByteArray &out, const Digest &digest)
{
    static constexpr char digits[] = "0123456789abcdef";
    const qsizetype start = out.size();
    out.resize(start + 64);
    char *to = out.data() + start;
    for (const unsigned char byte : digest) {
        *to++ = digits[byte >> 4];
        *to++ = digits[byte & 15];
    }
}

void appendCredentialScope(QByteArray &out, const SignerV4::Scope &scope)
{
    out.append(QByteArrayView(scope.timestamp).first(std::min<qsizetype>(8, scope.timestamp.size())));
    out.append('/').append(scope.region).append('/').append(scope.service).append("/aws4_request");
}

} // namespace

struct SignerV4::Private {
    //! A keyed HMAC state: the signing key itself is nowhere else, and OpenSSL wipes it when the state is freed.
    struct DerivedKey {
        SecretString secretAccessKey;
        QByteArray day;
        QByteArray region;
        QByteArray service;
        Owned<EVP_MAC_CTX> hmac;
    };

    Owned<EVP_MD> sha256{EVP_MD_fetch(nullptr, "SHA256", nullptr)};
    Owned<EVP_MD_CTX> hash{EVP_MD_CTX_new()};
    Owned<EVP_MAC> mac{EVP_MAC_fetch(nullptr, "HMAC", nullptr)};
    std::vector<DerivedKey> keys; // newest last

    //! \p added replace what the request has under the names of date and token.
    CanonicalRequest canonical(const Request &request, QByteArrayView only, const HttpHeaders &added) const;

    Digest digest(QByteArrayView bytes) const
    {
        Digest out;
        demand(EVP_DigestInit_ex2(hash.get(), sha256.get(), nullptr)
               && EVP_DigestUpdate(hash.get(), bytes.data(), static_cast<size_t>(bytes.size()))
               && EVP_DigestFinal_ex(hash.get(), out.data(), nullptr));
        return out;
    }

    //! Restarts with the key the context already has.
    static Digest hmac(EVP_MAC_CTX *context, QByteArrayView message)
    {
        Digest out;
        size_t size = 0;
        demand(EVP_MAC_init(context, nullptr, 0, nullptr)
               && EVP_MAC_update(context, raw(message), static_cast<size_t>(message.size()))
               && EVP_MAC_final(context, out.data(), &size, out.size()) && size == out.size());
        return out;
    }

    Owned<EVP_MAC_CTX> keyed(const unsigned char *key, size_t size) const
    {
        Owned<EVP_MAC_CTX> context(EVP_MAC_CTX_new(mac.get()));
        char name[] = "SHA256";
        const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name, 0),
                                         OSSL_PARAM_construct_end()};
        demand(context && EVP_MAC_init(context.get(), key, size, parameters));
        return context;
    }

    EVP_MAC_CTX *keyFor(const Scope &scope, const SecretString &secretAccessKey)
    {
        const QByteArrayView day =
            QByteArrayView(scope.timestamp).first(std::min<qsizetype>(8, scope.timestamp.size()));
        for (const DerivedKey &key : keys) {
            if (day == key.day && scope.region == key.region && scope.service == key.service
                && secretAccessKey == key.secretAccessKey)
                return key.hmac.get();
        }

        QByteArray start = "AWS4" + secretAccessKey.bytes().toByteArray();
        Owned<EVP_MAC_CTX> context = keyed(raw(start), static_cast<size_t>(start.size()));
        wipe(start);
        for (const QByteArrayView step :
             {day, QByteArrayView(scope.region), QByteArrayView(scope.service), QByteArrayView("aws4_request")}) {
            Digest next = hmac(context.get(), step);
            context = keyed(next.data(), next.size());
            OPENSSL_cleanse(next.data(), next.size());
        }
        static constexpr size_t kept = 8; // services in use times a few regions; more would only keep old days
        if (keys.size() == kept)
            keys.erase(keys.begin());
        keys.push_back({secretAccessKey, day.toByteArray(), scope.region, scope.service, std::move(context)});
        return keys.back().hmac.get();
    }
};

SignerV4::SignerV4() : m_d(std::make_unique<Private>())
{
    demand(m_d->sha256 && m_d->hash && m_d->mac);
}

SignerV4::~SignerV4() = default;

QByteArray SignerV4::Scope::credentialScope() const
{
    QByteArray text;
    appendCredentialScope(text, *this);
    return text;
}

SignerV4::CanonicalRequest SignerV4::canonicalRequest(const Request &request, QByteArrayView only) const
{
    return m_d->canonical(request, only, {});
}

SignerV4::CanonicalRequest SignerV4::Private::canonical(const Request &request, QByteArrayView only,
                                                        const HttpHeaders &added) const
{
    qsizetype nameBytes = 0;
    qsizetype valueBytes = 0;
    for (const HttpHeaders *headers : {&request.headers, &added}) {
        for (const auto &[name, value] : *headers) {
            nameBytes += name.size();
            valueBytes += value.size();
        }
    }
    QVarLengthArray<char, 512> lowered(nameBytes);
    QVarLengthArray<CanonicalHeader, 16> headers; // sorted by name, repeats in order of appearance
    char *free = lowered.data();
    const auto take = [&](const QByteArray &name, const QByteArray &value, bool isAdded) {
        const QByteArrayView lower(free, name.size());
        for (const char c : name)
            *free++ = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
        const bool isReplaced = !isAdded && !added.isEmpty() && (lower == dateName || lower == tokenName);
        if (isReplaced || !(only.isEmpty() ? !isNeverSigned(lower) : isNamedIn(only, lower)))
            return;
        const auto place = std::upper_bound(headers.begin(), headers.end(), lower,
                                            [](QByteArrayView a, const CanonicalHeader &b) { return a < b.name; });
        headers.insert(place, CanonicalHeader{lower, value});
    };
    for (const auto &[name, value] : request.headers)
        take(name, value, false);
    for (const auto &[name, value] : added)
        take(name, value, true);

    CanonicalRequest canonical;
    canonical.signedHeaders.reserve(nameBytes + headers.size());
    QByteArray &text = canonical.text;
    text.reserve(request.method.size() + request.target.size() * 3 + nameBytes * 2 + valueBytes + headers.size() * 3
                 + 80);
    const QByteArrayView target(request.target);
    const qsizetype mark = target.indexOf('?');
    text.append(request.method).append('\n');
    appendCanonicalPath(text, mark < 0 ? target : target.first(mark));
    text.append('\n');
    if (mark >= 0)
        appendCanonicalQuery(text, target.sliced(mark + 1));
    text.append('\n');
    appendHeaders(text, canonical.signedHeaders, headers);
    text.append('\n').append(canonical.signedHeaders).append('\n');
    appendHex(text, digest(request.body));
    return canonical;
}

QByteArray SignerV4::stringToSign(QByteArrayView canonicalRequest, const Scope &scope) const
{
    QByteArray text;
    text.reserve(192);
    text.append("AWS4-HMAC-SHA256\n").append(scope.timestamp).append('\n');
    appendCredentialScope(text, scope);
    text.append('\n');
    appendHex(text, m_d->digest(canonicalRequest));
    return text;
}

QByteArray SignerV4::signature(QByteArrayView stringToSign, const Scope &scope,
                               const SecretString &secretAccessKey) const
{
    QByteArray hex;
    hex.reserve(64);
    appendHex(hex, Private::hmac(m_d->keyFor(scope, secretAccessKey), stringToSign));
    return hex;
}

HttpHeaders SignerV4::sign(const Request &request, const Scope &scope, const Credentials &credentials) const
{
    static const QByteArray date = dateName.toByteArray();
    static const QByteArray token = tokenName.toByteArray();
    static const QByteArray authorizationName("authorization");

    HttpHeaders added;
    added.reserve(3);
    added.emplaceBack(date, scope.timestamp);
    if (!credentials.sessionToken.isEmpty())
        added.emplaceBack(token, credentials.sessionToken.bytes().toByteArray());

    CanonicalRequest canonical = m_d->canonical(request, {}, added);
    const QByteArray toSign = stringToSign(canonical.text, scope);
    wipe(canonical.text);

    QByteArray authorization;
    authorization.reserve(256);
    authorization.append("AWS4-HMAC-SHA256 Credential=").append(credentials.accessKeyId).append('/');
    appendCredentialScope(authorization, scope);
    authorization.append(", SignedHeaders=").append(canonical.signedHeaders).append(", Signature=");
    appendHex(authorization, Private::hmac(m_d->keyFor(scope, credentials.secretAccessKey), toSign));
    added.emplaceBack(authorizationName, authorization);
    return added;
}

QByteArray SignerV4::timestamp(const QDateTime &utc)
{
    const QDateTime moment = utc.toUTC();
    const QDate date = moment.date();
    const QTime time = moment.time();
    QByteArray text("00000000T000000Z");
    const auto put = [&text](qsizetype at, int digits, int number) {
        for (int i = digits - 1; i >= 0; --i, number /= 10)
            text[at + i] = static_cast<char>('0' + number % 10);
    };
    put(0, 4, date.year());
    put(4, 2, date.month());
    put(6, 2, date.day());
    put(9, 2, time.hour());
    put(11, 2, time.minute());
    put(13, 2, time.second());
    return text;
}

QByteArray SignerV4::host(const QUrl &url)
{
    QByteArray host = url.host(QUrl::FullyEncoded).toLatin1().toLower();
    if (host.contains(':'))
        host = '[' + host + ']';
    const int usual = url.scheme() == QLatin1String("http") ? 80 : 443;
    const int port = url.port(usual);
    return port == usual ? host : host + ':' + QByteArray::number(port);
}

} // namespace keyturn
