#pragma once
#include "core/save/half_saved.h"

#include <QHash>
#include <optional>

namespace keyturn {

//! What was written.
struct SaveReceipt {
    QString versionId;               //!< secrets; empty when nothing had to be written
    QHash<QString, qint64> versions; //!< parameters: name -> new version
    bool changed = false;            //!< false: the edits left every byte as it was, nothing was sent
    //! The value is saved, but the date of the new client secret could not be noted in the tag keyturn:lwa-rotated-at.
    std::optional<Error> tagError;
    //! The value is saved, but the label under which it waited could not be taken off again.
    std::optional<Error> labelError;
    //! Parameters: neither saved nor as before. Keep it until resume() or rollBack() ended without another one.
    std::optional<HalfSaved> half;
};

} // namespace keyturn
