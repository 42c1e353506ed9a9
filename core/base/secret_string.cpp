#include "core/base/secret_string.h"

#include <QStringDecoder>

#include <openssl/crypto.h>

#include <cstring>

namespace keyturn {

void wipe(QByteArray &bytes)
{
    if (!bytes.isEmpty() && bytes.isDetached())
        OPENSSL_cleanse(bytes.data(), static_cast<size_t>(bytes.size()));
    bytes.clear();
}

void wipe(QString &text)
{
    if (!text.isEmpty() && text.isDetached())
        OPENSSL_cleanse(text.data(), static_cast<size_t>(text.size()) * sizeof(QChar));
    text.clear();
}

struct SecretString::Buffer {
    explicit Buffer(QByteArrayView bytes) : size(static_cast<size_t>(bytes.size())), data(new char[size])
    {
        std::memcpy(data.get(), bytes.data(), size);
    }
    Q_DISABLE_COPY_MOVE(Buffer)
    ~Buffer() { OPENSSL_cleanse(data.get(), size); }

    const size_t size;
    const std::unique_ptr<char[]> data;
};

SecretString::SecretString(QByteArrayView bytes) :
    m_buffer(bytes.isEmpty() ? nullptr : std::make_shared<const Buffer>(bytes))
{}

SecretString::SecretString(const QString &text)
{
    QByteArray utf8 = text.toUtf8();
    *this = SecretString(QByteArrayView(utf8));
    wipe(utf8);
}

SecretString SecretString::take(QByteArray &&bytes)
{
    QByteArray source = std::move(bytes);
    SecretString secret{QByteArrayView(source)};
    wipe(source);
    return secret;
}

qsizetype SecretString::size() const
{
    return m_buffer ? static_cast<qsizetype>(m_buffer->size) : 0;
}

QByteArrayView SecretString::bytes() const
{
    return m_buffer ? QByteArrayView(m_buffer->data.get(), size()) : QByteArrayView();
}

qsizetype SecretString::characters() const
{
    qsizetype count = 0;
    for (const char byte : bytes()) {
        const auto value = static_cast<unsigned char>(byte);
        if ((value & 0xC0) != 0x80) // not a UTF-8 continuation byte
            ++count;
    }
    return count;
}

QString SecretString::reveal() const
{
    // Not QString::fromUtf8: it drops a leading U+FEFF, and whoever edits what is revealed must not lose it.
    QStringDecoder decode(QStringConverter::Utf8, QStringConverter::Flag::ConvertInitialBom);
    return decode(bytes());
}

bool SecretString::equals(const SecretString &other) const
{
    if (size() != other.size())
        return false;
    return size() == 0 || CRYPTO_memcmp(bytes().data(), other.bytes().data(), static_cast<size_t>(size())) == 0;
}

} // namespace keyturn
