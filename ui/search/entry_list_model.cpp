#include "ui/search/entry_list_model.h"

#include "ui/text/wording.h"

#include <algorithm>

namespace keyturn {
using namespace Qt::StringLiterals;

namespace {

constexpr int tokenSoonSeconds = 15 * 60;

EntryListModel::TokenState tokenState(const QDateTime &expiresAt, const QDateTime &now)
{
    using State = EntryListModel::TokenState;
    if (!expiresAt.isValid())
        return State::None;
    const qint64 left = now.secsTo(expiresAt);
    return left <= 0 ? State::Expired : left <= tokenSoonSeconds ? State::Soon : State::Valid;
}

qint64 dateBehind(const Entry &entry, const EntryStatus &status)
{
    if (status.status == Status::Deleting && entry.deletedAt.isValid())
        return entry.deletedAt.toMSecsSinceEpoch();
    return entry.due.isEmpty() ? 0 : entry.due.first().dueAt.toMSecsSinceEpoch();
}

} // namespace

EntryListModel::EntryListModel(QObject *parent) : QAbstractTableModel(parent), m_now(QDateTime::currentDateTimeUtc())
{}

EntryListModel::State EntryListModel::stateOf(const Entry &entry) const
{
    const EntryStatus status = statusOf(entry, m_now, m_unfinished.contains(entry.id));
    return {status, dateBehind(entry, status)};
}

void EntryListModel::setNow(const QDateTime &now)
{
    if (now == m_now)
        return;
    m_now = now;
    QList<int> changed;
    bool states = false;
    for (int i = 0; i < m_entries.size(); ++i) {
        const State state = stateOf(m_entries.at(i));
        const bool isNew = state.status != m_states[size_t(i)].status;
        if (isNew) {
            m_states[size_t(i)] = state;
            m_search.setStatus(i, state.status);
            states = true;
        }
        if (isNew || m_entries.at(i).tokenExpiresAt.isValid())
            changed << i;
    }
    report(std::move(changed), columnCount() - 1);
    if (states)
        emit entriesChanged();
}

//! Neighbours are reported together.
void EntryListModel::report(QList<int> rows, int lastColumn)
{
    std::sort(rows.begin(), rows.end());
    for (qsizetype first = 0; first < rows.size();) {
        qsizetype last = first;
        while (last + 1 < rows.size() && rows[last + 1] <= rows[last] + 1)
            ++last;
        emit dataChanged(index(rows[first], 0), index(rows[last], lastColumn));
        first = last + 1;
    }
}

void EntryListModel::upsert(const QList<Entry> &entries)
{
    QList<Entry> added;
    QHash<EntryId, qsizetype> addedAt; // an id may come twice in one batch: the later one counts
    QList<int> changed;
    for (const Entry &entry : entries) {
        const int known = rowOf(entry.id);
        if (known >= 0 && m_entries.at(known) == entry)
            continue;
        if (known >= 0) {
            m_entries[known] = entry;
            m_states[size_t(known)] = stateOf(entry);
            m_search.set(known, entry, m_states[size_t(known)].status);
            changed << known;
        } else if (const auto twin = addedAt.constFind(entry.id); twin != addedAt.constEnd()) {
            added[*twin] = entry;
        } else {
            addedAt.insert(entry.id, added.size());
            added << entry;
        }
    }
    const bool any = !added.isEmpty() || !changed.isEmpty();
    report(std::move(changed), columnCount() - 1);
    if (!added.isEmpty()) {
        const int first = int(m_entries.size());
        beginInsertRows({}, first, first + int(added.size()) - 1);
        m_entries.append(std::move(added));
        for (int i = first; i < m_entries.size(); ++i) {
            m_table.append(i, [this](int row) -> const EntryId & { return m_entries.at(row).id; });
            m_states.push_back(stateOf(m_entries.at(i)));
            m_search.set(i, m_entries.at(i), m_states.back().status);
        }
        endInsertRows();
    }
    if (any)
        emit entriesChanged();
}

int EntryListModel::rowOf(const EntryId &id) const
{
    return m_table.find(id, [this](int row) -> const EntryId & { return m_entries.at(row).id; });
}

void EntryListModel::reindex()
{
    m_table.rebuild(int(m_entries.size()), [this](int row) -> const EntryId & { return m_entries.at(row).id; });
}

void EntryListModel::removeRowsAt(QList<int> rows)
{
    if (rows.isEmpty())
        return;
    std::sort(rows.begin(), rows.end());
    // Runs of neighbours go together, from the end so that earlier numbers stay right.
    for (qsizetype last = rows.size() - 1; last >= 0;) {
        qsizetype first = last;
        while (first > 0 && rows[first - 1] == rows[first] - 1)
            --first;
        const int count = rows[last] - rows[first] + 1;
        beginRemoveRows({}, rows[first], rows[last]);
        m_entries.remove(rows[first], count);
        m_states.erase(m_states.begin() + rows[first], m_states.begin() + rows[first] + count);
        m_search.remove(rows[first], count);
        m_table.clear();
        endRemoveRows();
        last = first - 1;
    }
    reindex();
    emit entriesChanged();
}

void EntryListModel::remove(const QList<EntryId> &ids)
{
    QSet<int> rows;
    for (const EntryId &id : ids) {
        if (const int known = rowOf(id); known >= 0)
            rows.insert(known);
    }
    removeRowsAt(rows.values());
}

void EntryListModel::clear()
{
    if (m_entries.isEmpty())
        return;
    beginRemoveRows({}, 0, int(m_entries.size()) - 1);
    m_entries.clear();
    m_states.clear();
    m_table.clear();
    m_search.clear();
    endRemoveRows();
    emit entriesChanged();
}

void EntryListModel::setUnfinished(const QSet<EntryId> &ids)
{
    const QSet<EntryId> touched = m_unfinished | ids;
    m_unfinished = ids;
    QList<int> changed;
    for (const EntryId &id : touched) {
        const int known = rowOf(id);
        if (known < 0)
            continue;
        m_states[size_t(known)] = stateOf(m_entries.at(known));
        m_search.setStatus(known, m_states[size_t(known)].status);
        changed << known;
    }
    report(std::move(changed), columnCount() - 1);
    if (!touched.isEmpty())
        emit entriesChanged();
}

void EntryListModel::setKeys(const EntryId &id, const QStringList &keys)
{
    const int known = rowOf(id);
    if (known >= 0 && m_search.setKeys(known, keys))
        emit dataChanged(index(known, 0), index(known, 0));
}

void EntryListModel::setMarked(SearchSubject::Mark mark, const QSet<EntryId> &ids)
{
    QList<int> changed;
    for (int row = 0; row < m_entries.size(); ++row) {
        const bool wanted = ids.contains(m_entries.at(row).id);
        if (wanted == ((m_search.subject(row).marks & mark) != 0))
            continue;
        m_search.setMark(row, mark, wanted);
        changed << row;
    }
    report(std::move(changed), 0);
}

const Entry *EntryListModel::find(const EntryId &id) const
{
    const int known = rowOf(id);
    return known < 0 ? nullptr : &m_entries.at(known);
}

QModelIndex EntryListModel::indexOf(const EntryId &id) const
{
    const int known = rowOf(id);
    return known < 0 ? QModelIndex() : index(known, 0);
}

int EntryListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

int EntryListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(Column::Changed) + 1;
}

QString EntryListModel::display(const Row &row, Column column) const
{
    switch (column) {
    case Column::Name:
        return row.entry.id.name;
    case Column::Kind:
        return kindLabel(row.entry.kind);
    case Column::Due:
        return StatusText::chip(row.status);
    case Column::Token:
        return Wording::tokenLeft(row.entry.tokenExpiresAt, m_now);
    case Column::Region:
        return row.entry.id.region;
    case Column::Changed:
        return Wording::changed(row.entry.lastChangedAt, m_now);
    }
    return {};
}

QVariant EntryListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_entries.size())
        return {};
    const Row row = this->row(index.row());
    const auto column = Column(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return display(row, column);
    case Qt::AccessibleTextRole:
        if (column == Column::Name)
            return u"%1, %2, %3"_s.arg(row.entry.id.name, Wording::store(row.entry.id.store),
                                       Wording::subtitle(row.entry));
        return display(row, column);
    case Qt::ToolTipRole:
        if (column == Column::Name)
            return u"%1\n%2"_s.arg(row.entry.id.name, Wording::store(row.entry.id.store));
        if (column == Column::Due && !row.entry.due.isEmpty())
            return Wording::dueReason(row.entry.due.first(), m_now);
        if (column == Column::Changed && row.entry.lastChangedAt.isValid())
            return row.entry.lastChangedAt.toUTC().toString(u"yyyy-MM-dd HH:mm 'UTC'"_s);
        return {};
    case EntryRole:
        return column == Column::Name ? QVariant::fromValue(row.entry) : QVariant();
    case LeafRole:
        // A group is its common path: the last part alone ("lwa") would not tell which.
        return row.entry.isGroup() ? row.entry.id.name : row.entry.leafName();
    case SubtitleRole:
        return Wording::subtitle(row.entry);
    case FolderRole:
        return Wording::shortSubtitle(row.entry);
    case StoreRole:
        return int(row.entry.id.store);
    case StatusRole:
        return int(row.status.status);
    case DaysRole:
        return row.status.days;
    case KindRole:
        return kindLabel(row.entry.kind);
    case TokenStateRole:
        return int(tokenState(row.entry.tokenExpiresAt, m_now));
    case NameRole:
        return row.entry.id.name;
    default:
        return {};
    }
}

QVariant EntryListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Column::Name:
        return tr("Name");
    case Column::Kind:
        return tr("Kind");
    case Column::Due:
        return tr("Due");
    case Column::Token:
        return tr("Token");
    case Column::Region:
        return tr("Region");
    case Column::Changed:
        //: Column: when the entry was last changed.
        return tr("Changed");
    }
    return {};
}

} // namespace keyturn

#include "moc_entry_list_model.cpp"
