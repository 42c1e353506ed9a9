#include "ui/due/due_model.h"
#include "ui/text/wording.h"

#include <algorithm>
#include <tuple>

namespace keyturn {
using namespace Qt::StringLiterals;

DueModel::DueModel(QObject *parent) : QAbstractTableModel(parent)
{}

// Total over everything that identifies a date, so equal means the same row.
int DueModel::compare(const Row &a, const Row &b)
{
    const auto key = [](const Row &r) {
        return std::make_tuple(r.due.dueAt.toMSecsSinceEpoch(), int(r.due.reason), int(r.id.store));
    };
    if (key(a) != key(b))
        return key(a) < key(b) ? -1 : 1;
    const std::pair<const QString &, const QString &> texts[] = {{a.due.name, b.due.name},
                                                                 {a.due.key, b.due.key},
                                                                 {a.id.name, b.id.name},
                                                                 {a.id.region, b.id.region},
                                                                 {a.id.account, b.id.account}};
    for (const auto &[left, right] : texts) {
        if (const int order = left.compare(right); order != 0)
            return order;
    }
    return 0;
}

void DueModel::setEntries(const QList<Entry> &entries, const QDateTime &now)
{
    m_now = now;
    QList<Row> fresh;
    for (const Entry &entry : entries) {
        for (const DueDate &due : entry.due) {
            EntryStatus status = statusOf(due, now);
            if (entry.rotationStuck && due.reason == DueReason::Rotation)
                status.status = Status::RotationStuck;
            fresh << Row{entry.id, due, status};
        }
    }
    std::sort(fresh.begin(), fresh.end(), [](const Row &a, const Row &b) { return compare(a, b) < 0; });
    const auto repeated =
        std::unique(fresh.begin(), fresh.end(), [](const Row &a, const Row &b) { return compare(a, b) == 0; });
    fresh.erase(repeated, fresh.end());

    int at = 0;
    for (qsizetype next = 0; next < fresh.size() || at < m_rows.size();) {
        const int order = at >= m_rows.size() ? 1 : next >= fresh.size() ? -1 : compare(m_rows[at], fresh[next]);
        if (order < 0) {
            beginRemoveRows({}, at, at);
            m_rows.removeAt(at);
            endRemoveRows();
        } else if (order > 0) {
            beginInsertRows({}, at, at);
            m_rows.insert(at++, fresh[next++]);
            endInsertRows();
        } else {
            m_rows[at++] = fresh[next++];
        }
    }
    if (!m_rows.isEmpty())
        emit dataChanged(index(0, 0), index(int(m_rows.size()) - 1, columnCount() - 1));
}

int DueModel::rowOf(const EntryId &id) const
{
    for (int i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i].id == id)
            return i;
    }
    return -1;
}

int DueModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int DueModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(Column::Source) + 1;
}

QString DueModel::display(const Row &row, Column column) const
{
    switch (column) {
    case Column::When:
        return StatusText::dueChip(row.status);
    case Column::Date:
        return Wording::shortDate(row.due.dueAt, m_now);
    case Column::What:
        return row.due.name;
    case Column::Why:
        return Wording::dueReason(row.due, m_now);
    case Column::Resets:
        return Wording::dueReset(row.due);
    case Column::Source:
        return Wording::dueSource(row.due);
    }
    return {};
}

QVariant DueModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    const Row &row = m_rows[index.row()];
    const auto column = Column(index.column());
    const QString part = row.due.key.isEmpty() ? Wording::dueWhat(row.due) : row.due.key;
    switch (role) {
    case Qt::DisplayRole:
        return display(row, column);
    case Qt::AccessibleTextRole:
        return column == Column::What ? u"%1, %2"_s.arg(row.due.name, part) : display(row, column);
    case Qt::ToolTipRole:
        if (column == Column::Date)
            return row.due.dueAt.toUTC().toString(u"yyyy-MM-dd HH:mm 'UTC'"_s);
        return column == Column::When || column == Column::Source ? QVariant() : QVariant(display(row, column));
    case StatusRole:
        return int(row.status.status);
    case DaysRole:
        return row.status.days;
    case NameRole:
        return row.due.name;
    case PartRole:
        return part;
    case TitleRole:
        return Wording::dueTitle(row.due, m_now);
    case DueAtRole:
        return row.due.dueAt;
    case SinceRole:
        return row.due.since;
    default:
        return {};
    }
}

QVariant DueModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Column::When:
        return tr("When");
    case Column::Date:
        return tr("Date");
    case Column::What:
        return tr("What");
    case Column::Why:
        return tr("Why it is due");
    case Column::Resets:
        return tr("What resets it");
    case Column::Source:
        return tr("Source");
    }
    return {};
}

} // namespace keyturn

#include "moc_due_model.cpp"
