#pragma once
#include "core/entry/entry_content.h"
#include "core/save/secret_save.h"

namespace keyturn {

class Connection;

//! Shows that what a provider will answer can be stored, before it is asked. Nobody's current value changes.
class WriteProof {
public:
    explicit WriteProof(Connection &connection) : m_connection(connection) {}

    //! How a save will have to guard itself: where labels may not be moved it can only look around. AccessDenied names
    //! the permission that is missing. \p thorough: stores the unchanged value as a version of its own, which tries the
    //! KMS key as well; else it is sent under the token of the version that has it, which AWS takes for a repetition.
    Task<Result<SaveGuard>> ofSecret(EntryContent content, bool thorough) const;
    //! PutParameter that may not overwrite: AWS looks at the permission first, then says that the name is taken.
    Task<Result<>> ofParameters(EntryContent content, QStringList names) const;

    //! On the version that is stored to try it, until it is taken off again.
    static inline const QString label = QStringLiteral("keyturn-probe");

private:
    Connection &m_connection;
};

} // namespace keyturn
