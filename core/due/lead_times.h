#pragma once
#include "core/base/result.h"
#include "core/due/due_item.h"

namespace keyturn {

//! How many days before a date the user wants to be told, where that differs from usualLeadDays().
struct LeadTimes {
    QHash<DueReason, QList<int>> ofRule; //!< the most first; an empty list: on the day alone
    QHash<EntryId, QList<int>> ofEntry;  //!< goes before the rule's

    QList<int> of(const EntryId &entry, DueReason reason) const;

    friend bool operator==(const LeadTimes &, const LeadTimes &) = default;
};

//! "90, 60, 30" as days, the most first and each once. Invalid "lead-days" for anything but 0 to 3660 days.
Result<QList<int>> leadDaysFromText(const QString &text);

//! Where they are kept for both programs, in a file that only the user can read.
class LeadTimesFile {
public:
    //! \p file in a folder of Keyturn's own; empty: nothing is kept.
    explicit LeadTimesFile(QString file) : m_file(std::move(file)) {}

    const QString &file() const { return m_file; }
    //! The usual ones where there is no file, or none that can be read.
    LeadTimes read() const;
    //! Io "private-folder".
    Result<> write(const LeadTimes &times) const;

private:
    QString m_file;
};

} // namespace keyturn
