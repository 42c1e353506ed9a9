#pragma once
#include "core/workspace/open_schedules.h"

#include <QCoreApplication>

namespace keyturn {

//! What the page of the fixed reminders says.
class ScheduleWords {
    Q_DECLARE_TR_FUNCTIONS(ScheduleWords)

public:
    //! "Every reminder is in place."
    static QString state(const OpenSchedules &schedules);
    //! What follows from it; may be empty.
    static QString detail(const OpenSchedules &schedules);
    //! Of one entry; null: it is in place.
    static QString change(const ScheduleDrift *drift, bool prunes);
    //! "31 Jan 2027, 09:00 Europe/Berlin"
    static QString moment(const OneTimeSchedule &schedule);
    //! Group, topic and role.
    static QString target(const ScheduleTarget &target);
    //! Of the button.
    static QString write(int written, int deleted);
    //! After the last write, or in the middle of it.
    static QString progress(const OpenSchedules &schedules);
    static QString prune(int count);
};

} // namespace keyturn
