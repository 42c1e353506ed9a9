#pragma once
#include "core/base/result.h"

#include <algorithm>

namespace keyturn {

//! Whether "service:Operation" may change something: what only looks is called Get..., List... and the like.
inline bool isWrite(const QString &operation)
{
    static constexpr QLatin1String reads[] = {
        QLatin1String("Get"),      QLatin1String("BatchGet"), QLatin1String("List"),      QLatin1String("Describe"),
        QLatin1String("Validate"), QLatin1String("Simulate"), QLatin1String("TestEvent"), QLatin1String("Lookup")};
    const QStringView verb = QStringView(operation).sliced(operation.indexOf(u':') + 1);
    return std::none_of(std::begin(reads), std::end(reads),
                        [verb](QLatin1String word) { return verb.startsWith(word); });
}

//! The answer is missing or makes no sense: the service may have done the work all the same, so look before repeating.
inline bool mayHaveBeenDone(const Error &error)
{
    if (error.answerLost)
        return true;
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

//! What became of it has been looked at since, and it was not done.
inline Error seenUndone(Error error)
{
    error.answerLost = false;
    return error;
}

} // namespace keyturn
