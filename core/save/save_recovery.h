#pragma once
#include "core/save/half_saved.h"

#include <optional>

namespace keyturn {

class Connection;

//! Compares a save that an earlier process did not end with what AWS holds now. Reads only.
class SaveRecovery {
public:
    explicit SaveRecovery(const ParameterStoreClient &client) : m_client(client) {}

    //! None: every parameter holds the new value, or none does, and nobody else's lies under ours: there is nothing to
    //! put right. Error NotFound: these
    //! are not the parameters that were written, so the record is somebody else's business.
    Task<Result<std::optional<HalfSaved>>> look(SaveJournal::Record record) const;

private:
    const ParameterStoreClient &m_client;
};

//! What became of a save of one thing, a secret or a single parameter, whose process is gone.
struct CutOffSave {
    enum class Outcome {
        NotWritten, //!< nothing of it is there
        Written,    //!< the new value is current, or somebody has gone on from it
        TakenBack,  //!< a secret: the new value had not become current, and does not wait for it any more
        Unclear,    //!< a parameter: one of `versions` may be its, and may lie over somebody else's
    };
    Outcome outcome = Outcome::NotWritten;
    QList<qint64> versions = {};          //!< of a parameter, since the one that was read; oldest first
    std::optional<Error> labelError = {}; //!< a secret: its label could not be taken off

    //! The record has served its purpose: nothing is left that a later look could mend.
    bool isSettled() const { return !labelError || labelError->kind == ErrorKind::AccessDenied; }
};

//! Looks what became of it; of a secret, takes our label off. Writes no value. NotFound: it is gone. \p connection
//! outlives the task.
Task<Result<CutOffSave>> findOut(Connection *connection, SaveJournal::Record record);

} // namespace keyturn
