#include "core/stores/sqs_client.h"

#include "core/aws/aws_services.h"
#include "core/base/json_writer.h"
#include "core/stores/answer_reading.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

namespace {

constexpr qint64 longestReceive = 24LL * 1024 * 1024; // ten messages of 1 MiB, and their escapes
constexpr std::chrono::seconds beyondTheWait = 15s;

SecretString queueOnly(const QString &queueUrl)
{
    JsonWriter json;
    json.beginObject().key("QueueUrl").string(queueUrl);
    json.key("AttributeNames").beginArray();
    for (const char *name :
         {"QueueArn", "Policy", "KmsMasterKeyId", "FifoQueue", "RedrivePolicy", "MessageRetentionPeriod"})
        json.string(QString::fromLatin1(name));
    json.endArray().endObject();
    return std::move(json).take();
}

//! The members are texts, numbers too.
QueueAttributes attributesIn(const SecretAnswer &given)
{
    QueueAttributes attributes;
    attributes.arn = given.needText("QueueArn");
    attributes.policy = given.text("Policy");
    attributes.kmsKeyId = given.text("KmsMasterKeyId");
    attributes.isFifo = given.text("FifoQueue") == "true"_L1;
    attributes.retention = std::chrono::seconds(given.text("MessageRetentionPeriod").toLongLong());
    const QJsonObject redrive = QJsonDocument::fromJson(given.text("RedrivePolicy").toUtf8()).object();
    attributes.deadLetterArn = redrive["deadLetterTargetArn"_L1].toString();
    attributes.maxReceives = redrive["maxReceiveCount"_L1].toVariant().toInt();
    return attributes;
}

QueueMessage messageIn(const SecretAnswer &given)
{
    QueueMessage message;
    message.receipt = given.needText("ReceiptHandle");
    message.body = given.needSecret("Body");
    const QByteArray sum = QCryptographicHash::hash(message.body.bytes(), QCryptographicHash::Md5).toHex();
    if (QString::fromLatin1(sum) != given.needText("MD5OfBody"))
        given.setFault(u"a message is not as it was sent: its checksum differs"_s);
    if (given.has("Attributes"))
        message.sentAt =
            QDateTime::fromMSecsSinceEpoch(given.needObject("Attributes").text("SentTimestamp").toLongLong(), Qt::UTC);
    return message;
}

} // namespace

SqsClient::SqsClient(AwsTransport &transport) : m_client(transport, aws_services::sqs)
{}

Task<Result<QString>> SqsClient::urlFrom(QByteArray operation, QString name) const
{
    JsonWriter json;
    json.beginObject().key("QueueName").string(name).endObject();
    SecretString body = std::move(json).take();
    const Result<SecretString> text = co_await m_client.text(operation, std::move(body), Repeat::Safe);
    if (!text)
        co_return text.error();
    const SecretAnswer answer(*text);
    const QString url = answer.needText("QueueUrl");
    if (!answer.fault().isEmpty())
        co_return m_client.badAnswer(operation, answer.fault());
    co_return url;
}

//! For what answers with nothing, or an object with nothing in it.
Task<Result<>> SqsClient::silentCall(QByteArray operation, SecretString body) const
{
    const Result<SecretString> text = co_await m_client.text(operation, std::move(body), Repeat::Safe);
    if (!text)
        co_return text.error();
    if (const QString fault = SecretAnswer(*text).fault(); !text->isEmpty() && !fault.isEmpty())
        co_return m_client.badAnswer(operation, fault);
    co_return Result<>();
}

Task<Result<QString>> SqsClient::createQueue(QString name) const
{
    const QByteArray operation("CreateQueue");
    co_return co_await urlFrom(operation, name);
}

Task<Result<QString>> SqsClient::getQueueUrl(QString name) const
{
    const QByteArray operation("GetQueueUrl");
    co_return co_await urlFrom(operation, name);
}

Task<Result<QueueAttributes>> SqsClient::getQueueAttributes(QString queueUrl) const
{
    const QByteArray operation("GetQueueAttributes");
    SecretString body = queueOnly(queueUrl);
    const Result<SecretString> text = co_await m_client.text(operation, std::move(body), Repeat::Safe);
    if (!text)
        co_return text.error();
    const SecretAnswer answer(*text);
    const QueueAttributes attributes = attributesIn(answer.needObject("Attributes"));
    if (!answer.fault().isEmpty())
        co_return m_client.badAnswer(operation, answer.fault());
    co_return attributes;
}

Task<Result<>> SqsClient::setQueueAttributes(QString queueUrl, QMap<QString, QString> attributes) const
{
    JsonWriter json;
    json.beginObject().key("QueueUrl").string(queueUrl).key("Attributes").beginObject();
    for (auto each = attributes.cbegin(); each != attributes.cend(); ++each)
        json.key(each.key().toUtf8()).string(each.value());
    json.endObject().endObject();
    const QByteArray operation("SetQueueAttributes");
    SecretString body = std::move(json).take();
    co_return co_await silentCall(operation, std::move(body));
}

Task<Result<QList<QueueMessage>>> SqsClient::receiveMessage(QString queueUrl, std::chrono::seconds visibility,
                                                            std::chrono::seconds wait) const
{
    JsonWriter json;
    json.beginObject().key("QueueUrl").string(queueUrl).key("MaxNumberOfMessages").number(10);
    json.key("VisibilityTimeout").number(visibility.count()).key("WaitTimeSeconds").number(wait.count());
    json.key("AttributeNames").beginArray().string(u"SentTimestamp"_s).endArray().endObject();
    const QByteArray operation("ReceiveMessage");
    SecretString body = std::move(json).take();
    const AwsTransport::Bounds bounds{wait + beyondTheWait, longestReceive};
    // A repetition finds what the lost answer held when it can be seen again.
    const Result<SecretString> text = co_await m_client.text(operation, std::move(body), Repeat::Safe, bounds);
    if (!text)
        co_return text.error();
    QList<QueueMessage> messages;
    if (text->isEmpty())
        co_return messages;
    const SecretAnswer answer(*text);
    for (const SecretAnswer &each : answer.objects("Messages"))
        messages.append(messageIn(each));
    if (!answer.fault().isEmpty())
        co_return m_client.badAnswer(operation, answer.fault());
    co_return messages;
}

Task<Result<>> SqsClient::deleteMessage(QString queueUrl, QString receipt) const
{
    JsonWriter json;
    json.beginObject().key("QueueUrl").string(queueUrl).key("ReceiptHandle").string(receipt).endObject();
    const QByteArray operation("DeleteMessage");
    SecretString body = std::move(json).take();
    co_return co_await silentCall(operation, std::move(body));
}

Task<Result<>> SqsClient::changeMessageVisibility(QString queueUrl, QString receipt,
                                                  std::chrono::seconds visibility) const
{
    JsonWriter json;
    json.beginObject().key("QueueUrl").string(queueUrl).key("ReceiptHandle").string(receipt);
    json.key("VisibilityTimeout").number(visibility.count()).endObject();
    const QByteArray operation("ChangeMessageVisibility");
    SecretString body = std::move(json).take();
    co_return co_await silentCall(operation, std::move(body));
}

} // namespace keyturn
