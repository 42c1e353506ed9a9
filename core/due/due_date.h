#pragma once
#include <QDateTime>
#include <QList>
#include <QString>

namespace keyturn {

//! Why something is due. Order and wording belong to ui; cli prints the names.
enum class DueReason {
    ClientSecretAge,        //!< a provider ends client secrets 180 days after they were made
    NoChangeNotification,   //!< parameter policy: not changed for so long
    ExpirationNotification, //!< parameter policy: ahead of its expiration
    Expiration,             //!< parameter policy: AWS deletes the parameter
    Rotation,               //!< NextRotationDate of a rotated secret
    ScheduledDeletion,      //!< a secret waits for its deletion
    PendingRotation,        //!< AWSPENDING on another version than AWSCURRENT: no rotation begins while it is there
    TokenExpiry,            //!< the access token ends
    RefreshIdle,            //!< the provider ends a refresh token that was not used for so long
    RefreshAbsolute,        //!< the provider ends the refresh token so long after the consent, however often it is used
    Reminder,               //!< a date that somebody has noted
    UnreadablePolicy,       //!< parameter policy: what AWS holds has no date or span that can be read
};

//! What a date counts from.
enum class DueBasis {
    Known,       //!< the moment that counts
    AtTheLatest, //!< when it was first seen: it may be older, so it is due then or before
    Creation,    //!< of the secret: what is in it may have been changed since, which nobody noted
    LastSeen,    //!< the last use that shows: others may have used it since, so it is due then or later
};

//! One date at which somebody has to do something: a value with a reason and a thing that resets it.
struct DueDate {
    DueReason reason = DueReason::NoChangeNotification;
    QString name;    //!< secret or parameter it applies to
    QString key;     //!< key within the secret; empty for the whole
    QDateTime since; //!< what the date counts from, UTC
    QDateTime dueAt; //!< UTC
    DueBasis basis = DueBasis::Known;
    int days = 0;      //!< dueAt - since in days, for the sentence; 0 where it does not apply
    int spanHours = 0; //!< Before or After of a parameter policy; 0 elsewhere

    friend bool operator==(const DueDate &, const DueDate &) = default;
};

enum class DueState { Unknown, Fine, Soon, Overdue, Stuck, Deleting };

//! A moment and how the clock is set then. Who asks about many dates makes one for all: the system reads /etc/localtime
//! anew each time that it is asked.
struct WallClock {
    WallClock(const QDateTime &now);

    QDateTime now;
    int offset = 0; //!< from UTC, in seconds
};

//! Days from \p now to \p dueAt as a calendar on the wall counts them, both by the clock as it is set at \p now: 0 is
//! today, 1 tomorrow, negative: it has passed. The one rule for days, wherever they are shown: no two places differ.
qint64 daysUntil(const QDateTime &dueAt, const WallClock &now);
//! Of due.days those that are over: what is left is daysUntil().
qint64 daysUsed(const DueDate &due, const QDateTime &now);

//! Soon: within \p leadDays, or the last third of a life that is measured from its last use. Unknown: without a date,
//! or passed by what shows although others may have used it since.
DueState dueState(const DueDate &due, const QDateTime &now, int leadDays = 30);

inline constexpr int lwaSecretLifeDays = 180; //!< SP-API: rotate within 180 days or lose access
inline constexpr int lwaGraceDays = 7;        //!< the old secret keeps working this long
//! A rotation that is under way for longer has been left unfinished.
inline constexpr int longestRotationHours = 1;
//! Tag that records when the client secret really changed; LastChangedDate moves on any edit.
inline constexpr auto rotatedAtTag = "keyturn:lwa-rotated-at";

} // namespace keyturn
