#pragma once
#include "core/base/result.h"
#include "core/due/alarm.h"

namespace keyturn {

//! What the user was told of, what is put off until when, and when the last weekly digest came. Dates and ids only, no
//! name: safe to keep while everything else is locked.
struct ToldState {
    struct Told {
        QString uid; //!< dueUid()
        QDateTime at;

        friend bool operator==(const Told &, const Told &) = default;
    };
    QHash<QString, Told> told;         //!< by Alarm::key
    QHash<QString, QDateTime> snoozed; //!< by uid: until, UTC
    QDate digestOf;                    //!< the Monday of the week of the last one

    //! When it was told of last; invalid: never.
    QDateTime toldAt(const QString &uid) const;
    bool isSnoozed(const QString &uid, const QDateTime &now) const;

    friend bool operator==(const ToldState &, const ToldState &) = default;
};

//! Keeps a ToldState in a file that all programs of the user share, each change under a lock: what one process has
//! taken to tell no other one tells again, not after a restart either. Without a file it lasts as long as this object.
class ToldReminders {
public:
    //! \p file in a folder of Keyturn's own; empty: nothing is kept.
    explicit ToldReminders(QString file) : m_file(std::move(file)) {}

    ToldState read() const;
    //! Those of \p alarms that were not told and are not put off; they count as told at \p now from here on.
    //! None where that could not be written down.
    QList<Alarm> take(const QList<Alarm> &alarms, const QDateTime &now);
    //! True once for every week, on its Monday at the earliest.
    bool takeDigest(const QDate &day);
    void snooze(const QString &uid, const QDateTime &until);
    void wake(const QString &uid);

private:
    template <typename Change>
    bool change(const QDateTime &now, Change change);

    QString m_file;
    ToldState m_unkept;
};

} // namespace keyturn
