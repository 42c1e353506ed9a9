#pragma once
#include "core/due/alarm.h"
#include "core/due/reminder_file.h"
#include "ui/window/window_context.h"

#include <QObject>
#include <QPointer>

namespace keyturn {

class LockFlow;
class MainWindow;
class Notifier;
class TrayIcon;

//! Reminders that reach the user outside of the pages: notifications, the tray, and how both are set; and those that
//! AWS sends by itself.
class ReminderFlow : public QObject {
    Q_OBJECT

public:
    //! Belongs to \p window, whose closing it turns into going to the tray where that is wanted.
    ReminderFlow(const WindowContext &context, LockFlow &lock, MainWindow &window);
    ~ReminderFlow() override;

    //! Notifications and the tray, from now on.
    void start();
    Notifier &notifier() { return *m_notifier; }
    //! Null until start().
    TrayIcon *tray() { return m_tray; }
    //! Takes a reminder off, or notes for review that a client secret was rotated.
    void markDone(const DueItem &item);
    //! One of the user's own; from the board, which may be older than the file.
    void edit(const DueItem &reminder);
    //! \p entry: whose own lead times can be set; with an empty name: of none.
    void openSettings(const EntryId &entry);

signals:
    void windowWanted();
    //! An entry of whatever account and region.
    void linkWanted(const QString &arn);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool staysInTray() const;
    void quit();
    void show(void (MainWindow::*page)());
    void remindOfOpenEntry();
    void openReminder(const Reminder &reminder);
    void tellRemoved(const Reminder &reminder);
    void connectNotifier();
    void connectTray();
    void openEntryOf(const DueItem &item);
    void markRotated();
    void tellNotShown(const QList<Alarm> &alarms);

    const WindowContext m_context;
    MainWindow &m_window;
    Notifier *m_notifier;
    TrayIcon *m_tray = nullptr;
    std::optional<EntryId> m_rotated; //!< to be marked when it is open
    bool m_isQuitting = false;
};

} // namespace keyturn
