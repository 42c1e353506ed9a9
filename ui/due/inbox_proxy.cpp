#include "ui/due/inbox_proxy.h"

#include "ui/due/due_model.h"
#include "ui/text/wording.h"

namespace keyturn {

InboxProxy::InboxProxy(QObject *parent) : QSortFilterProxyModel(parent)
{
    setDynamicSortFilter(true);
}

void InboxProxy::setTold(const ToldState &told, const QDateTime &now)
{
    m_told = told;
    m_now = now;
    m_toldAt.clear();
    for (const ToldState::Told &one : told.told) {
        QDateTime &last = m_toldAt[one.uid];
        if (!last.isValid() || last < one.at)
            last = one.at;
    }
    invalidateFilter();
    if (rowCount() > 0)
        emit dataChanged(index(0, int(DueModel::Column::Source)), index(rowCount() - 1, int(DueModel::Column::Source)));
}

void InboxProxy::setSnoozedShown(bool shown)
{
    m_isSnoozedShown = shown;
    invalidateFilter();
}

QString InboxProxy::uid(int row) const
{
    return sourceModel()->index(row, 0).data(DueModel::UidRole).toString();
}

bool InboxProxy::isSnoozed(const QModelIndex &index) const
{
    return index.isValid() && m_told.isSnoozed(index.data(DueModel::UidRole).toString(), m_now);
}

bool InboxProxy::asks(int row) const
{
    const QModelIndex index = sourceModel()->index(row, 0);
    if (index.data(DueModel::TokenRole).toBool()) // programs renew those
        return false;
    switch (Status(index.data(DueModel::StatusRole).toInt())) {
    case Status::RotationStuck:
    case Status::Overdue:
    case Status::Grace:
    case Status::DueSoon:
    case Status::Deleting:
        return true;
    default:
        return false;
    }
}

bool InboxProxy::filterAcceptsRow(int row, const QModelIndex &) const
{
    return asks(row) && (m_isSnoozedShown || !m_told.isSnoozed(uid(row), m_now));
}

int InboxProxy::snoozed() const
{
    int count = 0;
    for (int row = 0; row < sourceModel()->rowCount(); ++row)
        count += asks(row) && m_told.isSnoozed(uid(row), m_now);
    return count;
}

QVariant InboxProxy::data(const QModelIndex &index, int role) const
{
    const bool isText = role == Qt::DisplayRole || role == Qt::AccessibleTextRole;
    if (!isText || index.column() != int(DueModel::Column::Source))
        return QSortFilterProxyModel::data(index, role);
    const QString uid = index.data(DueModel::UidRole).toString();
    if (m_told.isSnoozed(uid, m_now))
        //: A date: when a reminder comes back.
        return tr("Until %1").arg(Wording::shortDate(m_told.snoozed.value(uid), m_now));
    const QDateTime at = m_toldAt.value(uid);
    return at.isValid() ? Wording::shortDate(at, m_now) : tr("not yet");
}

QVariant InboxProxy::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::DisplayRole && section == int(DueModel::Column::Source))
        return tr("Told");
    return QSortFilterProxyModel::headerData(section, orientation, role);
}

} // namespace keyturn

#include "moc_inbox_proxy.cpp"
