#include "core/oauth/token_url_policy.h"

#include <QHash>

namespace keyturn {

namespace {

const QHash<QString, TokenProvider> &knownHosts()
{
    static const QHash<QString, TokenProvider> hosts = [] {
        QHash<QString, TokenProvider> known;
        for (const char *host : {"api.amazon.com", "api.amazon.co.uk", "api.amazon.co.jp"})
            known.insert(QLatin1String(host), TokenProvider::Lwa);
        known.insert(QStringLiteral("www.upwork.com"), TokenProvider::Upwork);
        known.insert(QStringLiteral("auth.atlassian.com"), TokenProvider::Atlassian);
        for (const char *domain :
             {"mypurecloud.com", "usw2.pure.cloud", "cac1.pure.cloud", "sae1.pure.cloud", "mypurecloud.ie",
              "euw2.pure.cloud", "mypurecloud.de", "euc2.pure.cloud", "mec1.pure.cloud", "aps1.pure.cloud",
              "mypurecloud.jp", "apne2.pure.cloud", "apne3.pure.cloud", "mypurecloud.com.au", "use2.us-gov-pure.cloud"})
            known.insert(QLatin1String("login.") + QLatin1String(domain), TokenProvider::Genesys);
        return known;
    }();
    return hosts;
}

Error refused(const QString &reason, const QString &host = {})
{
    const QString detail = QStringLiteral("the token URL was refused: %1; correct it in the secret").arg(reason);
    return Error{ErrorKind::Invalid, QStringLiteral("token-url"), detail, {}, host, QStringLiteral("refresh_token")};
}

} // namespace

Result<TokenProvider> tokenProvider(const QUrl &url)
{
    if (!url.isValid() || url.host().isEmpty())
        return refused(QStringLiteral("it is not a URL with a host"));
    const QString host = url.host(QUrl::FullyEncoded);
    if (!url.userInfo().isEmpty() || url.authority().contains(u'@')) // the name before the @ is made to be misread
        return refused(QStringLiteral("it names a user before the host %1").arg(host), host);
    if (url.scheme() != QLatin1String("https"))
        return refused(QStringLiteral("%1 must be asked over https").arg(host), host);
    const auto known = knownHosts().constFind(host);
    if (known == knownHosts().cend())
        return refused(QStringLiteral("%1 is not a token host that Keyturn knows").arg(host), host);
    if (url.port(443) != 443)
        return refused(QStringLiteral("%1 must be asked on port 443, not %2").arg(host).arg(url.port()), host);
    if (url.hasFragment())
        return refused(QStringLiteral("it has a fragment"), host);
    return *known;
}

Result<QUrl> tokenUrlFromText(const QString &text)
{
    for (const QChar c : text) {
        if (c.unicode() <= 0x20 || c.unicode() >= 0x7F)
            return refused(QStringLiteral("it holds a blank, a control or a non-ASCII character"));
    }
    if (text.contains(u'\\'))
        return refused(QStringLiteral("it holds a backslash"));
    const QString afterScheme = text.section(QStringLiteral("://"), 1);
    if (afterScheme.section(u'/', 0, 0)
            .contains(u'%')) // an escaped host is decoded by Qt: never written so in good faith
        return refused(QStringLiteral("its host is escaped"));
    const QUrl url(text, QUrl::StrictMode);
    const Result<TokenProvider> provider = tokenProvider(url);
    if (!provider)
        return provider.error();
    return url;
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
