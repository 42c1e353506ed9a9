#include "core/document/key_map.h"

#include "core/document/key_name.h"
#include "core/document/value_shape.h"

#include <QSet>

#include <algorithm>
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
constexpr std::array roleWords{
    LayoutKey{"access-token", KeyRole::AccessToken},
    LayoutKey{"refresh-token", KeyRole::RefreshToken},
    LayoutKey{"client-id", KeyRole::ClientId},
    LayoutKey{"client-secret", KeyRole::ClientSecret},
    LayoutKey{"scope", KeyRole::Scope},
    LayoutKey{"token-url", KeyRole::TokenUrl},
    LayoutKey{"expires-at", KeyRole::ExpiresAt},
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

QHash<QString, KeyRole> genericRoles(const QStringList &keys)
{
    QHash<QString, KeyRole> roles;
    QSet<KeyRole> taken;
    QSet<KeyRole> ambiguous;
    for (const QString &key : keys) {
        const KeyRole role = roleOfName(key);
        if (role == KeyRole::Other)
            continue;
        if (taken.contains(role))
            ambiguous.insert(role);
        taken.insert(role);
        roles.insert(key, role);
    }
    // Two spellings of one role: we cannot know which of them is sent to the provider, so we do not guess.
    roles.removeIf([&ambiguous](const auto &it) { return ambiguous.contains(it.value()); });
    return roles;
}

//! What keys of no fixed layout are, taken together. One role alone may be anything, unless it is a refresh token; a
//! role that two keys could play counts.
KeyMap assembled(QHash<QString, KeyRole> roles, const QStringList &keys)
{
    QSet<KeyRole> told(roles.cbegin(), roles.cend());
    for (const QString &key : keys)
        told.insert(roleOfName(key));
    const bool isRenewable = told.contains(KeyRole::RefreshToken);
    told.intersect({KeyRole::ClientId, KeyRole::ClientSecret, KeyRole::AccessToken});
    KeyMap map;
    if (told.size() < 2 && !isRenewable)
        return map;
    map.kind = CredentialKind::OAuth;
    map.roles = std::move(roles);
    return map;
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

QString roleWord(KeyRole role)
{
    const auto known =
        std::find_if(roleWords.begin(), roleWords.end(), [role](const LayoutKey &each) { return each.role == role; });
    return known == roleWords.end() ? QString() : QString::fromLatin1(known->name);
}

std::optional<KeyRole> roleOfWord(const QString &word)
{
    const auto known = std::find_if(roleWords.begin(), roleWords.end(),
                                    [&word](const LayoutKey &each) { return word == QLatin1String(each.name); });
    return known == roleWords.end() ? std::nullopt : std::optional(known->role);
}

KeyRole parameterRole(const QString &name)
{
    const QStringView leaf = QStringView(name).mid(name.lastIndexOf(u'/') + 1);
    for (const LayoutKey &known : parameterLeaves) {
        if (leaf.compare(QLatin1String(known.name), Qt::CaseInsensitive) == 0)
            return known.role;
    }
    const bool isMarked = leaf.startsWith(u"lwa", Qt::CaseInsensitive) || leaf.startsWith(u"sp", Qt::CaseInsensitive);
    if (!isMarked) // anybody's client id: it need not belong together with its neighbours
        return KeyRole::Other;
    const QString word = plainWord(leaf.toString());
    if (!word.startsWith(QLatin1String("lwa")) && !word.startsWith(QLatin1String("spapi")))
        return KeyRole::Other;
    const KeyRole role = roleOfName(leaf.toString());
    const bool isPart = role == KeyRole::ClientId || role == KeyRole::ClientSecret || role == KeyRole::RefreshToken;
    return isPart ? role : KeyRole::Other;
}

bool isLwa(CredentialKind kind)
{
    return kind == CredentialKind::LwaSkill || kind == CredentialKind::LwaCli || kind == CredentialKind::SpApi;
}

QString KeyMap::key(KeyRole wanted) const
{
    QString found;
    for (auto it = roles.cbegin(); it != roles.cend(); ++it) { // the smallest, whatever the hash is
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

    const KeyMap map = assembled(genericRoles(keys), keys);
    const KeyMap genesys = matched(CredentialKind::Genesys, genesysKeys, set);
    if (genesys.missing.isEmpty() && map.key(KeyRole::TokenUrl).isEmpty() && map.key(KeyRole::ExpiresAt).isEmpty())
        return genesys;
    const KeyMap upwork = matched(CredentialKind::Upwork, upworkKeys, set);
    if (upwork.missing.isEmpty() && map.key(KeyRole::ClientId).isEmpty())
        return upwork;
    return map;
}

KeyMap KeyMap::recognise(const QStringList &keys, const std::function<SecretString(const QString &)> &valueOf)
{
    KeyMap map = recognise(keys);
    QHash<KeyRole, QStringList> byValue;
    for (const QString &key : keys) {
        const KeyRole role = map.role(key) == KeyRole::Other ? roleOfValue(key, valueOf(key)) : KeyRole::Other;
        if (role != KeyRole::Other && map.key(role).isEmpty() && roleOfName(key) == KeyRole::Other)
            byValue[role].append(key);
    }
    QHash<QString, KeyRole> roles = map.kind == CredentialKind::Plain ? genericRoles(keys) : map.roles;
    for (auto it = byValue.cbegin(); it != byValue.cend(); ++it) {
        if (it.value().size() == 1) // of two nobody knows which is in use
            roles.insert(it.value().first(), it.key());
    }
    if (map.kind == CredentialKind::Plain)
        return assembled(std::move(roles), keys);
    map.roles = std::move(roles);
    return map;
}

KeyMap KeyMap::with(const QHash<KeyRole, QString> &given) const
{
    KeyMap map = *this;
    for (auto it = given.cbegin(); it != given.cend(); ++it) {
        map.roles.removeIf([&it](const auto &each) { return each.value() == it.key() || each.key() == it.value(); });
        if (!it.value().isEmpty())
            map.roles.insert(it.value(), it.key());
    }
    if (map.kind == CredentialKind::Plain && !given.isEmpty())
        map.kind = CredentialKind::OAuth;
    return map;
}

QList<KeyRole> missingRoles(const KeyMap &map)
{
    const auto has = [&map](KeyRole role) { return !map.key(role).isEmpty(); };
    QList<KeyRole> missing;
    const bool isCredential = has(KeyRole::RefreshToken) || has(KeyRole::ClientId) || has(KeyRole::ClientSecret);
    if (!isCredential && map.kind != CredentialKind::OAuth)
        return missing;
    const bool asksForItself = has(KeyRole::ClientId) && has(KeyRole::ClientSecret) && has(KeyRole::AccessToken);
    if (!has(KeyRole::ClientId))
        missing.append(KeyRole::ClientId);
    if (!has(KeyRole::ClientSecret))
        missing.append(KeyRole::ClientSecret);
    if (!has(KeyRole::RefreshToken) && !asksForItself)
        missing.append(KeyRole::RefreshToken);
    return missing;
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
