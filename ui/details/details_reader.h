#pragma once
#include "core/read/entry_details.h"
#include "core/workspace/workspace.h"

namespace keyturn {

//! The details of the open entry while somebody looks at them.
class DetailsReader : public QObject {
    Q_OBJECT

public:
    //! \p workspace must outlive the reader.
    explicit DetailsReader(Workspace &workspace, QObject *parent = nullptr) : QObject(parent), m_workspace(workspace) {}

    //! Reads again; what was read of the same entry stays until then.
    void start();
    //! Of the open entry; null while nothing of it was read.
    const EntryDetails *details() const { return m_details ? &*m_details : nullptr; }
    bool isReading() const { return m_scope.count() > 0; }
    const std::optional<Error> &error() const { return m_error; }

signals:
    void changed();

private:
    Workspace &m_workspace;
    std::shared_ptr<Connection> m_connection;
    std::optional<EntryDetails> m_details;
    std::optional<Error> m_error;
    TaskScope m_scope;
};

} // namespace keyturn
