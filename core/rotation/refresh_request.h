#pragma once
#include "core/entry/entry_content.h"
#include "core/oauth/token_endpoint.h"
#include "core/rotation/refresh_settings.h"

namespace keyturn {

//! Whether an opened entry can be refreshed, and why not.
struct RefreshReadiness {
    bool possible = false;
    //! Deleted, Replica, Owned, Binary, Raw, RotationPending, NoRefreshToken, NoClientId, NoClientSecret, TokenUrl
    //! (absent, or not one of this provider's) or TokenUrlConsent.
    Refusal obstacle = Refusal::None;
};

//! What is sent, and how the provider treats it.
struct RefreshRequest {
    TokenGrant grant;
    Provider provider;
};

//! The tag of a secret whose layout has no place for its token URL.
inline constexpr auto tokenUrlTag = "keyturn:token-url";
//! The tag that tells its provider, by the id of a row in the table.
inline constexpr auto providerTag = "keyturn:provider";

//! \p content is mapped already, see EntryContent::withKeys().
RefreshReadiness refreshReadiness(const EntryContent &content, const RefreshSettings &settings = {});
//! Unsupported, with the obstacle as its code and the roles that no key plays as its detail; or why the token URL is
//! not followed: "token-url", or "token-url-consent" with the origin to agree to.
Result<RefreshRequest> refreshRequest(const EntryContent &content, const RefreshSettings &settings = {});
//! The same for what a person's consent is exchanged with (TokenGrant::Type::AuthorizationCode, its code not yet
//! known): needs a key for the refresh token, but no value. Its answer always brings another one, and is never asked
//! for again.
Result<RefreshRequest> consentRequest(const EntryContent &content, const RefreshSettings &settings = {});

//! Whose rules a refresh would go by, as far as the entry and the settings tell; else the generic ones.
Provider expectedProvider(const EntryContent &content, const RefreshSettings &settings);

//! The value that plays \p role; empty if none does.
SecretString valueOf(const EntryContent &content, KeyRole role);
//! Whether an answer changes the entry whatever it holds: it has a key for the access token.
bool holdsAccessToken(const EntryContent &content);
//! Keys that an answer may change.
QStringList keysToWrite(const EntryContent &content, const Provider &provider);
//! The keys we write, and the refresh token that was used, are as they were.
bool onlyOthersChanged(const EntryContent &before, const EntryContent &now, const QList<FieldEdit> &edits);
//! Limit, "size": tokens as long as this provider's may be would not fit.
std::optional<Error> roomFault(const EntryContent &content, const Provider &provider);

} // namespace keyturn
