#pragma once
#include "core/desktop/notifications.h"
#include "core/due/alarm.h"

#include <QCoreApplication>

namespace keyturn {

//! What a reminder says. Names only where they may be shown; never a value.
class ReminderWords {
    Q_DECLARE_TR_FUNCTIONS(ReminderWords)

public:
    //! Names of the actions of a notification.
    static constexpr auto open = "default";
    static constexpr auto openButton = "open";
    static constexpr auto snooze = "snooze";
    static constexpr auto done = "done";

    //! "Client secret due in 12 days".
    static QString title(const DueItem &item, const QDateTime &now);
    static Notification of(const Alarm &alarm, const QDateTime &now, bool hideNames);
    //! Of many at once.
    static Notification of(const QList<Alarm> &alarms, const QDateTime &now, bool hideNames);
    //! The week that begins with \p now; \p board earliest first.
    static Notification digest(const QList<DueItem> &board, const QDateTime &now, bool hideNames);
    //! Whether a person can say of it that it is done: nobody else knows.
    static bool canBeMarked(const DueItem &item);
};

} // namespace keyturn
