#pragma once
#include "core/entry/entry_content.h"
#include "ui/text/status.h"

#include <optional>

namespace keyturn {

//! One row of an opened entry with what is staged on it.
struct StagedField {
    EntryField field; //!< key and value as they would be saved; of a removed one as they are in AWS
    QString opened;   //!< its key in AWS; empty for an added one
    JsonKind kind = JsonKind::String;
    std::optional<Status> change; //!< Edited (also renamed or moved), Added, Removed
    bool renamed = false;

    bool isRemoved() const { return change == Status::Removed; }
};

//! The rows in the order a save would write them, removed ones where they stood. What was sensitive stays so under
//! every name. One row without a key where the text is not a set of keys. Pure.
QList<StagedField> stagedFields(const EntryContent &content, const QList<FieldEdit> &edits);

} // namespace keyturn
