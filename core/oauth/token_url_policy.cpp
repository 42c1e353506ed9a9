#include "core/oauth/token_url_policy.h"

#include <QHostAddress>
#include <QSet>

#include <algorithm>

namespace keyturn {

namespace {

Error refused(const QString &reason, const QString &host = {})
{
    const QString detail = QStringLiteral("the token URL was refused: %1; correct it in the secret").arg(reason);
    return Error{ErrorKind::Invalid, Refusal::TokenUrl, detail, {}, host, QStringLiteral("refresh_token")};
}

//! Numbers that resolvers take for an address: 2130706433, 0x7f.1, 127.1
bool isNumeric(const QString &host)
{
    const QString last = host.section(u'.', -1);
    return last.startsWith(QLatin1String("0x"))
           || std::all_of(last.begin(), last.end(), [](QChar c) { return c.isDigit(); });
}

//! Names that lead to this computer or network whatever the world says.
bool isLocalName(const QString &host)
{
    const QString last = host.section(u'.', -1);
    return !host.contains(u'.') || last == QLatin1String("localhost") || last == QLatin1String("local")
           || last == QLatin1String("internal") || last == QLatin1String("localdomain");
}

//! A label that puts letters of one script among those of another, to look like a name it is not.
bool mixesScripts(const QString &host)
{
    const QStringList labels = QUrl::fromAce(host.toLatin1(), QUrl::IgnoreIDNWhitelist).split(u'.');
    return std::any_of(labels.begin(), labels.end(), [](const QString &label) {
        QSet<int> scripts;
        for (const QChar c : label) {
            if (c.isLetter())
                scripts.insert(c.script());
        }
        return scripts.size() > 1;
    });
}

} // namespace

Result<> checkTokenUrl(const QUrl &url)
{
    if (!url.isValid() || url.host().isEmpty())
        return refused(QStringLiteral("it is not a URL with a host"));
    const QString host = url.host(QUrl::FullyEncoded);
    if (!url.userInfo().isEmpty() || url.authority().contains(u'@')) // the name before the @ is made to be misread
        return refused(QStringLiteral("it names a user before the host %1").arg(host), host);
    if (url.scheme() != QLatin1String("https"))
        return refused(QStringLiteral("%1 must be asked over https").arg(host), host);
    if (host.endsWith(u'.'))
        return refused(QStringLiteral("%1 ends with a dot").arg(host), host);
    if (!QHostAddress(host).isNull() || isNumeric(host))
        return refused(QStringLiteral("%1 is an address, not a name").arg(host), host);
    if (isLocalName(host))
        return refused(QStringLiteral("%1 is a name of this computer or network").arg(host), host);
    if (mixesScripts(host))
        return refused(QStringLiteral("%1 mixes letters of several scripts").arg(host), host);
    if (url.hasFragment())
        return refused(QStringLiteral("it has a fragment"), host);
    if (providerOfHost(host) && url.port(443) != 443)
        return refused(QStringLiteral("%1 must be asked on port 443, not %2").arg(host).arg(url.port()), host);
    return {};
}

Result<QUrl> tokenUrlFromText(const QString &text)
{
    for (const QChar c : text) {
        if (c.unicode() <= 0x20 || c.unicode() >= 0x7F)
            return refused(QStringLiteral("it holds a blank, a control or a non-ASCII character"));
    }
    if (text.contains(u'\\'))
        return refused(QStringLiteral("it holds a backslash"));
    const qsizetype scheme = text.indexOf(QLatin1String("://"));
    if (scheme < 0)
        return refused(QStringLiteral("it does not begin with https://"));
    const QString authority = text.sliced(scheme + 3).section(u'/', 0, 0);
    if (authority.contains(u'%')) // an escaped host is decoded by Qt: never written so in good faith
        return refused(QStringLiteral("its host is escaped"));
    const QUrl url(text, QUrl::StrictMode);
    if (const Result<> checked = checkTokenUrl(url); !checked)
        return checked.error();
    return url;
}

bool isOwnTokenUrl(const QUrl &url)
{
    const QString host = url.host(QUrl::FullyEncoded);
    const Provider *provider = providerOfHost(host);
    return checkTokenUrl(url) && provider && provider->ownsHost(host);
}

QString tokenOrigin(const QUrl &url)
{
    const QString origin = QStringLiteral("https://") + url.host(QUrl::FullyEncoded);
    return url.port(443) == 443 ? origin : origin + u':' + QString::number(url.port());
}

Error tokenUrlNeedsConsent(const QUrl &url)
{
    return Error{ErrorKind::Invalid,           Refusal::TokenUrlConsent,       tokenOrigin(url), {},
                 url.host(QUrl::FullyEncoded), QStringLiteral("refresh_token")};
}

Error probeUrlNeedsConsent(const QUrl &url)
{
    Error error = tokenUrlNeedsConsent(url);
    error.refuse(Refusal::ProbeUrlConsent);
    error.operation = QStringLiteral("probe");
    return error;
}

QUrl rehearsedUrl(const QUrl &url, const QUrl &origin)
{
    QUrl moved = url;
    moved.setScheme(origin.scheme());
    moved.setHost(origin.host());
    moved.setPort(origin.port());
    return moved;
}

} // namespace keyturn
