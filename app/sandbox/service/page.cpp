#include "app/sandbox/service/page.h"

#include <QByteArray>
#include <QCryptographicHash>

namespace keyturn::sandbox {

namespace {

//! Tells a token of ours from any other base64 text.
QByteArray check(const QByteArray &sortKey)
{
    return QCryptographicHash::hash("page:" + sortKey, QCryptographicHash::Sha256).left(6);
}

constexpr auto encoding = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

} // namespace

QString pageToken(const QString &sortKey)
{
    const QByteArray utf8 = sortKey.toUtf8();
    return QString::fromLatin1((check(utf8) + utf8).toBase64(encoding));
}

std::optional<QString> sortKeyOf(const QString &token)
{
    const auto decoded =
        QByteArray::fromBase64Encoding(token.toLatin1(), encoding | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || (*decoded).size() <= 6 || check((*decoded).mid(6)) != (*decoded).left(6))
        return std::nullopt;
    return QString::fromUtf8((*decoded).mid(6));
}

} // namespace keyturn::sandbox
