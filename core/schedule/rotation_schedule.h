#pragma once
#include "core/schedule/cron_days.h"

#include <QDateTime>

#include <optional>

namespace keyturn {

//! The RotationRules member of a secret (Secrets Manager API, RotationRulesType).
struct RotationRules {
    int automaticallyAfterDays = 0; //!< 0: not set
    QString scheduleExpression;     //!< "rate(10 days)", "cron(0 8 1 * ? *)"
    QString duration;               //!< "3h"

    friend bool operator==(const RotationRules &, const RotationRules &) = default;
};

//! A time in which a rotation is to take place. UTC.
struct RotationWindow {
    QDateTime start;
    QDateTime end; //!< its last second: what NextRotationDate tells

    friend bool operator==(const RotationWindow &, const RotationWindow &) = default;
};

//! When a secret is rotated. Pure; used by the program and by the sandbox, and compared with croniter.
class RotationSchedule {
public:
    //! Invalid "schedule" where the rules make no schedule; the detail says why.
    static Result<RotationSchedule> parse(const RotationRules &rules);

    //! The first window that starts after \p now, for a secret that was last rotated at \p last. Invalid dates where
    //! there is none: cron(0 8 30 2 ? *).
    RotationWindow next(const QDateTime &last, const QDateTime &now) const;
    //! \p count of them, or fewer where there are no more.
    QList<RotationWindow> next(const QDateTime &last, const QDateTime &now, int count) const;
    //! A new value counts as a rotation: so it is with AutomaticallyAfterDays, but not with an expression.
    bool countsManualChanges() const { return m_countsManualChanges; }

private:
    std::optional<CronDays> m_cron;
    int m_everyHours = 0; //!< without cron: of rate() or AutomaticallyAfterDays
    int m_duration = 0;   //!< hours; 0: until the day ends
    bool m_countsManualChanges = false;
};

} // namespace keyturn
