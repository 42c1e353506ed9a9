#pragma once
#include "app/sandbox/http/http_message.h"
#include "app/sandbox/oauth/authorizations.h"
#include "app/sandbox/store/store.h"

//! The sandbox's OAuth providers, as clients see them. Not signed; Basic or the form carries the secrets.
namespace keyturn::sandbox::oauth {

bool isTokenPath(const QByteArray &path);
//! RFC 6749 with the behaviour of the client's provider. What it changes is committed before it returns.
Response token(Store &store, Authorizations &authorizations, const Request &request, const QByteArray &requestId,
               const QDateTime &now);
//! An error in the shape of RFC 6749 section 5.2; 401 comes with a challenge.
Response refuse(int status, const QString &error, const QString &description, const QByteArray &requestId);

//! Longest body of a token request: two tokens of 2048 bytes and their company, three times over for escapes.
constexpr qsizetype maxBodyBytes = 16LL * 1024;

} // namespace keyturn::sandbox::oauth
