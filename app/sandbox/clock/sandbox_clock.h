#pragma once
#include "core/base/clock.h"
#include "core/base/result.h"

namespace keyturn::sandbox {

//! The sandbox's time: the computer's, moved by an offset, and running on from there.
class SandboxClock final : public Clock {
public:
    //! \p computer must outlive it.
    explicit SandboxClock(const Clock &computer) : m_computer(computer) {}

    QDateTime utcNow() const override { return computerNow().addMSecs(m_offset); }
    //! What signatures are checked against and the Date header tells: clients sign with their own clocks.
    QDateTime computerNow() const { return m_computer.utcNow(); }

    qint64 offset() const { return m_offset; } //!< milliseconds
    void setOffset(qint64 milliseconds) { m_offset = milliseconds; }

private:
    const Clock &m_computer;
    qint64 m_offset = 0;
};

//! Reads "+150d", "-3h", "+1d12h30m" (counted from \p from) or an ISO 8601 instant with its zone.
//! Invalid where it is neither, or beyond the years 1970 to 2999.
Result<QDateTime> readTime(const QString &text, const QDateTime &from);

} // namespace keyturn::sandbox
