#include "ui/search/entry_list_model.h"

#include "core/entry/due_board.h"
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

qint64 dateBehind(const Entry &entry, const EntryStatus &status, const QDateTime &now)
{
    if (status.status == Status::Deleting && entry.deletedAt.isValid())
        return entry.deletedAt.toMSecsSinceEpoch();
    const DueDate *due = decisiveDate(entry, now);
    return due && due->dueAt.isValid() ? due->dueAt.toMSecsSinceEpoch() : 0;
}

} // namespace

EntryListModel::EntryListModel(const EntryTable &table, const QDateTime &now, QObject *parent) :
    QAbstractTableModel(parent), m_table(table), m_now(now)
{
    connect(&table, &EntryTable::replaced, this, &EntryListModel::replaced);
    connect(&table, &EntryTable::aboutToInsert, this,
            [this](int first, int last) { beginInsertRows({}, first, last); });
    connect(&table, &EntryTable::inserted, this, &EntryListModel::inserted);
    connect(&table, &EntryTable::aboutToRemove, this,
            [this](int first, int last) { beginRemoveRows({}, first, last); });
    connect(&table, &EntryTable::removed, this, &EntryListModel::removed);
    connect(&table, &EntryTable::changed, this, &EntryListModel::entriesChanged);
    if (const int rows = int(count()); rows > 0) {
        beginInsertRows({}, 0, rows - 1);
        inserted(0, rows - 1);
    }
}

EntryListModel::State EntryListModel::stateOf(const Entry &entry) const
{
    const EntryStatus status = statusOf(entry, m_now, m_unfinished.contains(entry.id));
    return {status, dateBehind(entry, status, m_now)};
}

void EntryListModel::setNow(const QDateTime &now)
{
    if (now == m_now)
        return;
    m_now = now;
    QList<int> changed;
    bool states = false;
    for (int i = 0; i < entries().size(); ++i) {
        const State state = stateOf(entries().at(i));
        const bool isNew = state.status != m_states[size_t(i)].status;
        if (isNew) {
            m_states[size_t(i)] = state;
            m_search.setStatus(i, state.status);
            states = true;
        }
        if (isNew || entries().at(i).tokenExpiresAt.isValid())
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

void EntryListModel::replaced(const QList<int> &rows)
{
    for (int row : rows) {
        m_states[size_t(row)] = stateOf(entries().at(row));
        m_search.set(row, entries().at(row), m_states[size_t(row)].status);
    }
    report(rows, columnCount() - 1);
}

void EntryListModel::inserted(int first, int last)
{
    for (int row = first; row <= last; ++row) {
        m_states.push_back(stateOf(entries().at(row)));
        m_search.set(row, entries().at(row), m_states.back().status);
    }
    endInsertRows();
}

void EntryListModel::removed(int first, int last)
{
    m_states.erase(m_states.begin() + first, m_states.begin() + last + 1);
    m_search.remove(first, last - first + 1);
    endRemoveRows();
}

void EntryListModel::setUnfinished(const QSet<EntryId> &ids)
{
    const QSet<EntryId> touched = m_unfinished | ids;
    m_unfinished = ids;
    QList<int> changed;
    for (const EntryId &id : touched) {
        const int known = m_table.rowOf(id);
        if (known < 0)
            continue;
        m_states[size_t(known)] = stateOf(entries().at(known));
        m_search.setStatus(known, m_states[size_t(known)].status);
        changed << known;
    }
    report(std::move(changed), columnCount() - 1);
    if (!touched.isEmpty())
        emit entriesChanged();
}

void EntryListModel::setKeys(const QHash<EntryId, QStringList> &keys)
{
    QList<int> changed;
    for (auto it = keys.cbegin(); it != keys.cend(); ++it) {
        const int known = m_table.rowOf(it.key());
        if (known >= 0 && m_search.setKeys(known, it.value()))
            changed << known;
    }
    report(std::move(changed), 0);
}

void EntryListModel::setMarked(SearchSubject::Mark mark, const QSet<EntryId> &ids)
{
    QList<int> changed;
    for (int row = 0; row < entries().size(); ++row) {
        const bool wanted = ids.contains(entries().at(row).id);
        if (wanted == ((m_search.subject(row).marks & mark) != 0))
            continue;
        m_search.setMark(row, mark, wanted);
        changed << row;
    }
    report(std::move(changed), 0);
}

QModelIndex EntryListModel::indexOf(const EntryId &id) const
{
    const int known = m_table.rowOf(id);
    return known < 0 ? QModelIndex() : index(known, 0);
}

int EntryListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(entries().size());
}

int EntryListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(Column::Changed) + 1;
}

QString EntryListModel::place(const EntryId &id)
{
    return u"%1 · %2"_s.arg(id.region, Wording::account(id.account));
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
        return m_profileOf ? u"%1 · %2"_s.arg(m_profileOf(row.entry.id), place(row.entry.id)) : row.entry.id.region;
    case Column::Changed:
        return Wording::changed(row.entry.lastChangedAt, m_now);
    }
    return {};
}

QVariant EntryListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= entries().size())
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
        if (column == Column::Kind && row.entry.kind == CredentialKind::Unknown)
            return tr("kind not known"); // a dash, for those who see it
        if (column == Column::Token && !row.entry.tokenExpiresAt.isValid())
            return tr("no token known");
        if (column == Column::Changed && !row.entry.lastChangedAt.isValid())
            return tr("not known");
        return display(row, column);
    case Qt::ToolTipRole:
        if (column == Column::Name)
            return u"%1\n%2"_s.arg(row.entry.id.name, Wording::store(row.entry.id.store));
        if (column == Column::Due && !row.entry.due.isEmpty())
            return Wording::dueReason(*decisiveDate(row.entry, m_now), m_now);
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
    case ProfileRole:
        return m_profileOf ? m_profileOf(row.entry.id) : QString();
    case PlaceRole:
        return place(row.entry.id);
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
        return m_profileOf ? tr("Place") : tr("Region");
    case Column::Changed:
        //: Column: when the entry was last changed.
        return tr("Changed");
    }
    return {};
}

} // namespace keyturn

#include "moc_entry_list_model.cpp"
