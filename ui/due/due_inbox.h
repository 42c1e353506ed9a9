#pragma once
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
class KnownDates;

//! What asks for something now or soon, with a way to do it, or to be left alone with it for a while.
class DueInbox : public QWidget {
    Q_OBJECT

public:
    //! \p rows of a DueModel, or of a proxy of it; \p dates knows what was told and is put off. It and \p clock must
    //! outlive this.
    DueInbox(QAbstractItemModel *rows, KnownDates &dates, const Clock &clock, QWidget *parent = nullptr);

    void refresh(); //!< time has passed
    void focusFirst();
    int count() const;

signals:
    void opened(const QModelIndex &index);     //!< of \c rows
    void editWanted(const QModelIndex &index); //!< of \c rows, a reminder of the user's own
    //! With the row that is chosen, of \c rows; invalid: none.
    void settingsWanted(const QModelIndex &index);
    void doneWanted(const QModelIndex &index);

private:
    QWidget *makeBar();
    void snooze(int days);
    void wake();
    QModelIndex chosen() const; //!< of the rows that were given
    void showState();

    KnownDates &m_dates;
    const Clock &m_clock;
    InboxProxy *m_proxy;
    DueList *m_list;
    EmptyState *m_state;
    QStackedWidget *m_stack;
    Button *m_open;
    Button *m_tomorrow;
    Button *m_week;
    Button *m_wake;
    Button *m_done;
    Button *m_snoozed;
    Button *m_settings;
};

} // namespace keyturn
