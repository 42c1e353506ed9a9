#pragma once
#include "app/sandbox/clock/timekeeper.h"
#include "app/sandbox/control/control_table.h"

namespace keyturn::sandbox {

//! POST forgets everything, goes back to the computer's time and begins again with the seeds. Also at /moto-api/reset.
ControlCall resetCall(Store &store, Timekeeper &timekeeper);

} // namespace keyturn::sandbox
