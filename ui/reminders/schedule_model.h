#pragma once
#include "core/workspace/open_schedules.h"

#include <QAbstractTableModel>

namespace keyturn {

//! The entries of EventBridge Scheduler for the dates of the board: what would be written first, then what is in place.
class ScheduleModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum class Column { Change, When, Message };

    using QAbstractTableModel::QAbstractTableModel;

    //! \p prunes: what is left over is deleted.
    void show(const OpenSchedules &schedules, bool prunes);
    void clear();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Row {
        std::optional<ScheduleDrift> drift; //!< none: in place
        OneTimeSchedule shown;
    };

    QList<Row> m_rows;
    bool m_prunes = false;
};

} // namespace keyturn
