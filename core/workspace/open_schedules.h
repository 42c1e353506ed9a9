#pragma once
#include "core/reminders/reminder_chain.h"
#include "core/reminders/reminder_schedules.h"
#include "core/workspace/listing.h"
#include "core/workspace/writes.h"

namespace keyturn {

//! The dates of the board as one-time entries of EventBridge Scheduler, as somebody looks at them: what there is in the
//! group of a reminder chain, how it differs, and the writing of exactly what differs. Reading ends with it. An entry
//! that is being written then is written to its end, and no other one is begun.
class OpenSchedules : public QObject {
    Q_OBJECT

public:
    //! What people read so many days before a date.
    using Message = std::function<QString(const DueItem &, int days)>;
    enum class State {
        NotKnown,
        NotListed,  //!< the list is not whole: what it does not know must not look as if it were gone
        NoGroup,    //!< there is no chain of that name, or one without a group
        NothingDue, //!< no date has a lead time ahead
        InStep,     //!< nothing is missing and nothing differs
        Drift,
    };

    //! All of it must outlive this. \p chain: the name of the reminder chain.
    OpenSchedules(Place &place, const Listing &listing, KnownDates &dates, Writes &writes, const QString &chain,
                  const Message &message, QObject *parent = nullptr);
    ~OpenSchedules() override;

    //! Looks at AWS: what is to go off at \p at by the clocks of \p zone? changed() follows, and failed() where it
    //! could not be asked.
    void look(const QString &zone, const QTime &at) { begin(zone, at, false); }
    //! The same for the first time: where all entries that are there go by one other clock, that one is wanted.
    void open(const QString &zone, const QTime &at) { begin(zone, at, true); }
    void lookAgain();
    bool isLooking() const { return m_looks.count() > 0; }

    //! Writes what drift() holds and nothing else, with what is unknown only if \p prune; reads it all back then.
    //! Refused (false) where writing is locked, where there is nothing, and while something runs. done() or failed()
    //! follows.
    bool mend(bool prune);
    bool isWriting() const { return m_isWriting; }
    //! Gives up looking, or begins no further entry.
    void stop();
    bool isStopping() const { return m_isWriting && m_progress->isStopped; }
    bool isBusy() const { return isLooking() || isWriting(); }
    //! Of the last mend().
    int written() const { return m_progress->written; }
    int toWrite() const { return m_progress->all; }

    State state() const;
    bool isListed() const;
    //! The ARNs in it are empty before the first look.
    const ScheduleTarget &target() const { return m_target; }
    //! All that should be there, the earliest first.
    const QList<OneTimeSchedule> &wanted() const { return m_wanted; }
    const QList<ScheduleDrift> &drift() const { return m_drift; }
    int count(ScheduleDrift::Kind kind) const;

signals:
    void changed();
    void failed(const keyturn::Error &error);
    void done();

private:
    struct Progress {
        int written = 0;
        int all = 0;
        bool isStopped = false;
        std::function<void()> tell = {};
    };
    struct Asked {
        QString chain;
        ScheduleTarget target;
        bool takesFound = false;
        QList<DueItem> items;
        QDateTime now;
        Message message;
    };
    struct Found {
        bool hasGroup = false;
        ScheduleTarget target;
        QList<OneTimeSchedule> wanted;
        QList<ScheduleDrift> drift;
    };

    static Task<Result<Found>> lookAt(SessionPtr session, Asked asked);
    static Task<Result<>> mendEach(Connection *connection, QString group, QList<ScheduleDrift> drift,
                                   std::shared_ptr<Progress> progress);
    void begin(const QString &zone, const QTime &at, bool takesFound);
    void forget();

    Place &m_place;
    const Listing &m_listing;
    KnownDates &m_dates;
    Writes &m_writes;
    const QString m_chain;
    const Message m_message;
    ScheduleTarget m_target;
    QList<OneTimeSchedule> m_wanted;
    QList<ScheduleDrift> m_drift;
    std::shared_ptr<Progress> m_progress = std::make_shared<Progress>();
    bool m_isFound = false;
    bool m_hasGroup = false;
    bool m_takesFound = false; //!< open()
    bool m_isWriting = false;
    TaskScope m_looks;
};

} // namespace keyturn
