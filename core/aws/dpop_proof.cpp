#include "core/aws/dpop_proof.h"

#include "core/base/json_writer.h"

#include <QUuid>

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <memory>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr int coordinateBytes = 32; // of P-256, and of both halves of a signature

template <auto release>
struct FreedBy {
    template <typename T>
    void operator()(T *object) const
    {
        release(object);
    }
};
using OwnedKey = std::unique_ptr<EVP_PKEY, FreedBy<EVP_PKEY_free>>;
using OwnedNumber = std::unique_ptr<BIGNUM, FreedBy<BN_clear_free>>;

QByteArray base64Url(QByteArrayView bytes)
{
    return bytes.toByteArray().toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

//! Fixed in length: a number that begins with zeros keeps them.
QByteArray bytesOf(const BIGNUM *number)
{
    QByteArray bytes(coordinateBytes, Qt::Uninitialized);
    if (BN_bn2binpad(number, reinterpret_cast<unsigned char *>(bytes.data()), coordinateBytes) != coordinateBytes)
        return {};
    return bytes;
}

OwnedKey keyIn(const SecretString &pem)
{
    const std::unique_ptr<BIO, FreedBy<BIO_free>> text(
        BIO_new_mem_buf(pem.bytes().data(), static_cast<int>(pem.size())));
    if (!text)
        return {};
    // Without a callback OpenSSL would ask the terminal for the password of an encrypted key.
    const auto noPassword = [](char *, int, int, void *) { return -1; };
    OwnedKey key(PEM_read_bio_PrivateKey(text.get(), nullptr, noPassword, nullptr));
    char curve[32] = {};
    if (!key || EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_EC
        || EVP_PKEY_get_utf8_string_param(key.get(), OSSL_PKEY_PARAM_GROUP_NAME, curve, sizeof curve, nullptr) != 1
        || QByteArrayView(curve) != SN_X9_62_prime256v1)
        return {};
    return key;
}

QByteArray coordinate(const EVP_PKEY *key, const char *which)
{
    BIGNUM *number = nullptr;
    if (EVP_PKEY_get_bn_param(key, which, &number) != 1)
        return {};
    const OwnedNumber owner(number);
    return bytesOf(number);
}

//! r and s one after the other (RFC 7518, 3.4), which OpenSSL gives in DER.
QByteArray es256(EVP_PKEY *key, QByteArrayView text)
{
    const std::unique_ptr<EVP_MD_CTX, FreedBy<EVP_MD_CTX_free>> context(EVP_MD_CTX_new());
    const auto *message = reinterpret_cast<const unsigned char *>(text.data());
    const auto size = static_cast<size_t>(text.size());
    unsigned char der[128];
    size_t length = sizeof der;
    if (!context || EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key) != 1
        || EVP_DigestSign(context.get(), der, &length, message, size) != 1)
        return {};
    const unsigned char *at = der;
    const std::unique_ptr<ECDSA_SIG, FreedBy<ECDSA_SIG_free>> signature(
        d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(length)));
    if (!signature)
        return {};
    return bytesOf(ECDSA_SIG_get0_r(signature.get())) + bytesOf(ECDSA_SIG_get0_s(signature.get()));
}

} // namespace

std::optional<QByteArray> dpopProof(const SecretString &pem, const QUrl &url, const QDateTime &now)
{
    const OwnedKey key = keyIn(pem);
    if (!key)
        return {};
    const QByteArray x = coordinate(key.get(), OSSL_PKEY_PARAM_EC_PUB_X);
    const QByteArray y = coordinate(key.get(), OSSL_PKEY_PARAM_EC_PUB_Y);
    JsonWriter header;
    header.beginObject().key("typ").utf8("dpop+jwt").key("alg").utf8("ES256").key("jwk").beginObject();
    header.key("kty").utf8("EC").key("crv").utf8("P-256");
    header.key("x").utf8(base64Url(x)).key("y").utf8(base64Url(y)).endObject().endObject();
    JsonWriter claims;
    claims.beginObject().key("htm").utf8("POST");
    claims.key("htu").string(url.toString(QUrl::FullyEncoded | QUrl::RemoveQuery | QUrl::RemoveFragment));
    claims.key("iat").number(now.toSecsSinceEpoch());
    claims.key("jti").string(QUuid::createUuid().toString(QUuid::WithoutBraces)).endObject();
    const QByteArray text = base64Url(header.text()) + '.' + base64Url(claims.text());
    const QByteArray signature = es256(key.get(), text);
    if (x.isEmpty() || y.isEmpty() || signature.size() != 2 * coordinateBytes)
        return {};
    return text + '.' + base64Url(signature);
}

} // namespace keyturn
