#include "core/document/value_shape.h"

#include "core/document/key_name.h"
#include "core/json/json_text.h"

#include <QUrl>

#include <algorithm>

namespace keyturn {

namespace {

bool isHex(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return jsonHexValue(c) >= 0; });
}

bool isUuid(QByteArrayView text)
{
    if (text.size() != 36)
        return false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isHyphen = i == 8 || i == 13 || i == 18 || i == 23;
        if (isHyphen ? text[i] != '-' : jsonHexValue(text[i]) < 0)
            return false;
    }
    return true;
}

} // namespace

ValueShape shapeOf(const SecretString &value)
{
    const QByteArrayView text = value.bytes();
    if (text.startsWith("Atza|"))
        return ValueShape::LwaAccessToken;
    if (text.startsWith("Atzr|"))
        return ValueShape::LwaRefreshToken;
    if (text.startsWith("amzn1.application-oa2-client."))
        return ValueShape::LwaClientId;
    if (text.startsWith("amzn1.oa2-cs.v1."))
        return ValueShape::LwaClientSecret;
    if (text.startsWith("oauth2v2_"))
        return ValueShape::UpworkToken;
    if (text.startsWith("https://") || text.startsWith("http:"))
        return ValueShape::Url;
    return isUuid(text) ? ValueShape::Uuid : ValueShape::Unknown;
}

std::optional<KeyRole> roleOfShape(ValueShape shape, CredentialKind kind, KeyRole asked)
{
    switch (shape) {
    case ValueShape::LwaAccessToken:
        return KeyRole::AccessToken;
    case ValueShape::LwaRefreshToken:
        return KeyRole::RefreshToken;
    case ValueShape::LwaClientId:
        return KeyRole::ClientId;
    case ValueShape::LwaClientSecret:
        return KeyRole::ClientSecret;
    case ValueShape::UpworkToken:
        return asked == KeyRole::RefreshToken ? KeyRole::RefreshToken : KeyRole::AccessToken;
    case ValueShape::Url:
        return KeyRole::TokenUrl;
    case ValueShape::Uuid: // others use UUIDs for secrets, too
        return kind == CredentialKind::Genesys ? std::optional(KeyRole::ClientId) : std::nullopt;
    case ValueShape::Unknown:
        break;
    }
    return std::nullopt;
}

KeyRole roleOfValue(const QString &key, const SecretString &value)
{
    const ValueShape shape = shapeOf(value);
    if (shape == ValueShape::UpworkToken) // access or refresh token
        return KeyRole::Other;
    if (shape == ValueShape::Url) {
        const QString word = plainWord(key);
        const bool isCalledSo = word.endsWith(QLatin1String("url")) || word.endsWith(QLatin1String("uri"))
                                || word.endsWith(QLatin1String("endpoint"));
        const QString path = isCalledSo ? QUrl(value.reveal()).path().section(u'/', -1) : QString();
        return path.contains(QLatin1String("token"), Qt::CaseInsensitive) ? KeyRole::TokenUrl : KeyRole::Other;
    }
    return roleOfShape(shape, CredentialKind::OAuth, KeyRole::Other).value_or(KeyRole::Other);
}

bool looksLike(const SecretString &value, KeyRole role, CredentialKind kind)
{
    const ValueShape shape = shapeOf(value);
    if (isLwa(kind)) {
        if (role == KeyRole::AccessToken)
            return shape == ValueShape::LwaAccessToken;
        if (role == KeyRole::RefreshToken)
            return shape == ValueShape::LwaRefreshToken;
        if (role == KeyRole::ClientId)
            return shape == ValueShape::LwaClientId;
        if (role == KeyRole::ClientSecret) // the older ones are 64 hexadecimal digits
            return shape == ValueShape::LwaClientSecret || (value.size() == 64 && isHex(value.bytes()));
    }
    if (kind == CredentialKind::Genesys && role == KeyRole::ClientId)
        return shape == ValueShape::Uuid;
    return true;
}

} // namespace keyturn
