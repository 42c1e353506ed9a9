#pragma once
#include "core/async/completion.h"
#include "core/async/task_scope.h"
#include "core/entry/entries.h"
#include "core/stores/page_stream.h"

namespace keyturn {

class Connection;

//! Lists both stores of a connection, page by page, side by side: neither waits for the other, and the next page is
//! asked for while the last one is looked at. Not to be destroyed from inside a coroutine step.
class EntryCatalog {
public:
    enum class Give {
        AtOnce,   //!< what has been read, for somebody who looks on
        WhenWhole //!< most of it only when its store has been read to the end: PageStream::holdBack()
    };
    explicit EntryCatalog(Connection &connection, Give give = Give::AtOnce);

    struct Batch {
        QList<Entry> entries; //!< replaces an earlier entry with the same id (a group grows as pages arrive)
        QList<Error> errors;  //!< a store that could not be listed; the other goes on
    };
    //! What has arrived since the last call, at least one page; empty optional when both stores are read. Destroy the
    //! catalogue to stop.
    Task<std::optional<Batch>> next();

private:
    //! Parameters of one folder that may belong to a group, and the folders below it that hold a client secret.
    struct Folder {
        QList<ParameterMetadata> members;
        QStringList below;
    };
    Task<std::monostate> readSecrets();
    Task<std::monostate> readParameters();
    void arrived(Batch batch);
    Batch grouped(const QList<ParameterMetadata> &page);
    Batch leftovers() const;

    Connection &m_connection;
    PageStream<SecretMetadata> m_secrets;
    PageStream<ParameterMetadata> m_parameters;
    QHash<QString, Folder> m_folders;
    bool m_started = false;
    int m_running = 0;
    std::optional<Batch> m_ready;
    std::optional<Completer<std::monostate>> m_waiting;
    TaskScope m_scope;
};

} // namespace keyturn
