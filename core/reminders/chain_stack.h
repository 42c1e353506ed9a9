#pragma once
#include "core/reminders/cloud_formation_client.h"
#include "core/reminders/reminder_chain.h"

#include <chrono>
#include <functional>

namespace keyturn {

//! Makes, changes and removes the stack of a chain, and waits for the end.
class ChainStack {
public:
    //! Told every event of the stack once, oldest first.
    using Progress = std::function<void(const StackEvent &)>;
    enum class Change { Made, Changed, Nothing };
    //! What AWS has been asked for and works on.
    struct Begun {
        Change change = Change::Nothing; //!< Nothing: there is nothing to wait for
        QString id;                      //!< of the stack
        QString goodEnd = {};            //!< its status then; empty: any that is good
        QStringList known = {};          //!< events of before, not told
    };

    explicit ChainStack(AwsTransport &transport, std::chrono::milliseconds pause = std::chrono::seconds(2)) :
        m_client(transport), m_pause(pause)
    {}

    //! Makes the stack, or changes one of that name. Conflict "stack-failed" with the reason where AWS undid it; one
    //! whose making was undone is removed first, as it can only be.
    Task<Result<Change>> put(ReminderChain chain, Progress progress) const;
    //! NotFound "no-stack" where there is none.
    Task<Result<>> remove(QString name, Progress progress) const;
    //! The first half of put() and of remove(): what is to be written. Only a stack that has to go first is waited for.
    Task<Result<Begun>> begin(ReminderChain chain, Progress progress) const;
    Task<Result<Begun>> beginRemoval(QString name) const;
    //! The other half: only looks, so it may be given up at any time.
    Task<Result<>> wait(Begun begun, Progress progress) const;
    //! Nothing where there is none.
    Task<Result<std::optional<StackState>>> state(QString name) const;

private:
    Task<Result<StackState>> watch(QString id, QStringList known, Progress progress) const;
    Task<Result<QStringList>> eventsOf(QString name) const;

    CloudFormationClient m_client;
    const std::chrono::milliseconds m_pause;
};

} // namespace keyturn
