#pragma once
#include "core/base/clock.h"

namespace keyturn {

//! A clock that stands until it is told. Starts on Saturday 21 November 2026, 14:05 UTC.
class FakeClock final : public Clock {
public:
    QDateTime now{QDate(2026, 11, 21), QTime(14, 5), Qt::UTC};
    QDateTime utcNow() const override { return now; }
    void advance(std::chrono::seconds by) { now = now.addSecs(by.count()); }
};

} // namespace keyturn
