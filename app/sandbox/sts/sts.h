#pragma once
#include "app/sandbox/protocol/control_table.h"
#include "app/sandbox/service/service.h"
#include "core/base/clock.h"

namespace keyturn::sandbox {

Service sts();

//! GET: the code that the MFA device shows now, its serial and secret.
ControlCall mfaCall(const Clock &clock);
//! POST {"subject": NAME, "seconds": 3600}: a token that AssumeRoleWithWebIdentity takes, as an identity provider would
//! give it.
ControlCall webIdentityCall(Store &store, const Clock &clock);

} // namespace keyturn::sandbox
