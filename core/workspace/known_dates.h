#pragma once
#include "core/due/board_cache.h"
#include "core/due/told_reminders.h"
#include "core/entry/due_board.h"
#include "core/rotation/login_record.h"

#include <QObject>

namespace keyturn {

//! What is known of dates besides what AWS tells: when logins were refreshed from this computer, the user's own
//! reminders, and how long before a date to tell. Kept in files that keyturnctl reads and writes too; metadata only.
class KnownDates : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    struct Files {
        LoginRecord logins{{}};
        ReminderFile reminders{{}};
        LeadTimesFile leads{{}};
        ToldReminders told{{}};
        BoardCache boards{{}};
    };

    //! Without files nothing is known, and what is told or put off is forgotten at the end of the program.
    void keepIn(const Files &files);
    //! Reads what another program has changed since; changed() follows where there is something.
    void reload();

    //! For the board; \p rehearsal: of the sandbox.
    DueKnowledge knowledge(bool rehearsal) const;
    const QList<Reminder> &reminders() const { return m_reminders; }
    const LeadTimes &leads() const { return m_leads; }
    //! Why the reminders cannot be read; they count as none then.
    const std::optional<Error> &error() const { return m_error; }

    //! See ReminderFile. changed() follows what succeeds.
    Result<QString> put(const Reminder &reminder);
    Result<> remove(const QString &id);
    Result<std::optional<Reminder>> done(const QString &id, const QDate &day);
    Result<> setLeads(const LeadTimes &leads);
    //! Puts the reminders of a date off until then, or no longer. toldChanged() follows.
    void snooze(const QString &uid, const QDateTime &until);
    void wake(const QString &uid);
    ToldState told() const { return m_files.told.read(); }
    //! See ToldReminders; toldChanged() follows where some were taken.
    QList<Alarm> takeAlarms(const QList<Alarm> &alarms, const QDateTime &now);
    bool takeDigest(const QDate &day) { return m_files.told.takeDigest(day); }
    const BoardCache &boards() const { return m_files.boards; }
    void noteLogin(const EntryId &entry, bool rehearsal, const LoginFacts &facts);

signals:
    void changed();
    void toldChanged();

private:
    void read();
    QString stamp() const;

    Files m_files;
    QHash<QString, LoginFacts> m_logins;
    QList<Reminder> m_reminders;
    LeadTimes m_leads;
    std::optional<Error> m_error;
    QString m_stamp; //!< of the files, as they were read
};

} // namespace keyturn
