#pragma once
#include "ui/text/status.h"

#include <QAbstractTableModel>

namespace keyturn {

//! Every date of every entry, earliest first: when, why, and what resets it.
class DueModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum class Column { When, Date, What, Why, Resets, Source };
    enum Role {
        StatusRole = Qt::UserRole + 1, //!< int of Status
        DaysRole,                      //!< qint64
        NameRole,                      //!< QString: secret or parameter
        PartRole,                      //!< QString: key, or "client secret"
        TitleRole,                     //!< QString: "Client secret, due 3 December"
        DueAtRole,                     //!< QDateTime, UTC
        SinceRole,                     //!< QDateTime, UTC
    };

    explicit DueModel(QObject *parent = nullptr);

    //! Compares with what is shown; rows that stay keep their index.
    void setEntries(const QList<Entry> &entries, const QDateTime &now);

    EntryId entryId(int row) const { return m_rows[row].id; }
    const DueDate &due(int row) const { return m_rows[row].due; }
    EntryStatus status(int row) const { return m_rows[row].status; }
    int rowOf(const EntryId &id) const; //!< the first; -1 if none

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Row {
        EntryId id;
        DueDate due;
        EntryStatus status;
    };
    static int compare(const Row &a, const Row &b);
    QString display(const Row &row, Column column) const;

    QList<Row> m_rows;
    QDateTime m_now;
};

} // namespace keyturn
