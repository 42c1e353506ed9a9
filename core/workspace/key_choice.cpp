#include "core/workspace/key_choice.h"

#include "core/document/key_name.h"

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

bool isNamedFor(const QString &key, KeyRole role)
{
    return roleOfName(key) == role || parameterRole(key) == role;
}

} // namespace

KeyChoice::KeyChoice(EntryContent content, const RefreshSettings &settings) :
    m_content(std::move(content)), m_before(settings), m_provider(settings.provider),
    m_parameters(settings.parameters.join(u'&'))
{
    const QStringList taken = settings.keys.values();
    for (const KeyRole role : roles()) {
        const QString key = recognised(role);
        m_chosen.insert(role, settings.keys.value(role, taken.contains(key) ? QString() : key));
    }
}

//! Also a name that tells too little alone: whoever is asked can say that it does not count.
QString KeyChoice::recognised(KeyRole role) const
{
    const QString key = m_content.keyMap.key(role);
    const QStringList named = namesakes(role);
    return key.isEmpty() && named.size() == 1 && m_content.keyMap.role(named.first()) == KeyRole::Other ? named.first()
                                                                                                        : key;
}

QList<KeyRole> KeyChoice::roles()
{
    return {KeyRole::ClientId,  KeyRole::ClientSecret, KeyRole::RefreshToken, KeyRole::AccessToken,
            KeyRole::ExpiresAt, KeyRole::Scope,        KeyRole::TokenUrl};
}

QStringList KeyChoice::keys() const
{
    QStringList keys;
    for (const EntryField &field : m_content.fields) {
        if (!field.key.isEmpty())
            keys.append(field.key);
    }
    return keys;
}

QStringList KeyChoice::namesakes(KeyRole role) const
{
    QStringList found;
    for (const QString &key : keys()) {
        if (isNamedFor(key, role))
            found.append(key);
    }
    return found;
}

KeyChoice::Reason KeyChoice::reason(KeyRole role) const
{
    const QString key = m_chosen.value(role);
    if (key != recognised(role))
        return Reason::Said;
    if (key.isEmpty())
        return namesakes(role).size() > 1 ? Reason::Several : Reason::None;
    const bool isNamed = isNamedFor(key, role) || KeyMap::recognise(keys()).role(key) == role;
    return isNamed ? Reason::Name : Reason::Value;
}

QString KeyChoice::keyTwice() const
{
    QStringList seen;
    for (const KeyRole role : roles()) {
        const QString key = m_chosen.value(role);
        if (!key.isEmpty() && seen.contains(key))
            return key;
        seen.append(key);
    }
    return {};
}

QHash<KeyRole, QString> KeyChoice::said() const
{
    QHash<KeyRole, QString> keys;
    for (const KeyRole role : roles()) {
        const QString key = m_chosen.value(role);
        if (key != m_content.keyMap.key(role) || (key.isEmpty() && !recognised(role).isEmpty()))
            keys.insert(role, key);
    }
    return keys;
}

Result<RefreshSettings> KeyChoice::settings() const
{
    if (const QString twice = keyTwice(); !twice.isEmpty())
        return Error{ErrorKind::Invalid, Refusal::KeyTwice, twice};
    const Result<QStringList> parameters = refreshParametersFromText(m_parameters);
    if (!parameters)
        return parameters.error();
    RefreshSettings settings = m_before;
    settings.keys = said();
    settings.provider = m_provider;
    settings.parameters = *parameters;
    return settings;
}

EntryContent KeyChoice::mapped() const
{
    return m_content.withKeys(said());
}

Result<RefreshRequest> KeyChoice::request() const
{
    const Result<RefreshSettings> chosen = settings();
    if (!chosen)
        return chosen.error();
    return refreshRequest(mapped(), *chosen);
}

QList<KeyRole> KeyChoice::missing() const
{
    return missingRoles(mapped().keyMap);
}

Provider KeyChoice::expected() const
{
    RefreshSettings settings = m_before;
    settings.provider = m_provider;
    return expectedProvider(mapped(), settings);
}

bool isAnsweredByKeys(Refusal obstacle)
{
    return obstacle == Refusal::NoRefreshToken || obstacle == Refusal::NoClientId || obstacle == Refusal::NoClientSecret
           || obstacle == Refusal::TokenUrl;
}

bool canBeAnswered(Refusal obstacle, const EntryContent &mapped)
{
    if (obstacle == Refusal::TokenUrlConsent)
        return true;
    return isAnsweredByKeys(obstacle) && mapped.fields.size() > 1 && mapped.keyMap.kind != CredentialKind::Plain;
}

} // namespace keyturn
