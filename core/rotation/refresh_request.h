#pragma once
#include "core/entry/entry_content.h"
#include "core/oauth/token_endpoint.h"

namespace keyturn {

//! Whether an opened entry can be refreshed, and why not.
struct RefreshReadiness {
    bool possible = false;
    //! Machine words for ui and cli: "deleted", "replica", "owned", "binary", "raw", "rotation-pending",
    //! "no-refresh-token", "no-client-id", "no-client-secret", "token-url" (absent, or not one of this provider's).
    QString obstacle;
};

//! What is sent, and how the provider treats it.
struct RefreshRequest {
    RefreshGrant grant;
    ProviderRule rule;
};

//! The tag of a secret whose layout has no place for its token URL.
inline constexpr auto tokenUrlTag = "keyturn:token-url";

RefreshReadiness refreshReadiness(const EntryContent &content);
//! Unsupported, with the obstacle as its code, or why the token URL is not followed.
Result<RefreshRequest> refreshRequest(const EntryContent &content);

//! The value that plays \p role; empty if none does.
SecretString valueOf(const EntryContent &content, KeyRole role);
//! Whether an answer changes the entry whatever it holds: it has a key for the access token.
bool holdsAccessToken(const EntryContent &content);
//! What the answer changes, the refresh token first: whoever reads a group of parameters in between finds a pair that
//! works. Empty where the entry holds no access token and the refresh token stays.
QList<FieldEdit> editsFor(const EntryContent &content, const TokenSet &tokens);
//! Keys that an answer may change.
QStringList keysToWrite(const EntryContent &content, const ProviderRule &rule);
//! The keys we write, and the refresh token that was used, are as they were.
bool onlyOthersChanged(const EntryContent &before, const EntryContent &now, const QList<FieldEdit> &edits);
//! Limit, "size": tokens as long as this provider's may be would not fit.
std::optional<Error> roomFault(const EntryContent &content, const ProviderRule &rule);

} // namespace keyturn
