#pragma once
#include "ui/due/due_snoozes.h"

#include <QWidget>

class QAbstractItemModel;
class QModelIndex;
class QStackedWidget;

namespace keyturn {

class Button;
class Clock;
class DueList;
class EmptyState;
class InboxProxy;

//! What asks for something now or soon, with a way to do it, or to be left alone with it for a while.
class DueInbox : public QWidget {
    Q_OBJECT

public:
    //! \p rows of a DueModel, or of a proxy of it; \p clock must outlive it.
    DueInbox(QAbstractItemModel *rows, const Clock &clock, QWidget *parent = nullptr);

    void setSnoozes(const DueSnoozes &snoozes);
    DueSnoozes snoozes() const;
    void refresh(); //!< time has passed
    void focusFirst();
    int count() const;

signals:
    void opened(const QModelIndex &index); //!< of \c rows
    void snoozesChanged();

private:
    QWidget *makeBar();
    void snooze(int days);
    void showState();

    const Clock &m_clock;
    InboxProxy *m_proxy;
    DueList *m_list;
    EmptyState *m_state;
    QStackedWidget *m_stack;
    Button *m_open;
    Button *m_tomorrow;
    Button *m_week;
    Button *m_wake;
};

} // namespace keyturn
