#pragma once
#include <QDateTime>

namespace keyturn {

//! Tells the time, so that tests and rehearsals can set it. Always UTC.
class Clock {
public:
    virtual ~Clock() = default;
    virtual QDateTime utcNow() const = 0;
};

class SystemClock final : public Clock {
public:
    QDateTime utcNow() const override { return QDateTime::currentDateTimeUtc(); }
};

} // namespace keyturn
