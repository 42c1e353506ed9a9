#pragma once
#include "app/sandbox/clock/timekeeper.h"
#include "app/sandbox/control/control_table.h"
#include "app/sandbox/faults/fault_plan.h"

namespace keyturn::sandbox {

//! POST forgets everything, faults too, goes back to the computer's time and begins again with the seeds. Also at
//! /moto-api/reset.
ControlCall resetCall(Store &store, Timekeeper &timekeeper, FaultPlan &faults);

} // namespace keyturn::sandbox
