#pragma once
#include "core/read/drift_matrix.h"

#include <QAbstractTableModel>

namespace keyturn {

//! What differs between places: a row for each key, a column for each environment and place, a letter for each value.
class DriftModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Entry, Key, FirstPlace };
    enum Role {
        DiffersRole = Qt::UserRole + 1, //!< bool: of the row
    };

    using QAbstractTableModel::QAbstractTableModel;

    //! \p all: also the rows that do not differ.
    void setMatrix(const DriftMatrix &matrix, bool all);
    //! None where nothing was read there.
    std::optional<DriftSource> source(const QModelIndex &index) const;
    //! "prod · us-east-1 · 1234-5678-9012", of a column of a place.
    QString place(int column) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString meaning(const QString &cell) const;

    QStringList m_places;
    QList<DriftMatrix::Row> m_rows;
};

} // namespace keyturn
