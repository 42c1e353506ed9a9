#pragma once
#include "core/entry/entry.h"

#include <vector>

namespace keyturn {

//! Finds rows by EntryId without keeping the ids a second time: a hash table of row numbers, whose owner says which id
//! a row has. 16 bytes a row instead of the 130 of a QHash.
class IdTable {
public:
    //! \p idAt(row) -> const EntryId &. The row, or -1.
    template <typename IdAt>
    int find(const EntryId &id, const IdAt &idAt) const
    {
        if (m_slots.empty())
            return -1;
        const size_t mask = m_slots.size() - 1;
        for (size_t at = qHash(id) & mask; m_slots[at] >= 0; at = (at + 1) & mask) {
            if (idAt(m_slots[at]) == id)
                return m_slots[at];
        }
        return -1;
    }

    //! \p row is behind all others and its id is not known yet.
    template <typename IdAt>
    void append(int row, const IdAt &idAt)
    {
        if (size_t(row) + 1 > m_slots.size() / 2)
            rebuild(row + 1, idAt);
        else
            place(row, idAt(row));
    }

    //! After rows were removed or moved.
    template <typename IdAt>
    void rebuild(int count, const IdAt &idAt)
    {
        size_t size = 64;
        while (size < size_t(count) * 2 + 2)
            size *= 2;
        m_slots.assign(size, -1);
        for (int row = 0; row < count; ++row)
            place(row, idAt(row));
    }

    void clear() { m_slots.clear(); }

private:
    void place(int row, const EntryId &id)
    {
        const size_t mask = m_slots.size() - 1;
        size_t at = qHash(id) & mask;
        while (m_slots[at] >= 0)
            at = (at + 1) & mask;
        m_slots[at] = row;
    }

    std::vector<int> m_slots;
};

} // namespace keyturn
