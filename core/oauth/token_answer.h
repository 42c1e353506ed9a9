#pragma once
#include "core/base/result.h"
#include "core/base/secret_string.h"

#include <QDateTime>
#include <chrono>

namespace keyturn {

struct TokenSet {
    SecretString accessToken;
    SecretString refreshToken; //!< the one to store: rotated by the server, else the one we sent
    bool refreshTokenRotated = false;
    std::chrono::seconds life{0}; //!< of the access token; 0 as below
    QDateTime expiresAt;          //!< UTC; invalid when the server sent no usable expires_in
    QString scope;                //!< that the server says it granted; null: that which was asked for
};

//! What a token endpoint sent, byte by byte, so that it can be kept before anybody tries to understand it.
struct TokenAnswer {
    int status = 0;
    QString host;      //!< "host[:port]" that sent it
    QString requestId; //!< empty where there is none
    SecretString body;
    bool isWhole = true;  //!< false: the connection ended early
    QDateTime receivedAt; //!< UTC; lifetimes count from here
};

//! What an answer means. Granted is a 2xx with an access token and without an error member, whatever its content type
//! says and whatever is cut off behind the tokens. Refused: the provider has certainly issued nothing. Anything else
//! may have spent the refresh token and is Unknown.
struct TokenVerdict {
    enum class Kind { Granted, Refused, Unknown };
    Kind kind = Kind::Unknown;
    TokenSet tokens; //!< of Granted
    Error error;     //!< of the others; operation "refresh_token"
};

//! \p used: the refresh token that was sent.
TokenVerdict verdictOn(const TokenAnswer &answer, const SecretString &used);

} // namespace keyturn
