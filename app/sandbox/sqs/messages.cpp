#include "app/sandbox/service/kms.h"
#include "app/sandbox/sqs/message.h"
#include "app/sandbox/wire/json_text.h"

#include <algorithm>

namespace keyturn::sandbox::queues {

using namespace Qt::StringLiterals;

namespace {

constexpr int longestVisibility = 43'200; // seconds

//! Of one receive: it tells the message, and which of its receives it was.
QString handleOf(const Message &message)
{
    const QString plain = u"%1 %2"_s.arg(message.key).arg(message.receives());
    return QString::fromLatin1(plain.toUtf8().toBase64());
}

struct Receipt {
    Message message; //!< without a document: it is deleted
    bool isLast = false;
};

Result<Receipt> receiptOf(const Call &call, const Queue &queue)
{
    const Error invalid = refusal(u"ReceiptHandleIsInvalid"_s, u"The input receipt handle \"%1\" is not a valid "
                                                               u"receipt handle."_s.arg(call.text(u"ReceiptHandle")));
    const auto plain =
        QByteArray::fromBase64Encoding(call.text(u"ReceiptHandle").toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    const QString text = plain ? QString::fromUtf8(*plain) : QString();
    const QString key = text.section(u' ', 0, 0);
    if (!key.startsWith(queue.arn + u'/') || text.count(u' ') != 1)
        return invalid;
    const auto &all = call.store.documents(messageKind);
    const auto it = all.find(key);
    if (it == all.end())
        return Receipt{{key, {}}, false};
    const Message message{key, it->second};
    return Receipt{message, text.section(u' ', 1).toInt() == message.receives()};
}

QJsonObject shownMessage(const Message &message, const QStringList &asked)
{
    const QJsonObject &document = message.document;
    const QString body = document[u"body"].toString();
    const auto time = [&document](const QString &member) {
        return QString::number(timeFromJson(document[member]).toMSecsSinceEpoch());
    };
    const QJsonObject all{{u"SentTimestamp"_s, time(u"sentAt"_s)},
                          {u"ApproximateFirstReceiveTimestamp"_s, time(u"firstAt"_s)},
                          {u"ApproximateReceiveCount"_s, QString::number(message.receives())},
                          {u"SenderId"_s, u"AIDAKEYTURNSANDBOX000"_s}};
    QJsonObject attributes;
    for (const QString &name : asked) {
        if (name == u"All")
            attributes = all;
        else
            addUnlessEmpty(attributes, name, all[name]);
    }
    QJsonObject shown{{u"MessageId"_s, document[u"id"]},
                      {u"ReceiptHandle"_s, handleOf(message)},
                      {u"MD5OfBody"_s, md5Of(body)},
                      {u"Body"_s, body}};
    addUnlessEmpty(shown, u"Attributes"_s, attributes);
    return shown;
}

//! One more receive. Beyond the number of the redrive policy the message goes into the dead-letter queue instead:
//! nothing is given.
Result<bool> take(Store &store, const Queue &queue, Message &message, int visibility, const QDateTime &now)
{
    const QJsonObject redrive = jsonDocument(queue.attribute(u"RedrivePolicy"_s).toUtf8()).object();
    const int most = redrive[u"maxReceiveCount"].toVariant().toInt();
    if (most > 0 && message.receives() >= most) {
        const QString target = redrive[u"deadLetterTargetArn"].toString();
        QJsonObject moved = message.document;
        moved.insert(u"visibleAt"_s, jsonTime(now));
        auto saved = store.saveDocument(messageKind, nextKey(store, target), moved);
        if (saved)
            saved = store.removeDocument(messageKind, message.key);
        return saved ? Result<bool>(false) : Result<bool>(std::move(saved).error());
    }
    message.document.insert(u"receives"_s, message.receives() + 1);
    message.document.insert(u"visibleAt"_s, jsonTime(now.addSecs(visibility)));
    if (!message.document.contains(u"firstAt"))
        message.document.insert(u"firstAt"_s, jsonTime(now));
    auto saved = store.saveDocument(messageKind, message.key, message.document);
    return saved ? Result<bool>(true) : Result<bool>(std::move(saved).error());
}

//! A number of the call within its range; the queue's own where the call has none.
Result<int> within(const Call &call, const QString &name, int usual, int least, int most)
{
    const int number = call.number(name, usual);
    if (number < least || number > most)
        return invalidValue(call, name, u"Must be >= %1 and <= %2, if provided."_s.arg(least).arg(most));
    return number;
}

Result<> permitKey(const Call &call, const Queue &queue, const QString &action)
{
    const QString key = queue.attribute(u"KmsMasterKeyId"_s);
    if (key.isEmpty())
        return {};
    auto permitted = permitKms(call, action, key);
    return permitted ? Result<>() : Result<>(refusal(u"KmsAccessDenied"_s, permitted.error().detail));
}

} // namespace

Answer sendMessage(Call &call)
{
    const Result<Queue> queue = queueOf(call);
    if (!queue)
        return queue.error();
    if (auto given = needs(call, {u"MessageBody"_s}); !given)
        return std::move(given).error();
    const QString body = call.text(u"MessageBody");
    if (body.toUtf8().size() > queue->number(u"MaximumMessageSize"_s))
        return refusal(u"InvalidParameterValue"_s,
                       u"One or more parameters are invalid. Reason: Message must be shorter than %1 bytes."_s.arg(
                           queue->number(u"MaximumMessageSize"_s)));
    const bool isLegible = std::all_of(body.begin(), body.end(), [](QChar c) {
        return c >= u' ' ? c != QChar(0xFFFE) && c != QChar(0xFFFF) : c == u'\t' || c == u'\n' || c == u'\r';
    });
    if (!isLegible)
        return refusal(u"InvalidMessageContents"_s, u"Invalid characters found. Valid unicode characters are #x9 | #xA "
                                                    u"| #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to "
                                                    u"#x10FFFF"_s);
    if (queue->attribute(u"FifoQueue"_s) == u"true" && !call.has(u"MessageGroupId"))
        return refusal(u"MissingParameter"_s, u"The request must contain the parameter MessageGroupId."_s);
    const Result<int> delay = within(call, u"DelaySeconds"_s, queue->number(u"DelaySeconds"_s), 0, 900);
    if (!delay)
        return delay.error();
    if (auto permitted = permitKey(call, *queue, u"kms:GenerateDataKey"_s); !permitted)
        return std::move(permitted).error();
    const auto id = put(call.store, queue->arn, body, call.now, call.now.addSecs(*delay));
    if (!id)
        return id.error();
    return QJsonObject{{u"MessageId"_s, *id}, {u"MD5OfMessageBody"_s, md5Of(body)}};
}

Answer receiveMessage(Call &call)
{
    const Result<Queue> queue = queueOf(call);
    if (!queue)
        return queue.error();
    const Result<int> most = within(call, u"MaxNumberOfMessages"_s, 1, 1, 10);
    const Result<int> visibility =
        within(call, u"VisibilityTimeout"_s, queue->number(u"VisibilityTimeout"_s), 0, longestVisibility);
    const Result<int> wait =
        within(call, u"WaitTimeSeconds"_s, queue->number(u"ReceiveMessageWaitTimeSeconds"_s), 0, 20);
    for (const Result<int> *number : {&most, &visibility, &wait}) {
        if (!*number)
            return number->error();
    }
    if (auto permitted = permitKey(call, *queue, u"kms:Decrypt"_s); !permitted)
        return std::move(permitted).error();
    const QStringList asked = call.strings(u"AttributeNames") + call.strings(u"MessageSystemAttributeNames");
    QJsonArray taken;
    auto done = call.store.transaction([&]() -> Result<> {
        for (Message message : messagesOf(call.store, *queue, call.now)) {
            if (taken.size() == *most || message.visibleAt() > call.now)
                continue;
            const Result<bool> isGiven = take(call.store, *queue, message, *visibility, call.now);
            if (!isGiven)
                return isGiven.error();
            if (*isGiven)
                taken.append(shownMessage(message, asked));
        }
        return {};
    });
    if (!done)
        return std::move(done).error();
    QJsonObject answer;
    addUnlessEmpty(answer, u"Messages"_s, taken);
    call.waitSeconds = taken.isEmpty() ? *wait : 0;
    return answer;
}

Answer deleteMessage(Call &call)
{
    const Result<Queue> queue = queueOf(call);
    if (!queue)
        return queue.error();
    if (auto given = needs(call, {u"ReceiptHandle"_s}); !given)
        return std::move(given).error();
    const Result<Receipt> receipt = receiptOf(call, *queue);
    if (!receipt)
        return receipt.error();
    if (!receipt->isLast)
        return QJsonObject(); // accepted, and of no effect
    auto removed = call.store.removeDocument(messageKind, receipt->message.key);
    return removed ? Answer(QJsonObject()) : Answer(std::move(removed).error());
}

Answer changeMessageVisibility(Call &call)
{
    const Result<Queue> queue = queueOf(call);
    if (!queue)
        return queue.error();
    if (auto given = needs(call, {u"ReceiptHandle"_s, u"VisibilityTimeout"_s}); !given)
        return std::move(given).error();
    const Result<int> seconds = within(call, u"VisibilityTimeout"_s, 0, 0, longestVisibility);
    if (!seconds)
        return seconds.error();
    Result<Receipt> receipt = receiptOf(call, *queue);
    if (!receipt)
        return receipt.error();
    if (!receipt->isLast || receipt->message.visibleAt() <= call.now)
        return refusal(u"MessageNotInflight"_s, u"The message referred to isn't in flight."_s);
    QJsonObject changed = receipt->message.document;
    changed.insert(u"visibleAt"_s, jsonTime(call.now.addSecs(*seconds)));
    auto saved = call.store.saveDocument(messageKind, receipt->message.key, changed);
    return saved ? Answer(QJsonObject()) : Answer(std::move(saved).error());
}

} // namespace keyturn::sandbox::queues
