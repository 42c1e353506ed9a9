#include "app/sandbox/service/page.h"
#include "app/sandbox/sqs/sqs.h"
#include "app/sandbox/wire/json_text.h"

#include <QRegularExpression>

namespace keyturn::sandbox::queues {

using namespace Qt::StringLiterals;

const QString queueKind = u"sqs-queue"_s;

namespace {

constexpr int pauseSeconds = 60;              // a deleted name comes free, and a queue is purged, once in that time
const QString deletedKind = u"sqs-deleted"_s; // documents by ARN

QString arnIn(const Call &call, const QString &name)
{
    return u"arn:aws:sqs:%1:%2:%3"_s.arg(call.region, call.caller.account, name);
}

QString urlIn(const Call &call, const QString &arn)
{
    return QString::fromLatin1(call.origin) + u'/' + arn.section(u':', 4, 4) + u'/' + arn.section(u':', 5, 5);
}

Error noQueue()
{
    return refusal(u"QueueDoesNotExist"_s, u"The specified queue does not exist."_s);
}

} // namespace

Error invalidValue(const Call &call, const QString &parameter, const QString &reason)
{
    return refusal(u"InvalidParameterValue"_s, u"Value %1 for parameter %2 is invalid. Reason: %3"_s.arg(
                                                   call.input[parameter].toVariant().toString(), parameter, reason));
}

Result<> needs(const Call &call, const QStringList &names)
{
    for (const QString &name : names) {
        if (!call.has(name) || (call.input[name].isString() && call.text(name).isEmpty()))
            return refusal(u"MissingParameter"_s, u"The request must contain the parameter %1."_s.arg(name));
    }
    return {};
}

bool isQueuePath(const QByteArray &path)
{
    static const QRegularExpression form(u"\\A/[0-9]{12}/[A-Za-z0-9_.-]{1,80}\\z"_s);
    return form.match(QString::fromLatin1(path)).hasMatch();
}

QString urlOf(const Request &request)
{
    return u"http://"_s + QString::fromLatin1(request.header("host") + request.path());
}

Result<Queue> queueOf(const Call &call)
{
    if (auto given = needs(call, {u"QueueUrl"_s}); !given)
        return std::move(given).error();
    const QString url = call.text(u"QueueUrl");
    const QString account = url.section(u'/', -2, -2);
    if (!isQueuePath(u"/%1/%2"_s.arg(account, url.section(u'/', -1)).toLatin1()))
        return refusal(u"InvalidAddress"_s, u"The address %1 is not valid for this endpoint."_s.arg(url));
    const QString arn = u"arn:aws:sqs:%1:%2:%3"_s.arg(call.region, account, url.section(u'/', -1));
    const auto &known = call.store.documents(queueKind);
    const auto it = known.find(arn);
    if (it == known.end() || account != call.caller.account)
        return noQueue();
    return Queue{arn, it->second};
}

Answer createQueue(Call &call)
{
    static const QRegularExpression form(u"\\A[A-Za-z0-9_-]{1,80}\\z|\\A[A-Za-z0-9_-]{1,75}\\.fifo\\z"_s);
    if (auto given = needs(call, {u"QueueName"_s}); !given)
        return std::move(given).error();
    const QString name = call.text(u"QueueName");
    if (!form.match(name).hasMatch())
        return refusal(u"InvalidParameterValue"_s, u"Can only include alphanumeric characters, hyphens, or "
                                                   u"underscores. 1 to 80 in length"_s);
    const QString arn = arnIn(call, name);
    const QJsonObject answer{{u"QueueUrl"_s, urlIn(call, arn)}};
    const auto &known = call.store.documents(queueKind);
    if (const auto it = known.find(arn); it != known.end()) {
        const Queue queue{arn, it->second};
        const QJsonObject given = call.input[u"Attributes"].toObject();
        for (auto each = given.begin(); each != given.end(); ++each) {
            if (queue.attribute(each.key()) != each.value().toString())
                return refusal(u"QueueNameExists"_s, u"A queue already exists with the same name and a different value "
                                                     u"for attribute %1"_s.arg(each.key()));
        }
        return answer;
    }
    const auto &deleted = call.store.documents(deletedKind);
    if (const auto it = deleted.find(arn); it != deleted.end()) {
        if (call.now < timeFromJson(it->second[u"at"]).addSecs(pauseSeconds))
            return refusal(u"QueueDeletedRecently"_s, u"You must wait 60 seconds after deleting a queue before you can "
                                                      u"create another with the same name."_s);
    }
    if (name.endsWith(u".fifo"_s) && call.input[u"Attributes"][u"FifoQueue"] != u"true"_s)
        return badAttribute(u"FifoQueue"_s);
    const Result<QJsonObject> attributes = withAttributes(call, name, {});
    if (!attributes)
        return attributes.error();
    const QJsonObject document{{u"attributes"_s, *attributes},
                               {u"tags"_s, call.input[u"tags"]},
                               {u"createdAt"_s, jsonTime(call.now)},
                               {u"changedAt"_s, jsonTime(call.now)}};
    auto saved = call.store.saveDocument(queueKind, arn, document);
    return saved ? Answer(answer) : Answer(std::move(saved).error());
}

Answer deleteQueue(Call &call)
{
    const Result<Queue> queue = queueOf(call);
    if (!queue)
        return queue.error();
    auto done = call.store.transaction([&]() -> Result<> {
        if (auto removed = removeMessages(call.store, queue->arn); !removed)
            return removed;
        if (auto removed = call.store.removeDocument(queueKind, queue->arn); !removed)
            return removed;
        return call.store.saveDocument(deletedKind, queue->arn, {{u"at"_s, jsonTime(call.now)}});
    });
    return done ? Answer(QJsonObject()) : Answer(std::move(done).error());
}

Answer getQueueUrl(Call &call)
{
    if (auto given = needs(call, {u"QueueName"_s}); !given)
        return std::move(given).error();
    const QString owner = call.text(u"QueueOwnerAWSAccountId");
    const QString arn = arnIn(call, call.text(u"QueueName"));
    if ((!owner.isEmpty() && owner != call.caller.account) || !call.store.documents(queueKind).contains(arn))
        return noQueue();
    return QJsonObject{{u"QueueUrl"_s, urlIn(call, arn)}};
}

Answer listQueues(Call &call)
{
    const int size = call.number(u"MaxResults", 1000);
    if (size < 1 || size > 1000)
        return invalidValue(call, u"MaxResults"_s, u"MaxResults must be an integer between 1 and 1000"_s);
    const std::optional<QString> after = startOfPage(call);
    if (!after)
        return invalidValue(call, u"NextToken"_s, u"Invalid or expired next token."_s);
    const QString mine = arnIn(call, call.text(u"QueueNamePrefix"));
    QList<std::pair<QString, QString>> found;
    for (const auto &[arn, document] : call.store.documents(queueKind)) {
        if (arn.startsWith(mine))
            found.emplaceBack(arn, urlIn(call, arn));
    }
    const auto [urls, next] = page(call, std::move(found), *after, size);
    QJsonObject answer;
    addUnlessEmpty(answer, u"QueueUrls"_s, QJsonArray::fromStringList(urls));
    if (call.has(u"MaxResults"))
        addUnlessEmpty(answer, u"NextToken"_s, next);
    return answer;
}

Answer purgeQueue(Call &call)
{
    Result<Queue> queue = queueOf(call);
    if (!queue)
        return queue.error();
    const QDateTime purgedAt = timeFromJson(queue->document[u"purgedAt"]);
    if (purgedAt.isValid() && call.now < purgedAt.addSecs(pauseSeconds))
        return refusal(
            u"PurgeQueueInProgress"_s,
            u"Only one PurgeQueue operation on %1 is allowed every 60 seconds."_s.arg(queue->arn.section(u':', 5)));
    queue->document.insert(u"purgedAt"_s, jsonTime(call.now));
    auto done = call.store.transaction([&]() -> Result<> {
        if (auto removed = removeMessages(call.store, queue->arn); !removed)
            return removed;
        return call.store.saveDocument(queueKind, queue->arn, queue->document);
    });
    return done ? Answer(QJsonObject()) : Answer(std::move(done).error());
}

void timePassed(Store &store, const QDateTime &now)
{
    QList<std::pair<QString, QString>> gone;
    for (const auto &[arn, document] : store.documents(deletedKind)) {
        if (now >= timeFromJson(document[u"at"]).addSecs(pauseSeconds))
            gone.emplaceBack(deletedKind, arn);
    }
    for (const auto &[key, message] : store.documents(messageKind)) {
        const auto &known = store.documents(queueKind);
        const auto queue = known.find(key.section(u'/', 0, 0));
        if (queue == known.end()
            || now >= timeFromJson(message[u"sentAt"]).addMSecs(Queue{queue->first, queue->second}.retentionMs()))
            gone.emplaceBack(messageKind, key);
    }
    for (const auto &[kind, name] : std::as_const(gone)) {
        if (!store.removeDocument(kind, name))
            return; // the next time
    }
}

} // namespace keyturn::sandbox::queues
