#pragma once
#include "app/sandbox/secretsmanager/cron_days.h"
#include "core/base/result.h"

#include <QDateTime>
#include <QJsonObject>

namespace keyturn::sandbox {

//! A time in which a rotation is to take place. UTC.
struct RotationWindow {
    QDateTime start;
    QDateTime end; //!< its last second: what NextRotationDate tells
};

//! When a secret is rotated: the RotationRules member (Secrets Manager API, RotationRulesType).
class RotationSchedule {
public:
    //! InvalidParameterException where the rules, whose members are as the service model has them, make no schedule.
    static Result<RotationSchedule> parse(const QJsonObject &rules);

    //! The first window that starts after \p now, for a secret that was last rotated at \p last.
    RotationWindow next(const QDateTime &last, const QDateTime &now) const;
    //! A new value counts as a rotation: so it is with AutomaticallyAfterDays, but not with an expression.
    bool countsManualChanges() const { return m_countsManualChanges; }

private:
    std::optional<CronDays> m_cron;
    int m_everyHours = 0; //!< without cron: of rate() or AutomaticallyAfterDays
    int m_duration = 0;   //!< hours; 0: until the day ends
    bool m_countsManualChanges = false;
};

} // namespace keyturn::sandbox
