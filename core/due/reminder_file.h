#pragma once
#include "core/base/result.h"
#include "core/due/due_item.h"

#include <optional>

namespace keyturn {

//! A date that an admin has noted: for a key of an entry, for an entry, or for nothing in AWS. No values.
struct Reminder {
    DueNote note;
    EntryId entry; //!< with an empty name: belongs to no entry
    QString arn;
    QString key;         //!< of the secret; empty for the whole
    QDateTime createdAt; //!< UTC
    QDate dueOn;         //!< a day of the local calendar
    QList<int> leadDays; //!< empty: the usual ones

    //! The begin of the day, UTC.
    QDateTime dueAt() const { return dueOn.startOfDay().toUTC(); }
    //! What comes after it was done on \p day: the first of its repetitions behind that day. None where it comes once.
    std::optional<Reminder> after(const QDate &day) const;

    friend bool operator==(const Reminder &, const Reminder &) = default;
};

//! Invalid "reminder" for what cannot be kept: without a text or a date, a link that is no web address, a line break.
Result<> checkReminder(const Reminder &reminder);

//! The reminders of both programs, in one file that only the user can read. Errors are Io "private-folder"; a file that
//! is there and cannot be understood is Io "reminders", and is never written over.
class ReminderFile {
public:
    //! \p file in a folder of Keyturn's own; empty: nothing is kept.
    explicit ReminderFile(QString file) : m_file(std::move(file)) {}

    const QString &file() const { return m_file; }

    //! Earliest first; none where there is no file.
    Result<QList<Reminder>> read() const;
    //! Adds it, or takes the place of the one with the same id. Gives one without an id a new one, which it returns.
    Result<QString> put(Reminder reminder) const;
    //! NotFound "no-such-reminder".
    Result<> remove(const QString &id) const;
    //! Takes it off, or moves it on where it repeats; what is left of it.
    Result<std::optional<Reminder>> done(const QString &id, const QDate &day) const;

private:
    Result<> write(const QList<Reminder> &reminders) const;

    QString m_file;
};

} // namespace keyturn
