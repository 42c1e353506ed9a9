#pragma once
#include "core/entry/due_board.h"
#include "ui/text/status.h"

#include <QAbstractTableModel>
#include <QTimer>

#include <functional>

namespace keyturn {

//! A date of the board, with how it stands in words and colours.
struct DueRow {
    DueItem item;
    EntryStatus status;
    qint64 at; //!< dueAt, in milliseconds since 1970 UTC; that of no date is the last
};

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
        UidRole,                       //!< QString: dueUid()
        TokenRole,                     //!< bool: the end of an access token
        OwnRole,                       //!< bool: a reminder of the user's own
    };

    explicit DueModel(QObject *parent = nullptr);

    //! Dates of several places: \p placeOf says below each name where that is.
    void setPlaces(const std::function<QString(const EntryId &)> &placeOf) { m_placeOf = placeOf; }
    //! Compares with what is shown; rows that stay keep their index.
    void setItems(const QList<DueItem> &items, const QDateTime &now);

    const DueRow &row(int row) const { return m_rows[row]; }
    EntryId entryId(int row) const { return m_rows[row].item.entry; }
    const DueDate &due(int row) const { return m_rows[row].item.due; }
    EntryStatus status(int row) const { return m_rows[row].status; }
    int rowOf(const EntryId &id) const; //!< the first; -1 if none
    //! What all columns of a row say, a line each, in folded case. Put together while nothing else happens, or when it
    //! is first asked for.
    const QString &searchText(int row) const;
    //! So many rows, the earliest ones, are searched without spelling them out first; all of them after some idle time.
    int preparedRows() const { return m_prepared; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    static int compare(const DueRow &a, const DueRow &b);
    static QList<DueRow> sorted(const QList<DueItem> &items, const QDateTime &now);
    void prepareSearch();
    QString display(const DueRow &row, Column column) const;
    QString part(const DueRow &row) const;

    QList<DueRow> m_rows;
    mutable QList<QString> m_searchTexts; //!< by row; empty: not asked for yet
    int m_prepared = 0;                   //!< so many rows have their search text
    QTimer m_idle;
    std::function<QString(const EntryId &)> m_placeOf; //!< empty: all are of one place
    QDateTime m_now;
};

} // namespace keyturn
