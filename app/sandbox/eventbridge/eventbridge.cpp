#include "app/sandbox/eventbridge/eventbridge.h"

#include "app/sandbox/eventbridge/event_pattern.h"
#include "app/sandbox/eventbridge/input_transformer.h"
#include "app/sandbox/sns/sns.h"
#include "app/sandbox/store/outbox.h"
#include "core/base/log.h"

namespace keyturn::sandbox {

namespace {

using namespace Qt::StringLiterals;
using Kind = Member::Kind;

const QString cursorKind = u"event-cursor"_s; // one document: the number of the last event that was handed on

//! To one target of a rule that the event fits. What comes of it is no error of the sandbox.
Result<> invoke(Store &store, const QJsonObject &rule, const QJsonObject &target, const QJsonObject &event,
                const QDateTime &now)
{
    const QString arn = target[u"Arn"].toString();
    const InvokedRule invoked{rule[u"Name"].toString(), rule[u"Arn"].toString()};
    const Scope scope{event[u"account"].toString(), event[u"region"].toString()};
    const iam::Keys keys{{u"aws:sourcearn"_s, {invoked.arn}}, {u"aws:sourceaccount"_s, {scope.account}}};
    const QString message = inputOf(target, event, invoked);
    const bool isTopic = arn.startsWith(u"arn:aws:sns:"_s);
    const auto sent =
        isTopic ? topics::publishAs(store, scope, arn, {u"events.amazonaws.com"_s, {}, {}}, keys, message, now)
                : Result<>(refusal(u"Unsupported"_s, u"only topics of SNS are played as targets"_s));
    if (sent || sent.error().kind == ErrorKind::Io)
        return sent;
    return outbox::append(store, topics::messageKind,
                          {{u"rule"_s, invoked.arn},
                           {u"topicArn"_s, arn},
                           {u"message"_s, message},
                           {u"failure"_s, sent.error().code + u": "_s + sent.error().detail}});
}

Result<> route(Store &store, const QJsonObject &event, const QDateTime &now)
{
    const QString mine = rules::ruleArn({event[u"account"].toString(), event[u"region"].toString()}, {});
    QList<QJsonObject> fitting;
    for (const auto &[arn, rule] : store.documents(rules::ruleKind)) {
        const auto pattern = EventPattern::read(rule[u"EventPattern"].toString());
        if (arn.startsWith(mine) && rule[u"State"] != u"DISABLED"_s && pattern && pattern->matches(event))
            fitting << rule;
    }
    for (const QJsonObject &rule : std::as_const(fitting)) {
        for (const QJsonValue &target : rule[u"targets"].toArray()) {
            if (auto invoked = invoke(store, rule, target.toObject(), event, now); !invoked)
                return invoked;
        }
    }
    return {};
}

Result<> permittedWithRule(Call &call, const QString &operation)
{
    Permission permission{u"events:"_s + operation};
    const QString name = call.has(u"Rule") ? call.text(u"Rule") : call.text(u"Name");
    if (!name.isEmpty())
        permission.resource = permission.shown = rules::ruleArn(call.scope(), name);
    return permit(call, permission);
}

std::vector<Member> withBus(std::vector<Member> members)
{
    members.push_back({u"EventBusName"_s, Kind::String, false, 1, 1600, u"[/\\.\\-_A-Za-z0-9:]+"_s});
    return members;
}

Member targetMember()
{
    return Member::structure(
        {{u"Id"_s, Kind::String, true, 1, 64, u"[\\.\\-_A-Za-z0-9]+"_s},
         {u"Arn"_s, Kind::String, true, 1, 1600},
         {u"RoleArn"_s, Kind::String, false, 1, 1600},
         {u"Input"_s, Kind::String, false, 0, 8192},
         {u"InputPath"_s, Kind::String, false, 0, 256},
         Member::structure(u"InputTransformer"_s, {{u"InputPathsMap"_s, Kind::Map, false, 0, 100},
                                                   {u"InputTemplate"_s, Kind::String, true, 1, 8192}})});
}

} // namespace

void rules::timePassed(Store &store, const QDateTime &now)
{
    const auto &cursors = store.documents(cursorKind);
    const auto cursor = cursors.find(cursorKind);
    const qint64 since = cursor == cursors.end() ? 0 : cursor->second[u"number"].toInteger();
    for (const QJsonValue &entry : outbox::list(store, since)) {
        const auto done = store.transaction([&]() -> Result<> {
            if (auto routed = route(store, entry[u"event"].toObject(), now); !routed)
                return routed;
            return store.saveDocument(cursorKind, cursorKind, {{u"number"_s, entry[u"number"]}});
        });
        if (!done) {
            qCWarning(sandboxLog).noquote() << done.error().detail;
            return;
        }
    }
}

Service eventBridge()
{
    const Member name{u"Name"_s, Kind::String, true, 1, 64, u"[\\.\\-_A-Za-z0-9]+"_s};
    const Member rule{u"Rule"_s, Kind::String, true, 1, 64, u"[\\.\\-_A-Za-z0-9]+"_s};
    const Member next{u"NextToken"_s, Kind::String, false, 1, 2048};
    const Member limit{u"Limit"_s, Kind::Integer, false, 1, 100};
    const Member id{{}, Kind::String, false, 1, 64, u"[\\.\\-_A-Za-z0-9]+"_s};
    return {
        "events",
        "AWSEvents.",
        {},
        {},
        {
            {u"PutRule"_s,
             withBus({name,
                      {u"EventPattern"_s, Kind::String, false, 0, 4096},
                      {u"ScheduleExpression"_s, Kind::String, false, 0, 256},
                      {u"State"_s, Kind::String, false, 0, Member::unlimited, {}, {u"ENABLED"_s, u"DISABLED"_s}},
                      {u"Description"_s, Kind::String, false, 0, 512},
                      {u"RoleArn"_s, Kind::String, false, 1, 1600}}),
             rules::putRule},
            {u"DescribeRule"_s, withBus({name}), rules::describeRule},
            {u"ListRules"_s,
             withBus({{u"NamePrefix"_s, Kind::String, false, 1, 64, u"[\\.\\-_A-Za-z0-9]+"_s}, next, limit}),
             rules::listRules},
            {u"DeleteRule"_s, withBus({name, {u"Force"_s, Kind::Boolean}}), rules::deleteRule},
            {u"PutTargets"_s, withBus({rule, Member::list(u"Targets"_s, targetMember(), true, 1, 100)}),
             rules::putTargets},
            {u"RemoveTargets"_s, withBus({rule, Member::list(u"Ids"_s, id, true, 1, 100), {u"Force"_s, Kind::Boolean}}),
             rules::removeTargets},
            {u"ListTargetsByRule"_s, withBus({rule, next, limit}), rules::listTargetsByRule},
            {u"TestEventPattern"_s,
             {{u"EventPattern"_s, Kind::String, true, 0, 4096}, {u"Event"_s, Kind::String, true}},
             rules::testEventPattern},
        },
        permittedWithRule,
        rules::timePassed};
}

} // namespace keyturn::sandbox
