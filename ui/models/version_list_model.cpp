#include "ui/models/version_list_model.h"

#include "ui/models/wording.h"

using namespace Qt::StringLiterals;

namespace keyturn {

void VersionListModel::setRows(const QList<VersionRow> &rows, const QDateTime &now)
{
    beginResetModel();
    m_rows = rows;
    m_now = now;
    endResetModel();
}

QString VersionListModel::shortId(const QString &id)
{
    return id.size() <= 8 ? id : id.left(4) + u'…' + id.right(2);
}

int VersionListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int VersionListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 5;
}

QVariant VersionListModel::data(const QModelIndex &index, int role) const
{
    const VersionRow &row = m_rows.at(index.row());
    const auto column = Column(index.column());
    if (role == LabelsRole)
        return row.labels;
    if (role == Qt::ToolTipRole && column == Column::Version)
        return row.name.isEmpty() ? row.id : u"%1, %2"_s.arg(row.name, row.id);
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case Column::Version:
        return row.name.isEmpty() ? shortId(row.id) : u"%1 · %2"_s.arg(row.name.section(u'/', -1), row.id);
    case Column::Labels:
        return row.labels.isEmpty() ? tr("none") : row.labels.join(u", "_s);
    case Column::Created:
        return u"%1 %2"_s.arg(Wording::shortDate(row.createdAt, m_now), Wording::time(row.createdAt));
    case Column::Age:
        return Wording::age(row.createdAt, m_now);
    case Column::By:
        return row.by.isEmpty() ? tr("not recorded here") : row.by;
    }
    return {};
}

QVariant VersionListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Column::Version:
        return tr("Version");
    case Column::Labels:
        return tr("Labels");
    case Column::Created:
        return tr("Created");
    case Column::Age:
        return tr("Age");
    case Column::By:
        return tr("Written by");
    }
    return {};
}

} // namespace keyturn
