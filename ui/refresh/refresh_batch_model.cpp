#include "ui/refresh/refresh_batch_model.h"

#include "ui/refresh/refresh_words.h"

namespace keyturn {

RefreshBatchModel::RefreshBatchModel(RefreshBatch &batch, QObject *parent) : QAbstractTableModel(parent), m_batch(batch)
{
    connect(&batch, &RefreshBatch::itemChanged, this,
            [this](int row) { emit dataChanged(index(row, 0), index(row, columnCount() - 1)); });
}

int RefreshBatchModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_batch.items().size());
}

int RefreshBatchModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(Column::Result) + 1;
}

QVariant RefreshBatchModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const RefreshBatch::Item &item = m_batch.items().at(index.row());
    if (role == StateRole)
        return int(item.state);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::AccessibleTextRole)
        return {};
    switch (Column(index.column())) {
    case Column::Name:
        return item.entry.id.name;
    case Column::Provider:
        if (item.provider.isEmpty() && role == Qt::AccessibleTextRole)
            return tr("not known");
        return item.provider;
    case Column::Result:
        return RefreshWords::result(item);
    }
    return {};
}

QVariant RefreshBatchModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Column::Name:
        return tr("Entry");
    case Column::Provider:
        return tr("Provider");
    case Column::Result:
        return tr("Refresh");
    }
    return {};
}

} // namespace keyturn

#include "moc_refresh_batch_model.cpp"
