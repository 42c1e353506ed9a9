#include "ui/editor/merge_lines_model.h"

#include "ui/text/wording.h"
#include "ui/widgets/header_words.h"

namespace keyturn {

MergeLinesModel::MergeLinesModel(QList<MergeLine> lines, KeyMap keyMap, QObject *parent) :
    QAbstractTableModel(parent), m_lines(std::move(lines)), m_keyMap(std::move(keyMap))
{
    for (const MergeLine &line : std::as_const(m_lines))
        m_ticked.append(line.change != MergeLine::Change::Same);
}

QList<FieldEdit> MergeLinesModel::edits() const
{
    QList<FieldEdit> edits;
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        if (m_ticked[i])
            edits.append(m_lines[i].edit);
    }
    return edits;
}

int MergeLinesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

int MergeLinesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(Column::Value) + 1;
}

QString MergeLinesModel::words(const MergeLine &line) const
{
    if (!m_keyMap.isSensitive(line.key))
        return line.after.isEmpty() ? Wording::emptyValue() : line.after.reveal();
    const QString after = Wording::hidden(line.after.characters());
    return line.change == MergeLine::Change::Changed
               ? tr("%1, before %2").arg(after, Wording::characters(line.before.characters()))
               : after;
}

QString MergeLinesModel::length(const MergeLine &line) const
{
    if (!m_keyMap.isSensitive(line.key) || line.after.isEmpty())
        return {};
    const QString after = Wording::characters(line.after.characters());
    return line.change == MergeLine::Change::Changed ? tr("%1, before %2").arg(after).arg(line.before.characters())
                                                     : after;
}

QVariant MergeLinesModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_lines.size())
        return {};
    const MergeLine &line = m_lines[index.row()];
    const bool same = line.change == MergeLine::Change::Same;
    if (role == Qt::CheckStateRole && index.column() == int(Column::Key))
        return same ? QVariant() : QVariant(m_ticked[index.row()] ? Qt::Checked : Qt::Unchecked);
    if (role == ChangeRole)
        return int(line.change);
    if (role == LengthRole)
        return index.column() == int(Column::Value) ? length(line) : QString();
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    switch (Column(index.column())) {
    case Column::Key:
        return line.key;
    case Column::Change:
        return same ? tr("same") : line.change == MergeLine::Change::Added ? tr("new") : tr("changed");
    case Column::Value:
        return words(line);
    }
    return {};
}

bool MergeLinesModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || role != Qt::CheckStateRole || !(flags(index) & Qt::ItemIsUserCheckable))
        return false;
    m_ticked[index.row()] = value.toInt() == Qt::Checked;
    emit dataChanged(index, index, {Qt::CheckStateRole});
    return true;
}

QVariant MergeLinesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return headerWords({tr("Key"), tr("Change"), tr("Value")}, section, orientation, role);
}

Qt::ItemFlags MergeLinesModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const bool same = m_lines[index.row()].change == MergeLine::Change::Same;
    const Qt::ItemFlags tick = !same && index.column() == int(Column::Key) ? Qt::ItemIsUserCheckable : Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren | tick;
}

} // namespace keyturn

#include "moc_merge_lines_model.cpp"
