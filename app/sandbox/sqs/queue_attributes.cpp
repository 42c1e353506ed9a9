#include "app/sandbox/service/kms.h"
#include "app/sandbox/sqs/sqs.h"
#include "app/sandbox/wire/json_text.h"

namespace keyturn::sandbox::queues {

using namespace Qt::StringLiterals;

namespace {

struct AttributeRule {
    QString usual; //!< empty: it is not among the attributes until it is set
    int least = 0;
    int most = -1; //!< -1: no number
};

const QHash<QString, AttributeRule> &rules()
{
    static const QHash<QString, AttributeRule> all{
        {u"VisibilityTimeout"_s, {u"30"_s, 0, 43'200}},
        {u"MessageRetentionPeriod"_s, {u"345600"_s, 60, 1'209'600}},
        {u"MaximumMessageSize"_s, {u"1048576"_s, 1024, 1'048'576}},
        {u"DelaySeconds"_s, {u"0"_s, 0, 900}},
        {u"ReceiveMessageWaitTimeSeconds"_s, {u"0"_s, 0, 20}},
        {u"SqsManagedSseEnabled"_s, {u"true"_s}},
        {u"KmsMasterKeyId"_s, {}},
        {u"KmsDataKeyReusePeriodSeconds"_s, {{}, 60, 86'400}},
        {u"FifoQueue"_s, {}},
        {u"Policy"_s, {}},
        {u"RedrivePolicy"_s, {}},
    };
    return all;
}

Result<> checkRedrive(const Call &call, const QString &value)
{
    const QJsonObject redrive = jsonDocument(value.toUtf8()).object();
    const int most = redrive[u"maxReceiveCount"].toVariant().toInt();
    if (most < 1 || most > 1000)
        return badAttribute(u"RedrivePolicy"_s);
    return call.store.documents(queueKind).contains(redrive[u"deadLetterTargetArn"].toString())
               ? Result<>()
               : Result<>(badAttribute(u"RedrivePolicy"_s));
}

Result<> checkAttribute(const Call &call, const QString &queueName, const QString &name, const QString &value)
{
    const auto rule = rules().constFind(name);
    if (rule == rules().constEnd())
        return refusal(u"InvalidAttributeName"_s, u"Unknown Attribute %1."_s.arg(name));
    const bool canBeCleared = name == u"Policy" || name == u"RedrivePolicy" || name == u"KmsMasterKeyId";
    if (value.isEmpty() && canBeCleared)
        return {};
    bool isNumber = false;
    const int number = value.toInt(&isNumber);
    if (rule->most >= 0 && (!isNumber || number < rule->least || number > rule->most))
        return badAttribute(name);
    if (name == u"SqsManagedSseEnabled" && value != u"true" && value != u"false")
        return badAttribute(name);
    if (name == u"FifoQueue" && (value != u"true" || !queueName.endsWith(u".fifo"_s)))
        return badAttribute(name);
    if (name == u"KmsMasterKeyId" && !kms_keys::canEncrypt(call.scope(), value))
        return badAttribute(name);
    if (name == u"RedrivePolicy")
        return checkRedrive(call, value);
    if (name != u"Policy")
        return {};
    return iam::judgeResourcePolicy(value, {{}, call.caller.account, call.caller.arn}, {})
               ? Result<>()
               : Result<>(badAttribute(name));
}

QJsonObject shownAttributes(const Call &call, const Queue &queue)
{
    QJsonObject all;
    for (auto rule = rules().begin(); rule != rules().end(); ++rule)
        addUnlessEmpty(all, rule.key(), queue.attribute(rule.key()));
    const Count count = countOf(call.store, queue, call.now);
    const auto seconds = [&queue](const QString &member) {
        return QString::number(timeFromJson(queue.document[member]).toSecsSinceEpoch());
    };
    all.insert(u"QueueArn"_s, queue.arn);
    all.insert(u"ApproximateNumberOfMessages"_s, QString::number(count.visible));
    all.insert(u"ApproximateNumberOfMessagesNotVisible"_s, QString::number(count.inFlight));
    all.insert(u"ApproximateNumberOfMessagesDelayed"_s, QString::number(count.delayed));
    all.insert(u"CreatedTimestamp"_s, seconds(u"createdAt"_s));
    all.insert(u"LastModifiedTimestamp"_s, seconds(u"changedAt"_s));
    return all;
}

} // namespace

Error badAttribute(const QString &name)
{
    return refusal(u"InvalidAttributeValue"_s, u"Invalid value for the parameter %1."_s.arg(name));
}

QString Queue::attribute(const QString &name) const
{
    return document[u"attributes"][name].toString(rules().value(name).usual);
}

Result<QJsonObject> withAttributes(const Call &call, const QString &queueName, QJsonObject before)
{
    const QJsonObject given = call.input[u"Attributes"].toObject();
    for (auto it = given.begin(); it != given.end(); ++it) {
        const QString value = it.value().toString();
        if (auto checked = checkAttribute(call, queueName, it.key(), value); !checked)
            return std::move(checked).error();
        if (value.isEmpty())
            before.remove(it.key());
        else
            before.insert(it.key(), value);
        if (it.key() == u"KmsMasterKeyId" && !value.isEmpty())
            before.insert(u"SqsManagedSseEnabled"_s, u"false"_s);
    }
    return before;
}

Answer getQueueAttributes(Call &call)
{
    const Result<Queue> queue = queueOf(call);
    if (!queue)
        return queue.error();
    const QJsonObject all = shownAttributes(call, *queue);
    QJsonObject asked;
    for (const QString &name : call.strings(u"AttributeNames")) {
        if (name == u"All") {
            asked = all;
            break;
        }
        if (!all.contains(name) && !rules().contains(name))
            return refusal(u"InvalidAttributeName"_s, u"Unknown Attribute %1."_s.arg(name));
        addUnlessEmpty(asked, name, all[name]);
    }
    QJsonObject answer;
    addUnlessEmpty(answer, u"Attributes"_s, asked);
    return answer;
}

Answer setQueueAttributes(Call &call)
{
    Result<Queue> queue = queueOf(call);
    if (!queue)
        return queue.error();
    if (auto given = needs(call, {u"Attributes"_s}); !given)
        return std::move(given).error();
    const Result<QJsonObject> attributes =
        withAttributes(call, queue->arn.section(u':', 5), queue->document[u"attributes"].toObject());
    if (!attributes)
        return attributes.error();
    queue->document.insert(u"attributes"_s, *attributes);
    queue->document.insert(u"changedAt"_s, jsonTime(call.now));
    auto saved = call.store.saveDocument(queueKind, queue->arn, queue->document);
    return saved ? Answer(QJsonObject()) : Answer(std::move(saved).error());
}

} // namespace keyturn::sandbox::queues
