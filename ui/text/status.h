#pragma once
#include "core/entry/entry.h"

#include <QCoreApplication>

namespace keyturn {

//! The one vocabulary for states, in sorting order. Icon and colours of each are in ui/widgets/status_look.h.
enum class Status {
    Unfinished,    //!< something is kept that AWS does not have
    RotationStuck, //!< NextRotationDate passed, or AWSPENDING on another version
    Overdue,
    Grace,       //!< the old secret is still accepted
    DueSoon,     //!< within the lead time
    Deleting,    //!< the recovery window runs
    Propagating, //!< the provider does not accept the new secret everywhere yet
    Running,
    Fine,
    NoDueDate,
    Unknown, //!< not loaded or not permitted; never counted as fine
    ReadOnly,
    WritingUnlocked,
    Rehearsal,
    Edited,
    Added,
    Removed,
};

//! A state with the days that belong to it (until the date; negative: since).
struct EntryStatus {
    Status status = Status::Unknown;
    qint64 days = 0;

    friend bool operator==(const EntryStatus &, const EntryStatus &) = default;
};

inline constexpr int defaultLeadDays = 30;

//! The most urgent state of an entry. \p unfinished: we hold tokens for it that are not in AWS.
EntryStatus statusOf(const Entry &entry, const QDateTime &now, bool unfinished = false, int leadDays = defaultLeadDays);
EntryStatus statusOf(const DueDate &due, const WallClock &now, int leadDays = defaultLeadDays);

//! Words of the vocabulary, translated.
class StatusText {
    Q_DECLARE_TR_FUNCTIONS(StatusText)

public:
    //! "overdue 3 days", "in 12 days", "rotation stuck", "deleted in 5 days", "no due date".
    static QString chip(const EntryStatus &status);
    //! As in a list of dates: "in 5 days" also for a deletion.
    static QString dueChip(const EntryStatus &status);
    //! "today", "tomorrow", "in 12 days", "overdue 3 days".
    static QString inDays(qint64 days);
    static QString step(int step, int of); //!< "Step 4 of 6"
    static QString readOnly(const QString &profile);
    static QString writingUnlocked(const QString &profile, int minutes);
    static QString rehearsal();
};

} // namespace keyturn
