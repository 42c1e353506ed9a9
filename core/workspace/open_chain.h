#pragma once
#include "core/reminders/chain_check.h"
#include "core/reminders/chain_stack.h"
#include "core/workspace/listing.h"
#include "core/workspace/writes.h"

namespace keyturn {

//! The reminder chain of a place as somebody looks at it: what there is in AWS, what keeps a mail from arriving, and
//! what AWS does while it makes the stack. Reading and waiting end with it; what is written runs to its end.
class OpenChain : public QObject {
    Q_OBJECT

public:
    enum class State {
        NotKnown,
        Absent,
        Working, //!< AWS makes, changes or deletes the stack
        Works,   //!< a mail would arrive
        Broken,  //!< it would not
    };
    enum class Outcome { Made, Changed, Unchanged, Deleted, Repaired, AskedAgain, Sent };

    //! All of it must outlive this.
    OpenChain(Place &place, const Listing &listing, Writes &writes, QObject *parent = nullptr);
    ~OpenChain() override;

    //! Looks at AWS: would the events of the parameters in the list reach the people of \p wanted? A stack that AWS
    //! works on is waited for first. changed() follows, and failed() where nothing could be asked.
    void look(const ReminderChain &wanted);
    //! The same for the chain that is there under a name: what it is becomes what is wanted.
    void open(const QString &name);
    void lookAgain();
    //! What was looked for last.
    const ReminderChain &wanted() const { return m_wanted; }
    bool isLooking() const { return m_looks.count() > 0; }

    //! Each is refused (false) where writing is locked and while something else runs; done() or failed() follows, and
    //! what AWS has then is looked at.
    bool put(const ReminderChain &chain);
    bool remove();
    bool repair(const ChainFinding &finding);
    bool sendTest(const QString &subject, const QString &message);
    bool isWriting() const { return m_isWriting; }

    //! While AWS works on the stack. stopWaiting() ends none of that.
    bool isWaiting() const { return m_waits.count() > 0; }
    void stopWaiting();
    bool isBusy() const { return isLooking() || isWriting() || isWaiting(); }

    State state() const;
    //! What was found, empty before the first look.
    const ChainState &found() const { return m_found.chain; }
    //! Of the chain that is wanted.
    bool isFound() const { return m_isFound; }
    const std::optional<StackState> &stack() const { return m_found.stack; }
    const ChainPlace &place() const { return m_found.place; }
    //! The parameters that were looked at.
    const QStringList &names() const { return m_found.names; }
    bool canRepair(const ChainFinding &finding) const;
    //! What AWS did to the stack since it was last asked for something, oldest first.
    const QList<StackEvent> &events() const { return m_events; }

signals:
    void changed();
    void failed(const keyturn::Error &error);
    void done(keyturn::OpenChain::Outcome outcome);

private:
    struct Found {
        ChainPlace place;
        QStringList names;
        std::optional<StackState> stack;
        ChainState chain;
    };

    static Task<Result<Found>> lookAt(SessionPtr session, ReminderChain wanted, QStringList names);
    bool write(const Writes::Write &write, const std::function<void()> &then);
    void wait(const ChainStack::Begun &begun, std::optional<Outcome> outcome);
    ChainStack::Progress progress();

    Place &m_place;
    const Listing &m_listing;
    Writes &m_writes;
    ReminderChain m_wanted;
    Found m_found;
    bool m_isFound = false;
    bool m_takesFound = false; //!< open()
    bool m_isWriting = false;
    QList<StackEvent> m_events;
    TaskScope m_looks;
    TaskScope m_waits;
};

} // namespace keyturn
