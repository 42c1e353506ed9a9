#include "ui/due/inbox_proxy.h"

namespace keyturn {

InboxProxy::InboxProxy(QObject *parent) : QSortFilterProxyModel(parent)
{
    setDynamicSortFilter(true);
}

void InboxProxy::setSnoozes(const DueSnoozes &snoozes, const QDateTime &now)
{
    m_snoozes = snoozes;
    m_now = now;
    invalidateFilter();
}

bool InboxProxy::asks(int row) const
{
    switch (Status(sourceModel()->index(row, 0).data(DueModel::StatusRole).toInt())) {
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
    return asks(row) && !m_snoozes.isSnoozed(sourceModel()->index(row, 0).data(DueModel::UidRole).toString(), m_now);
}

int InboxProxy::snoozed() const
{
    int count = 0;
    for (int row = 0; row < sourceModel()->rowCount(); ++row)
        count +=
            asks(row) && m_snoozes.isSnoozed(sourceModel()->index(row, 0).data(DueModel::UidRole).toString(), m_now);
    return count;
}

} // namespace keyturn

#include "moc_inbox_proxy.cpp"
