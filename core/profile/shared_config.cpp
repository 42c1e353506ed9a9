#include "core/profile/shared_config.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

const ConfigSection *find(const QList<ConfigSection> &sections, const QString &name)
{
    const auto found = std::find_if(sections.begin(), sections.end(),
                                    [&name](const ConfigSection &section) { return section.name == name; });
    return found == sections.end() ? nullptr : &*found;
}

void replace(QList<ConfigSection> &sections, const ConfigSection &section)
{
    const auto found = std::find_if(sections.begin(), sections.end(),
                                    [&section](const ConfigSection &other) { return other.name == section.name; });
    if (found == sections.end())
        sections.append(section);
    else
        *found = section;
}

} // namespace

QStringList shellWords(const QString &text)
{
    QStringList words;
    QString word;
    bool inWord = false;
    QChar quote;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (quote == u'\'') {
            if (c == u'\'')
                quote = {};
            else
                word += c;
        } else if (quote == u'"') {
            const QChar next = i + 1 < text.size() ? text.at(i + 1) : QChar();
            if (c == u'"')
                quote = {};
            else if (c == u'\\' && (next == u'"' || next == u'\\'))
                word += text.at(++i);
            else
                word += c;
        } else if (c == u'\'' || c == u'"') {
            quote = c;
            inWord = true;
        } else if (c == u'\\') {
            if (++i == text.size())
                return {};
            word += text.at(i);
            inWord = true;
        } else if (c == u' ' || c == u'\t' || c == u'\r' || c == u'\n') {
            if (inWord)
                words.append(std::exchange(word, {}));
            inWord = false;
        } else {
            word += c;
            inWord = true;
        }
    }
    if (!quote.isNull())
        return {};
    if (inWord)
        words.append(word);
    return words;
}

Result<SharedConfig> SharedConfig::load(const Environment &environment)
{
    const Result<QList<ConfigSection>> config = readConfigFile(environment.configFile());
    if (!config)
        return config.error();
    const Result<QList<ConfigSection>> credentials = readConfigFile(environment.credentialsFile());
    if (!credentials)
        return credentials.error();
    return of(*config, *credentials);
}

SharedConfig SharedConfig::of(const QList<ConfigSection> &config, const QList<ConfigSection> &credentials)
{
    SharedConfig shared;
    for (ConfigSection section : config) {
        const QString name = section.name;
        const QStringList words = shellWords(name);
        if (name != "default"_L1) {
            if (words.size() != 2)
                continue;
            section.name = words.last();
        }
        if (name == "default"_L1 || name.startsWith("profile"_L1))
            replace(shared.m_config, section);
        else if (name.startsWith("sso-session"_L1))
            replace(shared.m_ssoSessions, section);
        else if (name.startsWith("services"_L1))
            replace(shared.m_services, section);
    }
    shared.m_profiles = shared.m_config;
    shared.m_credentials = credentials;
    for (const ConfigSection &section : credentials) {
        ConfigSection merged = section;
        if (const ConfigSection *known = find(shared.m_config, section.name)) {
            for (auto it = known->values.begin(); it != known->values.end(); ++it) {
                if (!section.has(it.key()))
                    merged.values.insert(it.key(), it.value());
            }
            for (auto it = known->secrets.begin(); it != known->secrets.end(); ++it) {
                if (!section.has(it.key()))
                    merged.secrets.insert(it.key(), it.value());
            }
            for (auto it = known->nested.begin(); it != known->nested.end(); ++it) {
                if (!section.has(it.key()))
                    merged.nested.insert(it.key(), it.value());
            }
        }
        replace(shared.m_profiles, merged);
    }
    return shared;
}

QStringList SharedConfig::profileNames() const
{
    QStringList names;
    for (const ConfigSection &section : m_profiles)
        names.append(section.name);
    return names;
}

const ConfigSection *SharedConfig::profile(const QString &name) const
{
    return find(m_profiles, name);
}

const ConfigSection *SharedConfig::ofConfigFile(const QString &name) const
{
    return find(m_config, name);
}

const ConfigSection *SharedConfig::ofCredentialsFile(const QString &name) const
{
    return find(m_credentials, name);
}

const ConfigSection *SharedConfig::ssoSession(const QString &name) const
{
    return find(m_ssoSessions, name);
}

const ConfigSection *SharedConfig::services(const QString &name) const
{
    return find(m_services, name);
}

} // namespace keyturn
