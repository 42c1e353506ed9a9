#include "core/lint/token_url_lint.h"

#include "core/oauth/token_url_policy.h"

#include <QHostAddress>

#include <algorithm>

namespace keyturn {

namespace {

//! Https, a host with a name, no disguise: the policy refuses it only because it does not know the host.
bool isClean(const QString &text)
{
    const bool isAscii =
        std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() > 0x20 && c.unicode() < 0x7F; });
    const QUrl url(text, QUrl::StrictMode);
    const QString host = url.host();
    return isAscii && !text.contains(u'\\') && !url.authority().contains(u'@') && !url.hasFragment() && url.isValid()
           && url.scheme() == QLatin1String("https") && url.port(443) == 443 && host.contains(u'.')
           && !host.endsWith(u'.') && !host.contains(QLatin1String("xn--")) && QHostAddress(host).isNull()
           && text.startsWith(QLatin1String("https://") + host, Qt::CaseInsensitive);
}

} // namespace

TokenUrlLint lintTokenUrlValue(const SecretString &value, CredentialKind kind)
{
    const QString text = value.reveal();
    const Result<QUrl> url = tokenUrlFromText(text);
    if (!url) {
        const bool mayBeUnknown = !isLwa(kind) && isClean(text);
        return {mayBeUnknown ? TokenUrlLint::Verdict::UnknownHost : TokenUrlLint::Verdict::Hostile, url.error().detail};
    }
    const Result<TokenProvider> provider = tokenProvider(*url);
    if (isLwa(kind) && *provider != TokenProvider::Lwa)
        return {TokenUrlLint::Verdict::Hostile, url->host()};
    return {};
}

} // namespace keyturn
