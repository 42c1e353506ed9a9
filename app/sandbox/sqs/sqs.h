#pragma once
#include "app/sandbox/http/http_message.h"
#include "app/sandbox/iam/resource_policy.h"
#include "app/sandbox/service/service.h"

namespace keyturn::sandbox {

//! Amazon SQS (API reference 2012-11-05): queues and what lies in them. Spoken as AWS JSON 1.0 and as Query.
Service sqs();

namespace queues {

extern const QString queueKind;   //!< documents by ARN
extern const QString messageKind; //!< documents by the queue's ARN, a slash and a number

//! "/123456789012/name", where some SDKs post to instead of "/".
bool isQueuePath(const QByteArray &path);
//! The URL of the queue at such a path of \p request.
QString urlOf(const Request &request);

//! Somebody outside of the account sends: a message of \p body lies in the queue from \p visibleAt on where the queue's
//! policy, and the policy of its key, let them. AccessDenied or QueueDoesNotExist where not.
Result<> sendAs(Store &store, const QString &arn, const iam::Principal &who, const QString &body, const QDateTime &now,
                const QDateTime &visibleAt);

//! The operations.
Answer createQueue(Call &call);
Answer deleteQueue(Call &call);
Answer getQueueUrl(Call &call);
Answer listQueues(Call &call);
Answer getQueueAttributes(Call &call);
Answer setQueueAttributes(Call &call);
Answer purgeQueue(Call &call);
Answer sendMessage(Call &call);
Answer receiveMessage(Call &call);
Answer deleteMessage(Call &call);
Answer changeMessageVisibility(Call &call);

struct Queue {
    QString arn;
    QJsonObject document; //!< attributes, tags, createdAt, changedAt, purgedAt

    QString attribute(const QString &name) const; //!< as it was set, else its default
    int number(const QString &name) const { return attribute(name).toInt(); }
    qint64 retentionMs() const { return qint64(number(QStringLiteral("MessageRetentionPeriod"))) * 1000; }
};

//! That of the call's QueueUrl; MissingParameter, InvalidAddress or QueueDoesNotExist.
Result<Queue> queueOf(const Call &call);
//! MissingParameter for the first of \p names that the call does not have.
Result<> needs(const Call &call, const QStringList &names);
//! \p before with the call's Attributes laid over it; InvalidAttributeName or InvalidAttributeValue.
Result<QJsonObject> withAttributes(const Call &call, const QString &queueName, QJsonObject before);
Error badAttribute(const QString &name);
Error invalidValue(const Call &call, const QString &parameter, const QString &reason);
//! Messages that nobody has taken in time are gone, and so is the memory of deleted queues.
void timePassed(Store &store, const QDateTime &now);
//! How many messages there are: those that can be received, in flight, or not yet to be seen.
struct Count {
    int visible = 0;
    int inFlight = 0;
    int delayed = 0;
};
Count countOf(const Store &store, const Queue &queue, const QDateTime &now);
Result<> removeMessages(Store &store, const QString &arn);

} // namespace queues
} // namespace keyturn::sandbox
