#pragma once
#include "app/sandbox/services/service.h"

namespace keyturn::sandbox {

Service sts();

} // namespace keyturn::sandbox
