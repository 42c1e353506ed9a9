#pragma once
#include "app/sandbox/protocol/control_table.h"
#include "app/sandbox/store/store.h"

namespace keyturn::sandbox {

//! GET {"events": [{"number": N, "event": {...}}]}, with ?since=N those behind it; POST {"clear": true}.
ControlCall outboxCall(Store &store);
//! The same of what subscribers of SNS received ("messages", "message"): {"topicArn", "protocol", "endpoint",
//! "subject", "message", "time"}, "token" where it asks for a confirmation, and "failure" where it could not be
//! delivered.
ControlCall messagesCall(Store &store);

} // namespace keyturn::sandbox
