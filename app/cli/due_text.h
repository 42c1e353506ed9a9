#pragma once
#include "core/due/due_item.h"

#include <QCoreApplication>

namespace keyturn::cli {

//! What keyturnctl alone says of a date; see DueWords.
class DueText {
    Q_DECLARE_TR_FUNCTIONS(keyturn::cli::DueText)

public:
    static QString resets(const DueItem &item);  //!< what resets it
    static QString details(const DueItem &item); //!< several lines
    static QString hidden();
};

} // namespace keyturn::cli
