#pragma once
#include "core/save/half_saved.h"

#include <optional>

namespace keyturn {

//! Compares a save that an earlier process did not end with what AWS holds now. Reads only.
class SaveRecovery {
public:
    explicit SaveRecovery(const ParameterStoreClient &client) : m_client(client) {}

    //! None: every parameter holds the new value, or none does: there is nothing to put right. Error NotFound: these
    //! are not the parameters that were written, so the record is somebody else's business.
    Task<Result<std::optional<HalfSaved>>> look(SaveJournal::Record record) const;

private:
    const ParameterStoreClient &m_client;
};

} // namespace keyturn
