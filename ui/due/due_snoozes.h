#pragma once
#include <QDateTime>
#include <QHash>
#include <QStringList>

namespace keyturn {

//! Reminders that somebody does not want to see for a while, by dueUid(). A value; whoever has it keeps it.
class DueSnoozes {
public:
    void snooze(const QString &uid, const QDateTime &until) { m_until[uid] = until.toUTC(); }
    void wake(const QString &uid) { m_until.remove(uid); }
    bool isSnoozed(const QString &uid, const QDateTime &now) const;
    //! Forgets what is over.
    void forget(const QDateTime &now);
    bool isEmpty() const { return m_until.isEmpty(); }

    //! One text each; neither names nor values are in it.
    QStringList toTexts() const;
    //! Leaves out what it does not understand.
    static DueSnoozes fromTexts(const QStringList &texts);

    friend bool operator==(const DueSnoozes &, const DueSnoozes &) = default;

private:
    QHash<QString, QDateTime> m_until; // UTC
};

} // namespace keyturn
