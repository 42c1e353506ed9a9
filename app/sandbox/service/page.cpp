#include "app/sandbox/service/page.h"

#include "app/sandbox/wire/json_text.h"

#include <QCryptographicHash>

namespace keyturn::sandbox {

namespace {

using namespace Qt::StringLiterals;

constexpr auto encoding = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
constexpr qsizetype checkBytes = 12;

//! Tells a token of this query from those of others, and from any other base64 text.
QByteArray check(const Call &call, const QByteArray &sortKey)
{
    QJsonObject query = call.input;
    for (const QString &member : {u"NextToken"_s, u"MaxResults"_s, u"Marker"_s, u"Limit"_s})
        query.remove(member);
    const QJsonArray whole{call.service, call.operation, call.caller.account, call.region, QString::fromUtf8(sortKey),
                           query};
    return QCryptographicHash::hash(jsonText(whole), QCryptographicHash::Sha256).left(checkBytes);
}

} // namespace

QString pageToken(const Call &call, const QString &sortKey)
{
    const QByteArray utf8 = sortKey.toUtf8();
    return QString::fromLatin1((check(call, utf8) + utf8).toBase64(encoding));
}

std::optional<QString> startOfPage(const Call &call, QStringView member)
{
    const QString token = call.text(member);
    if (token.isEmpty())
        return QString();
    const auto decoded =
        QByteArray::fromBase64Encoding(token.toLatin1(), encoding | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || (*decoded).size() <= checkBytes)
        return std::nullopt;
    const QByteArray sortKey = (*decoded).mid(checkBytes);
    if (check(call, sortKey) != (*decoded).left(checkBytes))
        return std::nullopt;
    return QString::fromUtf8(sortKey);
}

} // namespace keyturn::sandbox
