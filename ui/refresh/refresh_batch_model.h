#pragma once
#include "core/workspace/refresh_batch.h"

#include <QAbstractTableModel>

namespace keyturn {

//! Several refreshes as a table: whose tokens, who is asked, and what becomes of it.
class RefreshBatchModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum class Column { Name, Provider, Result };
    enum Role { StateRole = Qt::UserRole + 1 };

    //! \p batch must outlive it.
    explicit RefreshBatchModel(RefreshBatch &batch, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    RefreshBatch &m_batch;
};

} // namespace keyturn
