#pragma once
#include "core/oauth/token_answer.h"
#include "core/rotation/refresh_marker.h"

#include <optional>

namespace keyturn {

//! What the keychain holds of a refresh that has not ended: the answer as it came, by what the refresh token that was
//! sent is known again, and the marker as it was then, should its file be lost.
struct JournalItem {
    RefreshMarker marker;
    QByteArray usedToken; //!< fingerprintOf() the refresh token
    std::optional<TokenAnswer> answer;

    //! HMAC-SHA-256 under the operation, in hex: tells a token from others, and from nothing else.
    static QByteArray fingerprintOf(const SecretString &token, const QString &operation);
    bool wasSent(const SecretString &token) const { return usedToken == fingerprintOf(token, marker.operation); }

    SecretString text() const;
    //! Protocol, "journal", where a single bit is not as it was written: never another token.
    static Result<JournalItem> fromText(const SecretString &text);
};

} // namespace keyturn
