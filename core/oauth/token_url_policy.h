#pragma once
#include "core/base/result.h"

#include <QUrl>

namespace keyturn {

//! Who stands behind a token URL.
enum class TokenProvider { Lwa, Upwork, Genesys, Atlassian };

//! The provider of \p url, or Invalid with the reason: only https on port 443 of a host in Keyturn's own list, no user
//! information, no fragment. A value inside a secret never chooses where another secret goes.
Result<TokenProvider> tokenProvider(const QUrl &url);

//! A token URL as it stands in a secret: checked letter by letter before Qt gets to mend it, then as above.
Result<QUrl> tokenUrlFromText(const QString &text);

//! The same path and query at \p origin.
QUrl rehearsedUrl(const QUrl &url, const QUrl &origin);

} // namespace keyturn
