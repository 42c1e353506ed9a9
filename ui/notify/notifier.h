#pragma once
#include "core/desktop/notifications.h"
#include "core/due/alarm.h"
#include "ui/notify/notify_settings.h"

#include <QObject>
#include <QTimer>

namespace keyturn {

class Workspace;

//! Tells of due dates by notifications of the desktop, each once, whatever is open: from the board of the place, from
//! what was listed of other places before, and from the user's own reminders. Reads no value and asks nobody.
class Notifier : public QObject {
    Q_OBJECT

public:
    explicit Notifier(Workspace &workspace, QObject *parent = nullptr);

    //! From now on; until then nothing is told.
    void start();
    const NotifySettings &settings() const { return m_settings; }
    void setSettings(const NotifySettings &settings);

    QDateTime now() const;
    //! Every date that is known, earliest first.
    const QList<DueItem> &board() const { return m_board; }
    //! Dates that are overdue or stuck.
    int urgentCount() const;
    //! The dates somebody has to do something about, the most pressing first.
    QList<DueItem> next(int count) const;
    //! Names stay hidden on request, and while everything is locked.
    bool hidesNames() const;
    //! As far as the list tells: it is listed here and holds tokens.
    bool isRefreshable(const EntryId &entry) const { return m_refreshable.contains(entry); }
    //! What became of something that was asked for outside of the window. Where it cannot be shown, the window is
    //! wanted.
    void answer(const Notification &answer);
    //! Looks for what has to be told.
    void check();

signals:
    void boardChanged(); //!< or what it says today
    void entryWanted(const keyturn::DueItem &item);
    void remindersWanted();
    void windowWanted();
    void doneWanted(const keyturn::DueItem &item);
    //! Nobody shows notifications here: these were to be told.
    void notShown(const QList<keyturn::Alarm> &alarms);

private:
    QString account() const;
    void gather();
    void findRefreshable(const QList<DueItem> &live);
    void keepBoard();
    void tell(const QList<Alarm> &alarms);
    void tellDigest();
    void obey(const QString &tag, const QString &action);

    Workspace &m_workspace;
    NotifySettings m_settings;
    DesktopNotifications *m_desktop = nullptr;
    QTimer m_minute;
    QTimer m_soon; //!< several changes are one check
    QList<DueItem> m_board;
    QList<DueItem> m_cached;
    QSet<EntryId> m_refreshable;
    QHash<QString, QList<Alarm>> m_told; //!< by tag, for their actions
    bool m_isCacheRead = false;
    bool m_isChanged = true; //!< the board is to be gathered anew
};

} // namespace keyturn
