#include "core/profile/environment.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace keyturn {

Environment::Environment() : m_lookup([](const char *name) { return qgetenv(name); })
{}

SecretString Environment::sessionToken() const
{
    const SecretString token = secret("AWS_SESSION_TOKEN");
    return token.isEmpty() ? secret("AWS_SECURITY_TOKEN") : token;
}

QString Environment::profile() const
{
    const QString first = text("AWS_DEFAULT_PROFILE");
    return first.isEmpty() ? text("AWS_PROFILE") : first;
}

QString Environment::region() const
{
    const QString first = text("AWS_REGION");
    return first.isEmpty() ? text("AWS_DEFAULT_REGION") : first;
}

QString Environment::path(const char *name, const char *usual) const
{
    const QString set = text(name);
    const QString path = set.isEmpty() ? QString::fromLatin1(usual) : set;
    return path.startsWith("~/"_L1) ? QDir::homePath() + path.sliced(1) : path;
}

QString Environment::configFile() const
{
    return path("AWS_CONFIG_FILE", "~/.aws/config");
}

QString Environment::credentialsFile() const
{
    return path("AWS_SHARED_CREDENTIALS_FILE", "~/.aws/credentials");
}

std::optional<QString> Environment::setting(const char *name) const
{
    const QByteArray value = m_lookup(name);
    if (value.isNull())
        return {};
    return QString::fromLocal8Bit(value);
}

QString Environment::proxy(const QByteArray &lowerCaseName) const
{
    const std::optional<QString> lower = setting(lowerCaseName.constData());
    return lower ? *lower : text(lowerCaseName.toUpper().constData());
}

QString Environment::folder(const char *name, const QString &usual) const
{
    const QString set = text(name);
    const QString base = set.isEmpty() || QDir::isRelativePath(set) ? usual : set; // XDG: relative ones are ignored
    return base + u"/keyturn"_s;
}

QString Environment::stateFolder() const
{
    return folder("XDG_STATE_HOME", QDir::homePath() + u"/.local/state"_s);
}

QString Environment::configFolder() const
{
    return folder("XDG_CONFIG_HOME", QDir::homePath() + u"/.config"_s);
}

QString Environment::lockFolder() const
{
    return stateFolder() + u"/locks"_s;
}

} // namespace keyturn
