#pragma once
#include "core/entry/entry_content.h"
#include "core/save/parameter_write.h"
#include "core/save/save_receipt.h"

namespace keyturn {

//! Writes parameters that belong together: all of them, or none as far as AWS lets us (there is no transaction). What
//! was is put back when a later write fails; where that fails too, the receipt carries what is half saved.
class ParameterSave {
public:
    //! \p notes: of several that are written. \p now: when it begins.
    explicit ParameterSave(const ParameterStoreClient &client, SaveNotes notes = {}, QDateTime now = {}) :
        m_client(client), m_notes(std::move(notes)), m_now(std::move(now))
    {}

    //! \p edits: Set of parameters of \p content. \p changes: by name, written with the new value and taken back with
    //! it; of parameters whose value stays they are ignored. See EntrySave.
    //! Nothing is sent where the journal cannot be written (Io, "journal").
    Task<Result<SaveReceipt>> run(EntryContent content, QList<FieldEdit> edits,
                                  QHash<QString, ParameterChange> changes = {});
    //! From wherever it stands to the new values, or back to the old ones. Looks first, so it may be repeated. A value
    //! that is neither is somebody else's and stays; resuming then ends in Conflict with the rest as it is.
    Task<Result<SaveReceipt>> resume(HalfSaved half);
    Task<Result<SaveReceipt>> rollBack(HalfSaved half);

private:
    using Part = HalfSaved::Part;
    using Record = std::optional<SaveJournal::Record>;
    enum class Toward { New, Old };
    struct Settled {
        Part part;
        bool open = false; //!< not where it should be
        std::optional<Error> error;
    };

    Task<Result<QList<Part>>> prepare(EntryContent content, QList<FieldEdit> edits,
                                      QHash<QString, ParameterChange> changes);
    Task<Result<SaveReceipt>> settle(HalfSaved half, Toward toward);
    Task<ParameterWrite::Outcome> writePart(Part part, Record record);
    Task<Settled> settlePart(Part part, Toward toward, Record record);
    Record recordOf(const EntryContent &content, const QList<Part> &parts) const;
    Result<> note(const Record &record) const;
    void forget(const Record &record) const;

    const ParameterStoreClient &m_client;
    const SaveNotes m_notes;
    const QDateTime m_now;
};

} // namespace keyturn
