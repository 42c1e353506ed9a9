#include "core/base/sealed_box.h"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <memory>

namespace keyturn::sealed_box {

namespace {

constexpr int keySize = 32;
constexpr int nonceSize = 12; // what GCM is made for
constexpr int tagSize = 16;

struct FreeCipher {
    void operator()(EVP_CIPHER_CTX *context) const { EVP_CIPHER_CTX_free(context); }
};
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, FreeCipher>;

unsigned char *raw(char *bytes)
{
    return reinterpret_cast<unsigned char *>(bytes);
}
const unsigned char *raw(const char *bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes);
}

} // namespace

SecretString makeKey()
{
    QByteArray key(keySize, '\0');
    if (RAND_bytes(raw(key.data()), keySize) != 1)
        return {};
    return SecretString::take(std::move(key));
}

// nonce, tag, text
QByteArray seal(const SecretString &content, const SecretString &key)
{
    if (key.size() != keySize)
        return {};
    const QByteArrayView text = content.bytes();
    QByteArray box(nonceSize + tagSize + text.size(), '\0');
    unsigned char *nonce = raw(box.data());
    int size = 0;
    const Cipher cipher(EVP_CIPHER_CTX_new());
    const bool done =
        cipher && RAND_bytes(nonce, nonceSize) == 1
        && EVP_EncryptInit_ex2(cipher.get(), EVP_aes_256_gcm(), raw(key.bytes().data()), nonce, nullptr) == 1
        && EVP_EncryptUpdate(cipher.get(), nonce + nonceSize + tagSize, &size, raw(text.data()), int(text.size())) == 1
        && EVP_EncryptFinal_ex(cipher.get(), nonce + nonceSize + tagSize + size, &size) == 1
        && EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_GET_TAG, tagSize, nonce + nonceSize) == 1;
    return done ? box : QByteArray();
}

std::optional<SecretString> open(const QByteArray &box, const SecretString &key)
{
    if (key.size() != keySize || box.size() < nonceSize + tagSize)
        return {};
    QByteArray tag = box.sliced(nonceSize, tagSize);
    QByteArray text(box.size() - nonceSize - tagSize, '\0');
    const unsigned char *nonce = raw(box.constData());
    int size = 0;
    const Cipher cipher(EVP_CIPHER_CTX_new());
    const bool done =
        cipher && EVP_DecryptInit_ex2(cipher.get(), EVP_aes_256_gcm(), raw(key.bytes().data()), nonce, nullptr) == 1
        && EVP_DecryptUpdate(cipher.get(), raw(text.data()), &size, nonce + nonceSize + tagSize, int(text.size())) == 1
        && EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_SET_TAG, tagSize, tag.data()) == 1
        && EVP_DecryptFinal_ex(cipher.get(), raw(text.data()) + size, &size) == 1;
    SecretString content = SecretString::take(std::move(text)); // wiped also where it is worthless
    return done ? std::optional(std::move(content)) : std::nullopt;
}

} // namespace keyturn::sealed_box
