#pragma once
#include "core/secrets/entry_store.h"
#include "core/secrets/parameter_write.h"

namespace keyturn {

//! Writes parameters that belong together: all of them, or none as far as AWS lets us (there is no transaction). What
//! was is put back when a later write fails; where that fails too, the receipt carries what is half saved.
class ParameterSave {
public:
    explicit ParameterSave(const ParameterStoreClient &client) : m_client(client) {}

    //! \p edits: Set of parameters of \p content. \p changes: by name, written with the new value and taken back with
    //! it; of parameters whose value stays they are ignored. See EntryStore::save().
    Task<Result<SaveReceipt>> run(EntryContent content, QList<FieldEdit> edits,
                                  QHash<QString, ParameterChange> changes = {});
    //! From wherever it stands to the new values, or back to the old ones. Looks first, so it may be repeated. A value
    //! that is neither is somebody else's and stays; resuming then ends in Conflict with the rest as it is.
    Task<Result<SaveReceipt>> resume(HalfSaved half);
    Task<Result<SaveReceipt>> rollBack(HalfSaved half);

private:
    using Part = HalfSaved::Part;
    enum class Toward { New, Old };
    struct Settled {
        Part part;
        bool open = false; //!< not where it should be
        std::optional<Error> error;
    };

    Task<Result<QList<Part>>> prepare(EntryContent content, QList<FieldEdit> edits,
                                      QHash<QString, ParameterChange> changes);
    Task<Result<SaveReceipt>> settle(HalfSaved half, Toward toward);
    Task<Settled> settlePart(Part part, Toward toward);

    const ParameterStoreClient &m_client;
};

} // namespace keyturn
