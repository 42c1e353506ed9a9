#pragma once
#include "ui/due/due_model.h"
#include "ui/due/due_snoozes.h"

#include <QSortFilterProxyModel>

namespace keyturn {

//! Of the rows of a DueModel (or of a proxy of it) those that ask for something now or soon, and are not snoozed.
class InboxProxy : public QSortFilterProxyModel {
    Q_OBJECT

public:
    explicit InboxProxy(QObject *parent = nullptr);

    void setSnoozes(const DueSnoozes &snoozes, const QDateTime &now);
    const DueSnoozes &snoozes() const { return m_snoozes; }
    //! What would be here if it were not snoozed.
    int snoozed() const;

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    bool asks(int row) const;

    DueSnoozes m_snoozes;
    QDateTime m_now;
};

} // namespace keyturn
