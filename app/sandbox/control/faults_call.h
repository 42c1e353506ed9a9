#pragma once
#include "app/sandbox/faults/fault_plan.h"
#include "app/sandbox/protocol/control_table.h"

namespace keyturn::sandbox {

//! GET lists the faults and how often each has struck. POST {"fault": KIND, ...} adds one for the next requests,
//! {"clear": true} or {"clear": "ID"} forgets, {"release": true} lets go of stalled answers.
//!   aim:  service (a signing name, or "oauth"), operation (or grant type), method, path, accessKey; none: everything
//!         but control calls. skip: let that many pass first; times: strike that often (1).
//!   what: refuse; reset [when]; close bytes [when]; stall [seconds] [bytes]; slow bytesPerSecond; garbage [bytes]
//!   [when];
//!         oversized-header bytes; oversized-body bytes; content-type [contentType] [body] [when];
//!         status status [code] [message] [retryAfter] [when]; redirect location [status] [when]; throttle [retryAfter]
//! when is "before" or "after" the operation is carried out. refuse resets the connection when the head of the request
//! was read, and so knows an operation by X-Amz-Target alone.
ControlCall faultsCall(FaultPlan &plan);

} // namespace keyturn::sandbox
