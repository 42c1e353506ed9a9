#include "ui/due/due_model.h"
#include "ui/text/wording.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace keyturn {
using namespace Qt::StringLiterals;

namespace {

constexpr int rowsAtATime = 200; // a few milliseconds

}

DueModel::DueModel(QObject *parent) : QAbstractTableModel(parent)
{
    m_idle.callOnTimeout(this, &DueModel::prepareSearch);
}

// Total over everything that identifies a date, so equal means the same row.
int DueModel::compare(const DueRow &a, const DueRow &b)
{
    if (a.at != b.at)
        return a.at < b.at ? -1 : 1;
    const auto key = [](const DueRow &r) {
        return std::make_tuple(int(r.item.due.reason), r.item.due.spanHours, int(r.item.entry.store));
    };
    if (key(a) != key(b))
        return key(a) < key(b) ? -1 : 1;
    const std::pair<const QString &, const QString &> texts[] = {
        {a.item.due.name, b.item.due.name},           {a.item.due.key, b.item.due.key},
        {a.item.entry.name, b.item.entry.name},       {a.item.entry.region, b.item.entry.region},
        {a.item.entry.account, b.item.entry.account}, {a.item.note.id, b.item.note.id}};
    for (const auto &[left, right] : texts) {
        if (const int order = left.compare(right); order != 0)
            return order;
    }
    return 0;
}

const QString &DueModel::searchText(int row) const
{
    if (m_searchTexts.size() != m_rows.size())
        m_searchTexts = QList<QString>(m_rows.size());
    QString &text = m_searchTexts[row];
    if (text.isEmpty()) {
        QStringList lines{part(m_rows[row])};
        for (int column = 0; column < columnCount(); ++column)
            lines.append(display(m_rows[row], Column(column)));
        text = lines.join(u'\n').toCaseFolded();
    }
    return text;
}

//! 10,000 at once would be felt by whoever types first.
void DueModel::prepareSearch()
{
    const int end = std::min(m_prepared + rowsAtATime, int(m_rows.size()));
    while (m_prepared < end)
        (void)searchText(m_prepared++);
    if (m_prepared == m_rows.size())
        m_idle.stop();
}

//! Each date once. Rows are large: what is moved about until they are in order is where they are.
QList<DueRow> DueModel::sorted(const QList<DueItem> &items, const QDateTime &now)
{
    const WallClock clock(now);
    QList<DueRow> rows;
    rows.reserve(items.size());
    for (const DueItem &item : items) {
        const QDateTime &at = item.due.dueAt;
        rows << DueRow{item, statusOf(item.due, clock),
                       at.isValid() ? at.toMSecsSinceEpoch() : std::numeric_limits<qint64>::max()};
    }
    QList<DueRow *> order;
    order.reserve(rows.size());
    for (DueRow &row : rows)
        order << &row;
    std::sort(order.begin(), order.end(), [](const DueRow *a, const DueRow *b) { return compare(*a, *b) < 0; });
    const auto repeated =
        std::unique(order.begin(), order.end(), [](const DueRow *a, const DueRow *b) { return compare(*a, *b) == 0; });
    order.erase(repeated, order.end());
    QList<DueRow> found;
    found.reserve(order.size());
    for (DueRow *row : std::as_const(order))
        found << std::move(*row);
    return found;
}

void DueModel::setItems(const QList<DueItem> &items, const QDateTime &now)
{
    m_now = now;
    m_searchTexts.clear();
    m_prepared = 0;
    m_idle.start();
    QList<DueRow> fresh = sorted(items, now);
    if (m_rows.isEmpty() && !fresh.isEmpty()) { // one by one, 10,000 rows would be felt
        beginInsertRows({}, 0, int(fresh.size()) - 1);
        m_rows = std::move(fresh);
        endInsertRows();
        return;
    }
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
        if (m_rows[i].item.entry == id)
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

QString DueModel::display(const DueRow &row, Column column) const
{
    switch (column) {
    case Column::When:
        return StatusText::dueChip(row.status);
    case Column::Date:
        return row.item.due.dueAt.isValid() ? Wording::shortDate(row.item.due.dueAt, m_now) : QString();
    case Column::What:
        return Wording::dueName(row.item);
    case Column::Why:
        return Wording::dueReason(row.item, m_now);
    case Column::Resets:
        return Wording::dueReset(row.item.due);
    case Column::Source:
        return Wording::dueSource(row.item.due);
    }
    return {};
}

QString DueModel::part(const DueRow &row) const
{
    const QString part = Wording::duePart(row.item);
    const QString place = m_placeOf ? m_placeOf(row.item.entry) : QString();
    return part.isEmpty() || place.isEmpty() ? part + place : u"%1 · %2"_s.arg(place, part);
}

QVariant DueModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    const DueRow &row = m_rows[index.row()];
    const auto column = Column(index.column());
    const QString part = this->part(row);
    switch (role) {
    case Qt::DisplayRole:
        return display(row, column);
    case Qt::AccessibleTextRole:
        return column == Column::What ? u"%1, %2"_s.arg(Wording::dueName(row.item), part) : display(row, column);
    case Qt::ToolTipRole:
        if (column == Column::Date && row.item.due.dueAt.isValid())
            return row.item.due.dueAt.toUTC().toString(u"yyyy-MM-dd HH:mm 'UTC'"_s);
        return column == Column::When || column == Column::Source ? QVariant() : QVariant(display(row, column));
    case StatusRole:
        return int(row.status.status);
    case DaysRole:
        return row.status.days;
    case NameRole:
        return Wording::dueName(row.item);
    case PartRole:
        return part;
    case TitleRole:
        return Wording::dueTitle(row.item.due, m_now);
    case DueAtRole:
        return row.item.due.dueAt;
    case SinceRole:
        return row.item.due.since;
    case OwnRole:
        return row.item.due.reason == DueReason::Reminder;
    case TokenRole:
        return row.item.due.reason == DueReason::TokenExpiry;
    case UidRole:
        return dueUid(row.item);
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
