#include "core/profile/environment.h"

#include <QDir>
#include <QRegularExpression>

#include <pwd.h>

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
    const std::optional<QString> first = setting("AWS_DEFAULT_PROFILE");
    return first ? *first : text("AWS_PROFILE");
}

QString Environment::region() const
{
    const QString first = text("AWS_REGION");
    return first.isEmpty() ? text("AWS_DEFAULT_REGION") : first;
}

//! os.path.expandvars(): variables that are not set stay as they are written.
QString Environment::withVariables(const QString &text) const
{
    static const QRegularExpression variable(u"\\$(?:([A-Za-z0-9_]+)|\\{([^}]*)\\})"_s);
    QString expanded;
    qsizetype from = 0;
    for (auto it = variable.globalMatch(text); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        const QString name = match.captured(1).isEmpty() ? match.captured(2) : match.captured(1);
        const QString value = setting(name.toLocal8Bit().constData()).value_or(match.captured());
        expanded += text.sliced(from, match.capturedStart() - from) + value;
        from = match.capturedEnd();
    }
    return expanded + text.sliced(from);
}

//! os.path.expanduser(): ~ and ~somebody at the beginning.
QString Environment::withHome(const QString &path) const
{
    if (!path.startsWith(u'~'))
        return path;
    const qsizetype slash = path.indexOf(u'/');
    const qsizetype end = slash < 0 ? path.size() : slash;
    QString home;
    if (end == 1) {
        home = setting("HOME").value_or(QDir::homePath());
    } else {
        const passwd *user = ::getpwnam(path.sliced(1, end - 1).toLocal8Bit().constData());
        if (!user)
            return path;
        home = QString::fromLocal8Bit(user->pw_dir);
    }
    while (home.endsWith(u'/'))
        home.chop(1);
    const QString whole = home + path.sliced(end);
    return whole.isEmpty() ? u"/"_s : whole;
}

QString Environment::path(const char *name, const char *usual) const
{
    return withHome(withVariables(setting(name).value_or(QString::fromLatin1(usual))));
}

QString Environment::configFile() const
{
    return path("AWS_CONFIG_FILE", "~/.aws/config");
}

QString Environment::credentialsFile() const
{
    return path("AWS_SHARED_CREDENTIALS_FILE", "~/.aws/credentials");
}

QString Environment::loginCacheFolder() const
{
    return path("AWS_LOGIN_CACHE_DIRECTORY", "~/.aws/login/cache");
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
