#pragma once
#include "core/secrets/entries.h"
#include "core/secrets/page_stream.h"

namespace keyturn {

class Connection;

//! Lists both stores of a connection, page by page, side by side. Secrets and parameters arrive as they are read.
class EntryCatalog {
public:
    explicit EntryCatalog(Connection &connection);

    struct Batch {
        QList<Entry> entries; //!< replaces an earlier entry with the same id (a group grows as pages arrive)
        QList<Error> errors;  //!< a store that could not be listed; the other goes on
    };
    //! The next batch; empty optional when both stores are read. Destroy the task to stop.
    Task<std::optional<Batch>> next();

private:
    Task<Batch> nextSecrets();
    Task<Batch> nextParameters();
    void addParameters(const QList<ParameterMetadata> &page, Batch &batch);
    void addLeftovers(Batch &batch);

    Connection &m_connection;
    PageStream<SecretMetadata> m_secrets;
    PageStream<ParameterMetadata> m_parameters;
    bool m_secretsDone = false;
    bool m_parametersDone = false;
    QList<ParameterMetadata> m_mayBelong; // parameters whose group may still grow
};

} // namespace keyturn
