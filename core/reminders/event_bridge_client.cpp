#include "core/reminders/event_bridge_client.h"

#include "core/aws/aws_services.h"
#include "core/base/json_writer.h"
#include "core/base/redaction.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

void writeTarget(JsonWriter &json, const EventTarget &target)
{
    json.beginObject().key("Id").string(target.id).key("Arn").string(target.arn);
    if (!target.input.text.isEmpty()) {
        json.key("InputTransformer").beginObject().key("InputPathsMap").beginObject();
        for (auto it = target.input.paths.begin(); it != target.input.paths.end(); ++it)
            json.key(it.key().toUtf8()).string(it.value());
        json.endObject().key("InputTemplate").string(target.input.text).endObject();
    }
    json.endObject();
}

EventTarget targetFrom(const QJsonValue &json)
{
    EventTarget target{json["Id"_L1].toString(), json["Arn"_L1].toString(), {}};
    const QJsonValue input = json["InputTransformer"_L1];
    target.input.text = input["InputTemplate"_L1].toString();
    const QJsonObject paths = input["InputPathsMap"_L1].toObject();
    for (auto it = paths.begin(); it != paths.end(); ++it)
        target.input.paths.insert(it.key(), it.value().toString());
    return target;
}

SecretString oneText(QByteArrayView name, const QString &value)
{
    JsonWriter json;
    json.beginObject().key(name).string(value).endObject();
    return std::move(json).take();
}

} // namespace

EventBridgeClient::EventBridgeClient(AwsTransport &transport) : m_client(transport, aws_services::events)
{}

Task<Result<>> EventBridgeClient::putRule(EventRule rule) const
{
    JsonWriter json;
    json.beginObject().key("Name").string(rule.name).key("EventPattern").string(rule.pattern);
    json.key("State").string(rule.isEnabled ? u"ENABLED" : u"DISABLED");
    if (!rule.description.isEmpty())
        json.key("Description").string(rule.description);
    json.endObject();
    SecretString body = std::move(json).take();
    const Result<QJsonObject> answer = co_await m_client.call("PutRule", std::move(body), Repeat::Safe);
    if (!answer)
        co_return answer.error();
    if (!answer->value("RuleArn"_L1).isString())
        co_return m_client.badAnswer("PutRule", u"the answer has no RuleArn"_s);
    co_return Result<>();
}

Task<Result<EventRule>> EventBridgeClient::describeRule(QString name) const
{
    SecretString body = oneText("Name", name);
    const Result<QJsonObject> answer = co_await m_client.call("DescribeRule", std::move(body), Repeat::Safe);
    if (!answer)
        co_return answer.error();
    const QString state = answer->value("State"_L1).toString();
    EventRule rule{answer->value("Name"_L1).toString(), answer->value("Arn"_L1).toString(),
                   answer->value("EventPattern"_L1).toString(), answer->value("Description"_L1).toString(),
                   state.startsWith("ENABLED"_L1)};
    if (rule.arn.isEmpty() || state.isEmpty())
        co_return m_client.badAnswer("DescribeRule", u"the answer has no Arn and State"_s);
    co_return rule;
}

Task<Result<>> EventBridgeClient::putTargets(QString rule, QList<EventTarget> targets) const
{
    JsonWriter json;
    json.beginObject().key("Rule").string(rule).key("Targets").beginArray();
    for (const EventTarget &target : targets)
        writeTarget(json, target);
    json.endArray().endObject();
    SecretString body = std::move(json).take();
    const Result<QJsonObject> answer = co_await m_client.call("PutTargets", std::move(body), Repeat::Safe);
    if (!answer)
        co_return answer.error();
    const QJsonValue failed = answer->value("FailedEntries"_L1)[0];
    if (answer->value("FailedEntryCount"_L1).toInt() > 0) {
        Error error = m_client.badAnswer("PutTargets", redacted(failed["ErrorMessage"_L1].toString()));
        error.kind = ErrorKind::Invalid;
        error.code = redacted(failed["ErrorCode"_L1].toString());
        error.answerLost = false;
        co_return error;
    }
    co_return Result<>();
}

Task<Result<QList<EventTarget>>> EventBridgeClient::listTargetsByRule(QString rule) const
{
    // A rule has five targets at most: one page.
    SecretString body = oneText("Rule", rule);
    const Result<QJsonObject> answer = co_await m_client.call("ListTargetsByRule", std::move(body), Repeat::Safe);
    if (!answer)
        co_return answer.error();
    if (!answer->value("Targets"_L1).isArray())
        co_return m_client.badAnswer("ListTargetsByRule", u"the answer has no Targets"_s);
    QList<EventTarget> targets;
    const QJsonArray list = answer->value("Targets"_L1).toArray();
    for (const QJsonValue target : list)
        targets.append(targetFrom(target));
    co_return targets;
}

Task<Result<bool>> EventBridgeClient::testEventPattern(QString pattern, QString event) const
{
    JsonWriter json;
    json.beginObject().key("EventPattern").string(pattern).key("Event").string(event).endObject();
    SecretString body = std::move(json).take();
    const Result<QJsonObject> answer = co_await m_client.call("TestEventPattern", std::move(body), Repeat::Safe);
    if (!answer)
        co_return answer.error();
    const QJsonValue result = answer->value("Result"_L1);
    if (!result.isBool())
        co_return m_client.badAnswer("TestEventPattern", u"the answer has no Result"_s);
    co_return result.toBool();
}

} // namespace keyturn
