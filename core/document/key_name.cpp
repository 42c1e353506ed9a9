#include "core/document/key_name.h"

#include <QSet>

#include <algorithm>
#include <array>

namespace keyturn {

namespace {

struct KeyName {
    QLatin1StringView name;
    KeyRole role;
    bool isTelling; //!< also at the end of a longer word: "lwarefreshtoken"
};

constexpr std::array keyNames{
    KeyName{QLatin1StringView("accesstoken"), KeyRole::AccessToken, true},
    KeyName{QLatin1StringView("refreshtoken"), KeyRole::RefreshToken, true},
    KeyName{QLatin1StringView("clientid"), KeyRole::ClientId, true},
    KeyName{QLatin1StringView("clientidentifier"), KeyRole::ClientId, true},
    KeyName{QLatin1StringView("appid"), KeyRole::ClientId, false},
    KeyName{QLatin1StringView("applicationid"), KeyRole::ClientId, true},
    KeyName{QLatin1StringView("clientsecret"), KeyRole::ClientSecret, true},
    KeyName{QLatin1StringView("cliensecret"), KeyRole::ClientSecret, true}, // spelt so in Amazon's own sample
    KeyName{QLatin1StringView("appsecret"), KeyRole::ClientSecret, false},
    KeyName{QLatin1StringView("applicationsecret"), KeyRole::ClientSecret, true},
    KeyName{QLatin1StringView("scope"), KeyRole::Scope, false},
    KeyName{QLatin1StringView("scopes"), KeyRole::Scope, false},
    KeyName{QLatin1StringView("tokenurl"), KeyRole::TokenUrl, true},
    KeyName{QLatin1StringView("tokenuri"), KeyRole::TokenUrl, true},
    KeyName{QLatin1StringView("tokenendpoint"), KeyRole::TokenUrl, true},
    KeyName{QLatin1StringView("expiresat"), KeyRole::ExpiresAt, true},
    KeyName{QLatin1StringView("expiresin"), KeyRole::ExpiresAt, true},
    KeyName{QLatin1StringView("expireson"), KeyRole::ExpiresAt, true},
    KeyName{QLatin1StringView("expires"), KeyRole::ExpiresAt, false},
    KeyName{QLatin1StringView("expiry"), KeyRole::ExpiresAt, false},
    KeyName{QLatin1StringView("expirytime"), KeyRole::ExpiresAt, false},
    KeyName{QLatin1StringView("expirydate"), KeyRole::ExpiresAt, false},
    KeyName{QLatin1StringView("expiration"), KeyRole::ExpiresAt, false},
    KeyName{QLatin1StringView("expirationtime"), KeyRole::ExpiresAt, false},
};

//! "APIAccessToken" is "api", "access", "token"; so are "api.access-token" and "API_ACCESS_TOKEN".
QStringList wordsOf(const QString &key)
{
    QStringList words(QString{});
    for (qsizetype i = 0; i < key.size(); ++i) {
        const QChar c = key.at(i);
        if (!c.isLetterOrNumber()) {
            words.append(QString());
            continue;
        }
        const bool isHump =
            c.isUpper() && i > 0 && (key.at(i - 1).isLower() || (i + 1 < key.size() && key.at(i + 1).isLower()));
        if (isHump)
            words.append(QString());
        words.last().append(c.toLower());
    }
    words.removeAll(QString());
    return words;
}

//! The value is not the one that is sent to the provider.
bool isAside(const QString &word)
{
    static const QSet<QString> aside{QStringLiteral("old"),    QStringLiteral("previous"), QStringLiteral("prev"),
                                     QStringLiteral("backup"), QStringLiteral("new"),      QStringLiteral("next"),
                                     QStringLiteral("former"), QStringLiteral("pending"),  QStringLiteral("expired")};
    return aside.contains(word);
}

KeyRole knownRole(const QString &suffix, bool isWholeWords)
{
    const auto known = std::find_if(keyNames.begin(), keyNames.end(), [&](const KeyName &each) {
        return isWholeWords ? suffix == each.name : each.isTelling && suffix.endsWith(each.name);
    });
    return known == keyNames.end() ? KeyRole::Other : known->role;
}

} // namespace

QString plainWord(const QString &key)
{
    QString word;
    for (const QChar c : key) {
        if (c.isLetterOrNumber())
            word.append(c.toLower());
    }
    return word;
}

KeyRole roleOfName(const QString &key)
{
    const QStringList words = wordsOf(key);
    if (words.isEmpty() || std::any_of(words.begin(), words.end(), isAside))
        return KeyRole::Other;
    KeyRole role = KeyRole::Other;
    for (qsizetype i = 0; i < words.size() && role == KeyRole::Other; ++i)
        role = knownRole(words.sliced(i).join(QString()), true);
    if (role == KeyRole::Other)
        role = knownRole(words.join(QString()), false);
    // Refresh tokens and client secrets have ends of their own.
    const QString all = words.join(QString());
    const bool isOfOthers = all.contains(QLatin1String("refresh")) || all.contains(QLatin1String("secret"));
    return role == KeyRole::ExpiresAt && isOfOthers ? KeyRole::Other : role;
}

bool isLifetimeName(const QString &key)
{
    return plainWord(key).endsWith(QLatin1String("expiresin"));
}

} // namespace keyturn
