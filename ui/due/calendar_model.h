#pragma once
#include "ui/due/due_marks.h"

#include <QAbstractTableModel>
#include <QHash>

namespace keyturn {

//! A month as six weeks of seven days, beginning with the locale's first day of the week, with the marks of each day.
class CalendarModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Role {
        DateRole = Qt::UserRole + 1, //!< QDate
        InMonthRole,                 //!< bool
        TodayRole,                   //!< bool
    };
    static constexpr int weeks = 6;
    static constexpr int days = 7;

    explicit CalendarModel(QObject *parent = nullptr);

    void setMarks(const DueMarks &marks);
    const DueMarks &marks() const { return m_marks; }
    //! Any day of it.
    void setMonth(QDate day);
    QDate month() const { return m_month; } //!< its first day
    QDate date(const QModelIndex &index) const;
    QModelIndex indexOf(QDate day) const; //!< invalid if it is not on the page
    //! Of a day: dates first, then what reminds of them.
    QList<TimelineMark> on(QDate day) const { return m_days.value(day); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QDate first() const;
    QString spoken(QDate day) const;
    QString toolTip(QDate day) const;

    DueMarks m_marks;
    QHash<QDate, QList<TimelineMark>> m_days;
    QDate m_month;
};

} // namespace keyturn
