#pragma once
#include "core/read/entry_store.h"
#include "core/save/details_save.h"

namespace keyturn {

//! What a save of values and details wrote.
struct EntrySaved {
    SaveReceipt values;
    DetailsReceipt details;
};

//! Values first, as EntryStore::save() writes them, then details, as DetailsSave does; the details of a parameter whose
//! value changes go with the value. A conflict in either is found before anything is written. An error: of the values,
//! and no detail was tried; nor was one where values.half is set. \p token as in EntryStore::save(). \p connection
//! outlives the task. \p notes: see ParameterSave.
Task<Result<EntrySaved>> saveEntry(Connection *connection, EntryContent content, QList<FieldEdit> edits,
                                   DetailChanges details, QString token, SaveNotes notes = {});

} // namespace keyturn
