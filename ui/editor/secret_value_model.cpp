#include "ui/editor/secret_value_model.h"

#include "core/desktop/concealment.h"
#include "ui/style/metrics.h"
#include "ui/text/wording.h"
#include "ui/widgets/header_words.h"

#include <QMimeData>

namespace keyturn {
using namespace Qt::StringLiterals;

namespace {
constexpr auto keyMimeType = "application/x-keyturn-key"; // the name, never the value
} // namespace

SecretValueModel::SecretValueModel(QObject *parent) : QAbstractTableModel(parent)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &SecretValueModel::hide);
    connect(&Concealment::instance(), &Concealment::requested, this, &SecretValueModel::hide);
}

void SecretValueModel::refresh()
{
    if (m_content)
        show(valueRows(*m_content, m_edits, m_isNew, m_findings));
}

void SecretValueModel::show(QList<Row> rows)
{
    hide();
    const auto name = [](const Row &row) { return std::pair(row.staged.field.key, row.staged.isRemoved()); };
    // What stands at the beginning and at the end under the same name is updated in place, so that the row in use
    // stays where it is; only what is between is taken out and put in.
    qsizetype head = 0;
    while (head < rows.size() && head < m_rows.size() && name(rows[head]) == name(m_rows[head]))
        ++head;
    qsizetype tail = 0;
    while (tail < rows.size() - head && tail < m_rows.size() - head
           && name(rows[rows.size() - 1 - tail]) == name(m_rows[m_rows.size() - 1 - tail]))
        ++tail;
    if (const qsizetype gone = m_rows.size() - head - tail; gone > 0) {
        beginRemoveRows({}, int(head), int(head + gone) - 1);
        m_rows.remove(head, gone);
        endRemoveRows();
    }
    if (const qsizetype fresh = rows.size() - head - tail; fresh > 0) {
        beginInsertRows({}, int(head), int(head + fresh) - 1);
        for (qsizetype i = 0; i < fresh; ++i)
            m_rows.insert(head + i, rows[head + i]);
        endInsertRows();
    }
    for (qsizetype i = 0; i < rows.size(); ++i) {
        if (rows[i].same(m_rows[i]))
            continue;
        m_rows[i] = rows[i];
        emit dataChanged(index(int(i), 0), index(int(i), columnCount() - 1));
    }
}

void SecretValueModel::setContent(const EntryContent *content, const QDateTime &now)
{
    m_now = now;
    const bool other = !content || !m_content || !(m_content->entry.id == content->entry.id);
    if (other) {
        beginResetModel();
        hide();
        m_rows.clear();
        m_edits.clear();
        m_content.reset();
        endResetModel();
    }
    if (!content)
        return;
    m_content = *content;
    refresh();
}

void SecretValueModel::setEdits(const QList<FieldEdit> &edits)
{
    m_edits = edits;
    refresh();
}

void SecretValueModel::setNow(const QDateTime &now)
{
    m_now = now;
    if (!m_rows.isEmpty())
        emit dataChanged(index(0, int(Column::Age)), index(int(m_rows.size()) - 1, int(Column::Age)));
}

void SecretValueModel::setEditable(bool editable)
{
    const bool movable =
        editable && m_content && m_content->entry.id.isSecret() && !m_content->binary && !key(0).isEmpty();
    if (editable == m_editable && movable == m_movable)
        return;
    m_editable = editable;
    m_movable = movable;
    if (!m_rows.isEmpty())
        emit dataChanged(index(0, 0), index(int(m_rows.size()) - 1, columnCount() - 1));
}

const StagedField *SecretValueModel::field(int row) const
{
    return row >= 0 && row < m_rows.size() ? &m_rows[row].staged : nullptr;
}

SecretString SecretValueModel::value(int row) const
{
    const StagedField *known = field(row);
    return known && !known->isRemoved() ? known->field.value : SecretString();
}

QString SecretValueModel::key(int row) const
{
    const StagedField *known = field(row);
    return known ? known->field.key : QString();
}

int SecretValueModel::rowOf(const QString &key) const
{
    for (int i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i].staged.field.key == key && !m_rows[i].staged.isRemoved())
            return i;
    }
    for (int i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i].staged.field.key == key)
            return i;
    }
    return -1;
}

std::optional<ValueHint> SecretValueModel::hint(int row) const
{
    return row >= 0 && row < m_rows.size() ? m_rows[row].hint : std::nullopt;
}

void SecretValueModel::setRevealed(int row, bool timed)
{
    const StagedField *known = field(row);
    if (!known || !known->field.sensitive || known->isRemoved())
        row = -1;
    m_timer.stop();
    if (row >= 0 && timed)
        m_timer.start(metrics::revealSeconds * 1000);
    if (row == m_revealed)
        return;
    const int before = std::exchange(m_revealed, row);
    for (const int changed : {before, row}) {
        if (changed >= 0 && changed < m_rows.size())
            emit dataChanged(index(changed, int(Column::Value)), index(changed, int(Column::Value)));
    }
    emit revealedChanged(row);
}

int SecretValueModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int SecretValueModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(Column::Age) + 1;
}

Qt::ItemFlags SecretValueModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags drop = m_movable ? Qt::ItemIsDropEnabled : Qt::NoItemFlags;
    if (!index.isValid())
        return drop;
    const StagedField *known = field(index.row());
    const Qt::ItemFlags drag = m_movable && known && !known->isRemoved() ? Qt::ItemIsDragEnabled : Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren | drag;
}

QStringList SecretValueModel::mimeTypes() const
{
    return {QLatin1String(keyMimeType)};
}

QMimeData *SecretValueModel::mimeData(const QModelIndexList &indexes) const
{
    if (indexes.isEmpty() || !m_movable)
        return nullptr;
    auto *mime = new QMimeData;
    mime->setData(QLatin1String(keyMimeType), key(indexes.constFirst().row()).toUtf8());
    return mime;
}

bool SecretValueModel::dropMimeData(const QMimeData *data, Qt::DropAction, int row, int, const QModelIndex &parent)
{
    const int from = rowOf(QString::fromUtf8(data->data(QLatin1String(keyMimeType))));
    if (!m_movable || from < 0)
        return false;
    const int target = row >= 0 ? row : parent.isValid() ? parent.row() : rowCount();
    emit moveRequested(from, target > from ? target - 1 : target);
    return false; // the row moves when the move is staged; the view must not take it out
}

QString SecretValueModel::secondLine(const Row &row) const
{
    const EntryField &field = row.staged.field;
    if (row.staged.renamed)
        return tr("was %1").arg(row.staged.opened);
    if (field.role != KeyRole::Other)
        return Wording::role(field.role);
    return row.staged.kind == JsonKind::String ? QString() : Wording::jsonKind(row.staged.kind);
}

QString SecretValueModel::words(const Row &row, bool spoken, bool revealed) const
{
    const EntryField &field = row.staged.field;
    if (row.staged.isRemoved())
        return StatusText::chip({Status::Removed, 0});
    if (field.value.isEmpty())
        return Wording::emptyValue();
    return field.sensitive && !(spoken && revealed) ? Wording::hidden(field.value.characters()) : field.value.reveal();
}

QVariant SecretValueModel::cellText(const QModelIndex &index, const Row &row, bool spoken) const
{
    const QString &key = row.staged.field.key;
    switch (Column(index.column())) {
    case Column::Key:
        if (key.isEmpty() && m_rows.size() == 1)
            return tr("Whole value");
        return spoken && !secondLine(row).isEmpty() ? u"%1, %2"_s.arg(key, secondLine(row)) : key;
    case Column::Value:
        return words(row, spoken, index.row() == m_revealed);
    case Column::Age:
        return spoken ? ValueAge::of(row.staged.field, m_now).spoken : ValueAge::of(row.staged.field, m_now).text;
    }
    return {};
}

QVariant SecretValueModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    const Row &row = m_rows[index.row()];
    const EntryField &field = row.staged.field;
    const bool revealed = index.row() == m_revealed;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return cellText(index, row, role == Qt::AccessibleTextRole);
    case Qt::ToolTipRole:
        if (index.column() == int(Column::Age))
            return row.staged.change ? QString() : ValueAge::of(field, m_now).tip;
        return index.column() == int(Column::Key) ? QVariant(field.key) : QVariant();
    case Qt::TextAlignmentRole:
        return index.column() == int(Column::Age) ? int(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case KeyNameRole:
        return field.key;
    case RoleTextRole:
        return secondLine(row);
    case MaskedRole:
        return field.sensitive;
    case LengthRole:
        return field.value.characters();
    case PlainTextRole:
        return field.sensitive ? QVariant() : field.value.reveal();
    case RevealedRole:
        return revealed;
    case RevealedTextRole:
        return revealed ? QVariant(field.value.reveal()) : QVariant();
    case ChangeRole:
        return row.staged.change ? QVariant(int(*row.staged.change)) : QVariant();
    case HintRole:
        return row.hint ? row.hint->text : QString();
    case HintFixRole:
        return row.hint && m_editable ? row.hint->fix : QString();
    case AgeTextRole:
        return ValueAge::of(field, m_now).text;
    case EditableRole:
        return m_editable;
    default:
        return {};
    }
}

QVariant SecretValueModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return headerWords({tr("Key"), tr("Value"), tr("Age")}, section, orientation, role, int(Column::Age));
}

} // namespace keyturn

#include "moc_secret_value_model.cpp"
