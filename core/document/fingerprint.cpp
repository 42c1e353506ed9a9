#include "core/document/fingerprint.h"

#include <array>
#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace keyturn {

QString fingerprint(const SecretString &value, const QString &arn)
{
    if (value.characters() < fingerprintMinimum)
        return {};
    const QByteArray key = arn.toUtf8();
    const QByteArrayView text = value.bytes();
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    if (HMAC(EVP_sha256(), key.constData(), int(key.size()), reinterpret_cast<const unsigned char *>(text.data()),
             size_t(text.size()), digest.data(), &length)
            == nullptr
        || length < 4)
        return {};
    const QByteArray hex = QByteArray(reinterpret_cast<const char *>(digest.data()), 4).toHex().toUpper();
    return QString::fromLatin1(hex.left(4) + ' ' + hex.mid(4));
}

} // namespace keyturn
