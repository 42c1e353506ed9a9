#include "app/sandbox/roles/roles.h"
#include "app/sandbox/scheduler/scheduler.h"
#include "app/sandbox/service/page.h"
#include "app/sandbox/wire/json_text.h"

namespace keyturn::sandbox::schedules {

using namespace Qt::StringLiterals;

const QString groupKind = u"schedule-group"_s;
const QString scheduleKind = u"schedule"_s;

QString groupArn(const Scope &scope, const QString &group)
{
    return u"arn:aws:scheduler:%1:%2:schedule-group/%3"_s.arg(scope.region, scope.account, group);
}

QString scheduleArn(const Scope &scope, const QString &group, const QString &name)
{
    return u"arn:aws:scheduler:%1:%2:schedule/%3/%4"_s.arg(scope.region, scope.account, group, name);
}

namespace {

QString groupOf(const Call &call)
{
    return call.has(u"GroupName") ? call.text(u"GroupName") : u"default"_s;
}

QString arnOf(const Call &call)
{
    return scheduleArn(call.scope(), groupOf(call), call.text(u"Name"));
}

bool hasGroup(const Call &call, const QString &group)
{
    return group == u"default" || call.store.documents(groupKind).contains(groupArn(call.scope(), group));
}

Error noSuchGroup(const QString &group)
{
    return refusal(u"ResourceNotFoundException"_s, u"Schedule group %1 does not exist."_s.arg(group));
}

Result<QJsonObject> scheduleOf(const Call &call)
{
    const auto &all = call.store.documents(scheduleKind);
    const auto it = all.find(arnOf(call));
    return it == all.end() ? Result<QJsonObject>(
               refusal(u"ResourceNotFoundException"_s, u"Schedule %1 does not exist."_s.arg(call.text(u"Name"))))
                           : Result<QJsonObject>(it->second);
}

Result<> checkSchedule(Call &call)
{
    if (!hasGroup(call, groupOf(call)))
        return noSuchGroup(groupOf(call));
    const auto next = nextTime(call.text(u"ScheduleExpression"), call.text(u"ScheduleExpressionTimezone"), call.now);
    if (!next)
        return next.error();
    const QString role = call.input[u"Target"][u"RoleArn"].toString();
    if (auto permitted = permit(call, {u"iam:PassRole"_s, role, {}, role}); !permitted)
        return permitted;
    if (!made_roles::trusts(call.store, role, u"scheduler.amazonaws.com"_s))
        return refusal(u"ValidationException"_s,
                       u"The execution role you provide must allow AWS EventBridge Scheduler to assume the role."_s);
    return {};
}

Answer write(Call &call, const QJsonValue &createdAt)
{
    if (auto checked = checkSchedule(call); !checked)
        return std::move(checked).error();
    QJsonObject schedule{{u"Arn"_s, arnOf(call)},
                         {u"Name"_s, call.text(u"Name")},
                         {u"GroupName"_s, groupOf(call)},
                         {u"CreationDate"_s, createdAt},
                         {u"LastModificationDate"_s, timestamp(call.now)},
                         {u"firedUntil"_s, jsonTime(call.now)},
                         {u"ScheduleExpressionTimezone"_s, u"UTC"_s},
                         {u"State"_s, u"ENABLED"_s},
                         {u"ActionAfterCompletion"_s, u"NONE"_s}};
    for (const QString &member : {u"ActionAfterCompletion"_s, u"Description"_s, u"StartDate"_s, u"EndDate"_s,
                                  u"FlexibleTimeWindow"_s, u"KmsKeyArn"_s, u"ScheduleExpression"_s,
                                  u"ScheduleExpressionTimezone"_s, u"State"_s, u"Target"_s}) // the rest is as usual
        addUnlessEmpty(schedule, member, call.input[member]);
    if (auto saved = call.store.saveDocument(scheduleKind, arnOf(call), schedule); !saved)
        return std::move(saved).error();
    return QJsonObject{{u"ScheduleArn"_s, arnOf(call)}};
}

QJsonObject summaryOf(const QJsonObject &schedule)
{
    QJsonObject summary;
    for (const QString &member :
         {u"Arn"_s, u"CreationDate"_s, u"GroupName"_s, u"LastModificationDate"_s, u"Name"_s, u"State"_s})
        summary.insert(member, schedule[member]);
    summary.insert(u"Target"_s, QJsonObject{{u"Arn"_s, schedule[u"Target"][u"Arn"]}});
    return summary;
}

//! A page of what begins with \p prefix in documents of \p kind, each as \p shown.
template <typename Shown>
Answer paged(Call &call, const QString &kind, const QString &prefix, const QString &member, const Shown &shown)
{
    const std::optional<QString> after = startOfPage(call);
    if (!after)
        return refusal(u"ValidationException"_s, u"Invalid NextToken"_s);
    QList<std::pair<QString, QJsonObject>> found;
    for (const auto &[arn, document] : call.store.documents(kind)) {
        const bool isState = !call.has(u"State") || document[u"State"] == call.text(u"State");
        const bool isNamed = document[u"Name"].toString().startsWith(call.text(u"NamePrefix"));
        if (arn.startsWith(prefix) && isNamed && isState)
            found.emplaceBack(arn, shown(document));
    }
    const auto [items, next] = page(call, std::move(found), *after, call.number(u"MaxResults", 100));
    QJsonArray list;
    for (const QJsonObject &item : items)
        list.append(item);
    QJsonObject answer{{member, list}};
    addUnlessEmpty(answer, u"NextToken"_s, next);
    return answer;
}

} // namespace

Answer createSchedule(Call &call)
{
    if (scheduleOf(call))
        return refusal(u"ConflictException"_s, u"Schedule %1 already exists."_s.arg(call.text(u"Name")));
    return write(call, timestamp(call.now));
}

Answer updateSchedule(Call &call)
{
    const auto known = scheduleOf(call);
    return known ? write(call, (*known)[u"CreationDate"]) : Answer(known.error());
}

Answer getSchedule(Call &call)
{
    auto schedule = scheduleOf(call);
    if (!schedule)
        return schedule.error();
    schedule->remove(u"firedUntil"_s);
    return *schedule;
}

Answer deleteSchedule(Call &call)
{
    if (const auto known = scheduleOf(call); !known)
        return known.error();
    if (auto removed = call.store.removeDocument(scheduleKind, arnOf(call)); !removed)
        return std::move(removed).error();
    return QJsonObject();
}

Answer listSchedules(Call &call)
{
    const QString group = call.text(u"ScheduleGroup");
    if (!group.isEmpty() && !hasGroup(call, group))
        return noSuchGroup(group);
    const QString all = scheduleArn(call.scope(), {}, {}).chopped(1);
    return paged(call, scheduleKind, group.isEmpty() ? all : all + group + u'/', u"Schedules"_s, summaryOf);
}

Answer createScheduleGroup(Call &call)
{
    const QString name = call.text(u"Name");
    if (hasGroup(call, name))
        return refusal(u"ConflictException"_s, u"Schedule group %1 already exists."_s.arg(name));
    const QString arn = groupArn(call.scope(), name);
    const QJsonObject group{{u"Arn"_s, arn},
                            {u"Name"_s, name},
                            {u"State"_s, u"ACTIVE"_s},
                            {u"CreationDate"_s, timestamp(call.now)},
                            {u"LastModificationDate"_s, timestamp(call.now)}};
    if (auto saved = call.store.saveDocument(groupKind, arn, group); !saved)
        return std::move(saved).error();
    return QJsonObject{{u"ScheduleGroupArn"_s, arn}};
}

Answer getScheduleGroup(Call &call)
{
    const auto &groups = call.store.documents(groupKind);
    const auto it = groups.find(groupArn(call.scope(), call.text(u"Name")));
    return it == groups.end() ? Answer(noSuchGroup(call.text(u"Name"))) : Answer(it->second);
}

Answer deleteScheduleGroup(Call &call)
{
    const QString name = call.text(u"Name");
    if (name == u"default" || !hasGroup(call, name))
        return name == u"default" ? refusal(u"ValidationException"_s, u"The default group cannot be deleted."_s)
                                  : noSuchGroup(name);
    QStringList inside;
    for (const auto &[arn, schedule] : call.store.documents(scheduleKind)) {
        if (arn.startsWith(scheduleArn(call.scope(), name, {})))
            inside << arn;
    }
    auto done = call.store.transaction([&]() -> Result<> {
        for (const QString &arn : std::as_const(inside)) {
            if (auto removed = call.store.removeDocument(scheduleKind, arn); !removed)
                return removed;
        }
        return call.store.removeDocument(groupKind, groupArn(call.scope(), name));
    });
    return done ? Answer(QJsonObject()) : Answer(std::move(done).error());
}

Answer listScheduleGroups(Call &call)
{
    return paged(call, groupKind, groupArn(call.scope(), {}), u"ScheduleGroups"_s,
                 [](const QJsonObject &group) { return group; });
}

} // namespace keyturn::sandbox::schedules
