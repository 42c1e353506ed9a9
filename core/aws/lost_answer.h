#pragma once
#include "core/base/result.h"

namespace keyturn {

//! The answer is missing or makes no sense: the service may have done the work all the same, so look before repeating.
inline bool mayHaveBeenDone(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Network:
    case ErrorKind::Timeout:
    case ErrorKind::Unavailable:
    case ErrorKind::Protocol:
        return true;
    default:
        return false;
    }
}

} // namespace keyturn
