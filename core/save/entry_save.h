#pragma once
#include "core/entry/entry_content.h"
#include "core/save/details_save.h"
#include "core/save/parameter_write.h"
#include "core/save/save_receipt.h"
#include "core/save/secret_save.h"

namespace keyturn {

class Connection;

//! What a save of values and details wrote.
struct EntrySaved {
    SaveReceipt values;
    DetailsReceipt details;
};

//! The one way in which values are written: by the window, the command line and a refresh. Saving re-reads first and
//! refuses (Conflict) when AWS holds another version than the one that was opened. Bytes that were not edited stay as
//! they are.
class EntrySave {
public:
    //! \p connection outlives this. \p notes: see ParameterSave.
    explicit EntrySave(Connection &connection, SaveNotes notes = {}) :
        m_connection(connection), m_notes(std::move(notes))
    {}

    //! For every save from now on.
    void keepNotes(const SaveNotes &notes) { m_notes = notes; }
    const SaveNotes &notes() const { return m_notes; }

    //! \p token: the ClientRequestToken, chosen by the caller before anything is sent, so that a repeated save is the
    //! same write. Secrets: see SecretSave. Parameters: one PutParameter each, with key, tier, pattern and
    //! description as they were; if a later one fails the earlier ones are put back and the error says so; where that
    //! fails too the receipt carries what is half saved. \p details of a parameter whose value changes go with it.
    Task<Result<SaveReceipt>> values(EntryContent content, QList<FieldEdit> edits, QString token,
                                     SaveGuard guard = SaveGuard::MoveLabel, DetailChanges details = {}) const;
    //! Values first, then details, as DetailsSave writes them. A conflict in either is found before anything is
    //! written. An error: of the values, and no detail was tried; nor was one where values.half is set.
    Task<Result<EntrySaved>> run(EntryContent content, QList<FieldEdit> edits, DetailChanges details,
                                 QString token) const;
    //! Finishes or undoes a half save of parameters, see ParameterSave. rollBack() ends with the error of the save.
    Task<Result<SaveReceipt>> resume(HalfSaved half) const;
    Task<Result<SaveReceipt>> rollBack(HalfSaved half) const;

private:
    Task<Result<SaveReceipt>> secret(EntryContent content, SecretDocument edited, QString token, SaveGuard guard) const;

    Connection &m_connection;
    SaveNotes m_notes;
};

} // namespace keyturn
