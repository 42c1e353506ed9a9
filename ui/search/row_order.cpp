#include "ui/search/row_order.h"

#include "ui/search/entry_list_model.h"

#include <algorithm>
#include <numeric>

namespace keyturn {

namespace {

quint64 orderedTime(const QDateTime &time)
{
    constexpr qint64 offset = qint64(1) << 52;
    return time.isValid() ? quint64(time.toMSecsSinceEpoch() + offset) : ~quint64(0); // what has none comes last
}

//! Merges sorted \p rows into \p order, where they are not yet.
template <typename Before>
void insertSorted(std::vector<int> &order, const std::vector<int> &rows, const Before &before)
{
    std::vector<int> merged;
    merged.reserve(order.size() + rows.size());
    auto from = order.cbegin();
    for (const int row : rows) {
        const auto to = std::upper_bound(from, order.cend(), row, before);
        merged.insert(merged.end(), from, to);
        merged.push_back(row);
        from = to;
    }
    merged.insert(merged.end(), from, order.cend());
    order.swap(merged);
}

std::vector<int> numbersFrom(int first, int last)
{
    std::vector<int> rows(size_t(last - first + 1));
    std::iota(rows.begin(), rows.end(), first);
    return rows;
}

} // namespace

void RowOrder::place(std::vector<int> rows)
{
    if (m_column < 0) // as they came
        std::sort(rows.begin(), rows.end());
    else
        std::sort(rows.begin(), rows.end(), [this](int a, int b) { return before(a, b); });
    insertSorted(m_rows, rows, [this](int a, int b) { return before(a, b); });
}

void RowOrder::insert(int first, int last)
{
    const int count = last - first + 1;
    for (std::vector<int> *rows : {&m_rows, &m_byName}) {
        for (int &row : *rows)
            row += row >= first ? count : 0;
    }
    const auto byName = [this](int a, int b) { return m_source.searchIndex().compareNames(a, b) < 0; };
    std::vector<int> named = numbersFrom(first, last);
    std::sort(named.begin(), named.end(), byName);
    insertSorted(m_byName, named, byName);
    rank();
    place(numbersFrom(first, last));
}

void RowOrder::remove(int first, int last)
{
    for (std::vector<int> *rows : {&m_rows, &m_byName}) {
        std::erase_if(*rows, [first, last](int row) { return row >= first && row <= last; });
        for (int &row : *rows)
            row -= row > last ? last - first + 1 : 0;
    }
    rank();
}

bool RowOrder::move(int first, int last)
{
    if (m_column <= int(EntryListModel::Column::Name))
        return false;
    std::erase_if(m_rows, [first, last](int row) { return row >= first && row <= last; });
    place(numbersFrom(first, last));
    return true;
}

void RowOrder::rank()
{
    m_rank.resize(m_byName.size());
    for (size_t at = 0; at < m_byName.size(); ++at)
        m_rank[size_t(m_byName[at])] = int(at);
}

quint64 RowOrder::sortKey(int row) const
{
    const EntryListModel::Row of = m_source.row(row);
    switch (EntryListModel::Column(m_column)) {
    case EntryListModel::Column::Name:
        return 0;
    case EntryListModel::Column::Kind:
        return quint64(of.entry.kind);
    case EntryListModel::Column::Due:
        return (quint64(of.status.status) << 56) | (quint64(of.dueAt + (qint64(1) << 52)) & ((quint64(1) << 56) - 1));
    case EntryListModel::Column::Token:
        return orderedTime(of.entry.tokenExpiresAt);
    case EntryListModel::Column::Region:
        return quint64(m_source.searchIndex().regionPlace(row));
    case EntryListModel::Column::Changed:
        return orderedTime(of.entry.lastChangedAt);
    }
    return 0;
}

bool RowOrder::before(int a, int b) const
{
    if (m_column < 0)
        return a < b;
    if (m_direction == Qt::DescendingOrder)
        std::swap(a, b);
    const quint64 left = sortKey(a);
    const quint64 right = sortKey(b);
    return left != right ? left < right : m_rank[size_t(a)] < m_rank[size_t(b)];
}

void RowOrder::sort(int column, Qt::SortOrder order)
{
    m_column = column;
    m_direction = order;
    if (column < 0) {
        std::sort(m_rows.begin(), m_rows.end());
    } else {
        struct Key {
            quint64 key;
            int rank;
        };
        std::vector<Key> keys(m_rows.size());
        for (size_t at = 0; at < keys.size(); ++at)
            keys[at] = {sortKey(m_byName[at]), int(at)};
        std::sort(keys.begin(), keys.end(),
                  [](const Key &a, const Key &b) { return a.key != b.key ? a.key < b.key : a.rank < b.rank; });
        for (size_t at = 0; at < keys.size(); ++at)
            m_rows[at] = m_byName[size_t(keys[at].rank)];
        if (order == Qt::DescendingOrder)
            std::reverse(m_rows.begin(), m_rows.end());
    }
}

} // namespace keyturn
