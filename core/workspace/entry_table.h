#pragma once
#include "core/workspace/id_table.h"

#include <QObject>
#include <QSet>

namespace keyturn {

//! Entries in rows, metadata only, each found by its id. Batches are merged: what is known keeps its row. Item models
//! listen to it and keep no copy, so that 100,000 entries exist once.
class EntryTable : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    const QList<Entry> &entries() const { return m_entries; }
    //! Null where there is no such entry; valid until the table changes.
    const Entry *find(const EntryId &id) const;
    //! -1 where there is no such entry.
    int rowOf(const EntryId &id) const;

    //! Adds or replaces by id; of an id that comes twice the later one counts.
    void upsert(const QList<Entry> &entries);
    void remove(const QList<EntryId> &ids);
    void clear();

signals:
    void replaced(const QList<int> &rows);
    void aboutToInsert(int first, int last);
    void inserted(int first, int last);
    void aboutToRemove(int first, int last);
    void removed(int first, int last);
    //! Once for every call that changed something, behind all others.
    void changed();

private:
    void removeRows(QList<int> rows);
    void reindex();

    QList<Entry> m_entries;
    IdTable m_index;
};

} // namespace keyturn
