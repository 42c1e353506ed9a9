#include "ui/reminders/schedule_model.h"

#include "ui/reminders/schedule_words.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace keyturn {

void ScheduleModel::show(const OpenSchedules &schedules, bool prunes)
{
    beginResetModel();
    m_rows.clear();
    m_prunes = prunes;
    QSet<QString> differing;
    for (const ScheduleDrift &each : schedules.drift()) {
        m_rows.append({each, each.kind == ScheduleDrift::Kind::Unknown ? each.found : each.wanted});
        differing.insert(each.wanted.name);
    }
    for (const OneTimeSchedule &each : schedules.wanted()) {
        if (!differing.contains(each.name))
            m_rows.append({std::nullopt, each});
    }
    endResetModel();
}

void ScheduleModel::clear()
{
    beginResetModel();
    m_rows.clear();
    endResetModel();
}

int ScheduleModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ScheduleModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(Column::Message) + 1;
}

QVariant ScheduleModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows.at(index.row());
    const auto column = Column(index.column());
    if (role == Qt::DecorationRole && column == Column::Change)
        return row.drift ? icons::icon(u"kt-warning"_s, &ThemeColors::warnFg)
                         : icons::icon(u"kt-ok"_s, &ThemeColors::okFg);
    if (role == Qt::ToolTipRole)
        return u"%1\n%2"_s.arg(row.shown.name, row.shown.message);
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case Column::Change:
        return ScheduleWords::change(row.drift ? &*row.drift : nullptr, m_prunes);
    case Column::When:
        return ScheduleWords::moment(row.shown);
    case Column::Message:
        return row.shown.message;
    }
    return {};
}

QVariant ScheduleModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Column::Change:
        return tr("Change");
    case Column::When:
        return tr("Sent");
    case Column::Message:
        return tr("Message");
    }
    return {};
}

} // namespace keyturn

#include "moc_schedule_model.cpp"
