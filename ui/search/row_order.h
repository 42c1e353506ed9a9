#pragma once
#include <Qt>
#include <QtGlobal>

#include <vector>

namespace keyturn {

class EntryListModel;

//! All rows of an EntryListModel in the order of one of its columns, and of their names where that is the same. Kept
//! while rows come, go and change, so that nothing is sorted as a whole but for another column.
class RowOrder {
public:
    //! \p source outlives it.
    explicit RowOrder(const EntryListModel &source) : m_source(source) {}

    const std::vector<int> &rows() const { return m_rows; }
    //! -1: as they came.
    int column() const { return m_column; }
    void sort(int column, Qt::SortOrder order);

    //! After rows first..last have come.
    void insert(int first, int last);
    //! After they have gone.
    void remove(int first, int last);
    //! After they have changed. False: they stand where they stood.
    bool move(int first, int last);

private:
    void place(std::vector<int> rows);
    void rank();
    bool before(int a, int b) const;
    quint64 sortKey(int row) const;

    const EntryListModel &m_source;
    int m_column = -1;
    Qt::SortOrder m_direction = Qt::AscendingOrder;
    std::vector<int> m_byName; // all rows in order of their names
    std::vector<int> m_rank;   // row -> place in m_byName
    std::vector<int> m_rows;
};

} // namespace keyturn
