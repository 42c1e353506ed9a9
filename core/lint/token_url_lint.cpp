#include "core/lint/token_url_lint.h"

#include "core/oauth/token_url_policy.h"

namespace keyturn {

TokenUrlLint lintTokenUrlValue(const SecretString &value, CredentialKind kind)
{
    const Result<QUrl> url = tokenUrlFromText(value.reveal());
    if (!url)
        return {TokenUrlLint::Verdict::Hostile, url.error().detail};
    const Provider *owner = providerOfLayout(kind);
    if (owner && providerOfHost(url->host()) != owner)
        return {TokenUrlLint::Verdict::Hostile, url->host()};
    if (isOwnTokenUrl(*url))
        return {};
    return {TokenUrlLint::Verdict::UnknownHost,
            QStringLiteral("%1 is not a token host that Keyturn knows").arg(url->host(QUrl::FullyEncoded))};
}

} // namespace keyturn
