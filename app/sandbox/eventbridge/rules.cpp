#include "app/sandbox/eventbridge/event_pattern.h"
#include "app/sandbox/eventbridge/eventbridge.h"
#include "app/sandbox/eventbridge/input_transformer.h"
#include "app/sandbox/service/page.h"

#include <QJsonDocument>

namespace keyturn::sandbox::rules {

using namespace Qt::StringLiterals;

const QString ruleKind = u"event-rule"_s;

QString ruleArn(const Scope &scope, const QString &name)
{
    return u"arn:aws:events:%1:%2:rule/%3"_s.arg(scope.region, scope.account, name);
}

namespace {

constexpr int mostTargets = 5;
constexpr int mostTargetsInCall = 10;

Error noSuchRule(const QString &name)
{
    return refusal(u"ResourceNotFoundException"_s, u"Rule %1 does not exist on EventBus default."_s.arg(name));
}

Result<> checkBus(const Call &call)
{
    const QString bus = call.text(u"EventBusName");
    if (bus.isEmpty() || bus == u"default" || bus.endsWith(u":event-bus/default"_s))
        return {};
    return refusal(u"ResourceNotFoundException"_s, u"Event bus %1 does not exist."_s.arg(bus));
}

Result<QJsonObject> ruleNamed(const Call &call, QStringView member)
{
    if (auto checked = checkBus(call); !checked)
        return std::move(checked).error();
    const auto &rules = call.store.documents(ruleKind);
    const auto it = rules.find(ruleArn(call.scope(), call.text(member)));
    return it == rules.end() ? Result<QJsonObject>(noSuchRule(call.text(member))) : Result<QJsonObject>(it->second);
}

Result<> saveRule(Call &call, const QJsonObject &rule)
{
    return call.store.saveDocument(ruleKind, rule[u"Arn"].toString(), rule);
}

QJsonObject withoutTargets(QJsonObject rule)
{
    rule.remove(u"targets"_s);
    return rule;
}

QString endingOf(const Call &call, const QString &arn)
{
    const QString region = arn.section(u':', 3, 3);
    if (arn.count(u':') < 5 || !arn.startsWith(u"arn:"_s))
        return u"Provided Arn is not in correct format."_s;
    return region == call.region ? QString() : u"Provided Arn is in another region."_s;
}

} // namespace

Answer putRule(Call &call)
{
    if (auto checked = checkBus(call); !checked)
        return std::move(checked).error();
    const QString pattern = call.text(u"EventPattern");
    if (pattern.isEmpty() && call.text(u"ScheduleExpression").isEmpty())
        return refusal(u"ValidationException"_s,
                       u"Parameter(s) EventPattern or ScheduleExpression must be specified."_s);
    if (!pattern.isEmpty()) {
        if (auto read = EventPattern::read(pattern); !read)
            return read.error();
    }
    const QString name = call.text(u"Name");
    const QString arn = ruleArn(call.scope(), name);
    const auto known = ruleNamed(call, u"Name");
    QJsonObject rule{{u"Name"_s, name},
                     {u"Arn"_s, arn},
                     {u"State"_s, call.has(u"State") ? call.text(u"State") : u"ENABLED"_s},
                     {u"EventBusName"_s, u"default"_s},
                     {u"targets"_s, known ? (*known)[u"targets"] : QJsonValue(QJsonArray())}};
    for (const QString &member :
         {u"EventPattern"_s, u"ScheduleExpression"_s, u"Description"_s, u"RoleArn"_s}) // what is left out is gone
        addUnlessEmpty(rule, member, call.input[member]);
    if (auto saved = saveRule(call, rule); !saved)
        return std::move(saved).error();
    return QJsonObject{{u"RuleArn"_s, arn}};
}

Answer describeRule(Call &call)
{
    const auto rule = ruleNamed(call, u"Name");
    if (!rule)
        return rule.error();
    QJsonObject answer = withoutTargets(*rule);
    answer.insert(u"CreatedBy"_s, call.caller.account);
    return answer;
}

Answer listRules(Call &call)
{
    if (auto checked = checkBus(call); !checked)
        return std::move(checked).error();
    const std::optional<QString> after = startOfPage(call);
    if (!after)
        return refusal(u"ValidationException"_s, u"Invalid nextToken"_s);
    const QString mine = ruleArn(call.scope(), call.text(u"NamePrefix"));
    QList<std::pair<QString, QJsonObject>> found;
    for (const auto &[arn, rule] : call.store.documents(ruleKind)) {
        if (arn.startsWith(mine))
            found.emplaceBack(arn, withoutTargets(rule));
    }
    const auto [rules, next] = page(call, std::move(found), *after, call.number(u"Limit", 100));
    QJsonArray list;
    for (const QJsonObject &rule : rules)
        list.append(rule);
    QJsonObject answer{{u"Rules"_s, list}};
    addUnlessEmpty(answer, u"NextToken"_s, next);
    return answer;
}

Answer deleteRule(Call &call)
{
    const auto rule = ruleNamed(call, u"Name");
    if (!rule) // one that is not there is gone
        return rule.error().detail.contains(u"Event bus"_s) ? Answer(rule.error()) : Answer(QJsonObject());
    if (!(*rule)[u"targets"].toArray().isEmpty())
        return refusal(u"ValidationException"_s, u"Rule can't be deleted since it has targets."_s);
    if (auto removed = call.store.removeDocument(ruleKind, (*rule)[u"Arn"].toString()); !removed)
        return std::move(removed).error();
    return QJsonObject();
}

Answer putTargets(Call &call)
{
    auto rule = ruleNamed(call, u"Rule");
    if (!rule)
        return rule.error();
    const QJsonArray wanted = call.array(u"Targets");
    if (wanted.size() > mostTargetsInCall)
        return refusal(u"LimitExceededException"_s, u"At most 10 targets can be put in one call."_s);
    QMap<QString, QJsonValue> targets;
    for (const QJsonValue &target : (*rule)[u"targets"].toArray())
        targets.insert(target[u"Id"].toString(), target);
    QJsonArray failed;
    for (const QJsonValue &target : wanted) {
        if (auto checked = checkInput(target.toObject()); !checked)
            return std::move(checked).error();
        const QString id = target[u"Id"].toString();
        const QString problem = endingOf(call, target[u"Arn"].toString());
        if (problem.isEmpty())
            targets.insert(id, target);
        else
            failed.append(QJsonObject{{u"TargetId"_s, id},
                                      {u"ErrorCode"_s, u"ValidationException"_s},
                                      {u"ErrorMessage"_s, u"Parameter %1 is not valid. Reason: %2"_s.arg(
                                                              target[u"Arn"].toString(), problem)}});
    }
    if (targets.size() > mostTargets)
        return refusal(u"LimitExceededException"_s, u"The requested resource exceeds the maximum number allowed."_s);
    QJsonArray list;
    for (const QJsonValue &target : std::as_const(targets))
        list.append(target);
    rule->insert(u"targets"_s, list);
    if (auto saved = saveRule(call, *rule); !saved)
        return std::move(saved).error();
    return QJsonObject{{u"FailedEntryCount"_s, failed.size()}, {u"FailedEntries"_s, failed}};
}

Answer removeTargets(Call &call)
{
    auto rule = ruleNamed(call, u"Rule");
    if (!rule)
        return rule.error();
    const QStringList ids = call.strings(u"Ids");
    QJsonArray left;
    for (const QJsonValue &target : (*rule)[u"targets"].toArray()) {
        if (!ids.contains(target[u"Id"].toString()))
            left.append(target);
    }
    rule->insert(u"targets"_s, left);
    if (auto saved = saveRule(call, *rule); !saved)
        return std::move(saved).error();
    return QJsonObject{{u"FailedEntryCount"_s, 0}, {u"FailedEntries"_s, QJsonArray()}};
}

Answer listTargetsByRule(Call &call)
{
    const auto rule = ruleNamed(call, u"Rule");
    if (!rule)
        return rule.error();
    return QJsonObject{{u"Targets"_s, (*rule)[u"targets"]}};
}

Answer testEventPattern(Call &call)
{
    const auto pattern = EventPattern::read(call.text(u"EventPattern"));
    if (!pattern)
        return pattern.error();
    const QJsonDocument event = QJsonDocument::fromJson(call.text(u"Event").toUtf8());
    if (!event.isObject())
        return refusal(u"ValidationException"_s, u"Parameter Event is not valid."_s);
    for (const QString &member :
         {u"id"_s, u"account"_s, u"source"_s, u"time"_s, u"region"_s, u"resources"_s, u"detail-type"_s}) {
        if (!event.object().contains(member))
            return refusal(u"ValidationException"_s,
                           u"Parameter Event is not valid. Reason: %1 is required"_s.arg(member));
    }
    return QJsonObject{{u"Result"_s, pattern->matches(event.object())}};
}

} // namespace keyturn::sandbox::rules
