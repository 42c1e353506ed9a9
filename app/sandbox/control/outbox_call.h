#pragma once
#include "app/sandbox/protocol/control_table.h"
#include "app/sandbox/store/store.h"

namespace keyturn::sandbox {

//! GET [?since=NUMBER] lists the events that AWS would have sent; POST {"clear": true} forgets them.
ControlCall outboxCall(Store &store);

} // namespace keyturn::sandbox
