#pragma once
#include "app/sandbox/iam/access_keys.h"
#include "app/sandbox/protocol/control_table.h"
#include "core/base/clock.h"

namespace keyturn::sandbox {

//! GET lists the access keys without their secrets; POST {"add": {"id", "secret", "policy", ...}} (see AccessKeys::add)
//! and {"remove": "ID"}. "expiresAt" may be a distance from the sandbox's time: "+1h".
ControlCall accessKeysCall(AccessKeys &keys, const Clock &clock);

} // namespace keyturn::sandbox
