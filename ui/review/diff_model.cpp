#include "ui/review/diff_model.h"
#include "core/desktop/concealment.h"
#include "core/document/fingerprint.h"
#include "ui/details/detail_words.h"
#include "ui/editor/staged_fields.h"
#include "ui/text/wording.h"
#include "ui/widgets/header_words.h"

namespace keyturn {
using namespace Qt::StringLiterals;

DiffModel::DiffModel(QObject *parent) : QAbstractTableModel(parent)
{
    connect(&Concealment::instance(), &Concealment::requested, this, [this] { reveal(-1); });
}

void DiffModel::setChanges(const EntryContent &content, const QList<FieldEdit> &edits, const DetailChanges &details)
{
    beginResetModel();
    m_arn = content.entry.arn;
    if (m_arn.isEmpty() && !content.entry.parameters.isEmpty())
        m_arn = content.entry.parameters.constFirst().arn;
    m_rows.clear();
    m_unchanged.clear();
    m_changed = m_added = m_removed = 0;
    m_revealed = -1;
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
        m_changed += staged.change == Status::Edited ? 1 : 0;
        m_added += staged.change == Status::Added ? 1 : 0;
        m_removed += staged.isRemoved() ? 1 : 0;
        if (staged.change)
            m_rows.append(row);
        else if (!edits.isEmpty())
            m_unchanged.append(row);
    }
    addDetails(content, details);
    endResetModel();
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
        m_changed += row.change == Status::Edited ? 1 : 0;
        m_added += row.change == Status::Added ? 1 : 0;
        m_removed += row.change == Status::Removed ? 1 : 0;
        m_rows.append(row);
    }
}

int DiffModel::linesOf(const Row &row)
{
    if (!row.isDetail)
        return 1;
    const auto lines = [](const std::optional<SecretString> &text) {
        return text ? int(text->bytes().toByteArray().count('\n')) + 1 : 1;
    };
    return std::max(lines(row.before), lines(row.after));
}

void DiffModel::reveal(int row)
{
    const int before = m_revealed;
    m_revealed = row >= 0 && row < rowCount() && !isFold(row) ? row : -1;
    for (const int changed : {before, m_revealed}) {
        if (changed >= 0)
            emit dataChanged(index(changed, 0), index(changed, columnCount() - 1));
    }
}

void DiffModel::setExpanded(bool expanded)
{
    if (!expanded)
        reveal(-1);
    if (expanded == m_expanded)
        return;
    if (m_unchanged.isEmpty()) {
        m_expanded = expanded;
        return;
    }
    const int first = int(m_rows.size()) + 1;
    const int last = first + int(m_unchanged.size()) - 1;
    if (expanded) {
        beginInsertRows({}, first, last);
        m_expanded = true;
        endInsertRows();
    } else {
        beginRemoveRows({}, first, last);
        m_expanded = false;
        endRemoveRows();
    }
    const QModelIndex fold = index(first - 1, 0);
    emit dataChanged(fold, fold);
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
    const qsizetype unchanged = row - m_rows.size() - 1;
    return unchanged >= 0 && unchanged < m_unchanged.size() ? &m_unchanged[unchanged] : nullptr;
}

int DiffModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    if (m_unchanged.isEmpty())
        return int(m_rows.size());
    return int(m_rows.size()) + 1 + (m_expanded ? int(m_unchanged.size()) : 0);
}

int DiffModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(Column::After) + 1;
}

QString DiffModel::words(const Row &row, const std::optional<SecretString> &value, bool revealed) const
{
    if (!value)
        return row.change != Status::Removed ? tr("not there") : row.isDetail ? tr("is removed") : tr("key is removed");
    if (!row.sensitive || revealed)
        return value->reveal();
    const QString print = m_arn.isEmpty() ? QString() : fingerprint(*value, m_arn); // of what is not there yet: none
    const QString length = Wording::hidden(value->characters());
    return print.isEmpty() ? length : tr("%1, fingerprint %2").arg(length, print);
}

QVariant DiffModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    if (isFold(index.row())) {
        if (role == FoldRole)
            return true;
        if (role == ExpandedRole)
            return m_expanded;
        if ((role == Qt::DisplayRole || role == Qt::AccessibleTextRole) && index.column() == 0)
            return Wording::keysUnchanged(m_unchanged.size());
        return {};
    }
    const Row &row = *rowAt(index.row());
    const std::optional<SecretString> &value = index.column() == int(Column::Before) ? row.before : row.after;
    const bool masked = row.sensitive && index.row() != m_revealed;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        if (index.column() == int(Column::Key))
            return row.key.isEmpty() ? tr("Whole value") : row.key;
        return words(row, value, role == Qt::AccessibleTextRole && !masked);
    case ChangeRole:
        return row.change ? QVariant(int(*row.change)) : QVariant();
    case FoldRole:
        return false;
    case KeyNameRole:
        return row.key.isEmpty() ? tr("Whole value") : row.key;
    case RoleTextRole:
        return row.isDetail ? row.about : Wording::role(row.role);
    case LinesRole:
        return linesOf(row);
    case PresentRole:
        return value.has_value();
    case MaskedRole:
        return masked;
    case SensitiveRole:
        return row.sensitive;
    case FingerprintRole:
        return value && row.sensitive && !m_arn.isEmpty() ? fingerprint(*value, m_arn) : QString();
    case LengthRole:
        return value ? value->characters() : 0;
    case PlainTextRole:
        return value && !masked ? QVariant(value->reveal()) : QVariant();
    default:
        return {};
    }
}

QVariant DiffModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return headerWords({tr("Key"), tr("In AWS now"), tr("After saving")}, section, orientation, role);
}

} // namespace keyturn

#include "moc_diff_model.cpp"
