#pragma once
#include "core/aws/query_client.h"

#include <QMap>
#include <QStringList>

namespace keyturn {

struct TopicSubscription {
    QString arn; //!< empty: nobody has confirmed it yet
    QString protocol;
    QString endpoint;

    bool isConfirmed() const { return !arn.isEmpty(); }
    friend bool operator==(const TopicSubscription &, const TopicSubscription &) = default;
};

//! The SNS verbs that reminders need (API reference 2010-03-31).
class SnsClient {
public:
    explicit SnsClient(AwsTransport &transport);

    //! The topic's ARN; one that exists is no error.
    Task<Result<QString>> createTopic(QString name) const;
    Task<Result<QMap<QString, QString>>> getTopicAttributes(QString topicArn) const;
    //! Replaces the whole attribute: read, change, write.
    Task<Result<>> setTopicAttribute(QString topicArn, QString name, QString value) const;
    //! Asks once more for a confirmation where nobody has confirmed yet.
    Task<Result<>> subscribe(QString topicArn, QString protocol, QString endpoint) const;
    Task<Result<QList<TopicSubscription>>> listSubscriptionsByTopic(QString topicArn) const;
    //! The id of the message: SNS has accepted it, and tells nobody here what becomes of it.
    Task<Result<QString>> publish(QString topicArn, QString subject, QString message) const;
    //! New accounts send text messages to verified numbers only.
    Task<Result<bool>> isInSmsSandbox() const;
    Task<Result<QStringList>> listVerifiedNumbers() const;

private:
    QueryClient m_client;
};

} // namespace keyturn
