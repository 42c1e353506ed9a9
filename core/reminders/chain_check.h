#pragma once
#include "core/aws/aws_transport.h"
#include "core/entry/entry.h"
#include "core/reminders/reminder_chain.h"
#include "core/reminders/sns_client.h"

namespace keyturn {

//! What keeps a mail from arriving, or may.
enum class ChainFault {
    RuleMissing,
    RuleDisabled,
    PatternMisses,   //!< the rule does not let the event of a parameter through; subject: its name
    PatternDisputed, //!< TestEventPattern says otherwise than this program; subject: a name
    TargetMissing,   //!< the rule has no target that is the topic
    TargetRaw,       //!< the topic gets the event as JSON, which nobody wants to read
    TopicMissing,
    PolicyDenies,     //!< the topic's policy does not let EventBridge publish
    NobodySubscribed, //!< subject: who is wanted and was not found; empty: there is no subscription at all
    Unconfirmed,      //!< subject: the address
    KeyDenies,        //!< the policy of the topic's key does not let EventBridge use it; subject: the key
    KeyIsManaged,     //!< alias/aws/sns: nobody can let EventBridge use it
    SmsSandbox,       //!< subject: a number that is not verified
    NotKnown,         //!< it could not be asked; see error
};

//! Whether the mail does not come, or comes in a way that somebody should look at.
enum class ChainWeight { Broken, Partly, Doubtful };

struct ChainFinding {
    ChainFault fault = ChainFault::NotKnown;
    QString subject;
    Error error = {}; //!< NotKnown only
};

//! "rule-missing" ...: what programs read; never changes again.
QString chainFaultWord(ChainFault fault);
//! Broken: nobody gets a mail (for PatternMisses: not of that parameter). Partly: somebody does not. Doubtful: it may.
ChainWeight weightOf(ChainFault fault);

//! The chain as it is in AWS.
struct ChainState {
    ReminderChain wanted;
    QString topicArn;
    std::optional<EventRule> rule;
    QList<EventTarget> targets;
    std::optional<QMap<QString, QString>> topic; //!< its attributes
    QList<TopicSubscription> subscriptions;
    QList<ChainFinding> findings;

    //! Nothing that was found keeps a mail from everybody.
    bool wouldArrive() const;
    //! Nothing keeps it from anybody who is wanted, and all of that is known.
    bool reachesAll() const;
};

//! The parameters whose policies announce something, by name: what a chain has to let through.
QStringList announcedNames(const QList<Entry> &entries);

//! The reminder-path test: would the event of each of \p names reach somebody? Reads only. Looks for everything under
//! the name of the chain, whoever made it; emails and phones of \p wanted have to be among the subscribers.
Task<ChainState> checkChain(AwsTransport &transport, ReminderChain wanted, ChainPlace place, QStringList names);

} // namespace keyturn
