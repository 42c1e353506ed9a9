#pragma once
#include "app/sandbox/clock/timekeeper.h"
#include "app/sandbox/faults/fault_plan.h"
#include "app/sandbox/protocol/control_table.h"

namespace keyturn::sandbox {

//! POST forgets everything, faults too, goes back to the computer's time and begins again with the seeds. Also at
//! /moto-api/reset.
ControlCall resetCall(Store &store, Timekeeper &timekeeper, FaultPlan &faults);

} // namespace keyturn::sandbox
