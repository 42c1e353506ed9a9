#pragma once
#include "app/sandbox/protocol/control_table.h"
#include "app/sandbox/store/store.h"
#include "core/base/clock.h"

namespace keyturn::sandbox::oauth {

//! The applications registered with the OAuth providers. GET lists them, how their provider treats them, and how many
//! of their tokens are alive; GET ?token=TEXT tells about one token. POST does one of
//!   {"action": "create", "clientId", "clientSecret", "provider"[, "scope"][, "refreshToken"][, "behaviour"]}
//!   {"action": "configure", "clientId"[, "provider"][, "scope"][, "behaviour": {... replaces what was set}]}
//!   {"action": "rotate-secret", "clientId", "clientSecret"}   the one before is accepted for secretGraceSeconds more
//!   {"action": "authorize", "clientId", "refreshToken"}       one more refresh token, as after a new consent
//!   {"action": "revoke", "clientId"}                          as when the user withdraws the consent
//! and answers with the client. Secrets come from the caller alone and are never given out.
ControlCall clientsCall(Store &store, const Clock &clock);

} // namespace keyturn::sandbox::oauth
