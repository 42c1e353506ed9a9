#pragma once
#include "app/sandbox/store/store.h"

namespace keyturn::sandbox {

//! Fills an empty store with the five credential layouts and some neighbours, in us-east-1 of account 123456789012.
//! Values are invented and always the same; dates count from \p now, so that something is always due.
Result<> seed(Store &store, const QDateTime &now);

} // namespace keyturn::sandbox
