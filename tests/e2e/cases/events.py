"""EventBridge: rules, patterns and targets."""
import json

SERVICE = "events"
TOPIC = "arn:aws:sns:us-east-1:123456789012:reminders"
RULE = "arn:aws:events:us-east-1:123456789012:rule/my-rule"
EVENT = {"id": "6a7e8feb-b491-4cf7-a9f1-bf3703467718", "detail-type": "Parameter Store Policy Action",
         "source": "aws.ssm", "account": "123456789012", "time": "2027-01-31T09:00:00Z", "region": "us-east-1",
         "resources": ["arn:aws:ssm:us-east-1:123456789012:parameter/my-erp/lwa/clientsecret"],
         "detail": {"parameter-name": "/my-erp/lwa/clientsecret", "size": 7, "on": True, "gone": None}}


def pattern(**detail):
    return json.dumps({"source": ["aws.ssm"], "detail": detail or {"parameter-name": [{"prefix": "/my-erp/"}]}})


def rule(ask, **more):
    return ask("PutRule", **{"Name": "my-rule", "EventPattern": pattern(), **more})["RuleArn"]


def target(**more):
    return {"Id": "mail", "Arn": TOPIC, **more}


def put_rule(ask):
    """replaces the whole rule: what is left out is gone"""
    ask.assertEqual(rule(ask, Description="Mails"), RULE)
    ask.assertEqual(ask("DescribeRule", Name="my-rule")["Description"], "Mails")
    rule(ask, State="DISABLED")
    found = ask("DescribeRule", Name="my-rule")
    ask.assertEqual((found["State"], found.get("Description")), ("DISABLED", None))
    ask.refuses("InvalidEventPatternException", "PutRule", Name="my-rule", EventPattern='{"source": "aws.ssm"}',
                message="must be an object or an array")
    ask.refuses("InvalidEventPatternException", "PutRule", Name="my-rule", EventPattern='{"a": [{"begins": "x"}]}')
    ask.refuses("ValidationException", "PutRule", Name="my-rule")
    ask.refuses("ResourceNotFoundException", "PutRule", Name="my-rule", EventPattern=pattern(), EventBusName="other")


def describe_rule(ask):
    """tells all but the targets"""
    rule(ask)
    found = ask("DescribeRule", Name="my-rule", EventBusName="default")
    ask.assertEqual((found["Arn"], found["State"], found["EventPattern"]), (RULE, "ENABLED", pattern()))
    ask.refuses("ResourceNotFoundException", "DescribeRule", Name="none", message="Rule none does not exist")


def list_rules(ask):
    """by the beginning of their names, in pages"""
    for name in ("b2", "b1", "a"):
        ask("PutRule", Name=name, EventPattern=pattern())
    ask.assertEqual([r["Name"] for r in ask("ListRules", NamePrefix="b")["Rules"]], ["b1", "b2"])
    first = ask("ListRules", Limit=2)
    ask.assertEqual([r["Name"] for r in first["Rules"]], ["a", "b1"])
    ask.assertEqual([r["Name"] for r in ask("ListRules", Limit=2, NextToken=first["NextToken"])["Rules"]], ["b2"])
    ask.refuses("ValidationException", "ListRules", NextToken="made-up")


def delete_rule(ask):
    """only without targets; one that is gone is no error"""
    rule(ask)
    ask("PutTargets", Rule="my-rule", Targets=[target()])
    ask.refuses("ValidationException", "DeleteRule", Name="my-rule", message="has targets")
    ask("RemoveTargets", Rule="my-rule", Ids=["mail"])
    ask("DeleteRule", Name="my-rule")
    ask("DeleteRule", Name="my-rule")
    ask.refuses("ResourceNotFoundException", "DescribeRule", Name="my-rule")


def put_targets(ask):
    """says which failed, although the call has not; five a rule"""
    rule(ask)
    done = ask("PutTargets", Rule="my-rule", Targets=[target(), {"Id": "far", "Arn": TOPIC.replace("us-east-1", "eu-west-1")}])
    ask.assertEqual((done["FailedEntryCount"], done["FailedEntries"][0]["TargetId"]), (1, "far"))
    ask.assertEqual([t["Id"] for t in ask("ListTargetsByRule", Rule="my-rule")["Targets"]], ["mail"])
    good = {"InputPathsMap": {"name": "$.detail.parameter-name"}, "InputTemplate": '"Rotate <name>"'}
    ask("PutTargets", Rule="my-rule", Targets=[target(InputTransformer=good)])
    for wrong in ({**good, "InputTemplate": "Rotate <name>"}, {**good, "InputTemplate": '"Rotate <other>"'},
                  {**good, "InputPathsMap": {"name": "$.resources[0]"}}):
        ask.refuses("ValidationException", "PutTargets", Rule="my-rule", Targets=[target(InputTransformer=wrong)])
    ask.refuses("LimitExceededException", "PutTargets", Rule="my-rule",
                Targets=[{"Id": str(i), "Arn": TOPIC} for i in range(6)])
    ask.refuses("ResourceNotFoundException", "PutTargets", Rule="none", Targets=[target()])


def remove_targets(ask):
    """by their ids"""
    rule(ask)
    ask("PutTargets", Rule="my-rule", Targets=[target(), {"Id": "other", "Arn": TOPIC}])
    ask.assertEqual(ask("RemoveTargets", Rule="my-rule", Ids=["mail"])["FailedEntryCount"], 0)
    ask.assertEqual([t["Id"] for t in ask("ListTargetsByRule", Rule="my-rule")["Targets"]], ["other"])
    ask.refuses("ResourceNotFoundException", "RemoveTargets", Rule="none", Ids=["mail"])


def list_targets_by_rule(ask):
    """as they were put"""
    rule(ask)
    transformer = {"InputPathsMap": {"name": "$.detail.parameter-name"}, "InputTemplate": '"Rotate <name>"'}
    ask("PutTargets", Rule="my-rule", Targets=[target(InputTransformer=transformer)])
    found, = ask("ListTargetsByRule", Rule="my-rule")["Targets"]
    ask.assertEqual(found, target(InputTransformer=transformer))
    ask.refuses("ResourceNotFoundException", "ListTargetsByRule", Rule="none")


def test_event_pattern(ask):
    """* is a character like others, a prefix is what begins so"""
    def fits(**detail):
        return ask("TestEventPattern", EventPattern=pattern(**detail), Event=json.dumps(EVENT))["Result"]

    def named(*rules):
        return fits(**{"parameter-name": list(rules)})

    ask.assertFalse(named("/my-erp/*"))
    ask.assertTrue(named("/my-erp/lwa/clientsecret"))
    ask.assertTrue(named("other", {"prefix": "/my-erp/"}))
    ask.assertFalse(named({"prefix": "/my-erp2/"}))
    ask.assertTrue(named({"suffix": "secret"}))
    ask.assertTrue(named({"wildcard": "/my-*/clientsecret"}))
    ask.assertFalse(named({"wildcard": "/my-*/client"}))
    ask.assertFalse(named({"anything-but": [{"prefix": "/my-erp/"}]}))
    ask.assertTrue(named({"anything-but": ["other"]}))
    ask.assertTrue(fits(size=[{"numeric": [">", 5, "<=", 7]}]))
    ask.assertFalse(fits(size=[{"numeric": ["<", 7]}]))
    ask.assertTrue(fits(size=[7], on=[True], gone=[None]))
    ask.assertTrue(fits(absent=[{"exists": False}]))
    ask.assertTrue(fits(**{"$or": [{"size": [8]}, {"on": [True]}]}))
    ask.refuses("InvalidEventPatternException", "TestEventPattern", EventPattern="{", Event=json.dumps(EVENT))
    ask.refuses("ValidationException", "TestEventPattern", EventPattern=pattern(), Event="{}")


CASES = {"PutRule": put_rule, "DescribeRule": describe_rule, "ListRules": list_rules, "DeleteRule": delete_rule,
         "PutTargets": put_targets, "RemoveTargets": remove_targets, "ListTargetsByRule": list_targets_by_rule,
         "TestEventPattern": test_event_pattern}
