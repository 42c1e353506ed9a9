#include "app/sandbox/sqs/sqs.h"

namespace keyturn::sandbox {

namespace {

using namespace Qt::StringLiterals;
using Kind = Member::Kind;

//! Everything but the list of queues needs leave for its queue.
Result<> permittedWithQueue(Call &call, const QString &operation)
{
    Permission permission{u"sqs:"_s + operation};
    const QString name =
        call.has(u"QueueName") ? call.text(u"QueueName") : call.text(u"QueueUrl").section(u'/', -1, -1);
    if (!name.isEmpty())
        permission.resource = permission.shown = u"arn:aws:sqs:%1:%2:%3"_s.arg(call.region, call.caller.account, name);
    return permit(call, permission);
}

Member flatList(const QString &name, const QString &flat)
{
    Member list = Member::list(name, {{}, Kind::String});
    list.flat = flat;
    return list;
}

Member flatMap(const QString &name, const QString &flat)
{
    Member map{name, Kind::Map};
    map.flat = flat;
    return map;
}

} // namespace

Service sqs()
{
    const Member queue{u"QueueUrl"_s, Kind::String};
    const Member name{u"QueueName"_s, Kind::String};
    const Member receipt{u"ReceiptHandle"_s, Kind::String};
    const Member visibility{u"VisibilityTimeout"_s, Kind::Integer, false, Member::anyNumber};
    const Member names = flatList(u"AttributeNames"_s, u"AttributeName"_s);
    const Member attributes = flatMap(u"Attributes"_s, u"Attribute"_s);
    return {"sqs",
            "AmazonSQS.",
            "2012-11-05",
            "http://queue.amazonaws.com/doc/2012-11-05/",
            {
                {u"CreateQueue"_s, {name, attributes, flatMap(u"tags"_s, u"Tag"_s)}, queues::createQueue},
                {u"DeleteQueue"_s, {queue}, queues::deleteQueue},
                {u"GetQueueUrl"_s, {name, {u"QueueOwnerAWSAccountId"_s, Kind::String}}, queues::getQueueUrl},
                {u"ListQueues"_s,
                 {{u"QueueNamePrefix"_s, Kind::String},
                  {u"NextToken"_s, Kind::String},
                  {u"MaxResults"_s, Kind::Integer, false, Member::anyNumber}},
                 queues::listQueues},
                {u"GetQueueAttributes"_s, {queue, names}, queues::getQueueAttributes},
                {u"SetQueueAttributes"_s, {queue, attributes}, queues::setQueueAttributes},
                {u"PurgeQueue"_s, {queue}, queues::purgeQueue},
                {u"SendMessage"_s,
                 {queue,
                  {u"MessageBody"_s, Kind::String},
                  {u"DelaySeconds"_s, Kind::Integer, false, Member::anyNumber},
                  {u"MessageGroupId"_s, Kind::String}},
                 queues::sendMessage},
                {u"ReceiveMessage"_s,
                 {queue,
                  names,
                  flatList(u"MessageSystemAttributeNames"_s, u"MessageSystemAttributeName"_s),
                  flatList(u"MessageAttributeNames"_s, u"MessageAttributeName"_s),
                  {u"MaxNumberOfMessages"_s, Kind::Integer, false, Member::anyNumber},
                  visibility,
                  {u"WaitTimeSeconds"_s, Kind::Integer, false, Member::anyNumber}},
                 queues::receiveMessage},
                {u"DeleteMessage"_s, {queue, receipt}, queues::deleteMessage},
                {u"ChangeMessageVisibility"_s, {queue, receipt, visibility}, queues::changeMessageVisibility},
            },
            permittedWithQueue,
            queues::timePassed,
            {{u"Messages"_s, u"Message"_s}, {u"QueueUrls"_s, u"QueueUrl"_s}, {u"Attributes"_s, u"Attribute"_s}}};
}

} // namespace keyturn::sandbox
