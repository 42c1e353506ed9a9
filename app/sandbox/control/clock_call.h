#pragma once
#include "app/sandbox/clock/timekeeper.h"
#include "app/sandbox/protocol/control_table.h"

namespace keyturn::sandbox {

//! GET tells the sandbox's time; POST {"move": "+1d"} moves it from where it is, {"set": "+150d"} from the computer's
//! time, {"set": "2027-04-20T12:00:00Z"} to an instant. What has fallen due is done before the answer.
ControlCall clockCall(Timekeeper &timekeeper);

} // namespace keyturn::sandbox
