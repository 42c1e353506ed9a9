#pragma once
#include "app/sandbox/iam/resource_policy.h"
#include "app/sandbox/protocol/control_table.h"
#include "app/sandbox/service/service.h"

namespace keyturn::sandbox {

//! Amazon SNS (API reference 2010-03-31): topics, subscriptions, and what is published to them.
Service sns();

//! GET {"sandbox": true, "verified": [NUMBER...]}; POST changes either: whether new accounts' limits for text messages
//! apply, and to which numbers they let messages out.
ControlCall smsCall(Store &store);

namespace topics {

extern const QString topicKind;        //!< documents by ARN
extern const QString subscriptionKind; //!< documents by ARN
extern const QString messageKind;      //!< numbered, see outbox

//! An AWS service publishes: its message goes out where the topic's policy, and the policy of its key, let it.
//! AuthorizationError, KMSAccessDenied or NotFound where not.
Result<> publishAs(Store &store, const Scope &scope, const QString &topicArn, const iam::Principal &who,
                   const iam::Keys &keys, const QString &message, const QDateTime &now);

//! The operations.
Answer createTopic(Call &call);
Answer deleteTopic(Call &call);
Answer getTopicAttributes(Call &call);
Answer setTopicAttributes(Call &call);
Answer listTopics(Call &call);
Answer subscribe(Call &call);
Answer confirmSubscription(Call &call);
Answer unsubscribe(Call &call);
Answer listSubscriptionsByTopic(Call &call);
Answer publish(Call &call);
Answer getSmsSandboxAccountStatus(Call &call);
Answer listSmsSandboxPhoneNumbers(Call &call);

//! The topic's document; NotFound.
Result<QJsonObject> topicOf(const Store &store, const QString &arn);
Error invalidParameter(const QString &what);
//! Hands \p message to every subscriber who has confirmed.
Result<> deliver(Store &store, const QString &topicArn, const QString &subject, const QString &message,
                 const QDateTime &now);
//! Subscriptions that nobody has confirmed for three days are gone.
void timePassed(Store &store, const QDateTime &now);

} // namespace topics
} // namespace keyturn::sandbox
