#include "ui/review/merge_model.h"

#include "core/desktop/concealment.h"
#include "core/document/fingerprint.h"
#include "ui/text/wording.h"
#include "ui/widgets/header_words.h"

namespace keyturn {

using Side = ThreeWayMerge::Side;

MergeModel::MergeModel(ThreeWayMerge merge, QObject *parent) : QAbstractTableModel(parent), m_merge(std::move(merge))
{
    connect(&Concealment::instance(), &Concealment::requested, this, [this] { reveal(-1); });
    for (const bool conflicts : {true, false}) {
        for (qsizetype i = 0; i < m_merge.keys().size(); ++i) {
            const ThreeWayMerge::State state = m_merge.keys().at(i).state;
            if (state != ThreeWayMerge::State::Same && (state == ThreeWayMerge::State::Conflict) == conflicts)
                m_changed.append(i);
        }
    }
    for (qsizetype i = 0; i < m_merge.keys().size(); ++i) {
        if (m_merge.keys().at(i).state == ThreeWayMerge::State::Same)
            m_same.append(i);
    }
}

int MergeModel::merged() const
{
    return int(m_changed.size()) - m_merge.count(ThreeWayMerge::State::Conflict);
}

void MergeModel::choose(int row, std::optional<Side> side)
{
    const ThreeWayMerge::Key *key = keyAt(row);
    if (!key || key->state != ThreeWayMerge::State::Conflict)
        return;
    m_merge.choose(QString(key->key), side);
    emit dataChanged(index(row, 0), index(row, columnCount() - 1));
    emit decided();
}

void MergeModel::write(int row, const SecretString &value)
{
    const ThreeWayMerge::Key *key = keyAt(row);
    if (!key || key->state != ThreeWayMerge::State::Conflict)
        return;
    m_merge.write(QString(key->key), value);
    emit dataChanged(index(row, 0), index(row, columnCount() - 1));
    emit decided();
}

SecretString MergeModel::result(int row) const
{
    const ThreeWayMerge::Key *key = keyAt(row);
    return key && key->result() ? key->result()->value : SecretString();
}

bool MergeModel::isSensitive(int row) const
{
    const ThreeWayMerge::Key *key = keyAt(row);
    return !key || key->sensitive;
}

void MergeModel::setExpanded(bool expanded)
{
    if (expanded == m_expanded || m_same.isEmpty())
        return;
    const int first = int(m_changed.size()) + 1;
    const int last = first + int(m_same.size()) - 1;
    if (expanded) {
        beginInsertRows({}, first, last);
        m_expanded = true;
        endInsertRows();
    } else {
        reveal(-1);
        beginRemoveRows({}, first, last);
        m_expanded = false;
        endRemoveRows();
    }
    emit dataChanged(index(first - 1, 0), index(first - 1, 0));
}

void MergeModel::reveal(int row)
{
    const int before = m_revealed;
    m_revealed = keyAt(row) ? row : -1;
    for (const int changed : {before, m_revealed}) {
        if (changed >= 0)
            emit dataChanged(index(changed, 0), index(changed, columnCount() - 1));
    }
}

const ThreeWayMerge::Key *MergeModel::keyAt(int row) const
{
    if (row >= 0 && row < m_changed.size())
        return &m_merge.keys().at(m_changed.at(row));
    const qsizetype same = row - m_changed.size() - 1;
    return m_expanded && same >= 0 && same < m_same.size() ? &m_merge.keys().at(m_same.at(same)) : nullptr;
}

int MergeModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return int(m_changed.size()) + (m_same.isEmpty() ? 0 : 1) + (m_expanded ? int(m_same.size()) : 0);
}

int MergeModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(Column::Result) + 1;
}

QString MergeModel::words(const ThreeWayMerge::Key &key, const std::optional<ThreeWayMerge::Value> &value,
                          bool revealed) const
{
    if (revealed && value)
        return value->value.reveal();
    if (value == key.base)
        return value ? tr("not changed") : tr("not there");
    if (!value)
        return tr("removed");
    if (!key.sensitive)
        return value->value.reveal();
    const QString print = fingerprint(value->value, m_merge.theirs().entry.arn);
    const QString length = Wording::hidden(value->value.characters());
    return print.isEmpty() ? length : tr("%1, fingerprint %2").arg(length, print);
}

QString MergeModel::resultWords(const ThreeWayMerge::Key &key)
{
    switch (key.state) {
    case ThreeWayMerge::State::Same:
        return tr("unchanged");
    case ThreeWayMerge::State::Agreed:
        return tr("the same change");
    case ThreeWayMerge::State::Mine:
        return tr("yours, no overlap");
    case ThreeWayMerge::State::Theirs:
        return tr("theirs, no overlap");
    case ThreeWayMerge::State::Conflict:
        break;
    }
    if (!key.choice)
        return tr("needs a decision");
    if (key.choice == Side::Own)
        return tr("written by you");
    return key.choice == Side::Mine ? tr("yours, you chose") : tr("theirs, you chose");
}

QVariant MergeModel::sideData(int row, const ThreeWayMerge::Key &key, const std::optional<ThreeWayMerge::Value> &value,
                              int role) const
{
    const bool masked = key.sensitive && row != m_revealed;
    switch (role) {
    case ChangedRole:
        return value != key.base;
    case PresentRole:
        return value.has_value();
    case MaskedRole:
        return masked;
    case SensitiveRole:
        return key.sensitive;
    case FingerprintRole:
        return value && key.sensitive ? fingerprint(value->value, m_merge.theirs().entry.arn) : QString();
    case LengthRole:
        return value ? value->value.characters() : 0;
    case PlainTextRole:
        return value && !masked ? QVariant(value->value.reveal()) : QVariant();
    default:
        return {};
    }
}

QVariant MergeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Column column = Column(index.column());
    if (isFold(index.row())) {
        if (role == FoldRole)
            return true;
        if (role == ExpandedRole)
            return m_expanded;
        if ((role == Qt::DisplayRole || role == Qt::AccessibleTextRole) && column == Column::Key) {
            return m_same.size() == 1 ? tr("1 key is the same on both sides")
                                      : tr("%n keys are the same on both sides", nullptr, int(m_same.size()));
        }
        return {};
    }
    const ThreeWayMerge::Key &key = *keyAt(index.row());
    const QString name = key.key.isEmpty() ? tr("Whole value") : key.key;
    const bool spoken = role == Qt::AccessibleTextRole && index.row() == m_revealed;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        switch (column) {
        case Column::Key:
            return name;
        case Column::Yours:
            return words(key, key.mine, spoken);
        case Column::Theirs:
            return words(key, key.theirs, spoken);
        case Column::Result:
            return resultWords(key);
        }
        return {};
    case FoldRole:
        return false;
    case KeyNameRole:
        return name;
    case RoleTextRole:
        return Wording::role(key.role);
    case ConflictRole:
        return key.state == ThreeWayMerge::State::Conflict;
    case UndecidedRole:
        return !key.side();
    default:
        break;
    }
    if (column == Column::Yours)
        return sideData(index.row(), key, key.mine, role);
    if (column == Column::Theirs)
        return sideData(index.row(), key, key.theirs, role);
    return {};
}

QVariant MergeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    const QDateTime at = m_merge.theirs().savedAt;
    const QString theirs = at.isValid() ? tr("Theirs, saved %1").arg(Wording::time(at)) : tr("Theirs");
    return headerWords({tr("Key"), tr("Yours"), theirs, tr("Result")}, section, orientation, role);
}

} // namespace keyturn

#include "moc_merge_model.cpp"
