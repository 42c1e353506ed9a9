#pragma once
#include "core/save/entry_save.h"

namespace keyturn {

//! What a save wrote, and what it wrote over besides the values: enough to take it back.
struct SavedVersions {
    Entry entry;
    QString versionId;               //!< secrets
    QHash<QString, qint64> versions; //!< parameters: name -> the version that was written
    QString rotatedAt;               //!< the tag keyturn:lwa-rotated-at before the save; empty: there was none
};

//! Takes a save back as long as what it wrote is still current (else Conflict, "changed-elsewhere"). Of a secret
//! AWSCURRENT goes back to the version before it, and no value leaves AWS. Parameters get the values they had as new
//! versions, all of them or none: see ParameterSave. \p connection outlives the task.
Task<Result<SaveReceipt>> takeSaveBack(Connection *connection, SavedVersions saved, SaveNotes notes = {});

} // namespace keyturn
