#pragma once
#include "core/async/task_scope.h"
#include "core/entry/entry_content.h"

#include <QHash>
#include <QObject>
#include <QTimer>

namespace keyturn {

class Connection;
class EntryListModel;
class Workspace;

//! Reads entries for what `key:`, `kind:` and the dates of client secrets need: the names of their keys. No value is
//! kept. Started by the user only; what was read before cancel() stays known.
class KeyReader : public QObject {
    Q_OBJECT

public:
    //! Both outlive the reader.
    KeyReader(Workspace &workspace, EntryListModel &entries, QObject *parent = nullptr);
    ~KeyReader() override;

    //! Those that are there and not scheduled for deletion. Failures of before are tried again.
    void read(const QList<EntryId> &ids);
    void cancel();
    bool isRunning() const { return m_running; }
    int done() const { return m_done; }
    int total() const { return m_total; }
    //! Why \p id cannot be read; null: it was not tried, or it was read.
    const Error *failure(const EntryId &id) const;

signals:
    void changed(); //!< done(), total() or what the list knows

private:
    void apply();

    Workspace &m_workspace;
    EntryListModel &m_entries;
    QHash<EntryId, Error> m_failures;
    QList<Entry> m_read; // waits for apply()
    QHash<EntryId, QStringList> m_keys;
    bool m_running = false;
    int m_done = 0;
    int m_total = 0;
    QTimer m_pause;
    std::shared_ptr<Connection> m_connection;
    TaskScope m_scope;
};

} // namespace keyturn
