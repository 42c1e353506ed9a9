#pragma once
#include "core/base/secret_string.h"
#include "core/oauth/key_map.h"

#include <QCoreApplication>
#include <optional>

namespace keyturn {

//! A likely mistake in a value and its repair. The words never quote the value.
struct ValueHint {
    QString text; //!< "Ends with a line break"
    QString fix;  //!< "Remove it"; empty: no automatic repair
    SecretString repaired;
};

class ValueHints {
    Q_DECLARE_TR_FUNCTIONS(ValueHints)

public:
    //! The first thing wrong with \p value for its role; empty when nothing is.
    static std::optional<ValueHint> check(const SecretString &value, KeyRole role);
};

} // namespace keyturn
