#pragma once
#include "app/sandbox/iam/access_keys.h"

namespace keyturn::sandbox {

//! Administrators, and keys that lack something, to rehearse with. `keyturnctl sandbox --help` and the README list
//! them.
std::vector<AccessKey> builtInKeys();

} // namespace keyturn::sandbox
