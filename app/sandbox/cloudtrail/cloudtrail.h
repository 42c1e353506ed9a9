#pragma once
#include "app/sandbox/service/service.h"

namespace keyturn::sandbox {

//! LookupEvents of CloudTrail (API reference 2013-11-01): what trail::record() has kept, newest first, of the last 90
//! days of the sandbox's time. AWS is some minutes late and takes two requests a second; this one is neither.
Service cloudTrail();

} // namespace keyturn::sandbox
