#include "ui/search/entry_filter_proxy.h"

#include "ui/search/entry_list_model.h"

#include <QElapsedTimer>
#include <algorithm>

namespace keyturn {

namespace {

constexpr qint64 sliceMilliseconds = 10;
constexpr size_t rowsBetweenLooks = 2048; // at the clock
} // namespace

EntryFilterProxy::EntryFilterProxy(EntryListModel &source, QObject *parent) :
    QAbstractProxyModel(parent), m_source(source), m_order(source)
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
    const std::vector<int> &order = m_order.rows();
    rows.reserve(order.size());
    std::copy_if(order.begin(), order.end(), std::back_inserter(rows),
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

void EntryFilterProxy::rowsInserted(int first, int last)
{
    m_trail.forget();
    const int count = last - first + 1;
    for (int &row : m_rows)
        row += row >= first ? count : 0;
    m_matches.insert(m_matches.begin() + first, size_t(count), 0);
    m_order.insert(first, last);
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
    std::erase_if(m_rows, [first, last](int row) { return row >= first && row <= last; });
    for (int &row : m_rows)
        row -= row > last ? last - first + 1 : 0;
    m_matches.erase(m_matches.begin() + first, m_matches.begin() + last + 1);
    m_order.remove(first, last);
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
    if (sorts && m_order.move(first, last))
        differs = true;
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

void EntryFilterProxy::sort(int column, Qt::SortOrder order)
{
    m_order.sort(column, order);
    show(accepted());
}

QList<EntryId> EntryFilterProxy::openEntries() const
{
    QList<EntryId> open;
    if (!m_wanted.query.asksForContents())
        return open;
    for (int row = 0; row < m_source.count(); ++row) {
        if (inScope(m_wanted, row) && m_wanted.query.isOpen(m_source.searchIndex().subject(row)))
            open.append(m_source.row(row).entry.id);
    }
    return open;
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
