#pragma once
#include "ui/text/error_text.h"

namespace keyturn {

//! What became of a consent, for people.
class ConsentText {
    Q_DECLARE_TR_FUNCTIONS(ConsentText)

public:
    //! Why there is none; \p entry by its leaf name.
    static QString problem(const Error &error, const QString &entry);
    //! "4:59"
    static QString clock(std::chrono::seconds left);
};

} // namespace keyturn
