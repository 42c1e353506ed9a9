#include "core/reminders/event_bridge_client.h"

#include "core/aws/aws_services.h"
#include "core/base/json_writer.h"
#include "core/base/redaction.h"
#include "core/stores/answer_reading.h"

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

EventTarget targetFrom(const SecretAnswer &answer)
{
    EventTarget target{answer.needText("Id"), answer.needText("Arn"), {}};
    if (!answer.has("InputTransformer"))
        return target;
    const SecretAnswer input = answer.needObject("InputTransformer");
    target.input = {input.textMap("InputPathsMap"), input.needText("InputTemplate")};
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
    const Result<SecretString> text = co_await m_client.text("PutRule", std::move(body), Repeat::Safe);
    if (!text)
        co_return text.error();
    const SecretAnswer answer(*text);
    answer.needText("RuleArn");
    if (!answer.fault().isEmpty())
        co_return m_client.badAnswer("PutRule", answer.fault());
    co_return Result<>();
}

Task<Result<EventRule>> EventBridgeClient::describeRule(QString name) const
{
    SecretString body = oneText("Name", name);
    const Result<SecretString> text = co_await m_client.text("DescribeRule", std::move(body), Repeat::Safe);
    if (!text)
        co_return text.error();
    const SecretAnswer answer(*text);
    const QString state = answer.needText("State");
    (void)answer.text("EventBusName"); // of another type it is no answer of this call
    EventRule rule{answer.needText("Name"), answer.needText("Arn"), answer.text("EventPattern"),
                   answer.text("Description"), state.startsWith("ENABLED"_L1)};
    if (!answer.fault().isEmpty())
        co_return m_client.badAnswer("DescribeRule", answer.fault());
    if (rule.name != name)
        co_return m_client.badAnswer("DescribeRule", u"the answer is of another rule"_s);
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
    const Result<SecretString> text = co_await m_client.text("PutTargets", std::move(body), Repeat::Safe);
    if (!text)
        co_return text.error();
    const SecretAnswer answer(*text);
    const qint64 count = answer.needCount("FailedEntryCount");
    const QList<SecretAnswer> failed = answer.objects("FailedEntries");
    if (count > 0 && !failed.isEmpty()) {
        Error error = m_client.badAnswer("PutTargets", redacted(failed.constFirst().text("ErrorMessage")));
        error.kind = ErrorKind::Invalid;
        error.code = redacted(failed.constFirst().text("ErrorCode"));
        error.refusal = Refusal::None;
        error.answerLost = false;
        co_return error;
    }
    if (count > 0)
        answer.setFault(u"the answer does not say which of FailedEntryCount have failed"_s);
    if (!answer.fault().isEmpty())
        co_return m_client.badAnswer("PutTargets", answer.fault());
    co_return Result<>();
}

Task<Result<QList<EventTarget>>> EventBridgeClient::listTargetsByRule(QString rule) const
{
    // A rule has five targets at most: one page.
    SecretString body = oneText("Rule", rule);
    const Result<SecretString> text = co_await m_client.text("ListTargetsByRule", std::move(body), Repeat::Safe);
    if (!text)
        co_return text.error();
    const SecretAnswer answer(*text);
    QList<EventTarget> targets;
    const QList<SecretAnswer> list = answer.needObjects("Targets");
    for (const SecretAnswer &target : list)
        targets.append(targetFrom(target));
    if (!answer.fault().isEmpty())
        co_return m_client.badAnswer("ListTargetsByRule", answer.fault());
    co_return targets;
}

Task<Result<bool>> EventBridgeClient::testEventPattern(QString pattern, QString event) const
{
    JsonWriter json;
    json.beginObject().key("EventPattern").string(pattern).key("Event").string(event).endObject();
    SecretString body = std::move(json).take();
    const Result<SecretString> text = co_await m_client.text("TestEventPattern", std::move(body), Repeat::Safe);
    if (!text)
        co_return text.error();
    const SecretAnswer answer(*text);
    const bool result = answer.needFlag("Result");
    if (!answer.fault().isEmpty())
        co_return m_client.badAnswer("TestEventPattern", answer.fault());
    co_return result;
}

} // namespace keyturn
