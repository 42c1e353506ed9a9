#pragma once
#include "core/aws/sts_client.h"
#include "core/reminders/event_bridge_client.h"

#include <QJsonObject>
#include <QStringList>

namespace keyturn {

//! Where a chain lives: topic and rule have to be in one region.
struct ChainPlace {
    QString partition = QStringLiteral("aws");
    QString region;
    QString account; //!< 12 digits

    QString arn(const QString &service, const QString &resource) const;
    //! Where somebody is who asks in \p region.
    static ChainPlace of(const CallerIdentity &caller, const QString &region);
};

//! A chain of reminders in AWS as it is wanted: what parameter policies announce goes from EventBridge to a topic of
//! SNS and from there by mail and text message to people, whether a desktop runs or not.
struct ReminderChain {
    QString name = QStringLiteral("keyturn-reminders"); //!< of the stack, topic, rule, and group of schedules
    QStringList prefixes; //!< of the names of parameters; empty: all parameters of the region
    QStringList emails;
    QStringList phones;     //!< E.164
    QString kmsKey;         //!< ARN of a customer key that encrypts the topic; empty: none
    bool schedules = false; //!< with a role and a group for entries of EventBridge Scheduler

    //! What is wrong with it, as a word: "name", "prefix", "email", "phone", "nobody" (neither mail nor number), "key";
    //! empty: nothing.
    QString fault() const;

    QString topicArn(const ChainPlace &place) const;
    QString ruleArn(const ChainPlace &place) const;
    QString roleName(const ChainPlace &place) const; //!< of the schedules; roles belong to no region
    QString roleArn(const ChainPlace &place) const;

    //! What the rule lets through: a prefix, since * is a character like others in a pattern.
    QJsonObject pattern() const;
    //! The rule's target: the topic, with a message for people.
    EventTarget target(const QString &topicArn) const;
    //! Lets EventBridge publish, besides the account's own.
    QJsonObject topicPolicy(const QJsonValue &topicArn, const QJsonValue &account) const;
    QJsonObject roleTrust() const;
    QJsonObject rolePolicy(const QJsonValue &topicArn) const;

    friend bool operator==(const ReminderChain &, const ReminderChain &) = default;
};

//! Sid of the statement that lets EventBridge publish to the topic, and use its key.
inline constexpr auto eventsGrantSid = "KeyturnReminders";
inline constexpr auto eventsPrincipal = "events.amazonaws.com";

} // namespace keyturn
