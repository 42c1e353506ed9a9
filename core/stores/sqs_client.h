#pragma once
#include "core/aws/json_client.h"

#include <QDateTime>
#include <QList>
#include <QMap>

#include <chrono>

namespace keyturn {

//! What Keyturn asks about a queue.
struct QueueAttributes {
    QString arn;
    QString policy;   //!< JSON text; empty: only the account itself is let in
    QString kmsKeyId; //!< empty: no key of KMS
    bool isFifo = false;
    QString deadLetterArn; //!< empty: nothing is ever put aside
    int maxReceives = 0;   //!< before a message is put aside
    std::chrono::seconds retention{0};
};

struct QueueMessage {
    QString receipt;   //!< of this receive
    SecretString body; //!< as it was sent: its checksum fits
    QDateTime sentAt;  //!< UTC
};

//! The SQS verbs for a queue that carries secrets (API reference 2012-11-05). Nothing of a message is ever logged.
class SqsClient {
public:
    explicit SqsClient(AwsTransport &transport);

    //! The queue's URL; one that exists is no error.
    Task<Result<QString>> createQueue(QString name) const;
    Task<Result<QString>> getQueueUrl(QString name) const;
    Task<Result<QueueAttributes>> getQueueAttributes(QString queueUrl) const;
    Task<Result<>> setQueueAttributes(QString queueUrl, QMap<QString, QString> attributes) const;
    //! At most ten, hidden from others for \p visibility. Waits up to \p wait (20 s at most) for the first.
    Task<Result<QList<QueueMessage>>> receiveMessage(QString queueUrl, std::chrono::seconds visibility,
                                                     std::chrono::seconds wait) const;
    //! By the receipt of its last receive; an older one may do nothing.
    Task<Result<>> deleteMessage(QString queueUrl, QString receipt) const;
    //! Zero gives it back at once.
    Task<Result<>> changeMessageVisibility(QString queueUrl, QString receipt, std::chrono::seconds visibility) const;

private:
    Task<Result<QString>> urlFrom(QByteArray operation, QString name) const;
    Task<Result<>> silentCall(QByteArray operation, SecretString body) const;

    JsonClient m_client;
};

} // namespace keyturn
