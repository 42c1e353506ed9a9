#pragma once
#include "app/sandbox/clock/sandbox_clock.h"
#include "app/sandbox/http/http_message.h"
#include "app/sandbox/protocol/control_table.h"
#include "app/sandbox/store/store.h"

//! The console's sign-in service as `aws login` uses it: what somebody has brought from the console is renewed, as long
//! as who asks proves to hold the key of the sign-in (DPoP). REST with JSON, unsigned.
namespace keyturn::sandbox::signin {

//! POST /v1/token.
bool isFor(const QByteArray &path);
//! Credentials for 15 minutes and a new refresh token. The same to the same refresh token for a minute, so that a lost
//! answer can be asked for again; after that, and 12 hours after the sign-in, TOKEN_EXPIRED.
Response handle(Store &store, const Request &request, const QByteArray &requestId, const SandboxClock &clock);

//! POST {"session": ARN, "key": public key on P-256 as PEM}: somebody signs in to the console as ARN. Gives what
//! `aws login` writes into its cache, but the key. POST {"session": ARN, "end": "USER_CREDENTIALS_CHANGED"}: why
//! nothing of it is renewed any more.
ControlCall signInCall(Store &store, const Clock &clock);

} // namespace keyturn::sandbox::signin
