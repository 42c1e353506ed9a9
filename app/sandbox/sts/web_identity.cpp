#include "app/sandbox/sts/web_identity.h"

#include "app/sandbox/service/service.h"
#include "app/sandbox/wire/json_text.h"

#include <QJsonDocument>
#include <QMessageAuthenticationCode>
#include <QRandomGenerator>

namespace keyturn::sandbox {

namespace {

using namespace Qt::StringLiterals;

constexpr auto base64 = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

//! Made when it is first needed, and forgotten with the store.
Result<QByteArray> signingKey(Store &store)
{
    const QString kind = u"web-identity-key"_s;
    const auto &documents = store.documents(kind);
    if (const auto known = documents.find(kind); known != documents.end())
        return known->second[u"key"].toString().toLatin1();
    quint32 words[8];
    QRandomGenerator::system()->fillRange(words);
    const QByteArray key = QByteArray(reinterpret_cast<const char *>(words), sizeof words).toHex();
    if (auto saved = store.saveDocument(kind, kind, {{u"key"_s, QString::fromLatin1(key)}}); !saved)
        return std::move(saved).error();
    return key;
}

QByteArray signature(const QByteArray &text, const QByteArray &key)
{
    return QMessageAuthenticationCode::hash(text, key, QCryptographicHash::Sha256).toBase64(base64);
}

} // namespace

Result<QString> newWebIdentity(Store &store, const QString &subject, const QDateTime &now, int seconds)
{
    const Result<QByteArray> key = signingKey(store);
    if (!key)
        return key.error();
    const QJsonObject claims{{u"iss"_s, u"https://sandbox.invalid"_s},
                             {u"aud"_s, u"sts.amazonaws.com"_s},
                             {u"sub"_s, subject},
                             {u"iat"_s, now.toSecsSinceEpoch()},
                             {u"exp"_s, now.toSecsSinceEpoch() + seconds}};
    const QByteArray text =
        QByteArray(R"({"alg":"HS256","typ":"JWT"})").toBase64(base64) + '.' + jsonText(claims).toBase64(base64);
    return QString::fromLatin1(text + '.' + signature(text, *key));
}

Result<QString> webIdentity(Store &store, const QString &token, const QDateTime &now)
{
    const Result<QByteArray> key = signingKey(store);
    if (!key)
        return key.error();
    const qsizetype dot = token.lastIndexOf(u'.');
    const QByteArray text = token.left(std::max<qsizetype>(dot, 0)).toLatin1();
    if (dot < 0 || signature(text, *key) != token.mid(dot + 1).toLatin1())
        return refusal(u"InvalidIdentityToken"_s, u"Couldn't retrieve verification key from your identity provider"_s);
    const QJsonObject claims =
        QJsonDocument::fromJson(QByteArray::fromBase64(text.mid(text.indexOf('.') + 1), base64)).object();
    if (claims[u"exp"].toInteger() <= now.toSecsSinceEpoch())
        return refusal(u"ExpiredTokenException"_s, u"Token expired: current date/time must be before the expiration "
                                                   "date/time"_s);
    return claims[u"sub"].toString();
}

} // namespace keyturn::sandbox
