"""SQS: queues, and what lies in them."""
import hashlib
import json


SERVICE = "sqs"
ARN = "arn:aws:sqs:us-east-1:123456789012:"
NO_QUEUE = "AWS.SimpleQueueService.NonExistentQueue"


def reader(ask):
    return ask.at(key="reader", secret="reader")


def queue(ask, name="notices", **attributes):
    return ask("CreateQueue", QueueName=name, Attributes=attributes)["QueueUrl"]


def attribute(ask, url, name):
    return ask("GetQueueAttributes", QueueUrl=url, AttributeNames=[name]).get("Attributes", {}).get(name)


def send(ask, url, *bodies):
    for body in bodies:
        ask("SendMessage", QueueUrl=url, MessageBody=body)


def bodies(ask, url, **how):
    """What comes at once."""
    got = ask("ReceiveMessage", QueueUrl=url, MaxNumberOfMessages=10, **how)
    return [message["Body"] for message in got.get("Messages", [])]


def create_queue(ask):
    """makes a queue once; with other attributes, or a minute after it was deleted, it is refused"""
    url = queue(ask, VisibilityTimeout="60")
    ask.assertTrue(url.endswith("/123456789012/notices"))
    ask.assertEqual(queue(ask, VisibilityTimeout="60"), url)
    ask.assertEqual(queue(ask), url)
    ask.refuses("QueueAlreadyExists", "CreateQueue", QueueName="notices", Attributes={"VisibilityTimeout": "61"})
    ask.refuses("InvalidParameterValue", "CreateQueue", QueueName="not a name")
    ask.refuses("InvalidAttributeValue", "CreateQueue", QueueName="x", Attributes={"VisibilityTimeout": "43201"})
    ask.refuses("InvalidAttributeName", "CreateQueue", QueueName="x", Attributes={"Colour": "red"})
    reader(ask).refuses("AccessDenied", "CreateQueue", QueueName="x", message="sqs:CreateQueue")
    ask("DeleteQueue", QueueUrl=url)
    ask.refuses("AWS.SimpleQueueService.QueueDeletedRecently", "CreateQueue", QueueName="notices")
    ask.sandbox.control("clock", {"move": "+61s"})
    ask.assertEqual(queue(ask), url)


def delete_queue(ask):
    """removes the queue with what lies in it"""
    url = queue(ask)
    send(ask, url, "one")
    ask("DeleteQueue", QueueUrl=url)
    ask.refuses(NO_QUEUE, "DeleteQueue", QueueUrl=url)
    ask.sandbox.control("clock", {"move": "+61s"})
    ask.assertEqual(bodies(ask, queue(ask)), [])


def get_queue_url(ask):
    """of a queue of the account and region"""
    url = queue(ask)
    ask.assertEqual(ask("GetQueueUrl", QueueName="notices")["QueueUrl"], url)
    ask.assertEqual(ask("GetQueueUrl", QueueName="notices", QueueOwnerAWSAccountId="123456789012")["QueueUrl"], url)
    ask.refuses(NO_QUEUE, "GetQueueUrl", QueueName="none")
    ask.refuses(NO_QUEUE, "GetQueueUrl", QueueName="notices", QueueOwnerAWSAccountId="210987654321")
    ask.at(region="eu-west-1").refuses(NO_QUEUE, "GetQueueUrl", QueueName="notices")


def list_queues(ask):
    """those of the account and region, by prefix, in pages where a size is asked for"""
    ask.assertNotIn("QueueUrls", ask("ListQueues"))
    urls = [queue(ask, name) for name in ("notices-a", "notices-b", "other")]
    ask.assertEqual(ask("ListQueues")["QueueUrls"], urls)
    ask.assertEqual(ask("ListQueues", QueueNamePrefix="notices")["QueueUrls"], urls[:2])
    first = ask("ListQueues", MaxResults=2)
    rest = ask("ListQueues", MaxResults=2, NextToken=first["NextToken"])
    ask.assertEqual(first["QueueUrls"] + rest["QueueUrls"], urls)
    ask.refuses("InvalidParameterValue", "ListQueues", MaxResults=0)


def get_queue_attributes(ask):
    """texts, all of them or those that are asked for; none where none is"""
    url = queue(ask)
    send(ask, url, "one", "two")
    ask("ReceiveMessage", QueueUrl=url)
    all_of_them = ask("GetQueueAttributes", QueueUrl=url, AttributeNames=["All"])["Attributes"]
    wanted = {"QueueArn": ARN + "notices", "VisibilityTimeout": "30", "MessageRetentionPeriod": "345600",
              "ApproximateNumberOfMessages": "1", "ApproximateNumberOfMessagesNotVisible": "1",
              "SqsManagedSseEnabled": "true"}
    ask.assertEqual({name: all_of_them[name] for name in wanted}, wanted)
    ask.assertNotIn("Policy", all_of_them)
    ask.assertEqual(ask("GetQueueAttributes", QueueUrl=url, AttributeNames=["QueueArn"]),
                    {"Attributes": {"QueueArn": ARN + "notices"}})
    ask.assertNotIn("Attributes", ask("GetQueueAttributes", QueueUrl=url))
    ask.refuses("InvalidAttributeName", "GetQueueAttributes", QueueUrl=url, AttributeNames=["Colour"])


def set_queue_attributes(ask):
    """replaces the named ones, a policy as a whole; an empty policy is none"""
    url = queue(ask)
    policy = json.dumps({"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::437568002678:root"}, "Action": "sqs:SendMessage",
        "Resource": ARN + "notices"}]})
    ask("SetQueueAttributes", QueueUrl=url, Attributes={"Policy": policy, "DelaySeconds": "0"})
    ask.assertEqual(attribute(ask, url, "Policy"), policy)
    ask("SetQueueAttributes", QueueUrl=url, Attributes={"Policy": ""})
    ask.assertIsNone(attribute(ask, url, "Policy"))
    ask("SetQueueAttributes", QueueUrl=url, Attributes={"KmsMasterKeyId": "alias/aws/sqs"})
    ask.assertEqual(attribute(ask, url, "SqsManagedSseEnabled"), "false")
    for wrong in ({"Policy": "{"}, {"MessageRetentionPeriod": "59"}, {"FifoQueue": "true"},
                  {"KmsMasterKeyId": "alias/nobody"}, {"RedrivePolicy": "{}"}):
        ask.refuses("InvalidAttributeValue", "SetQueueAttributes", QueueUrl=url, Attributes=wrong)
    ask.refuses("InvalidAttributeName", "SetQueueAttributes", QueueUrl=url, Attributes={"QueueArn": "x"})


def purge_queue(ask):
    """empties it, once a minute"""
    url = queue(ask)
    send(ask, url, "one", "two")
    ask("PurgeQueue", QueueUrl=url)
    ask.assertEqual(bodies(ask, url), [])
    ask.refuses("AWS.SimpleQueueService.PurgeQueueInProgress", "PurgeQueue", QueueUrl=url)
    ask.refuses(NO_QUEUE, "PurgeQueue", QueueUrl=url + "x")


def send_message(ask):
    """keeps any text that XML can carry, at once or after a delay, for the time of retention"""
    url = queue(ask, MessageRetentionPeriod="60", MaximumMessageSize="1024")
    text = "<a>&amp; \u00e9 \U0001f511\n\"+%"
    sent = ask("SendMessage", QueueUrl=url, MessageBody=text)
    ask.assertEqual(sent["MD5OfMessageBody"], hashlib.md5(text.encode()).hexdigest())
    ask("SendMessage", QueueUrl=url, MessageBody="later", DelaySeconds=30)
    ask.assertEqual(bodies(ask, url, VisibilityTimeout=0), [text])
    ask.sandbox.control("clock", {"move": "+31s"})
    ask.assertEqual(sorted(bodies(ask, url, VisibilityTimeout=0)), sorted([text, "later"]))
    ask.sandbox.control("clock", {"move": "+30s"})
    ask.assertEqual(bodies(ask, url), [])
    ask.refuses("InvalidMessageContents", "SendMessage", QueueUrl=url, MessageBody="\x01")
    ask.refuses("InvalidParameterValue", "SendMessage", QueueUrl=url, MessageBody="x" * 1025)
    ask.refuses("InvalidParameterValue", "SendMessage", QueueUrl=url, MessageBody="x", DelaySeconds=901)
    ask.refuses(NO_QUEUE, "SendMessage", QueueUrl=url + "x", MessageBody="x")


def receive_message(ask):
    """hides what it gives until the visibility timeout has passed, then gives it again; nothing is no list"""
    url = queue(ask)
    ask.assertEqual(ask("ReceiveMessage", QueueUrl=url), {})
    send(ask, url, *"abc")
    first, = ask("ReceiveMessage", QueueUrl=url, AttributeNames=["All"])["Messages"]
    ask.assertEqual(first["MD5OfBody"], hashlib.md5(first["Body"].encode()).hexdigest())
    ask.assertEqual(first["Attributes"]["ApproximateReceiveCount"], "1")
    ask.assertEqual(len(bodies(ask, url)), 2)
    ask.assertEqual(bodies(ask, url), [])
    ask.sandbox.control("clock", {"move": "+31s"})
    ask.assertEqual(sorted(bodies(ask, url, VisibilityTimeout=3000)), list("abc"))
    ask.sandbox.control("clock", {"move": "+2000s"})
    ask.assertEqual(bodies(ask, url), [])
    ask.sandbox.control("clock", {"move": "+1001s"})
    again = ask("ReceiveMessage", QueueUrl=url, AttributeNames=["ApproximateReceiveCount"], WaitTimeSeconds=1)
    ask.assertEqual(again["Messages"][0]["Attributes"], {"ApproximateReceiveCount": "3"})
    ask.refuses("InvalidParameterValue", "ReceiveMessage", QueueUrl=url, MaxNumberOfMessages=11)
    ask.refuses("InvalidParameterValue", "ReceiveMessage", QueueUrl=url, WaitTimeSeconds=21)
    reader(ask).refuses("AccessDenied", "ReceiveMessage", QueueUrl=url, message="sqs:ReceiveMessage")


def into_the_dead_letter_queue(ask):
    dead = queue(ask, "dead")
    url = queue(ask, "redriven", RedrivePolicy=json.dumps({"deadLetterTargetArn": ARN + "dead", "maxReceiveCount": 2}))
    send(ask, url, "one")
    for expected in (["one"], ["one"], []):
        ask.assertEqual(bodies(ask, url), expected)
        ask.sandbox.control("clock", {"move": "+31s"})
    ask.assertEqual(bodies(ask, dead), ["one"])


def delete_message(ask):
    """by the receipt of the last receive; an older one is accepted and does nothing"""
    url = queue(ask)
    send(ask, url, "one")
    old = ask("ReceiveMessage", QueueUrl=url)["Messages"][0]["ReceiptHandle"]
    ask.sandbox.control("clock", {"move": "+31s"})
    new = ask("ReceiveMessage", QueueUrl=url)["Messages"][0]["ReceiptHandle"]
    ask("DeleteMessage", QueueUrl=url, ReceiptHandle=old)
    ask.assertEqual(attribute(ask, url, "ApproximateNumberOfMessagesNotVisible"), "1")
    ask("DeleteMessage", QueueUrl=url, ReceiptHandle=new)
    ask("DeleteMessage", QueueUrl=url, ReceiptHandle=new)
    ask.assertEqual(attribute(ask, url, "ApproximateNumberOfMessagesNotVisible"), "0")
    ask.refuses("ReceiptHandleIsInvalid", "DeleteMessage", QueueUrl=url, ReceiptHandle="bWFkZSB1cA==")
    into_the_dead_letter_queue(ask.quietly())


def change_message_visibility(ask):
    """gives a message back at once, or keeps it longer; only what is in flight"""
    url = queue(ask)
    send(ask, url, "one")
    receipt = ask("ReceiveMessage", QueueUrl=url)["Messages"][0]["ReceiptHandle"]
    ask("ChangeMessageVisibility", QueueUrl=url, ReceiptHandle=receipt, VisibilityTimeout=600)
    ask.sandbox.control("clock", {"move": "+31s"})
    ask.assertEqual(bodies(ask, url), [])
    ask("ChangeMessageVisibility", QueueUrl=url, ReceiptHandle=receipt, VisibilityTimeout=0)
    ask.refuses("AWS.SimpleQueueService.MessageNotInflight", "ChangeMessageVisibility", QueueUrl=url,
                ReceiptHandle=receipt, VisibilityTimeout=0)
    ask.assertEqual(bodies(ask, url), ["one"])
    ask.refuses("InvalidParameterValue", "ChangeMessageVisibility", QueueUrl=url, ReceiptHandle=receipt,
                VisibilityTimeout=43201)
    ask.refuses("ReceiptHandleIsInvalid", "ChangeMessageVisibility", QueueUrl=url, ReceiptHandle="bWFkZSB1cA==",
                VisibilityTimeout=0)


CASES = {
    "CreateQueue": create_queue,
    "DeleteQueue": delete_queue,
    "GetQueueUrl": get_queue_url,
    "ListQueues": list_queues,
    "GetQueueAttributes": get_queue_attributes,
    "SetQueueAttributes": set_queue_attributes,
    "PurgeQueue": purge_queue,
    "SendMessage": send_message,
    "ReceiveMessage": receive_message,
    "DeleteMessage": delete_message,
    "ChangeMessageVisibility": change_message_visibility,
}
