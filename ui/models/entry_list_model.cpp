#include "ui/models/entry_list_model.h"
#include "ui/models/wording.h"

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

void EntryListModel::refresh(Row &row) const
{
    row.status = statusOf(row.entry, m_now, m_unfinished.contains(row.entry.id));
    row.dueAt = dateBehind(row.entry, row.status);
    QString text = row.entry.id.name;
    text += u' ';
    text += kindLabel(row.entry.kind);
    text += u' ';
    text += row.entry.description;
    row.text = std::move(text).toLower();
}

void EntryListModel::setNow(const QDateTime &now)
{
    if (now == m_now)
        return;
    m_now = now;
    bool changed = false;
    for (int i = 0; i < m_rows.size(); ++i) {
        Row &row = m_rows[i];
        const EntryStatus status = statusOf(row.entry, m_now, m_unfinished.contains(row.entry.id));
        if (status != row.status) {
            row.status = status;
            changed = true;
            emit dataChanged(index(i, 0), index(i, columnCount() - 1));
        } else if (row.entry.tokenExpiresAt.isValid()) {
            const QModelIndex token = index(i, int(Column::Token));
            emit dataChanged(token, token);
        }
    }
    if (changed)
        emit entriesChanged();
}

void EntryListModel::upsert(const QList<Entry> &entries)
{
    QList<Row> added;
    QHash<EntryId, qsizetype> addedAt; // an id may come twice in one batch: the later one counts
    for (const Entry &entry : entries) {
        Row fresh;
        fresh.entry = entry;
        for (const ParameterMetadata &parameter : entry.parameters)
            fresh.keys << parameter.name.toLower() << parameter.name.section(u'/', -1).toLower();
        refresh(fresh);
        const auto known = m_index.constFind(entry.id);
        if (known != m_index.constEnd()) {
            Row &row = m_rows[*known];
            if (fresh.keys.isEmpty())
                fresh.keys = row.keys;
            row = std::move(fresh);
            emit dataChanged(index(*known, 0), index(*known, columnCount() - 1));
        } else if (const auto twin = addedAt.constFind(entry.id); twin != addedAt.constEnd()) {
            added[*twin] = std::move(fresh);
        } else {
            addedAt.insert(entry.id, added.size());
            added << std::move(fresh);
        }
    }
    if (!added.isEmpty()) {
        const int first = int(m_rows.size());
        beginInsertRows({}, first, first + int(added.size()) - 1);
        m_rows.append(std::move(added));
        reindex(first);
        endInsertRows();
    }
    if (!entries.isEmpty())
        emit entriesChanged();
}

void EntryListModel::reindex(int from)
{
    m_index.reserve(m_rows.size());
    for (int i = from; i < m_rows.size(); ++i)
        m_index.insert(m_rows[i].entry.id, i);
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
        beginRemoveRows({}, rows[first], rows[last]);
        for (int i = rows[first]; i <= rows[last]; ++i)
            m_index.remove(m_rows[i].entry.id);
        m_rows.remove(rows[first], rows[last] - rows[first] + 1);
        reindex(rows[first]);
        endRemoveRows();
        last = first - 1;
    }
    emit entriesChanged();
}

void EntryListModel::remove(const QList<EntryId> &ids)
{
    QSet<int> rows;
    for (const EntryId &id : ids) {
        const auto known = m_index.constFind(id);
        if (known != m_index.constEnd())
            rows.insert(*known);
    }
    removeRowsAt(rows.values());
}

void EntryListModel::clear()
{
    if (m_rows.isEmpty())
        return;
    beginRemoveRows({}, 0, int(m_rows.size()) - 1);
    m_rows.clear();
    m_index.clear();
    endRemoveRows();
    emit entriesChanged();
}

void EntryListModel::setUnfinished(const QSet<EntryId> &ids)
{
    const QSet<EntryId> touched = m_unfinished | ids;
    m_unfinished = ids;
    for (const EntryId &id : touched) {
        const auto known = m_index.constFind(id);
        if (known == m_index.constEnd())
            continue;
        refresh(m_rows[*known]);
        emit dataChanged(index(*known, 0), index(*known, columnCount() - 1));
    }
    if (!touched.isEmpty())
        emit entriesChanged();
}

void EntryListModel::setKeys(const EntryId &id, const QStringList &keys)
{
    const auto known = m_index.constFind(id);
    if (known == m_index.constEnd())
        return;
    QStringList lower;
    for (const QString &key : keys)
        lower << key.toLower();
    if (m_rows[*known].keys == lower)
        return;
    m_rows[*known].keys = lower;
    emit dataChanged(index(*known, 0), index(*known, 0));
}

const Entry *EntryListModel::find(const EntryId &id) const
{
    const auto known = m_index.constFind(id);
    return known == m_index.constEnd() ? nullptr : &m_rows[*known].entry;
}

QModelIndex EntryListModel::indexOf(const EntryId &id) const
{
    const auto known = m_index.constFind(id);
    return known == m_index.constEnd() ? QModelIndex() : index(*known, 0);
}

int EntryListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
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
    case Column::Changed:
        return Wording::changed(row.entry.lastChangedAt, m_now);
    }
    return {};
}

QVariant EntryListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    const Row &row = m_rows[index.row()];
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
    case Column::Changed:
        //: Column: when the entry was last changed.
        return tr("Changed");
    }
    return {};
}

} // namespace keyturn
