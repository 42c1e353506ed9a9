#pragma once
#include "core/reminders/event_bridge_client.h"
#include "core/reminders/scheduler_client.h"
#include "tests/core/stores/client_operations.h"

//! The JSON operations that reminders need.
namespace keyturn::client_operations {

inline OneTimeSchedule oneTimeSchedule()
{
    return {u"s"_s, u"at(2027-01-31T09:00:00)"_s, u"UTC"_s, u"arn:t"_s, u"arn:r"_s, u"text"_s};
}

inline QList<Operation> eventOperations()
{
    const QJsonObject rule{{"Name", "r"},        {"Arn", "arn:r"},     {"EventPattern", "{}"},
                           {"State", "ENABLED"}, {"Description", "d"}, {"EventBusName", "default"}};
    const QJsonObject target{
        {"Id", "t"},
        {"Arn", "arn:t"},
        {"InputTransformer", QJsonObject{{"InputPathsMap", QJsonObject{{"a", "$.a"}}}, {"InputTemplate", "<a>"}}}};
    return {
        {"PutRule",
         {{"RuleArn", "arn:r"}},
         {"RuleArn"},
         [](Bench &bench) {
             return outcomeOf(run(EventBridgeClient(bench.transport).putRule({u"r"_s, {}, u"{}"_s, {}, true})));
         }},
        {"DescribeRule",
         rule,
         {"Name", "Arn", "State"},
         [](Bench &bench) { return outcomeOf(run(EventBridgeClient(bench.transport).describeRule(u"r"_s))); }},
        {"PutTargets",
         {{"FailedEntryCount", 0}, {"FailedEntries", QJsonArray()}},
         {"FailedEntryCount"},
         [](Bench &bench) {
             return outcomeOf(run(EventBridgeClient(bench.transport).putTargets(u"r"_s, {{u"t"_s, u"arn:t"_s, {}}})));
         }},
        {"ListTargetsByRule",
         {{"Targets", QJsonArray{target}}},
         {"Targets", "Targets.Id", "Targets.Arn"},
         [](Bench &bench) { return outcomeOf(run(EventBridgeClient(bench.transport).listTargetsByRule(u"r"_s))); }},
        {"TestEventPattern", {{"Result", true}}, {"Result"}, [](Bench &bench) {
             return outcomeOf(run(EventBridgeClient(bench.transport).testEventPattern(u"{}"_s, u"{}"_s)));
         }}};
}

inline QList<Operation> scheduleOperations()
{
    const QJsonObject schedule{{"Name", "s"},
                               {"ScheduleExpression", "at(2027-01-31T09:00:00)"},
                               {"ScheduleExpressionTimezone", "UTC"},
                               {"State", "ENABLED"},
                               {"ActionAfterCompletion", "DELETE"},
                               {"Target", QJsonObject{{"Arn", "arn:t"}, {"RoleArn", "arn:r"}, {"Input", "text"}}}};
    return {{"CreateSchedule",
             {{"ScheduleArn", "arn:s"}},
             {"ScheduleArn"},
             [](Bench &bench) {
                 return outcomeOf(run(SchedulerClient(bench.transport).createSchedule(u"g"_s, oneTimeSchedule())));
             }},
            {"UpdateSchedule",
             {{"ScheduleArn", "arn:s"}},
             {"ScheduleArn"},
             [](Bench &bench) {
                 return outcomeOf(run(SchedulerClient(bench.transport).updateSchedule(u"g"_s, oneTimeSchedule())));
             }},
            {"GetSchedule",
             schedule,
             {"Name", "ScheduleExpression", "State", "Target", "Target.Arn", "Target.RoleArn"},
             [](Bench &bench) { return outcomeOf(run(SchedulerClient(bench.transport).getSchedule(u"g"_s, u"s"_s))); }},
            {"ListSchedules",
             {{"Schedules", QJsonArray{QJsonObject{{"Name", "s"}}}}, {"NextToken", ""}},
             {"Schedules", "Schedules.Name"},
             [](Bench &bench) { return outcomeOf(run(SchedulerClient(bench.transport).listSchedules(u"g"_s))); }}};
}

inline QList<Operation> silentReminderOperations()
{
    return {{"DeleteSchedule", {}, {}, [](Bench &bench) {
                 return outcomeOf(run(SchedulerClient(bench.transport).deleteSchedule(u"g"_s, u"s"_s)));
             }}};
}

} // namespace keyturn::client_operations
