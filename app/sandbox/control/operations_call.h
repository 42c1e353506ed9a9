#pragma once
#include "app/sandbox/protocol/control_table.h"
#include "app/sandbox/service/service.h"

namespace keyturn::sandbox {

//! GET names every operation that is offered, by the signing name of its service. \p services must outlive the call.
ControlCall operationsCall(const std::vector<Service> &services);

} // namespace keyturn::sandbox
