#pragma once
#include "app/sandbox/http/http_message.h"
#include "app/sandbox/oauth/authorizations.h"
#include "app/sandbox/protocol/control_table.h"
#include "app/sandbox/store/store.h"

#include <QDateTime>

//! IAM Identity Center: its OIDC service with the grants of authorization code (PKCE), device code and refresh token,
//! the pages where somebody agrees, and the portal that gives role credentials. REST with JSON; nothing of it is
//! signed.
namespace keyturn::sandbox::sso {

//! By its path; /token is also that of an OAuth provider, whose requests are forms. See isConsent(), too.
bool isFor(const Request &request);
Response handle(Store &store, oauth::Authorizations &authorizations, const Request &request,
                const QByteArray &requestId, const QDateTime &now);

//! POST {"userCode": CODE, "allow": true}: what somebody answers in the browser.
ControlCall answerCall(Store &store);

} // namespace keyturn::sandbox::sso
