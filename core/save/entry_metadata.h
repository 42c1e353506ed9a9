#pragma once
#include "core/async/task.h"
#include "core/entry/entry.h"

#include <optional>

namespace keyturn {

class Connection;

//! Tags and description of an entry: what is written without touching its value.
struct MetadataChange {
    QMap<QString, QString> tags; //!< to set
    QStringList removeTags;
    std::optional<QString> description;
};

//! Writes \p change; of a group, to every member. A parameter's description is only written together with its value:
//! that is a new version, and a reminder that counts from the last change starts again. \p connection outlives the
//! task.
Task<Result<>> changeMetadata(Connection *connection, Entry entry, MetadataChange change);

} // namespace keyturn
