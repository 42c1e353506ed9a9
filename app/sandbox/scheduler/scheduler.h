#pragma once
#include "app/sandbox/service/service.h"

namespace keyturn::sandbox {

//! Amazon EventBridge Scheduler (API reference 2021-06-30). Schedules at(...) and rate(...) fire by the sandbox's time;
//! topics of SNS are played as targets, and deliveries that fail are among its messages.
Service scheduler();

namespace schedules {

extern const QString groupKind;    //!< documents by ARN
extern const QString scheduleKind; //!< documents by ARN

Answer createSchedule(Call &call);
Answer updateSchedule(Call &call);
Answer getSchedule(Call &call);
Answer deleteSchedule(Call &call);
Answer listSchedules(Call &call);
Answer createScheduleGroup(Call &call);
Answer getScheduleGroup(Call &call);
Answer deleteScheduleGroup(Call &call);
Answer listScheduleGroups(Call &call);

QString groupArn(const Scope &scope, const QString &group);
QString scheduleArn(const Scope &scope, const QString &group, const QString &name);
//! When it fires next after \p since, UTC; invalid: never again. ValidationException for what is no expression here.
Result<QDateTime> nextTime(const QString &expression, const QString &zone, const QDateTime &since);
//! Has everything fire that is due.
void timePassed(Store &store, const QDateTime &now);

} // namespace schedules
} // namespace keyturn::sandbox
