#include "app/sandbox/scheduler/scheduler.h"

namespace keyturn::sandbox {

namespace {

using namespace Qt::StringLiterals;
using Kind = Member::Kind;

const QString nameForm = u"[0-9a-zA-Z-_.]+"_s;

std::vector<Member> scheduleMembers()
{
    const Member window =
        Member::structure({{u"Mode"_s, Kind::String, true, 0, Member::unlimited, {}, {u"OFF"_s, u"FLEXIBLE"_s}},
                           {u"MaximumWindowInMinutes"_s, Kind::Integer, false, 1, 1440}});
    const Member target = Member::structure(
        {{u"Arn"_s, Kind::String, true, 1, 1600},
         {u"RoleArn"_s, Kind::String, true, 1, 1600, u"arn:aws(-[a-z]+)?:iam::\\d{12}:role\\/[\\w+=,.@\\/-]+"_s},
         {u"Input"_s, Kind::String, false, 1}});
    return {{u"Name"_s, Kind::String, true, 1, 64, nameForm},
            {u"GroupName"_s, Kind::String, false, 1, 64, nameForm},
            {u"ScheduleExpression"_s, Kind::String, true, 1, 256},
            {u"ScheduleExpressionTimezone"_s, Kind::String, false, 1, 50},
            {u"FlexibleTimeWindow"_s, Kind::Structure, true, 0, Member::unlimited, {}, {}, window.inner},
            {u"Target"_s, Kind::Structure, true, 0, Member::unlimited, {}, {}, target.inner},
            {u"State"_s, Kind::String, false, 0, Member::unlimited, {}, {u"ENABLED"_s, u"DISABLED"_s}},
            {u"ActionAfterCompletion"_s, Kind::String, false, 0, Member::unlimited, {}, {u"NONE"_s, u"DELETE"_s}},
            {u"Description"_s, Kind::String, false, 0, 512},
            {u"ClientToken"_s, Kind::String, false, 1, 64, u"[a-zA-Z0-9-_]+"_s}};
}

Result<> permittedWithSchedule(Call &call, const QString &operation)
{
    Permission permission{u"scheduler:"_s + operation};
    const QString name = call.text(u"Name");
    const QString group = call.has(u"GroupName") ? call.text(u"GroupName") : u"default"_s;
    if (operation.endsWith(u"Group"_s))
        permission.resource = schedules::groupArn(call.scope(), name);
    else if (!name.isEmpty())
        permission.resource = schedules::scheduleArn(call.scope(), group, name);
    permission.shown = permission.resource;
    return permit(call, permission);
}

} // namespace

Service scheduler()
{
    const Member name{u"Name"_s, Kind::String, true, 1, 64, nameForm};
    const Member group{u"GroupName"_s, Kind::String, false, 1, 64, nameForm};
    const Member listed{u"ScheduleGroup"_s, Kind::String, false, 1, 64, nameForm}; // ListSchedules calls it so
    const Member prefix{u"NamePrefix"_s, Kind::String, false, 1, 64, nameForm};
    const Member next{u"NextToken"_s, Kind::String, false, 1, 2048};
    const Member most{u"MaxResults"_s, Kind::Integer, false, 1, 100};
    const Member state{u"State"_s, Kind::String, false, 0, Member::unlimited, {}, {u"ENABLED"_s, u"DISABLED"_s}};
    const Member token{u"ClientToken"_s, Kind::String, false, 1, 64, u"[a-zA-Z0-9-_]+"_s};
    using namespace schedules;
    return {"scheduler",
            {},
            {},
            {},
            {
                {u"CreateSchedule"_s, scheduleMembers(), createSchedule, false, "POST /schedules/{Name}"},
                {u"UpdateSchedule"_s, scheduleMembers(), updateSchedule, false, "PUT /schedules/{Name}"},
                {u"GetSchedule"_s, {name, group}, getSchedule, false, "GET /schedules/{Name}"},
                {u"DeleteSchedule"_s, {name, group, token}, deleteSchedule, false, "DELETE /schedules/{Name}"},
                {u"ListSchedules"_s, {listed, prefix, next, most, state}, listSchedules, false, "GET /schedules"},
                {u"CreateScheduleGroup"_s, {name, token}, createScheduleGroup, false, "POST /schedule-groups/{Name}"},
                {u"GetScheduleGroup"_s, {name}, getScheduleGroup, false, "GET /schedule-groups/{Name}"},
                {u"DeleteScheduleGroup"_s, {name, token}, deleteScheduleGroup, false, "DELETE /schedule-groups/{Name}"},
                {u"ListScheduleGroups"_s, {prefix, next, most}, listScheduleGroups, false, "GET /schedule-groups"},
            },
            permittedWithSchedule,
            schedules::timePassed};
}

} // namespace keyturn::sandbox
