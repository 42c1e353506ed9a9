#pragma once
#include "core/async/task_scope.h"

#include "core/read/entry_details.h"
#include "core/read/entry_store.h"
#include "core/workspace/workspace.h"

#include <QObject>

namespace keyturn {

//! Reads, before a save, whether what was opened is still what AWS holds, and how many versions are left today.
//! The reads end with this object.
class SaveCheck : public QObject {
    Q_OBJECT

public:
    enum class State { Running, Passed, Failed, Unknown };
    static constexpr int versionLimit = 100; //!< versions of a secret; those younger than a day are never removed

    SaveCheck(Workspace &workspace, const QList<EntryId> &ids, QObject *parent = nullptr);

    //! Asks again from the beginning.
    void start();
    State unchanged() const;
    //! Entries that somebody else changed meanwhile.
    const QList<EntryId> &changedEntries() const { return m_changed; }
    //! Details that somebody else wrote meanwhile, with their texts.
    using Conflicts = QMap<DetailKey, std::optional<QString>>;
    const QHash<EntryId, Conflicts> &detailConflicts() const { return m_conflicts; }
    //! Entries that cannot be written any more, and why: gone, or not writable (Error code "deleted", "replica",
    //! "owned").
    const QHash<EntryId, Error> &lostEntries() const { return m_lost; }
    //! Unknown where they could not be counted, which does not hinder a save: AWS itself keeps the limit.
    State budget() const;
    //! Why they could not be counted.
    const std::optional<Error> &budgetError() const { return m_uncounted; }
    //! The highest count of versions written in the last 24 hours, over the secrets in this save.
    int versionsToday() const { return m_versionsToday; }
    bool hasSecrets() const { return m_secrets > 0; }
    //! Why it could not be read again.
    const std::optional<Error> &error() const { return m_error; }
    QDateTime checkedAt() const { return m_checkedAt; }

signals:
    void changed();

private:
    void check(const StagedEdits::Item &item);
    void compare(const StagedEdits::Item &item, const Result<Entry> &now);
    void compareDetails(const StagedEdits::Item &item, const Result<EntryDetails> &now);
    void count(const Result<QList<VersionRow>> &rows);

    Workspace &m_workspace;
    const QList<EntryId> m_ids;
    QList<EntryId> m_changed;
    QHash<EntryId, Conflicts> m_conflicts;
    QHash<EntryId, Error> m_lost;
    std::optional<Error> m_error;
    QDateTime m_checkedAt;
    int m_secrets = 0;
    std::optional<Error> m_uncounted;
    int m_versionsToday = 0;
    int m_comparing = 0;
    int m_counting = 0;
    std::shared_ptr<Connection> m_connection;
    std::unique_ptr<EntryStore> m_store;
    TaskScope m_scope;
};

} // namespace keyturn
