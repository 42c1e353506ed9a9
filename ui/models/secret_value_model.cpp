#include "ui/models/secret_value_model.h"
#include "ui/models/wording.h"

#include <algorithm>

namespace keyturn {
using namespace Qt::StringLiterals;

namespace {
constexpr int revealMilliseconds = 20'000;
}

const SecretString &SecretValueModel::Row::shown() const
{
    return edit && edit->kind != FieldEdit::Kind::Remove ? edit->value : field.value;
}

bool SecretValueModel::Row::same(const Row &other) const
{
    const auto kind = [](const Row &row) { return row.edit ? int(row.edit->kind) : -1; };
    return kind(*this) == kind(other) && shown() == other.shown() && field.role == other.field.role
           && field.sensitive == other.field.sensitive && field.changedAt == other.field.changedAt
           && field.isOlder == other.field.isOlder;
}

SecretValueModel::SecretValueModel(QObject *parent) : QAbstractTableModel(parent)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &SecretValueModel::hide);
}

QList<SecretValueModel::Row> SecretValueModel::rowsFor(const EntryContent &content, const QList<FieldEdit> &edits) const
{
    QList<Row> rows;
    for (const EntryField &field : content.fields)
        rows << Row{field, {}, {}};
    for (const FieldEdit &edit : edits) {
        const auto row =
            std::find_if(rows.begin(), rows.end(), [&edit](const Row &r) { return r.field.key == edit.key; });
        if (row != rows.end()) {
            row->edit = edit;
            continue;
        }
        EntryField field;
        field.key = edit.key;
        field.role = content.keyMap.role(edit.key);
        field.sensitive = content.keyMap.isSensitive(edit.key);
        rows << Row{field, edit, {}};
    }
    for (Row &row : rows) {
        if (!row.removed() && row.field.isString && !content.binary)
            row.hint = ValueHints::check(row.shown(), row.field.role);
    }
    return rows;
}

void SecretValueModel::show(QList<Row> rows)
{
    hide();
    // Fields keep their order, so a change is: shared rows updated in place, the rest added or removed at the end.
    qsizetype same = 0;
    while (same < rows.size() && same < m_rows.size() && rows[same].field.key == m_rows[same].field.key)
        ++same;
    if (same < m_rows.size()) {
        beginRemoveRows({}, int(same), int(m_rows.size()) - 1);
        m_rows.resize(same);
        endRemoveRows();
    }
    for (qsizetype i = 0; i < same; ++i) {
        if (rows[i].same(m_rows[i]))
            continue;
        m_rows[i] = rows[i];
        emit dataChanged(index(int(i), 0), index(int(i), columnCount() - 1));
    }
    if (same < rows.size()) {
        beginInsertRows({}, int(same), int(rows.size()) - 1);
        m_rows.append(rows.mid(same));
        endInsertRows();
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
    show(rowsFor(*m_content, m_edits));
}

void SecretValueModel::setEdits(const QList<FieldEdit> &edits)
{
    m_edits = edits;
    if (m_content)
        show(rowsFor(*m_content, m_edits));
}

void SecretValueModel::setNow(const QDateTime &now)
{
    m_now = now;
    if (!m_rows.isEmpty())
        emit dataChanged(index(0, int(Column::Age)), index(int(m_rows.size()) - 1, int(Column::Age)));
}

void SecretValueModel::setEditable(bool editable)
{
    if (editable == m_editable)
        return;
    m_editable = editable;
    if (!m_rows.isEmpty())
        emit dataChanged(index(0, 0), index(int(m_rows.size()) - 1, columnCount() - 1));
}

SecretString SecretValueModel::value(int row) const
{
    return row >= 0 && row < m_rows.size() && !m_rows[row].removed() ? m_rows[row].shown() : SecretString();
}

QString SecretValueModel::key(int row) const
{
    return row >= 0 && row < m_rows.size() ? m_rows[row].field.key : QString();
}

int SecretValueModel::rowOf(const QString &key) const
{
    for (int i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i].field.key == key)
            return i;
    }
    return -1;
}

std::optional<ValueHint> SecretValueModel::hint(int row) const
{
    return row >= 0 && row < m_rows.size() ? m_rows[row].hint : std::nullopt;
}

void SecretValueModel::reveal(int row)
{
    setRevealed(row, true);
}

void SecretValueModel::hold(int row)
{
    setRevealed(row, false);
}

void SecretValueModel::setRevealed(int row, bool timed)
{
    if (row < 0 || row >= m_rows.size() || !m_rows[row].field.sensitive || m_rows[row].removed())
        row = -1;
    m_timer.stop();
    if (row >= 0 && timed)
        m_timer.start(revealMilliseconds);
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
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren : Qt::NoItemFlags;
}

QVariant SecretValueModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    const Row &row = m_rows[index.row()];
    const bool masked = row.field.sensitive;
    const qsizetype length = row.shown().characters();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        switch (Column(index.column())) {
        case Column::Key:
            if (row.field.key.isEmpty())
                return tr("Whole value");
            return role == Qt::AccessibleTextRole && row.field.role != KeyRole::Other
                       ? u"%1, %2"_s.arg(row.field.key, Wording::role(row.field.role))
                       : row.field.key;
        case Column::Value:
            if (row.removed())
                return StatusText::chip({Status::Removed, 0});
            return masked ? Wording::hidden(length) : row.shown().reveal();
        case Column::Age:
            return role == Qt::AccessibleTextRole ? spokenAge(row.field) : ageText(row);
        }
        return {};
    case Qt::ToolTipRole:
        if (index.column() == int(Column::Age))
            return row.edit ? QString() : ageTip(row.field);
        return index.column() == int(Column::Key) ? QVariant(row.field.key) : QVariant();
    case Qt::TextAlignmentRole:
        return index.column() == int(Column::Age) ? int(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case KeyNameRole:
        return row.field.key;
    case RoleTextRole:
        return Wording::role(row.field.role);
    case MaskedRole:
        return masked;
    case LengthRole:
        return length;
    case PlainTextRole:
        return masked ? QVariant() : row.shown().reveal();
    case RevealedRole:
        return index.row() == m_revealed;
    case RevealedTextRole:
        return index.row() == m_revealed ? QVariant(row.shown().reveal()) : QVariant();
    case ChangeRole:
        if (!row.edit)
            return {};
        return int(row.edit->kind == FieldEdit::Kind::Remove ? Status::Removed
                   : row.edit->kind == FieldEdit::Kind::Add  ? Status::Added
                                                             : Status::Edited);
    case HintRole:
        return row.hint ? row.hint->text : QString();
    case HintFixRole:
        return row.hint && m_editable ? row.hint->fix : QString();
    case AgeTextRole:
        return ageText(row);
    case EditableRole:
        return m_editable;
    default:
        return {};
    }
}

QString SecretValueModel::ageText(const Row &row) const
{
    if (!row.field.changedAt.isValid())
        return QChar(u'—');
    const QString age = Wording::age(row.field.changedAt, m_now);
    //: An age in a narrow column that is at least this long.
    return row.field.isOlder ? tr("> %1").arg(age) : age;
}

QString SecretValueModel::spokenAge(const EntryField &field) const
{
    if (!field.changedAt.isValid())
        return tr("not known");
    const QString age = Wording::age(field.changedAt, m_now);
    return field.isOlder ? tr("more than %1").arg(age) : age;
}

QString SecretValueModel::ageTip(const EntryField &field) const
{
    if (!field.changedAt.isValid())
        return tr("Not known yet: the Versions tab reads the older versions and finds out");
    const QString since = Wording::date(field.changedAt, m_now);
    return field.isOlder ? tr("The oldest version that is kept, of %1, held this value already").arg(since)
                         : tr("This value since %1").arg(since);
}

QVariant SecretValueModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == int(Column::Age) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Column::Key:
        return tr("Key");
    case Column::Value:
        return tr("Value");
    case Column::Age:
        return tr("Age");
    }
    return {};
}

} // namespace keyturn
