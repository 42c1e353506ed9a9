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

bool Environment::ignoresConfiguredEndpoints() const
{
    return text("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS").compare("true"_L1, Qt::CaseInsensitive) == 0;
}

QString Environment::stateFolder() const
{
    const QString set = text("XDG_STATE_HOME"); // a relative path is ignored, as the specification says
    return (QDir::isAbsolutePath(set) ? set : QDir::homePath() + u"/.local/state"_s) + u"/keyturn"_s;
}

QString Environment::runtimeFolder() const
{
    const QString set = text("XDG_RUNTIME_DIR");
    return QDir::isAbsolutePath(set) ? set + u"/keyturn"_s : stateFolder() + u"/run"_s;
}

QString Environment::endpointUrl() const
{
    return ignoresConfiguredEndpoints() ? QString() : text("AWS_ENDPOINT_URL");
}

QString Environment::endpointUrl(const QByteArray &serviceWord) const
{
    const QByteArray name = "AWS_ENDPOINT_URL_" + serviceWord;
    return ignoresConfiguredEndpoints() ? QString() : text(name.constData());
}

} // namespace keyturn
