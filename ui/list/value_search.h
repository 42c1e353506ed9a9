#pragma once
#include "core/async/task_scope.h"
#include "core/read/value_index.h"

#include <QObject>

namespace keyturn {

class EntryListModel;
class Workspace;

//! "Where is this value used" and "what is used twice": reads the values of all entries once, keeps keyed fingerprints
//! of them for as long as the place stays open, and marks what it found in the list. Started by the user only; can be
//! cancelled; entries that may not be read are counted and named.
class ValueSearch : public QObject {
    Q_OBJECT

public:
    ValueSearch(Workspace &workspace, EntryListModel &entries, QObject *parent = nullptr);
    ~ValueSearch() override;

    enum class What { Value, Duplicates };

    void find(const SecretString &value);
    void findDuplicates();
    void cancel();
    bool isRunning() const { return m_running; }
    int done() const { return m_done; }
    int total() const { return m_total; }
    struct Failure {
        EntryId id;
        Error error;
    };
    const QList<Failure> &failures() const { return m_failures; }

signals:
    void progressed();
    //! \p found entries are marked now.
    void finished(int found);

private:
    void start();
    void finish();

    Workspace &m_workspace;
    EntryListModel &m_entries;
    ValueIndex m_index;
    SecretString m_value; // empty: duplicates
    QList<Failure> m_failures;
    QHash<EntryId, QStringList> m_keys; // learnt on the way
    bool m_running = false;
    int m_done = 0;
    int m_total = 0;
    TaskScope m_scope;
};

} // namespace keyturn
