"""EventBridge Scheduler: entries that go off once or again, and their groups."""
import datetime

from cases.iam import POLICY, TRUST

SERVICE = "scheduler"
TOPIC = "arn:aws:sns:us-east-1:123456789012:reminders"
ROLE = "arn:aws:iam::123456789012:role/mailer"
TARGET = {"Arn": TOPIC, "RoleArn": ROLE, "Input": "Rotate it"}


def role(ask):
    ask.to("iam")("CreateRole", RoleName="mailer", AssumeRolePolicyDocument=TRUST)
    ask.to("iam")("PutRolePolicy", RoleName="mailer", PolicyName="publish", PolicyDocument=POLICY)


def schedule(**more):
    return {"Name": "due", "ScheduleExpression": "at(2099-01-31T09:00:00)",
            "ScheduleExpressionTimezone": "Europe/Berlin", "FlexibleTimeWindow": {"Mode": "OFF"}, "Target": TARGET,
            **more}


def create_schedule(ask):
    """with a role that may be taken up; it goes off by the clocks of its zone"""
    ask.refuses("ValidationException", "CreateSchedule", **schedule(), message="must allow AWS EventBridge Scheduler")
    role(ask)
    ask.assertTrue(ask("CreateSchedule", **schedule())["ScheduleArn"].endswith(":schedule/default/due"))
    ask.refuses("ConflictException", "CreateSchedule", **schedule(), message="already exists")
    ask.refuses("ValidationException", "CreateSchedule", **schedule(Name="x", ScheduleExpression="at(tomorrow)"))
    ask.refuses("ValidationException", "CreateSchedule", **schedule(Name="x", ScheduleExpressionTimezone="Mars/North"))
    ask.refuses("ResourceNotFoundException", "CreateSchedule", **schedule(Name="x", GroupName="none"))

    ask.to("sns")("CreateTopic", Name="reminders")
    ask.to("sns")("Subscribe", TopicArn=TOPIC, Protocol="sms", Endpoint="+4915112345678")
    ask.sandbox.control("sms", {"sandbox": False})
    now = datetime.datetime.fromisoformat(ask.sandbox.control("clock")["now"].replace("Z", "+00:00"))
    # Berlin is ahead of UTC, so ten hours from now there is less than ten hours from now.
    local = (now + datetime.timedelta(hours=10)).strftime("at(%Y-%m-%dT%H:%M:%S)")
    quiet = ask.quietly()
    quiet("CreateSchedule", **schedule(Name="soon", ScheduleExpression=local))
    ask.sandbox.control("clock", {"move": "+7h"})
    ask.assertEqual(ask.sandbox.control("messages")["messages"], [])
    ask.sandbox.control("clock", {"move": "+4h"})
    for _ in range(2):  # once, whatever the time
        sent = [entry["message"] for entry in ask.sandbox.control("messages")["messages"]]
        ask.assertEqual([(m["endpoint"], m["message"]) for m in sent], [("+4915112345678", "Rotate it")])
        ask.sandbox.control("clock", {"move": "+1d"})


def update_schedule(ask):
    """replaces all of it"""
    role(ask)
    ask("CreateSchedule", **schedule(Description="old"))
    ask("UpdateSchedule", **schedule(ScheduleExpression="at(2099-02-01T09:00:00)"))
    found = ask("GetSchedule", Name="due")
    ask.assertEqual((found["ScheduleExpression"], found.get("Description")), ("at(2099-02-01T09:00:00)", None))
    ask.refuses("ResourceNotFoundException", "UpdateSchedule", **schedule(Name="none"))


def get_schedule(ask):
    """tells all of it"""
    role(ask)
    ask("CreateSchedule", **schedule())
    found = ask("GetSchedule", Name="due", GroupName="default")
    ask.assertEqual((found["Target"], found["State"], found["ScheduleExpressionTimezone"]),
                    (TARGET, "ENABLED", "Europe/Berlin"))
    ask.refuses("ResourceNotFoundException", "GetSchedule", Name="none", message="Schedule none does not exist")


def delete_schedule(ask):
    """one that is there"""
    role(ask)
    ask("CreateSchedule", **schedule())
    ask("DeleteSchedule", Name="due")
    ask.refuses("ResourceNotFoundException", "DeleteSchedule", Name="due")


def list_schedules(ask):
    """those of a group, in pages"""
    role(ask)
    ask("CreateScheduleGroup", Name="ours")
    for name in ("b", "a"):
        ask("CreateSchedule", **schedule(Name=name, GroupName="ours"))
    ask("CreateSchedule", **schedule())
    ask.assertEqual([s["Name"] for s in ask("ListSchedules", GroupName="ours")["Schedules"]], ["a", "b"])
    first = ask("ListSchedules", MaxResults=2)
    rest = ask("ListSchedules", MaxResults=2, NextToken=first["NextToken"])
    ask.assertEqual([s["Name"] for s in first["Schedules"] + rest["Schedules"]], ["due", "a", "b"])
    ask.refuses("ResourceNotFoundException", "ListSchedules", GroupName="none")


def create_schedule_group(ask):
    """once"""
    ask.assertTrue(ask("CreateScheduleGroup", Name="ours")["ScheduleGroupArn"].endswith(":schedule-group/ours"))
    ask.refuses("ConflictException", "CreateScheduleGroup", Name="ours")
    ask.at(key="reader", secret="reader").refuses("AccessDeniedException", "CreateScheduleGroup", Name="x")


def get_schedule_group(ask):
    """by its name"""
    ask("CreateScheduleGroup", Name="ours")
    ask.assertEqual(ask("GetScheduleGroup", Name="ours")["State"], "ACTIVE")
    ask.refuses("ResourceNotFoundException", "GetScheduleGroup", Name="none")


def delete_schedule_group(ask):
    """with everything in it"""
    role(ask)
    ask("CreateScheduleGroup", Name="ours")
    ask("CreateSchedule", **schedule(GroupName="ours"))
    ask("DeleteScheduleGroup", Name="ours")
    ask.refuses("ResourceNotFoundException", "GetSchedule", Name="due", GroupName="ours")
    ask.refuses("ResourceNotFoundException", "DeleteScheduleGroup", Name="ours")


def list_schedule_groups(ask):
    """by the beginning of their names"""
    for name in ("ours-b", "ours-a", "other"):
        ask("CreateScheduleGroup", Name=name)
    found = ask("ListScheduleGroups", NamePrefix="ours")["ScheduleGroups"]
    ask.assertEqual([group["Name"] for group in found], ["ours-a", "ours-b"])
    ask.refuses("ValidationException", "ListScheduleGroups", NextToken="made-up")


CASES = {"CreateSchedule": create_schedule, "UpdateSchedule": update_schedule, "GetSchedule": get_schedule,
         "DeleteSchedule": delete_schedule, "ListSchedules": list_schedules,
         "CreateScheduleGroup": create_schedule_group, "GetScheduleGroup": get_schedule_group,
         "DeleteScheduleGroup": delete_schedule_group, "ListScheduleGroups": list_schedule_groups}
