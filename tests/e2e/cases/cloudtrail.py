"""CloudTrail: who called Secrets Manager and Parameter Store, and never with which value."""
import datetime
import json

from cases.secrets import TOKENS

SERVICE = "cloudtrail"
VALUE = "canary-of-the-trail"


def lookup_events(ask):
    """tells reads, writes and refusals, newest first, in pages, by one attribute and by time"""
    secrets, parameters = ask.to("secretsmanager"), ask.to("ssm")
    arn = secrets("CreateSecret", Name="it/trail", SecretString=VALUE, ClientRequestToken=TOKENS[0])["ARN"]
    secrets("PutSecretValue", SecretId="it/trail", SecretString=VALUE + "2", ClientRequestToken=TOKENS[1])
    secrets("GetSecretValue", SecretId=arn)
    secrets.refuses("ResourceNotFoundException", "GetSecretValue", SecretId="it/nobody")
    parameters("PutParameter", Name="/it/trail", Value=VALUE, Type="SecureString")

    def names(**by):
        return [event["EventName"] for event in ask("LookupEvents", **by)["Events"]]

    def attribute(key, value):
        return {"LookupAttributes": [{"AttributeKey": key, "AttributeValue": value}]}

    every = ["PutParameter", "GetSecretValue", "GetSecretValue", "PutSecretValue", "CreateSecret"]
    ask.assertEqual(sorted(names()), sorted(every))
    for name in ("it/trail", arn):
        ask.assertEqual(sorted(names(**attribute("ResourceName", name))),
                        ["CreateSecret", "GetSecretValue", "PutSecretValue"])
    ask.assertEqual(names(**attribute("EventSource", "ssm.amazonaws.com")), ["PutParameter"])
    ask.assertEqual(names(**attribute("ReadOnly", "true")), ["GetSecretValue", "GetSecretValue"])
    ask.assertEqual(len(names(**attribute("Username", "testing"))), 5)
    ask.assertEqual(names(**attribute("Username", "nobody")), [])
    ask.assertEqual(len(names(**attribute("AccessKeyId", "testing"))), 5)

    put = ask("LookupEvents", **attribute("EventName", "PutSecretValue"))["Events"][0]
    record = json.loads(put["CloudTrailEvent"])
    ask.assertEqual(record["requestParameters"], {"secretId": "it/trail", "clientRequestToken": TOKENS[1]})
    ask.assertEqual((record["responseElements"]["arn"], record["userIdentity"]["userName"]), (arn, "testing"))
    refused = [json.loads(event["CloudTrailEvent"]) for event in
               ask("LookupEvents", **attribute("ResourceName", "it/nobody"))["Events"]]
    ask.assertEqual([event["errorCode"] for event in refused], ["ResourceNotFoundException"])
    whole = json.dumps(ask("LookupEvents"))
    ask.assertNotIn(VALUE, whole)
    ask.assertIn("HIDDEN_DUE_TO_SECURITY_REASONS", whole)

    first = ask("LookupEvents", MaxResults=3)
    rest = ask("LookupEvents", MaxResults=3, NextToken=first["NextToken"])
    ask.assertEqual(sorted(event["EventName"] for event in first["Events"] + rest["Events"]), sorted(every))
    ask.assertNotIn("NextToken", rest)

    now = datetime.datetime.now(datetime.timezone.utc)
    hour = datetime.timedelta(hours=1)
    ask.assertEqual(len(names(StartTime=now - hour, EndTime=now + hour)), 5)
    ask.assertEqual(names(EndTime=now - hour), [])
    ask.assertEqual(ask.at(region="eu-west-1")("LookupEvents")["Events"], [])

    ask.refuses("InvalidNextTokenException", "LookupEvents", NextToken="made-up")
    ask.refuses("InvalidNextTokenException", "LookupEvents", **attribute("ReadOnly", "true"),
                NextToken=first["NextToken"])
    ask.refuses("InvalidMaxResultsException", "LookupEvents", MaxResults=51)
    ask.refuses("InvalidTimeRangeException", "LookupEvents", StartTime=now, EndTime=now - hour)
    ask.refuses("InvalidLookupAttributesException", "LookupEvents", LookupAttributes=[
        {"AttributeKey": "ReadOnly", "AttributeValue": "true"},
        {"AttributeKey": "Username", "AttributeValue": "testing"}])
    ask.at(key="rotator", secret="rotator").refuses("AccessDeniedException", "LookupEvents")

    ask.sandbox.control("clock", {"move": "+91d"})
    ask.assertEqual([name for name in names() if name != "GetSecretValue"], [])


CASES = {"LookupEvents": lookup_events}
