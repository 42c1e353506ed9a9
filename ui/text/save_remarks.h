#pragma once
#include "core/base/result.h"

#include <QCoreApplication>

namespace keyturn {

//! What a write that succeeded left undone, for people.
class SaveRemarks {
    Q_DECLARE_TR_FUNCTIONS(SaveRemarks)

public:
    //! \p tagError: of the tag that dates the client secret; \p labelError: of taking our own label off. One sentence
    //! each; none where both are empty.
    static QStringList of(const QString &name, const std::optional<Error> &tagError,
                          const std::optional<Error> &labelError);
};

} // namespace keyturn
