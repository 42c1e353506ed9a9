#pragma once
#include "core/due/told_reminders.h"

#include <QSortFilterProxyModel>

namespace keyturn {

//! Rows of a DueModel that ask for something now or soon. In place of the source it says when the user was told, or
//! until when it is put off; what is put off is only shown on request.
class InboxProxy : public QSortFilterProxyModel {
    Q_OBJECT

public:
    explicit InboxProxy(QObject *parent = nullptr);

    void setTold(const ToldState &told, const QDateTime &now);
    void setSnoozedShown(bool shown);
    bool isSnoozedShown() const { return m_isSnoozedShown; }
    bool isSnoozed(const QModelIndex &index) const;
    int snoozed() const; //!< rows that are put off

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    bool asks(int row) const;
    QString uid(int row) const;

    ToldState m_told;
    QHash<QString, QDateTime> m_toldAt; //!< by uid
    QDateTime m_now;
    bool m_isSnoozedShown = false;
};

} // namespace keyturn
