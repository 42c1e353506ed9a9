#include "ui/review/diff_model.h"
#include "core/save/half_saved.h"
#include "ui/details/detail_words.h"
#include "ui/editor/staged_fields.h"
#include "ui/text/wording.h"
#include "ui/widgets/header_words.h"

namespace keyturn {
using namespace Qt::StringLiterals;

DiffModel::DiffModel(QObject *parent) : SidesModel(parent)
{}

void DiffModel::setChanges(const EntryContent &content, const QList<FieldEdit> &edits, const DetailChanges &details,
                           const HalfSaved *half)
{
    beginResetModel();
    m_arn = content.entry.arn;
    if (m_arn.isEmpty() && !content.entry.parameters.isEmpty())
        m_arn = content.entry.parameters.constFirst().arn;
    m_rows.clear();
    m_unchanged.clear();
    m_changed = m_added = m_removed = 0;
    forgetRevealed();
    for (const StagedField &staged : stagedFields(content, edits)) {
        const EntryField &field = staged.field;
        const EntryField *opened = staged.change == Status::Added ? nullptr : content.field(staged.opened);
        Row row{field.key, field.role, field.sensitive, {}, {}, staged.change};
        if (opened)
            row.before = opened->value;
        if (!staged.isRemoved())
            row.after = field.value;
        if (staged.renamed)
            row.key = tr("%1, was %2").arg(field.key, staged.opened);
        if (half)
            applyHalf(row, field.key, *half);
        count(row);
        if (staged.change)
            m_rows.append(row);
        else if (!edits.isEmpty())
            m_unchanged.append(row);
    }
    addDetails(content, details);
    endResetModel();
}

//! What AWS holds since the save stopped.
void DiffModel::applyHalf(Row &row, const QString &key, const HalfSaved &half)
{
    for (const HalfSaved::Part &part : half.parts) {
        if (part.name() != key || !part.touched)
            continue;
        if (part.elsewhere == 0 && part.written > 0)
            row.before = part.after;
        else
            row.isBeforeKnown = false;
    }
}

void DiffModel::count(const Row &row)
{
    m_changed += row.change == Status::Edited ? 1 : 0;
    m_added += row.change == Status::Added ? 1 : 0;
    m_removed += row.change == Status::Removed ? 1 : 0;
}

void DiffModel::addDetails(const EntryContent &content, const DetailChanges &details)
{
    for (auto it = details.cbegin(); it != details.cend(); ++it) {
        const std::optional<QString> before = DetailWords::text(it.key(), it->before);
        const std::optional<QString> after = DetailWords::text(it.key(), it->after);
        Row row{DetailWords::label(it.key()), KeyRole::Other, false, {}, {}, Status::Edited};
        row.isDetail = true;
        if (before)
            row.before = SecretString(*before);
        if (after)
            row.after = SecretString(*after);
        row.change = !before ? Status::Added : !after ? Status::Removed : Status::Edited;
        if (content.entry.isGroup())
            row.about = leafOf(it.key().name);
        count(row);
        m_rows.append(row);
    }
}

QStringList DiffModel::removedKeys() const
{
    QStringList keys;
    for (const Row &row : m_rows) {
        if (row.change == Status::Removed && !row.isDetail)
            keys << row.key;
    }
    return keys;
}

const DiffModel::Row *DiffModel::rowAt(int row) const
{
    if (row < m_rows.size())
        return &m_rows[row];
    const qsizetype unchanged = foldedAt(row);
    return unchanged >= 0 && unchanged < m_unchanged.size() ? &m_unchanged[unchanged] : nullptr;
}

QString DiffModel::foldWords() const
{
    return Wording::keysUnchanged(m_unchanged.size());
}

int DiffModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(Column::After) + 1;
}

QString DiffModel::words(const Row &row, Column side, bool spoken) const
{
    if (side == Column::Before && !row.isBeforeKnown)
        return tr("not known");
    const std::optional<SecretString> &value = side == Column::Before ? row.before : row.after;
    if (!value)
        return row.change != Status::Removed ? tr("not there") : row.isDetail ? tr("removed") : tr("removed");
    if (value->isEmpty())
        return Wording::emptyValue();
    return !row.sensitive || spoken ? value->reveal() : hiddenWords(*value, m_arn);
}

QVariant DiffModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    if (isFold(index.row()))
        return foldData(role);
    const Row &row = *rowAt(index.row());
    const Column column = Column(index.column());
    const QString name = row.key.isEmpty() ? tr("Whole value") : row.key;
    switch (role) {
    case Qt::DisplayRole:
        return column == Column::Key ? name : words(row, column, false);
    case Qt::AccessibleTextRole:
        return column == Column::Key ? name : words(row, column, index.row() == revealed());
    case ChangeRole:
        return row.change ? QVariant(int(*row.change)) : QVariant();
    case FoldRole:
        return false;
    case KeyNameRole:
        return name;
    case RoleTextRole:
        return row.isDetail ? row.about : Wording::role(row.role);
    default:
        break;
    }
    if (column == Column::Key)
        return role == MaskedRole ? QVariant(row.sensitive && index.row() != revealed()) : QVariant();
    const bool isKnown = column == Column::After || row.isBeforeKnown;
    return sideData(index.row(),
                    column == Column::After ? row.after
                    : isKnown               ? row.before
                                            : std::nullopt,
                    row.sensitive, m_arn, role);
}

QVariant DiffModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return headerWords({tr("Key"), tr("In AWS now"), tr("After saving")}, section, orientation, role);
}

} // namespace keyturn

#include "moc_diff_model.cpp"
