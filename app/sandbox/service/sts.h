#pragma once
#include "app/sandbox/service/service.h"

namespace keyturn::sandbox {

Service sts();

} // namespace keyturn::sandbox
