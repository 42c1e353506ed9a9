#pragma once
#include "app/sandbox/http/http_message.h"
#include "app/sandbox/store/store.h"

//! The sandbox's OAuth provider: the token endpoint of Login with Amazon. Not signed; the form carries the secrets.
namespace keyturn::sandbox::oauth {

bool isTokenPath(const QByteArray &path);
//! grant_type=refresh_token; the refresh token stays the same, as with Amazon.
Response token(const Store &store, const Request &request, const QByteArray &requestId);

} // namespace keyturn::sandbox::oauth
