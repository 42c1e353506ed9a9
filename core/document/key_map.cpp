#include "core/document/key_map.h"

#include <QSet>

#include <array>

namespace keyturn {

namespace {

struct LayoutKey {
    const char *name;
    KeyRole role;
};

constexpr std::array lwaLayout{
    LayoutKey{"api-access-token", KeyRole::AccessToken}, LayoutKey{"lwa-refresh-token", KeyRole::RefreshToken},
    LayoutKey{"lwa-client-id", KeyRole::ClientId},       LayoutKey{"lwa-client-secret", KeyRole::ClientSecret},
    LayoutKey{"lwa-auth-scope", KeyRole::Scope},         LayoutKey{"lwa-auth-url", KeyRole::TokenUrl},
};
constexpr std::array genesysKeys{
    LayoutKey{"clientId", KeyRole::ClientId},
    LayoutKey{"clientSecret", KeyRole::ClientSecret},
    LayoutKey{"accessToken", KeyRole::AccessToken},
    LayoutKey{"refreshToken", KeyRole::RefreshToken},
};
constexpr std::array upworkKeys{
    LayoutKey{"accessToken", KeyRole::AccessToken},
    LayoutKey{"refreshToken", KeyRole::RefreshToken},
    LayoutKey{"expiresAt", KeyRole::ExpiresAt},
};
constexpr std::array parameterLeaves{
    LayoutKey{"clientidentifier", KeyRole::ClientId},
    LayoutKey{"clientid", KeyRole::ClientId},
    LayoutKey{"clientsecret", KeyRole::ClientSecret},
    LayoutKey{"cliensecret", KeyRole::ClientSecret}, // spelt so in Amazon's own sample, and so in many accounts
    LayoutKey{"refreshtoken", KeyRole::RefreshToken},
};
constexpr std::array genericWords{
    LayoutKey{"accesstoken", KeyRole::AccessToken},
    LayoutKey{"refreshtoken", KeyRole::RefreshToken},
    LayoutKey{"clientid", KeyRole::ClientId},
    LayoutKey{"clientidentifier", KeyRole::ClientId},
    LayoutKey{"clientsecret", KeyRole::ClientSecret},
    LayoutKey{"scope", KeyRole::Scope},
    LayoutKey{"scopes", KeyRole::Scope},
    LayoutKey{"tokenurl", KeyRole::TokenUrl},
    LayoutKey{"tokenuri", KeyRole::TokenUrl},
    LayoutKey{"tokenendpoint", KeyRole::TokenUrl},
    LayoutKey{"expiresat", KeyRole::ExpiresAt},
};

//! The keys of \p layout that \p keys has, and the names of those it lacks.
template <typename Layout>
KeyMap matched(CredentialKind kind, const Layout &layout, const QSet<QString> &keys)
{
    KeyMap map;
    map.kind = kind;
    for (const LayoutKey &wanted : layout) {
        const QString name = QLatin1String(wanted.name);
        if (keys.contains(name))
            map.roles.insert(name, wanted.role);
        else
            map.missing.append(name);
    }
    return map;
}

bool has(const QSet<QString> &keys, const char *name)
{
    return keys.contains(QLatin1String(name));
}

//! "Client_Id", "client-id" and "clientId" are the same word.
QString plainWord(const QString &key)
{
    QString word;
    for (const QChar c : key) {
        if (c != u'_' && c != u'-' && c != u'.' && c != u' ')
            word.append(c.toLower());
    }
    return word;
}

QHash<QString, KeyRole> genericRoles(const QStringList &keys)
{
    QHash<QString, KeyRole> roles;
    QSet<KeyRole> taken;
    QSet<KeyRole> ambiguous;
    for (const QString &key : keys) {
        const QString word = plainWord(key);
        for (const LayoutKey &known : genericWords) {
            if (word != QLatin1String(known.name))
                continue;
            if (taken.contains(known.role))
                ambiguous.insert(known.role);
            taken.insert(known.role);
            roles.insert(key, known.role);
        }
    }
    // Two spellings of one role: we cannot know which of them is sent to the provider, so we do not guess.
    roles.removeIf([&ambiguous](const auto &it) { return ambiguous.contains(it.value()); });
    return roles;
}

bool isParameterPath(const QString &key)
{
    return key.startsWith(u'/') && key.size() > 1;
}

KeyMap recogniseParameters(const QStringList &names)
{
    KeyMap map;
    for (const QString &name : names) {
        const KeyRole role = parameterRole(name);
        if (role != KeyRole::Other && map.key(role).isEmpty())
            map.roles.insert(name, role);
    }
    const QString secret = map.key(KeyRole::ClientSecret);
    const QString id = map.key(KeyRole::ClientId);
    const QString refreshToken = map.key(KeyRole::RefreshToken);
    if (secret.isEmpty() || (id.isEmpty() && refreshToken.isEmpty()))
        return map;
    map.kind = CredentialKind::SpApi;
    const QString folder = secret.left(secret.lastIndexOf(u'/') + 1);
    if (id.isEmpty())
        map.missing.append(folder + QLatin1String("clientidentifier"));
    if (refreshToken.isEmpty())
        map.missing.append(folder + QLatin1String("refreshToken"));
    return map;
}

} // namespace

KeyRole parameterRole(const QString &name)
{
    const QStringView leaf = QStringView(name).mid(name.lastIndexOf(u'/') + 1);
    for (const LayoutKey &known : parameterLeaves) {
        if (leaf.compare(QLatin1String(known.name), Qt::CaseInsensitive) == 0)
            return known.role;
    }
    return KeyRole::Other;
}

bool isLwa(CredentialKind kind)
{
    return kind == CredentialKind::LwaSkill || kind == CredentialKind::LwaCli || kind == CredentialKind::SpApi;
}

QString KeyMap::key(KeyRole wanted) const
{
    QString found;
    for (auto it = roles.cbegin(); it != roles.cend();
         ++it) { // the smallest, so that the answer never depends on the hash
        if (it.value() == wanted && (found.isNull() || it.key() < found))
            found = it.key();
    }
    return found;
}

bool KeyMap::isSensitive(const QString &key) const
{
    switch (role(key)) {
    case KeyRole::ClientId:
    case KeyRole::Scope:
    case KeyRole::TokenUrl:
    case KeyRole::ExpiresAt:
        return false;
    case KeyRole::Other:
    case KeyRole::AccessToken:
    case KeyRole::RefreshToken:
    case KeyRole::ClientSecret:
        break;
    }
    return true;
}

KeyMap KeyMap::recognise(const QStringList &keys)
{
    if (!keys.isEmpty() && std::all_of(keys.begin(), keys.end(), isParameterPath))
        return recogniseParameters(keys);

    const QSet<QString> set(keys.begin(), keys.end());
    const int lwa = has(set, "lwa-refresh-token") + has(set, "lwa-client-id") + has(set, "lwa-client-secret");
    if (lwa >= 2) {
        const bool holdsAccessToken = has(set, "api-access-token");
        KeyMap map = matched(holdsAccessToken ? CredentialKind::LwaSkill : CredentialKind::LwaCli, lwaLayout, set);
        if (!holdsAccessToken)
            map.missing.removeAll(QLatin1String("api-access-token")); // the five-key layout has none
        return map;
    }

    KeyMap map;
    map.roles = genericRoles(keys);
    const KeyMap genesys = matched(CredentialKind::Genesys, genesysKeys, set);
    if (genesys.missing.isEmpty() && map.key(KeyRole::TokenUrl).isEmpty() && map.key(KeyRole::ExpiresAt).isEmpty())
        return genesys;
    const KeyMap upwork = matched(CredentialKind::Upwork, upworkKeys, set);
    if (upwork.missing.isEmpty() && map.key(KeyRole::ClientId).isEmpty())
        return upwork;
    if (!map.key(KeyRole::RefreshToken).isEmpty() && !map.key(KeyRole::ClientId).isEmpty()) {
        map.kind = CredentialKind::OAuth;
        return map;
    }
    return KeyMap();
}

QString kindLabel(CredentialKind kind)
{
    switch (kind) {
    case CredentialKind::Unknown:
        return QString();
    case CredentialKind::Plain:
        return QStringLiteral("Plain");
    case CredentialKind::LwaSkill:
    case CredentialKind::LwaCli:
        return QStringLiteral("LWA");
    case CredentialKind::SpApi:
        return QStringLiteral("SP-API");
    case CredentialKind::Genesys:
        return QStringLiteral("Genesys");
    case CredentialKind::Upwork:
        return QStringLiteral("Upwork");
    case CredentialKind::OAuth:
        return QStringLiteral("OAuth");
    }
    return QString();
}

} // namespace keyturn
