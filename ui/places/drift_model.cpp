#include "ui/places/drift_model.h"

#include "ui/text/wording.h"

using namespace Qt::StringLiterals;

namespace keyturn {

void DriftModel::setMatrix(const DriftMatrix &matrix, bool all)
{
    beginResetModel();
    m_places = matrix.columns();
    m_rows.clear();
    for (const DriftMatrix::Row &row : matrix.rows()) {
        if (all || row.differs)
            m_rows.append(row);
    }
    endResetModel();
}

std::optional<DriftSource> DriftModel::source(const QModelIndex &index) const
{
    if (!index.isValid() || index.column() < FirstPlace)
        return std::nullopt;
    return m_rows.at(index.row()).sources.value(index.column() - FirstPlace);
}

QString DriftModel::place(int column) const
{
    const QStringList words = m_places.value(column - FirstPlace).split(u' ');
    return words.size() < 3 ? words.join(u' ')
                            : u"%1 · %2 · %3"_s.arg(words.at(0), words.at(2), Wording::account(words.at(1)));
}

int DriftModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int DriftModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : FirstPlace + int(m_places.size());
}

QString DriftModel::meaning(const QString &cell) const
{
    if (cell.isEmpty())
        return tr("not there");
    return cell == u"?"_s ? tr("could not be read") : tr("value %1").arg(cell);
}

QVariant DriftModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    const DriftMatrix::Row &row = m_rows.at(index.row());
    if (role == DiffersRole)
        return row.differs;
    if (role == Qt::TextAlignmentRole && index.column() >= FirstPlace)
        return int(Qt::AlignCenter);
    const bool isText = role == Qt::DisplayRole || role == Qt::AccessibleTextRole || role == Qt::ToolTipRole;
    if (!isText)
        return {};
    if (index.column() == Entry)
        return row.entry;
    if (index.column() == Key)
        return row.key.isEmpty() ? tr("whole value") : row.key;
    const QString cell = row.cells.value(index.column() - FirstPlace);
    if (role == Qt::DisplayRole)
        return cell.isEmpty() ? u"—"_s : cell;
    return meaning(cell);
}

QVariant DriftModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section < FirstPlace ? Qt::AlignLeft : Qt::AlignHCenter) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    if (section == Entry)
        return tr("Entry");
    return section == Key ? tr("Key") : place(section);
}

} // namespace keyturn

#include "moc_drift_model.cpp"
