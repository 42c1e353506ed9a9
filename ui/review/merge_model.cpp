#include "ui/review/merge_model.h"

#include "ui/text/wording.h"
#include "ui/widgets/header_words.h"

namespace keyturn {

using Side = ThreeWayMerge::Side;

MergeModel::MergeModel(ThreeWayMerge merge, QObject *parent) : SidesModel(parent), m_merge(std::move(merge))
{
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

const ThreeWayMerge::Key *MergeModel::keyAt(int row) const
{
    if (row >= 0 && row < m_changed.size())
        return &m_merge.keys().at(m_changed.at(row));
    const qsizetype same = foldedAt(row);
    return isExpanded() && same >= 0 && same < m_same.size() ? &m_merge.keys().at(m_same.at(same)) : nullptr;
}

QString MergeModel::foldWords() const
{
    return m_same.size() == 1 ? tr("1 key is the same on both sides")
                              : tr("%n keys are the same on both sides", nullptr, int(m_same.size()));
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
    if (value->value.isEmpty())
        return Wording::emptyValue();
    return key.sensitive ? hiddenWords(value->value, m_merge.theirs().entry.arn) : value->value.reveal();
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

QVariant MergeModel::sideOf(int row, const ThreeWayMerge::Key &key, const std::optional<ThreeWayMerge::Value> &value,
                            int role) const
{
    if (role == ChangedRole)
        return value != key.base;
    return sideData(row, value ? std::optional(value->value) : std::nullopt, key.sensitive, m_merge.theirs().entry.arn,
                    role);
}

QVariant MergeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    if (isFold(index.row()))
        return foldData(role);
    const Column column = Column(index.column());
    const ThreeWayMerge::Key &key = *keyAt(index.row());
    const QString name = key.key.isEmpty() ? tr("Whole value") : key.key;
    const bool spoken = role == Qt::AccessibleTextRole && index.row() == revealed();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        if (column == Column::Key)
            return name;
        if (column == Column::Result)
            return resultWords(key);
        return words(key, column == Column::Yours ? key.mine : key.theirs, spoken);
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
    if (column == Column::Yours || column == Column::Theirs)
        return sideOf(index.row(), key, column == Column::Yours ? key.mine : key.theirs, role);
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
