#pragma once
#include "core/secrets/entry_store.h"

namespace keyturn {

//! Writes parameters that belong together: all of them, or none as far as AWS lets us (there is no transaction).
//! What was is put back when a later write fails; the error says what happened to which parameter.
class ParameterSave {
public:
    explicit ParameterSave(ParameterStoreClient &client) : m_client(client) {}

    //! \p edits: Set of parameters of \p content. See EntryStore::save().
    Task<Result<SaveReceipt>> run(EntryContent content, QList<FieldEdit> edits);

private:
    struct Change {
        ParameterMetadata metadata; // as AWS had it just before
        SecretString before;
        SecretString after;
    };

    Task<Result<QList<Change>>> prepare(EntryContent content, QList<FieldEdit> edits);
    Task<Result<qint64>> write(Change change);
    Task<Result<qint64>> afterLostAnswer(Change change, Error error);
    Task<Error> putBack(QList<Change> written, Error cause);

    ParameterStoreClient &m_client;
};

} // namespace keyturn
