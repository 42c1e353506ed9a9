#pragma once
#include "app/sandbox/clock/timekeeper.h"
#include "app/sandbox/faults/fault_plan.h"
#include "app/sandbox/protocol/control_table.h"

namespace keyturn::sandbox {

//! All that a reset has to reach.
struct Everything {
    Store &store;
    Timekeeper &timekeeper;
    FaultPlan &faults;
    std::function<void()> forgetMemory; //!< rotations that run and ran, and codes that were not redeemed
};

//! POST forgets everything, faults too, goes back to the computer's time and begins again with the seeds.
ControlCall resetCall(const Everything &everything);
//! The same without the seeds, also after a restart. Also at /moto-api/reset.
ControlCall emptyCall(const Everything &everything);

} // namespace keyturn::sandbox
