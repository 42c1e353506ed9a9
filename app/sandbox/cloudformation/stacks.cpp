#include "app/sandbox/cloudformation/cloudformation.h"
#include "app/sandbox/cloudformation/template.h"
#include "app/sandbox/service/page.h"

#include <QUuid>

namespace keyturn::sandbox::stacks {

using namespace Qt::StringLiterals;

const QString stackKind = u"stack"_s;

namespace {

QString isoTime(const QDateTime &utc)
{
    return utc.toString(u"yyyy-MM-dd'T'HH:mm:ss.zzz'Z'"_s);
}

//! By name, those that are not deleted; by id, all. Null where there is none.
const QJsonObject *find(const Call &call, const QString &nameOrId)
{
    const QString mine = u"arn:aws:cloudformation:%1:%2:stack/"_s.arg(call.region, call.caller.account);
    for (const auto &[id, stack] : call.store.documents(stackKind)) {
        if (id == nameOrId || (id.startsWith(mine + nameOrId + u'/') && stack[u"StackStatus"] != u"DELETE_COMPLETE"_s))
            return &stack;
    }
    return nullptr;
}

Error noSuchStack(const QString &name)
{
    return templateError(u"Stack with id %1 does not exist"_s.arg(name));
}

QMap<QString, QString> givenParameters(const Call &call, const QJsonObject &before)
{
    QMap<QString, QString> given;
    for (const QJsonValue &parameter : call.array(u"Parameters")) {
        const QString key = parameter[u"ParameterKey"].toString();
        given.insert(key, parameter[u"UsePreviousValue"].toBool() ? before[key].toString()
                                                                  : parameter[u"ParameterValue"].toString());
    }
    return given;
}

QJsonObject jsonOf(const QMap<QString, QString> &values)
{
    QJsonObject object;
    for (auto it = values.begin(); it != values.end(); ++it)
        object.insert(it.key(), it.value());
    return object;
}

Result<> checkCapabilities(const Call &call, const Template &read)
{
    const QStringList given = call.strings(u"Capabilities");
    for (const QString &needed : read.capabilities()) {
        if (!given.contains(needed) && !given.contains(u"CAPABILITY_NAMED_IAM"_s))
            return refusal(u"InsufficientCapabilitiesException"_s, u"Requires capabilities : [%1]"_s.arg(needed));
    }
    return {};
}

struct Wanted {
    Template read;
    QString text;
    QJsonObject parameters;
};

Result<Wanted> wantedBy(Call &call, const QJsonObject &before)
{
    const QString text =
        call.flag(u"UsePreviousTemplate") ? before[u"TemplateBody"].toString() : call.text(u"TemplateBody");
    if (text.isEmpty())
        return templateError(u"Either Template URL or Template Body must be specified."_s);
    auto read = Template::read(text);
    if (!read)
        return std::move(read).error();
    if (auto checked = checkCapabilities(call, *read); !checked)
        return std::move(checked).error();
    const auto values = read->parameterValues(givenParameters(call, before[u"parameters"].toObject()));
    if (!values)
        return values.error();
    return Wanted{*read, text, jsonOf(*values)};
}

//! Notes what is to be done, for whom; the Timekeeper does it.
Answer begin(Call &call, QJsonObject stack, const QString &action, const QJsonObject &what)
{
    QJsonObject pending = what;
    pending.insert(u"action"_s, action);
    pending.insert(u"policy"_s, call.policy ? QJsonValue(call.policy->json()) : QJsonValue());
    pending.insert(u"arn"_s, call.caller.arn);
    pending.insert(u"userId"_s, call.caller.userId);
    stack.insert(u"pending"_s, pending);
    stack.insert(u"token"_s, call.text(u"ClientRequestToken"));
    stack.insert(u"StackStatus"_s, action.toUpper() + u"_IN_PROGRESS"_s);
    addEvent(stack, call.now, stack[u"StackName"].toString(), action.toUpper() + u"_IN_PROGRESS"_s,
             u"User Initiated"_s);
    const QString id = stack[u"StackId"].toString();
    if (auto saved = call.store.saveDocument(stackKind, id, stack); !saved)
        return std::move(saved).error();
    call.wake = true;
    return QJsonObject{{u"StackId"_s, id}};
}

QJsonObject shownStack(const QJsonObject &stack)
{
    QJsonArray parameters;
    const QJsonObject values = stack[u"parameters"].toObject();
    for (auto it = values.begin(); it != values.end(); ++it)
        parameters.append(QJsonObject{{u"ParameterKey"_s, it.key()}, {u"ParameterValue"_s, it.value()}});
    QJsonObject shown{
        {u"Parameters"_s, parameters}, {u"DisableRollback"_s, false}, {u"NotificationARNs"_s, QJsonArray()}};
    for (const QString &member :
         {u"StackId"_s, u"StackName"_s, u"Description"_s, u"CreationTime"_s, u"LastUpdatedTime"_s, u"DeletionTime"_s,
          u"StackStatus"_s, u"StackStatusReason"_s, u"Capabilities"_s, u"Outputs"_s, u"Tags"_s})
        addUnlessEmpty(shown, member, stack[member]);
    return shown;
}

} // namespace

void addEvent(QJsonObject &stack, const QDateTime &now, const QString &logicalId, const QString &status,
              const QString &reason)
{
    const QJsonObject resource = stack[u"resources"][logicalId].toObject();
    const bool isStack = logicalId == stack[u"StackName"].toString();
    QJsonObject event{{u"StackId"_s, stack[u"StackId"]},
                      {u"EventId"_s, QUuid::createUuid().toString(QUuid::WithoutBraces)},
                      {u"StackName"_s, stack[u"StackName"]},
                      {u"LogicalResourceId"_s, logicalId},
                      {u"PhysicalResourceId"_s, isStack ? stack[u"StackId"] : resource[u"PhysicalResourceId"]},
                      {u"ResourceType"_s, isStack ? QJsonValue(u"AWS::CloudFormation::Stack"_s) : resource[u"Type"]},
                      {u"Timestamp"_s, isoTime(now)},
                      {u"ResourceStatus"_s, status}};
    addUnlessEmpty(event, u"ResourceStatusReason"_s, reason);
    addUnlessEmpty(event, u"ClientRequestToken"_s, stack[u"token"]);
    QJsonArray events = stack[u"events"].toArray();
    events.prepend(event);
    stack.insert(u"events"_s, events);
}

Answer validateTemplate(Call &call)
{
    const auto read = Template::read(call.text(u"TemplateBody"));
    if (!read)
        return read.error();
    QJsonArray parameters;
    const QJsonObject all = read->parameters();
    for (auto it = all.begin(); it != all.end(); ++it) {
        QJsonObject parameter{{u"ParameterKey"_s, it.key()}, {u"NoEcho"_s, it.value()[u"NoEcho"].toBool()}};
        addUnlessEmpty(parameter, u"DefaultValue"_s, it.value()[u"Default"].toString());
        addUnlessEmpty(parameter, u"Description"_s, it.value()[u"Description"].toString());
        parameters.append(parameter);
    }
    QJsonObject answer{{u"Parameters"_s, parameters}};
    addUnlessEmpty(answer, u"Description"_s, read->description());
    addUnlessEmpty(answer, u"Capabilities"_s, QJsonArray::fromStringList(read->capabilities()));
    return answer;
}

Answer createStack(Call &call)
{
    const QString name = call.text(u"StackName");
    if (find(call, name))
        return refusal(u"AlreadyExistsException"_s, u"Stack [%1] already exists"_s.arg(name));
    const auto wanted = wantedBy(call, {});
    if (!wanted)
        return wanted.error();
    const QString id = u"arn:aws:cloudformation:%1:%2:stack/%3/%4"_s.arg(
        call.region, call.caller.account, name, QUuid::createUuid().toString(QUuid::WithoutBraces));
    QJsonObject stack{{u"StackId"_s, id},
                      {u"StackName"_s, name},
                      {u"Description"_s, wanted->read.description()},
                      {u"CreationTime"_s, isoTime(call.now)},
                      {u"TemplateBody"_s, wanted->text},
                      {u"parameters"_s, wanted->parameters},
                      {u"Capabilities"_s, call.array(u"Capabilities")},
                      {u"Tags"_s, call.array(u"Tags")}};
    const QString onFailure = call.flag(u"DisableRollback") ? u"DO_NOTHING"_s : call.text(u"OnFailure");
    return begin(call, stack, u"create"_s, {{u"onFailure"_s, onFailure}});
}

Answer updateStack(Call &call)
{
    const QJsonObject *stack = find(call, call.text(u"StackName"));
    if (!stack)
        return noSuchStack(call.text(u"StackName"));
    const QString status = (*stack)[u"StackStatus"].toString();
    if (!status.endsWith(u"_COMPLETE"_s) || status == u"ROLLBACK_COMPLETE" || status == u"DELETE_COMPLETE")
        return templateError(
            u"Stack:%1 is in %2 state and can not be updated."_s.arg((*stack)[u"StackId"].toString(), status));
    const auto wanted = wantedBy(call, *stack);
    if (!wanted)
        return wanted.error();
    const auto before = Template::read((*stack)[u"TemplateBody"].toString());
    if (before && *before == wanted->read && (*stack)[u"parameters"] == wanted->parameters)
        return templateError(u"No updates are to be performed."_s);
    return begin(call, *stack, u"update"_s, {{u"TemplateBody"_s, wanted->text}, {u"parameters"_s, wanted->parameters}});
}

Answer deleteStack(Call &call)
{
    const QJsonObject *stack = find(call, call.text(u"StackName"));
    if (!stack || (*stack)[u"StackStatus"] == u"DELETE_COMPLETE"_s)
        return QJsonObject(); // gone is gone
    if ((*stack)[u"StackStatus"].toString().endsWith(u"_IN_PROGRESS"_s))
        return templateError(u"Stack [%1] cannot be deleted while in status %2"_s.arg(
            (*stack)[u"StackName"].toString(), (*stack)[u"StackStatus"].toString()));
    auto begun = begin(call, *stack, u"delete"_s, {});
    return begun ? Answer(QJsonObject()) : begun;
}

Answer describeStacks(Call &call)
{
    QJsonArray list;
    if (const QString name = call.text(u"StackName"); !name.isEmpty()) {
        const QJsonObject *stack = find(call, name);
        if (!stack)
            return noSuchStack(name);
        return QJsonObject{{u"Stacks"_s, QJsonArray{shownStack(*stack)}}};
    }
    const std::optional<QString> after = startOfPage(call);
    if (!after)
        return templateError(u"Invalid NextToken"_s);
    const QString mine = u"arn:aws:cloudformation:%1:%2:stack/"_s.arg(call.region, call.caller.account);
    QList<std::pair<QString, QJsonObject>> found;
    for (const auto &[id, stack] : call.store.documents(stackKind)) {
        if (id.startsWith(mine) && stack[u"StackStatus"] != u"DELETE_COMPLETE"_s)
            found.emplaceBack(id, shownStack(stack));
    }
    const auto [items, next] = page(call, std::move(found), *after, 100);
    for (const QJsonObject &item : items)
        list.append(item);
    QJsonObject answer{{u"Stacks"_s, list}};
    addUnlessEmpty(answer, u"NextToken"_s, next);
    return answer;
}

Answer describeStackEvents(Call &call)
{
    const QJsonObject *stack = find(call, call.text(u"StackName"));
    if (!stack)
        return templateError(u"Stack [%1] does not exist"_s.arg(call.text(u"StackName")));
    return QJsonObject{{u"StackEvents"_s, (*stack)[u"events"]}};
}

} // namespace keyturn::sandbox::stacks
