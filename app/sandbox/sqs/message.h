#pragma once
#include "app/sandbox/sqs/sqs.h"
#include "app/sandbox/wire/json_text.h"

namespace keyturn::sandbox::queues {

struct Message {
    QString key;
    QJsonObject document; //!< id, body, sentAt, visibleAt, firstAt, receives

    QDateTime visibleAt() const { return timeFromJson(document[u"visibleAt"]); }
    int receives() const { return document[u"receives"].toInt(); }
};

//! Those that are not too old, in the order they were sent.
QList<Message> messagesOf(const Store &store, const Queue &queue, const QDateTime &now);
//! Where a queue keeps its next message.
QString nextKey(const Store &store, const QString &arn);
QString md5Of(const QString &text);
//! The id of the message.
Result<QString> put(Store &store, const QString &arn, const QString &body, const QDateTime &now,
                    const QDateTime &visibleAt);

} // namespace keyturn::sandbox::queues
