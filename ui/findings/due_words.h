#pragma once
#include "core/due/due_item.h"

#include <QCoreApplication>

namespace keyturn {

//! What is said of a date where no window shows it: by keyturnctl, in calendars, and in the reminders that AWS sends.
//! The latter are compared with what was written before, so both programs have to use the same words.
class DueWords {
    Q_DECLARE_TR_FUNCTIONS(DueWords)

public:
    static QString what(const DueItem &item);   //!< name and key
    static QString reason(const DueItem &item); //!< why it is due
    static QString event(const DueItem &item);  //!< title in a calendar
    static QString lead(const DueItem &item, int days);

private:
    static QString login(const DueDate &due);
    static QString policy(const DueItem &item);
    static QString days(int count);
    static QString span(int hours);
};

} // namespace keyturn
