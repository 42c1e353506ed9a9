#include "ui/details/tag_model.h"

#include "core/save/detail_check.h"
#include "ui/details/detail_words.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

std::optional<Status> TagModel::Row::change() const
{
    if (before == after)
        return std::nullopt;
    return !before ? Status::Added : !after ? Status::Removed : Status::Edited;
}

void TagModel::setTags(const QString &owner, const DetailTexts &read, const DetailTexts &staged)
{
    QMap<QString, Row> rows;
    const auto collect = [&](const DetailTexts &texts, std::optional<QString> Row::*side) {
        for (auto it = texts.cbegin(); it != texts.cend(); ++it) {
            if (it.key().name != owner || it.key().field != DetailField::Tag)
                continue;
            Row &row = rows[it.key().key];
            row.name = it.key().key;
            row.*side = *it;
        }
    };
    collect(read, &Row::before);
    collect(staged, &Row::after);
    const bool same = owner == m_owner && rows.size() == m_rows.size()
                      && std::equal(rows.begin(), rows.end(), m_rows.begin(),
                                    [](const Row &a, const Row &b) { return a.name == b.name; });
    if (same) { // the selection stays
        m_rows = rows.values();
        if (!m_rows.isEmpty())
            emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        return;
    }
    beginResetModel();
    m_owner = owner;
    m_rows = rows.values();
    endResetModel();
}

int TagModel::count() const
{
    return int(std::count_if(m_rows.begin(), m_rows.end(), [](const Row &row) { return row.after.has_value(); }));
}

bool TagModel::has(const QString &name) const
{
    return std::any_of(m_rows.begin(), m_rows.end(), [&name](const Row &row) { return row.name == name && row.after; });
}

QString TagModel::refusal(const QString &name, const QString &value) const
{
    const DetailKey key = keyOf(name);
    if (const std::optional<DetailFault> fault = faultOf(key, value))
        return DetailWords::fault(key, *fault);
    return has(name) ? tr("Tag %1 already exists.").arg(name) : QString();
}

void TagModel::add(const QString &name, const QString &value)
{
    const auto known = std::find_if(m_rows.begin(), m_rows.end(), [&name](const Row &row) { return row.name == name; });
    const DetailChange change{known == m_rows.end() ? std::nullopt : known->before, value};
    emit changesWanted({{keyOf(name), change}}, DetailWords::step(keyOf(name), {std::nullopt, value}));
}

void TagModel::toggle(int row)
{
    if (row < 0 || row >= rowCount() || m_rows[row].isReserved())
        return;
    const Row tag = m_rows.at(row);
    const DetailChange change{tag.before, tag.after ? std::nullopt : tag.before};
    emit changesWanted({{keyOf(tag.name), change}},
                       tag.after ? DetailWords::step(keyOf(tag.name), change) : tr("keeping the tag %1").arg(tag.name));
}

bool TagModel::isRemoved(int row) const
{
    return row >= 0 && row < rowCount() && !m_rows.at(row).after;
}

int TagModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int TagModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(Column::State) + 1;
}

//! What has no text is heard all the same.
QString TagModel::spoken(const QModelIndex &index) const
{
    const QString text = data(index, Qt::DisplayRole).toString();
    if (!text.isEmpty())
        return text;
    switch (Column(index.column())) {
    case Column::Name:
        return tr("no name");
    case Column::Value:
        return tr("no value");
    case Column::State:
        return tr("unchanged");
    }
    return {};
}

QVariant TagModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows.at(index.row());
    const std::optional<Status> change = row.change();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        if (Column(index.column()) == Column::Name)
            return row.name;
        if (Column(index.column()) == Column::Value)
            return row.after ? *row.after : *row.before;
        return change ? StatusText::chip(EntryStatus{*change, 0}) : QString();
    case Qt::AccessibleTextRole:
        return spoken(index);
    case Qt::ToolTipRole:
        return data(index, Qt::DisplayRole);
    case ChangeRole:
        return change ? QVariant(int(*change)) : QVariant();
    default:
        return {};
    }
}

bool TagModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !index.isValid() || !(flags(index) & Qt::ItemIsEditable))
        return false;
    const Row row = m_rows.at(index.row());
    const bool renames = Column(index.column()) == Column::Name;
    const QString name = renames ? value.toString().trimmed() : row.name;
    const QString text = renames ? *row.after : value.toString();
    if (name == row.name && text == row.after)
        return false;
    const std::optional<DetailFault> fault = faultOf(keyOf(name), text);
    const QString sentence = fault                           ? DetailWords::fault(keyOf(name), *fault)
                             : name != row.name && has(name) ? tr("Tag %1 already exists.").arg(name)
                                                             : QString();
    if (!sentence.isEmpty()) {
        emit warned(sentence);
        return false;
    }
    const DetailChange change{row.before, text};
    if (!renames) {
        emit changesWanted({{keyOf(name), change}}, DetailWords::step(keyOf(name), change));
        return true;
    }
    const auto known = std::find_if(m_rows.begin(), m_rows.end(), [&name](const Row &r) { return r.name == name; });
    emit changesWanted({{keyOf(row.name), {row.before, std::nullopt}},
                        {keyOf(name), {known == m_rows.end() ? std::nullopt : known->before, text}}},
                       tr("renaming the tag %1 to %2").arg(row.name, name));
    return true;
}

Qt::ItemFlags TagModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (!index.isValid() || !m_editable || Column(index.column()) == Column::State)
        return flags;
    const Row &row = m_rows.at(index.row());
    if (row.after && !row.isReserved())
        flags |= Qt::ItemIsEditable;
    return flags;
}

QVariant TagModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role == Qt::AccessibleTextRole && Column(section) == Column::State)
        return tr("State");
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Column::Name:
        return tr("Name");
    case Column::Value:
        return tr("Value");
    case Column::State:
        return QString();
    }
    return {};
}

} // namespace keyturn

#include "moc_tag_model.cpp"
