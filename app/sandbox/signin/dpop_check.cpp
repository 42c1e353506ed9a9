#include "app/sandbox/signin/dpop_check.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <memory>

namespace keyturn::sandbox {

namespace {

using namespace Qt::StringLiterals;

constexpr int coordinateBytes = 32;
constexpr qint64 tolerance = 5LL * 60; // seconds that a clock may be off
constexpr auto base64Url = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

template <auto release>
struct FreedBy {
    template <typename T>
    void operator()(T *object) const
    {
        release(object);
    }
};
using OwnedKey = std::unique_ptr<EVP_PKEY, FreedBy<EVP_PKEY_free>>;

OwnedKey keyIn(const QByteArray &pem)
{
    const std::unique_ptr<BIO, FreedBy<BIO_free>> text(BIO_new_mem_buf(pem.constData(), int(pem.size())));
    OwnedKey key(text ? PEM_read_bio_PUBKEY(text.get(), nullptr, nullptr, nullptr) : nullptr);
    char curve[32] = {};
    if (!key || EVP_PKEY_get_utf8_string_param(key.get(), OSSL_PKEY_PARAM_GROUP_NAME, curve, sizeof curve, nullptr) != 1
        || QByteArrayView(curve) != SN_X9_62_prime256v1)
        return {};
    return key;
}

QString coordinate(const EVP_PKEY *key, const char *which)
{
    BIGNUM *number = nullptr;
    if (EVP_PKEY_get_bn_param(key, which, &number) != 1)
        return {};
    QByteArray bytes(coordinateBytes, '\0');
    BN_bn2binpad(number, reinterpret_cast<unsigned char *>(bytes.data()), coordinateBytes);
    BN_free(number);
    return QString::fromLatin1(bytes.toBase64(base64Url));
}

bool hasSigned(EVP_PKEY *key, const QByteArray &text, const QByteArray &signature)
{
    if (signature.size() != 2 * coordinateBytes)
        return false;
    const auto *bytes = reinterpret_cast<const unsigned char *>(signature.constData());
    const std::unique_ptr<ECDSA_SIG, FreedBy<ECDSA_SIG_free>> numbers(ECDSA_SIG_new());
    ECDSA_SIG_set0(numbers.get(), BN_bin2bn(bytes, coordinateBytes, nullptr),
                   BN_bin2bn(bytes + coordinateBytes, coordinateBytes, nullptr));
    unsigned char der[128];
    unsigned char *at = der;
    const int length = i2d_ECDSA_SIG(numbers.get(), &at);
    const std::unique_ptr<EVP_MD_CTX, FreedBy<EVP_MD_CTX_free>> context(EVP_MD_CTX_new());
    return length > 0 && EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key) == 1
           && EVP_DigestVerify(context.get(), der, size_t(length),
                               reinterpret_cast<const unsigned char *>(text.constData()), size_t(text.size()))
                  == 1;
}

QJsonObject decoded(const QByteArray &part)
{
    return QJsonDocument::fromJson(QByteArray::fromBase64(part, base64Url)).object();
}

Error wrong(const QString &what)
{
    return Error{ErrorKind::Invalid, u"ValidationException"_s, u"The DPoP proof "_s + what};
}

} // namespace

bool isPublicKey(const QByteArray &pem)
{
    return keyIn(pem) != nullptr;
}

Result<QString> checkProof(const QByteArray &proof, const QByteArray &publicPem, const QString &url,
                           const QDateTime &now)
{
    const OwnedKey key = keyIn(publicPem);
    const QByteArrayList parts = proof.split('.');
    if (!key || parts.size() != 3)
        return wrong(u"is none"_s);
    const QJsonObject header = decoded(parts.at(0));
    const QJsonObject jwk = header[u"jwk"].toObject();
    if (header[u"typ"] != u"dpop+jwt"_s || header[u"alg"] != u"ES256"_s || jwk[u"kty"] != u"EC"_s
        || jwk[u"crv"] != u"P-256"_s || jwk.contains(u"d"))
        return wrong(u"has another header"_s);
    if (jwk[u"x"] != coordinate(key.get(), OSSL_PKEY_PARAM_EC_PUB_X)
        || jwk[u"y"] != coordinate(key.get(), OSSL_PKEY_PARAM_EC_PUB_Y))
        return wrong(u"has another key than the sign-in"_s);
    if (!hasSigned(key.get(), parts.at(0) + '.' + parts.at(1), QByteArray::fromBase64(parts.at(2), base64Url)))
        return wrong(u"has a wrong signature"_s);
    const QJsonObject claims = decoded(parts.at(1));
    if (claims[u"htm"] != u"POST"_s || claims[u"htu"] != url)
        return wrong(u"is for another address"_s);
    if (qAbs(claims[u"iat"].toInteger() - now.toSecsSinceEpoch()) > tolerance)
        return wrong(u"is of another time"_s);
    const QString id = claims[u"jti"].toString();
    return id.isEmpty() ? Result<QString>(wrong(u"has no jti"_s)) : Result<QString>(id);
}

} // namespace keyturn::sandbox
