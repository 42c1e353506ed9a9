#pragma once
#include "ui/models/version_reader.h"

#include <QAbstractTableModel>

namespace keyturn {

//! The history of an entry, newest first. Metadata only.
class VersionListModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum class Column { Version, Labels, Created, Age, By };
    enum Role { LabelsRole = Qt::UserRole + 1 }; //!< QStringList, column Labels

    using QAbstractTableModel::QAbstractTableModel;

    void setRows(const QList<VersionRow> &rows, const QDateTime &now);
    //! "7f3a…c1": enough of a VersionId to recognise it.
    static QString shortId(const QString &id);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QList<VersionRow> m_rows;
    QDateTime m_now;
};

} // namespace keyturn
