#include "ui/search/entry_filter_proxy.h"

#include "ui/search/entry_list_model.h"

#include <QElapsedTimer>
#include <algorithm>
#include <numeric>

namespace keyturn {

namespace {

constexpr qint64 sliceMilliseconds = 10;
constexpr size_t rowsBetweenLooks = 2048; // at the clock

quint64 orderedTime(const QDateTime &time)
{
    constexpr qint64 offset = qint64(1) << 52;
    return time.isValid() ? quint64(time.toMSecsSinceEpoch() + offset) : ~quint64(0); // what has none comes last
}

} // namespace

bool EntryScope::contains(const Entry &entry, const EntryStatus &status) const
{
    switch (kind) {
    case Kind::All:
        return true;
    case Kind::Overdue:
        return status.status == Status::Overdue;
    case Kind::DueSoon:
        return status.status == Status::DueSoon || status.status == Status::Grace;
    case Kind::Unfinished:
        return status.status == Status::Unfinished;
    case Kind::Stuck:
        return status.status == Status::RotationStuck;
    case Kind::Deleting:
        return status.status == Status::Deleting;
    case Kind::Account:
        return entry.id.account == account;
    case Kind::Region:
        return entry.id.region == region && (account.isEmpty() || entry.id.account == account);
    case Kind::Path:
        return entry.id.name.startsWith(path)
               && (entry.id.name.size() == path.size() || entry.id.name[path.size()] == u'/');
    }
    return false;
}

EntryFilterProxy::EntryFilterProxy(EntryListModel &source, QObject *parent) :
    QAbstractProxyModel(parent), m_source(source)
{
    setSourceModel(&source);
    m_more.setSingleShot(true);
    m_more.setInterval(0);
    connect(&m_more, &QTimer::timeout, this, &EntryFilterProxy::scanSome);
    connect(&source, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { rowsInserted(first, last); });
    // While the rows are still there they leave this proxy as any others; afterwards only numbers change.
    connect(&source, &QAbstractItemModel::rowsAboutToBeRemoved, this, [this](const QModelIndex &, int first, int last) {
        std::fill(m_matches.begin() + first, m_matches.begin() + last + 1, 0);
        show(accepted());
    });
    connect(&source, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex &, int first, int last) { rowsRemoved(first, last); });
    connect(&source, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex &first, const QModelIndex &last) {
        rowsChanged(first.row(), last.row(), last.column() > first.column());
    });
    if (source.count() > 0)
        rowsInserted(0, int(source.count()) - 1);
}

bool EntryFilterProxy::inScope(const Filter &filter, int row) const
{
    if (filter.scope.kind == EntryScope::Kind::All)
        return true;
    const EntryListModel::Row of = m_source.row(row);
    return filter.scope.contains(of.entry, of.status);
}

bool EntryFilterProxy::accepts(const Filter &filter, int row) const
{
    if (!inScope(filter, row))
        return false;
    return filter.query.isEmpty() || filter.query.matches(m_source.searchIndex().subject(row));
}

void EntryFilterProxy::setScope(const EntryScope &scope)
{
    if (scope == m_wanted.scope)
        return;
    m_wanted.scope = scope;
    scan();
}

void EntryFilterProxy::setQuery(const QString &text)
{
    m_wanted.query = SearchQuery::parse(text);
    scan();
}

void EntryFilterProxy::scan()
{
    m_scanning = true;
    m_scanned = 0;
    m_milliseconds = 0;
    m_narrowing = m_wanted.scope == m_shown.scope && m_wanted.query.narrows(m_shown.query);
    m_found.resize(m_matches.size());
    const std::optional<std::string_view> word = m_wanted.query.plainWord();
    m_isWord = word.has_value();
    if (m_isWord)
        m_trail.begin(std::string(*word), m_narrowing, m_found.size());
    else
        m_trail.forget();
    scanSome();
}

//! What shows now is in the scope already where the new filter narrows it.
bool EntryFilterProxy::finds(int row)
{
    if (m_narrowing && m_matches[size_t(row)] == 0)
        return false;
    if (!m_isWord)
        return accepts(m_wanted, row);
    return (m_narrowing || inScope(m_wanted, row)) && m_trail.holds(m_source.searchIndex(), size_t(row));
}

void EntryFilterProxy::scanSome()
{
    QElapsedTimer timer;
    timer.start();
    const auto count = [&timer] { return double(timer.nsecsElapsed()) / 1e6; };
    while (m_scanned < m_found.size()) {
        const size_t end = std::min(m_scanned + rowsBetweenLooks, m_found.size());
        for (size_t row = m_scanned; row < end; ++row)
            m_found[row] = finds(int(row)) ? 1 : 0;
        m_scanned = end;
        if (m_scanned < m_found.size() && timer.elapsed() >= sliceMilliseconds) {
            m_milliseconds += count();
            m_more.start();
            return;
        }
    }
    m_more.stop();
    m_scanning = false;
    m_shown = m_wanted;
    if (m_isWord)
        m_trail.end();
    const bool isSame = m_found == m_matches;
    m_matches.swap(m_found);
    if (!isSame)
        show(accepted());
    m_milliseconds += count();
    emit filtered();
}

std::vector<int> EntryFilterProxy::accepted() const
{
    std::vector<int> rows;
    rows.reserve(m_order.size());
    std::copy_if(m_order.begin(), m_order.end(), std::back_inserter(rows),
                 [this](int row) { return m_matches[size_t(row)] != 0; });
    return rows;
}

void EntryFilterProxy::show(std::vector<int> rows)
{
    if (rows == m_rows)
        return;
    // One layout change, whatever moves: rows that come and go one by one would cost a view more than all of them.
    emit layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    std::vector<int> behind;
    behind.reserve(size_t(before.size()));
    for (const QModelIndex &index : before)
        behind.push_back(m_rows[size_t(index.row())]);
    m_rows.swap(rows);
    number();
    QModelIndexList after;
    after.reserve(before.size());
    for (qsizetype i = 0; i < before.size(); ++i)
        after << index(m_place[size_t(behind[size_t(i)])], before[i].column());
    changePersistentIndexList(before, after);
    emit layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

void EntryFilterProxy::number()
{
    m_place.assign(m_matches.size(), -1);
    for (size_t row = 0; row < m_rows.size(); ++row)
        m_place[size_t(m_rows[row])] = int(row);
}

//! Merges sorted \p rows into \p order, where they are not yet.
template <typename Before>
static void insertSorted(std::vector<int> &order, const std::vector<int> &rows, const Before &before)
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

void EntryFilterProxy::place(std::vector<int> rows)
{
    if (m_column < 0) // as they came
        std::sort(rows.begin(), rows.end());
    else
        std::sort(rows.begin(), rows.end(), [this](int a, int b) { return before(a, b); });
    insertSorted(m_order, rows, [this](int a, int b) { return before(a, b); });
}

void EntryFilterProxy::rowsInserted(int first, int last)
{
    m_trail.forget();
    const int count = last - first + 1;
    for (std::vector<int> *rows : {&m_order, &m_byName, &m_rows}) {
        for (int &row : *rows)
            row += row >= first ? count : 0;
    }
    m_matches.insert(m_matches.begin() + first, size_t(count), 0);
    std::vector<int> fresh(static_cast<size_t>(count));
    std::iota(fresh.begin(), fresh.end(), first);
    const auto byName = [this](int a, int b) { return m_source.searchIndex().compareNames(a, b) < 0; };
    std::vector<int> named = fresh;
    std::sort(named.begin(), named.end(), byName);
    insertSorted(m_byName, named, byName);
    rank();
    place(std::move(fresh));
    for (int row = first; row <= last; ++row)
        m_matches[size_t(row)] = accepts(m_shown, row);
    number();
    show(accepted());
    if (m_scanning)
        scan();
}

void EntryFilterProxy::rowsRemoved(int first, int last)
{
    m_trail.forget();
    const int count = last - first + 1;
    for (std::vector<int> *rows : {&m_order, &m_byName, &m_rows}) {
        std::erase_if(*rows, [first, last](int row) { return row >= first && row <= last; });
        for (int &row : *rows)
            row -= row > last ? count : 0;
    }
    m_matches.erase(m_matches.begin() + first, m_matches.begin() + last + 1);
    rank();
    number();
    if (m_scanning)
        scan();
}

void EntryFilterProxy::rowsChanged(int first, int last, bool sorts)
{
    m_trail.forget();
    bool differs = false;
    for (int row = first; row <= last; ++row) {
        const char matches = accepts(m_shown, row);
        differs = differs || matches != m_matches[size_t(row)];
        m_matches[size_t(row)] = matches;
    }
    if (sorts && m_column > int(EntryListModel::Column::Name)) {
        std::vector<int> moved(size_t(last - first + 1));
        std::iota(moved.begin(), moved.end(), first);
        std::erase_if(m_order, [first, last](int row) { return row >= first && row <= last; });
        place(std::move(moved));
        differs = true;
    }
    if (differs)
        show(accepted());
    int top = int(m_rows.size());
    int bottom = -1;
    for (int row = first; row <= last; ++row) {
        if (const int at = m_place[size_t(row)]; at >= 0) {
            top = std::min(top, at);
            bottom = std::max(bottom, at);
        }
    }
    if (bottom >= 0)
        emit dataChanged(index(top, 0), index(bottom, columnCount() - 1));
    if (m_scanning)
        scan();
}

void EntryFilterProxy::rank()
{
    m_rank.resize(m_byName.size());
    for (size_t at = 0; at < m_byName.size(); ++at)
        m_rank[size_t(m_byName[at])] = int(at);
}

quint64 EntryFilterProxy::sortKey(int row) const
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

bool EntryFilterProxy::before(int a, int b) const
{
    if (m_column < 0)
        return a < b;
    if (m_direction == Qt::DescendingOrder)
        std::swap(a, b);
    const quint64 left = sortKey(a);
    const quint64 right = sortKey(b);
    return left != right ? left < right : m_rank[size_t(a)] < m_rank[size_t(b)];
}

void EntryFilterProxy::sort(int column, Qt::SortOrder order)
{
    m_column = column;
    m_direction = order;
    if (column < 0) {
        std::sort(m_order.begin(), m_order.end());
    } else {
        struct Key {
            quint64 key;
            int rank;
        };
        std::vector<Key> keys(m_order.size());
        for (size_t at = 0; at < keys.size(); ++at)
            keys[at] = {sortKey(m_byName[at]), int(at)};
        std::sort(keys.begin(), keys.end(),
                  [](const Key &a, const Key &b) { return a.key != b.key ? a.key < b.key : a.rank < b.rank; });
        for (size_t at = 0; at < keys.size(); ++at)
            m_order[at] = m_byName[size_t(keys[at].rank)];
        if (order == Qt::DescendingOrder)
            std::reverse(m_order.begin(), m_order.end());
    }
    show(accepted());
}

const Entry *EntryFilterProxy::entry(const QModelIndex &index) const
{
    return index.isValid() && index.row() < rowCount() ? &m_source.row(m_rows[size_t(index.row())]).entry : nullptr;
}

QModelIndex EntryFilterProxy::indexOf(const EntryId &id) const
{
    return mapFromSource(m_source.indexOf(id));
}

QModelIndex EntryFilterProxy::mapToSource(const QModelIndex &index) const
{
    return index.isValid() && index.row() < rowCount() ? m_source.index(m_rows[size_t(index.row())], index.column())
                                                       : QModelIndex();
}

QModelIndex EntryFilterProxy::mapFromSource(const QModelIndex &source) const
{
    return source.isValid() ? index(m_place[size_t(source.row())], source.column()) : QModelIndex();
}

QModelIndex EntryFilterProxy::index(int row, int column, const QModelIndex &parent) const
{
    if (parent.isValid() || row < 0 || column < 0 || row >= rowCount() || column >= columnCount())
        return {};
    return createIndex(row, column);
}

QModelIndex EntryFilterProxy::parent(const QModelIndex &) const
{
    return {};
}

QModelIndex EntryFilterProxy::sibling(int row, int column, const QModelIndex &) const
{
    return index(row, column);
}

int EntryFilterProxy::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int EntryFilterProxy::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_source.columnCount();
}

bool EntryFilterProxy::hasChildren(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_rows.empty();
}

Qt::ItemFlags EntryFilterProxy::flags(const QModelIndex &index) const
{
    return index.isValid() ? Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemNeverHasChildren : Qt::NoItemFlags;
}

QVariant EntryFilterProxy::headerData(int section, Qt::Orientation orientation, int role) const
{
    return m_source.headerData(section, orientation, role);
}

} // namespace keyturn

#include "moc_entry_filter_proxy.cpp"
