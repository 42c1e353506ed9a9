#pragma once
#include "ui/due/due_marks.h"
#include "ui/due/due_view.h"

#include <QWidget>

class QBoxLayout;
class QLineEdit;
class QSettings;
class QStackedWidget;

namespace keyturn {

class Button;
class DueCalendar;
class DueExport;
class DueFilter;
class DueInbox;
class DueList;
class DueTimeline;
class EmptyState;
class SegmentedControl;
class ElidedLabel;
class Workspace;

//! Every date of every entry: when, why, what resets it; as a list, over time, or by month. Double-click or Enter opens
//! the entry.
class DuePage : public QWidget {
    Q_OBJECT

public:
    explicit DuePage(Workspace &workspace, QWidget *parent = nullptr);

    void focusContent();
    DueView view() const;
    void setView(DueView view);
    //! "12 due dates, computed 14:05:10".
    QString summary() const { return m_summary; }
    void saveLayout(QSettings &settings) const;
    void restoreLayout(const QSettings &settings);

signals:
    void entryRequested(const keyturn::EntryId &id);
    void summaryChanged(const QString &text);
    void doneWanted(const keyturn::DueItem &item);
    void editWanted(const keyturn::DueItem &reminder);
    //! How one is told of dates; with an empty name: of no entry in particular.
    void reminderSettingsWanted(const keyturn::EntryId &entry);
    //! The reminders that AWS sends by itself.
    void reminderChainWanted();
    //! What has been done, for the message bar.
    void notified(const QString &sentence);

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QBoxLayout *makeHead();
    QBoxLayout *makeTools();
    void connectParts();
    void open(const QModelIndex &index);
    void edit(const QModelIndex &index);
    void openEntry(const EntryId &id);
    void compute();
    void say(const QDateTime &now);
    void showView();
    void showState();
    DueMarks marks() const;

    Workspace &m_workspace;
    DueModel *m_model;
    DueFilter *m_proxy;
    ElidedLabel *m_sentence;
    QLineEdit *m_filter;
    Button *m_chainButton;
    Button *m_exportButton;
    SegmentedControl *m_choice;
    SegmentedControl *m_zoom;
    Button *m_today;
    QBoxLayout *m_tools = nullptr;
    QWidget *m_time; // zoom and today
    DueList *m_list;
    DueTimeline *m_timeline;
    DueCalendar *m_calendar;
    DueInbox *m_inbox;
    DueExport *m_export;
    EmptyState *m_state;
    QStackedWidget *m_stack;
    QString m_summary;
};

} // namespace keyturn
