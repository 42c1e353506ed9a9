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

    explicit ChainStack(AwsTransport &transport, std::chrono::milliseconds pause = std::chrono::seconds(2)) :
        m_client(transport), m_pause(pause)
    {}

    //! Makes the stack, or changes one of that name. Conflict "stack-failed" with the reason where AWS undid it; one
    //! whose making was undone is removed first, as it can only be.
    Task<Result<Change>> put(ReminderChain chain, Progress progress) const;
    //! NotFound "no-stack" where there is none.
    Task<Result<>> remove(QString name, Progress progress) const;
    //! Nothing where there is none.
    Task<Result<std::optional<StackState>>> state(QString name) const;

private:
    Task<Result<StackState>> watch(QString id, QStringList known, Progress progress) const;
    Task<Result<QStringList>> eventsOf(QString name) const;
    Task<Result<>> untilEnd(QString id, QStringList known, Progress progress, QString goodEnd) const;

    CloudFormationClient m_client;
    const std::chrono::milliseconds m_pause;
};

} // namespace keyturn
