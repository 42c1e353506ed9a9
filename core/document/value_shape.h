#pragma once
#include "core/base/secret_string.h"
#include "core/document/key_map.h"

#include <optional>

namespace keyturn {

//! What a value is by its looks: the issuers' prefixes, a UUID, a URL.
enum class ValueShape {
    Unknown,
    LwaAccessToken,
    LwaRefreshToken,
    LwaClientId,
    LwaClientSecret,
    UpworkToken,
    Uuid,
    Url
};

ValueShape shapeOf(const SecretString &value);

//! The role that \p shape has in a layout of \p kind; nothing if it tells nothing there. An Upwork token is an access
//! or a refresh token: taken for \p asked if that is one of the two.
std::optional<KeyRole> roleOfShape(ValueShape shape, CredentialKind kind, KeyRole asked);

//! The role that a value tells by itself, whatever its layout; of a URL only where \p key is called one and its path
//! speaks of tokens. Other where it tells nothing.
KeyRole roleOfValue(const QString &key, const SecretString &value);

//! False if every value of this role in a layout of \p kind has a shape, and \p value has not got it.
bool looksLike(const SecretString &value, KeyRole role, CredentialKind kind);

} // namespace keyturn
