#pragma once
#include "core/due/due_item.h"

#include <QCoreApplication>

namespace keyturn::cli {

//! What keyturnctl says of a date.
class DueText {
    Q_DECLARE_TR_FUNCTIONS(keyturn::cli::DueText)

public:
    static QString what(const DueItem &item);   //!< name and key
    static QString reason(const DueItem &item); //!< why it is due
    static QString resets(const DueItem &item); //!< what resets it
    static QString event(const DueItem &item);  //!< title in a calendar
    static QString lead(const DueItem &item, int days);
    static QString details(const DueItem &item); //!< several lines
    static QString hidden();

private:
    static QString login(const DueDate &due);
    static QString policy(const DueItem &item);
    static QString days(int count);
    static QString span(int hours);
};

} // namespace keyturn::cli
