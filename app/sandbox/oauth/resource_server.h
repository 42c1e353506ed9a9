#pragma once
#include "app/sandbox/http/http_message.h"
#include "app/sandbox/store/store.h"

//! What the providers serve to those who show a token that lives: enough to find out whether it does.
namespace keyturn::sandbox::oauth {

//! A provider's own path, or /oauth/NAME/me.
bool isResourcePath(const QByteArray &path);
//! 200 for an access token that was issued here, to a client of a provider at this path, and is alive and, after the
//! behaviour's propagationSeconds, known everywhere. Else what the provider says to one that is not.
Response resource(const Store &store, const Request &request, const QByteArray &requestId, const QDateTime &now);

} // namespace keyturn::sandbox::oauth
