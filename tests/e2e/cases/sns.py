"""SNS: topics, who is subscribed, and what is published to them."""
import json

import voices

SERVICE = "sns"
ARN = "arn:aws:sns:us-east-1:123456789012:"


def reader(ask):
    return ask.at(key="reader", secret="reader")


def messages(ask):
    return [entry["message"] for entry in ask.sandbox.control("messages")["messages"]]


def topic(ask, name="reminders", **attributes):
    return ask("CreateTopic", Name=name, Attributes=attributes)["TopicArn"]


def confirmed(ask, arn, endpoint="it@example.com"):
    ask("Subscribe", TopicArn=arn, Protocol="email", Endpoint=endpoint)
    token = [m["token"] for m in messages(ask) if "token" in m][-1]
    return ask("ConfirmSubscription", TopicArn=arn, Token=token)["SubscriptionArn"]


def create_topic(ask):
    """makes a topic once; with other attributes it is refused"""
    ask.assertEqual(topic(ask, DisplayName="Keyturn"), ARN + "reminders")
    ask.assertEqual(topic(ask, DisplayName="Keyturn"), ARN + "reminders")
    ask.refuses("InvalidParameter", "CreateTopic", Name="reminders", Attributes={"DisplayName": "Other"},
                message="different attributes")
    ask.refuses("InvalidParameter", "CreateTopic", Name="not a name", message="Topic Name")
    reader(ask).refuses("AuthorizationError", "CreateTopic", Name="other", message="sns:CreateTopic")


def delete_topic(ask):
    """removes topic and subscriptions; one that is gone is no error"""
    arn = topic(ask)
    confirmed(ask, arn)
    ask("DeleteTopic", TopicArn=arn)
    ask("DeleteTopic", TopicArn=arn)
    ask.refuses("NotFound", "ListSubscriptionsByTopic", TopicArn=arn, message="Topic does not exist")
    ask.refuses("InvalidParameter", "DeleteTopic", TopicArn="reminders")


def list_topics(ask):
    """lists those of the account and region"""
    for name in ("b", "a"):
        topic(ask, name)
    ask.assertEqual([t["TopicArn"] for t in ask("ListTopics")["Topics"]], [ARN + "a", ARN + "b"])
    ask.assertEqual(ask.at(region="eu-west-1")("ListTopics")["Topics"], [])
    ask.refuses("InvalidParameter", "ListTopics", NextToken="made-up")


def get_topic_attributes(ask):
    """tells the policy, which lets in the account and no service, and counts subscriptions"""
    arn = topic(ask, DisplayName="Keyturn")
    confirmed(ask, arn)
    ask("Subscribe", TopicArn=arn, Protocol="email", Endpoint="other@example.com")
    attributes = ask("GetTopicAttributes", TopicArn=arn)["Attributes"]
    ask.assertEqual((attributes["DisplayName"], attributes["SubscriptionsConfirmed"],
                     attributes["SubscriptionsPending"], attributes["Owner"]), ("Keyturn", "1", "1", "123456789012"))
    statement, = json.loads(attributes["Policy"])["Statement"]
    ask.assertEqual(statement["Principal"], {"AWS": "*"})
    ask.refuses("NotFound", "GetTopicAttributes", TopicArn=ARN + "none")


def set_topic_attributes(ask):
    """replaces one attribute as a whole"""
    arn = topic(ask)
    policy = json.dumps({"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Principal": {"Service": "events.amazonaws.com"}, "Action": "sns:Publish",
        "Resource": arn}]})
    ask("SetTopicAttributes", TopicArn=arn, AttributeName="Policy", AttributeValue=policy)
    ask.assertEqual(ask("GetTopicAttributes", TopicArn=arn)["Attributes"]["Policy"], policy)
    ask.refuses("InvalidParameter", "SetTopicAttributes", TopicArn=arn, AttributeName="Policy", AttributeValue="{",
                message="Policy")
    ask.refuses("InvalidParameter", "SetTopicAttributes", TopicArn=arn, AttributeName="Owner", AttributeValue="me")


def subscribe(ask):
    """asks mail addresses for a confirmation, and refuses what is none"""
    arn = topic(ask)
    asked = ask("Subscribe", TopicArn=arn, Protocol="email", Endpoint="it@example.com")["SubscriptionArn"]
    ask.assertEqual(asked, "pending confirmation")
    told = ask("Subscribe", TopicArn=arn, Protocol="email", Endpoint="it@example.com", ReturnSubscriptionArn=True)
    ask.assertTrue(told["SubscriptionArn"].startswith(arn + ":"))
    number = ask("Subscribe", TopicArn=arn, Protocol="sms", Endpoint="+4915112345678")["SubscriptionArn"]
    ask.assertTrue(number.startswith(arn + ":"))
    ask.assertEqual(len(ask("ListSubscriptionsByTopic", TopicArn=arn)["Subscriptions"]), 2)
    ask.refuses("InvalidParameter", "Subscribe", TopicArn=arn, Protocol="email", Endpoint="nobody",
                message="Email address")
    ask.refuses("InvalidParameter", "Subscribe", TopicArn=arn, Protocol="pigeon", Endpoint="x")
    ask.refuses("NotFound", "Subscribe", TopicArn=ARN + "none", Protocol="sms", Endpoint="+4915112345678")


def confirm_subscription(ask):
    """by the token of the mail, which is good for three days"""
    arn = topic(ask)
    subscription = confirmed(ask, arn)
    found, = ask("ListSubscriptionsByTopic", TopicArn=arn)["Subscriptions"]
    ask.assertEqual(found["SubscriptionArn"], subscription)
    ask.refuses("InvalidParameter", "ConfirmSubscription", TopicArn=arn, Token="made-up", message="Token")
    ask("Subscribe", TopicArn=arn, Protocol="email", Endpoint="late@example.com")
    token = messages(ask)[-1]["token"]
    ask.sandbox.control("clock", {"move": "+73h"})
    ask.refuses("InvalidParameter", "ConfirmSubscription", TopicArn=arn, Token=token)


def unsubscribe(ask):
    """takes off who has confirmed; who has not cannot be taken off"""
    arn = topic(ask)
    ask("Unsubscribe", SubscriptionArn=confirmed(ask, arn))
    ask.assertEqual(ask("ListSubscriptionsByTopic", TopicArn=arn)["Subscriptions"], [])
    pending = ask("Subscribe", TopicArn=arn, Protocol="email", Endpoint="b@example.com", ReturnSubscriptionArn=True)
    ask.refuses("InvalidParameter", "Unsubscribe", SubscriptionArn=pending["SubscriptionArn"], message="pending")
    ask.refuses("NotFound", "Unsubscribe", SubscriptionArn=arn + ":00000000-0000-0000-0000-000000000000")


def list_subscriptions_by_topic(ask):
    """says who is subscribed and who has not confirmed"""
    arn = topic(ask)
    ask("Subscribe", TopicArn=arn, Protocol="email", Endpoint="it@example.com")
    found, = ask("ListSubscriptionsByTopic", TopicArn=arn)["Subscriptions"]
    ask.assertEqual((found["SubscriptionArn"], found["Protocol"], found["Endpoint"], found["TopicArn"]),
                    ("PendingConfirmation", "email", "it@example.com", arn))
    quick = voices.Botocore(ask.sandbox.url)
    for i in range(101):
        quick.call("sns", "Subscribe", {"TopicArn": arn, "Protocol": "sms", "Endpoint": f"+4915112345{i:03}"})
    quick.close()
    first = ask("ListSubscriptionsByTopic", TopicArn=arn)
    ask.assertEqual(len(first["Subscriptions"]), 100)
    rest = ask("ListSubscriptionsByTopic", TopicArn=arn, NextToken=first["NextToken"])
    ask.assertEqual(len(rest["Subscriptions"]), 2)
    ask.refuses("NotFound", "ListSubscriptionsByTopic", TopicArn=ARN + "none")


def publish(ask):
    """reaches who has confirmed; a number only where the SMS sandbox lets it"""
    arn = topic(ask)
    confirmed(ask, arn)
    ask("Subscribe", TopicArn=arn, Protocol="email", Endpoint="pending@example.com")
    for number in ("+4915112345678", "+4915187654321"):
        ask("Subscribe", TopicArn=arn, Protocol="sms", Endpoint=number)
    ask.sandbox.control("sms", {"verified": ["+4915112345678"]})
    ask.sandbox.control("messages", {"clear": True})
    ask("Publish", TopicArn=arn, Subject="Due", Message="Rotate it")
    sent = {m["endpoint"]: m for m in messages(ask)}
    ask.assertEqual(sorted(sent), ["+4915112345678", "+4915187654321", "it@example.com"])
    ask.assertEqual((sent["it@example.com"]["subject"], sent["it@example.com"]["message"]), ("Due", "Rotate it"))
    ask.assertNotIn("failure", sent["+4915112345678"])
    ask.assertIn("SMS sandbox", sent["+4915187654321"]["failure"])
    ask.refuses("InvalidParameter", "Publish", TopicArn=arn, Message="x", Subject="two\nlines", message="Subject")
    ask.refuses("NotFound", "Publish", TopicArn=ARN + "none", Message="x")
    reader(ask).refuses("AuthorizationError", "Publish", TopicArn=arn, Message="x")


def get_sms_sandbox_account_status(ask):
    """new accounts are in it"""
    ask.assertTrue(ask("GetSMSSandboxAccountStatus")["IsInSandbox"])
    ask.sandbox.control("sms", {"sandbox": False})
    ask.assertFalse(ask("GetSMSSandboxAccountStatus")["IsInSandbox"])
    reader(ask).refuses("AuthorizationError", "GetSMSSandboxAccountStatus")


def list_sms_sandbox_phone_numbers(ask):
    """lists the verified ones"""
    ask.assertEqual(ask("ListSMSSandboxPhoneNumbers")["PhoneNumbers"], [])
    ask.sandbox.control("sms", {"verified": ["+4915112345678"]})
    ask.assertEqual(ask("ListSMSSandboxPhoneNumbers")["PhoneNumbers"],
                    [{"PhoneNumber": "+4915112345678", "Status": "Verified"}])
    ask.refuses("InvalidParameter", "ListSMSSandboxPhoneNumbers", NextToken="made-up")


CASES = {"CreateTopic": create_topic, "DeleteTopic": delete_topic, "ListTopics": list_topics,
         "GetTopicAttributes": get_topic_attributes, "SetTopicAttributes": set_topic_attributes,
         "Subscribe": subscribe, "ConfirmSubscription": confirm_subscription, "Unsubscribe": unsubscribe,
         "ListSubscriptionsByTopic": list_subscriptions_by_topic, "Publish": publish,
         "GetSMSSandboxAccountStatus": get_sms_sandbox_account_status,
         "ListSMSSandboxPhoneNumbers": list_sms_sandbox_phone_numbers}
