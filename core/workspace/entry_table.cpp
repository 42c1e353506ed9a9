#include "core/workspace/entry_table.h"

#include <QHash>
#include <algorithm>

namespace keyturn {

const Entry *EntryTable::find(const EntryId &id) const
{
    const int row = rowOf(id);
    return row < 0 ? nullptr : &m_entries.at(row);
}

int EntryTable::rowOf(const EntryId &id) const
{
    return m_index.find(id, [this](int row) -> const EntryId & { return m_entries.at(row).id; });
}

void EntryTable::reindex()
{
    m_index.rebuild(int(m_entries.size()), [this](int row) -> const EntryId & { return m_entries.at(row).id; });
}

void EntryTable::upsert(const QList<Entry> &entries)
{
    QList<Entry> added;
    QHash<EntryId, qsizetype> addedAt;
    QList<int> rows;
    for (const Entry &entry : entries) {
        const int known = rowOf(entry.id);
        if (known >= 0 && m_entries.at(known) == entry)
            continue;
        if (known >= 0) {
            m_entries[known] = entry;
            rows << known;
        } else if (const auto twin = addedAt.constFind(entry.id); twin != addedAt.constEnd()) {
            added[*twin] = entry;
        } else {
            addedAt.insert(entry.id, added.size());
            added << entry;
        }
    }
    if (rows.isEmpty() && added.isEmpty())
        return;
    if (!rows.isEmpty())
        emit replaced(rows);
    if (!added.isEmpty()) {
        const int first = int(m_entries.size());
        const int last = first + int(added.size()) - 1;
        emit aboutToInsert(first, last);
        m_entries.append(std::move(added));
        for (int row = first; row <= last; ++row)
            m_index.append(row, [this](int at) -> const EntryId & { return m_entries.at(at).id; });
        emit inserted(first, last);
    }
    emit changed();
}

void EntryTable::removeRows(QList<int> rows)
{
    if (rows.isEmpty())
        return;
    std::sort(rows.begin(), rows.end());
    // Runs of neighbours go together, from the end so that earlier numbers stay right.
    for (qsizetype last = rows.size() - 1; last >= 0;) {
        qsizetype first = last;
        while (first > 0 && rows[first - 1] == rows[first] - 1)
            --first;
        emit aboutToRemove(rows[first], rows[last]);
        m_entries.remove(rows[first], rows[last] - rows[first] + 1);
        m_index.clear(); // right again before changed()
        emit removed(rows[first], rows[last]);
        last = first - 1;
    }
    reindex();
    emit changed();
}

void EntryTable::remove(const QList<EntryId> &ids)
{
    QSet<int> rows;
    for (const EntryId &id : ids) {
        if (const int known = rowOf(id); known >= 0)
            rows.insert(known);
    }
    removeRows(rows.values());
}

void EntryTable::clear()
{
    if (m_entries.isEmpty())
        return;
    const int last = int(m_entries.size()) - 1;
    emit aboutToRemove(0, last);
    m_entries.clear();
    m_index.clear();
    emit removed(0, last);
    emit changed();
}

} // namespace keyturn

#include "moc_entry_table.cpp"
