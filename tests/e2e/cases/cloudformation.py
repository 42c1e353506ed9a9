"""CloudFormation: stacks of the types that reminder chains use."""
import json

SERVICE = "cloudformation"
TOPIC = "arn:aws:sns:us-east-1:123456789012:reminders"


def template(**resources):
    whole = {"Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "reminders"}},
             "Rule": {"Type": "AWS::Events::Rule", "Properties": {
                 "Name": "reminders", "EventPattern": {"source": ["aws.ssm"]},
                 "Targets": [{"Id": "mail", "Arn": {"Ref": "Topic"}}]}}, **resources}
    return json.dumps({"AWSTemplateFormatVersion": "2010-09-09", "Description": "Reminders",
                       "Parameters": {"Address": {"Type": "String", "Default": "it@example.com"}},
                       "Resources": {name: resource for name, resource in whole.items() if resource},
                       "Outputs": {"TopicArn": {"Value": {"Ref": "Topic"}}}})


MAIL = {"Type": "AWS::SNS::Subscription",
        "Properties": {"TopicArn": {"Ref": "Topic"}, "Protocol": "email", "Endpoint": {"Ref": "Address"}}}
ROLE = {"Type": "AWS::IAM::Role", "Properties": {"RoleName": {"Fn::Sub": "mailer-${AWS::Region}"},
        "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Principal": {"Service": "scheduler.amazonaws.com"}, "Action": "sts:AssumeRole"}]}}}


def settled(ask, name="chain"):
    quiet = ask.quietly()
    answer = ask.until_quiet(lambda: quiet("DescribeStacks", StackName=name)["Stacks"][0],
                             lambda stack: not stack["StackStatus"].endswith("_IN_PROGRESS"))
    return answer


def make(ask, body=None, **more):
    made = ask("CreateStack", StackName="chain", TemplateBody=body or template(Mail=MAIL), **more)["StackId"]
    return made, settled(ask)


def validate_template(ask):
    """tells its parameters; a type it does not know is an error"""
    found = ask("ValidateTemplate", TemplateBody=template(Role=ROLE))
    ask.assertEqual((found["Description"], found["Parameters"][0]["ParameterKey"], found["Capabilities"]),
                    ("Reminders", "Address", ["CAPABILITY_NAMED_IAM"]))
    ask.refuses("ValidationError", "ValidateTemplate", TemplateBody=template(X={"Type": "AWS::S3::Bucket"}),
                message="Unrecognized resource types: [AWS::S3::Bucket]")
    ask.refuses("ValidationError", "ValidateTemplate", TemplateBody="{")
    ask.refuses("ValidationError", "ValidateTemplate", TemplateBody=json.dumps({"Resources": {}}))


def create_stack(ask):
    """makes what the template says, or undoes all of it"""
    _, stack = make(ask, Parameters=[{"ParameterKey": "Address", "ParameterValue": "me@example.com"}])
    ask.assertEqual((stack["StackStatus"], stack["Outputs"][0]["OutputValue"]), ("CREATE_COMPLETE", TOPIC))
    sub, = ask.to("sns")("ListSubscriptionsByTopic", TopicArn=TOPIC)["Subscriptions"]
    ask.assertEqual(sub["Endpoint"], "me@example.com")
    ask.assertEqual(ask.to("events")("ListTargetsByRule", Rule="reminders")["Targets"][0]["Arn"], TOPIC)
    ask.refuses("AlreadyExistsException", "CreateStack", StackName="chain", TemplateBody=template())
    ask.refuses("ValidationError", "CreateStack", StackName="other", TemplateBody=template(),
                Parameters=[{"ParameterKey": "None", "ParameterValue": "x"}])
    ask.refuses("InsufficientCapabilitiesException", "CreateStack", StackName="other",
                TemplateBody=template(Role=ROLE), message="CAPABILITY_NAMED_IAM")
    ask("CreateStack", StackName="other", TemplateBody=template())  # the topic is there already
    ask.assertEqual(settled(ask, "other")["StackStatus"], "ROLLBACK_COMPLETE")
    ask.to("sns")("GetTopicAttributes", TopicArn=TOPIC)


def update_stack(ask):
    """changes what differs, and takes back what fails"""
    make(ask)
    ask.refuses("ValidationError", "UpdateStack", StackName="chain", TemplateBody=template(Mail=MAIL),
                message="No updates are to be performed")
    ask("UpdateStack", StackName="chain", TemplateBody=template(
        Rule={"Type": "AWS::Events::Rule", "Properties": {"Name": "reminders", "State": "DISABLED",
                                                         "EventPattern": {"source": ["aws.ssm"]}}}))
    ask.assertEqual(settled(ask)["StackStatus"], "UPDATE_COMPLETE")
    ask.assertEqual(ask.to("events")("DescribeRule", Name="reminders")["State"], "DISABLED")
    ask("UpdateStack", StackName="chain", TemplateBody=template(
        Bad={"Type": "AWS::SNS::Subscription", "Properties": {"TopicArn": {"Ref": "Topic"}, "Protocol": "email",
                                                             "Endpoint": "nobody"}}))
    ask.assertEqual(settled(ask)["StackStatus"], "UPDATE_ROLLBACK_COMPLETE")
    ask.refuses("ValidationError", "UpdateStack", StackName="none", TemplateBody=template(), message="does not exist")


def delete_stack(ask):
    """removes everything; one that is gone is no error"""
    made, _ = make(ask)
    ask("DeleteStack", StackName="chain")
    ask.assertEqual(settled(ask, made)["StackStatus"], "DELETE_COMPLETE")
    ask("DeleteStack", StackName="chain")
    ask.to("sns").refuses("NotFound", "GetTopicAttributes", TopicArn=TOPIC)
    ask.at(key="reader", secret="reader").refuses("AccessDenied", "DeleteStack", StackName="chain")


def describe_stacks(ask):
    """by name as long as it is there, by id for ever"""
    made, _ = make(ask)
    ask.assertEqual([stack["StackName"] for stack in ask("DescribeStacks")["Stacks"]], ["chain"])
    ask("DeleteStack", StackName="chain")
    settled(ask, made)
    ask.assertEqual(ask("DescribeStacks")["Stacks"], [])
    ask.refuses("ValidationError", "DescribeStacks", StackName="chain", message="Stack with id chain does not exist")


def describe_stack_events(ask):
    """newest first, each with the token of what caused it"""
    make(ask, ClientRequestToken="token-1")
    events = ask("DescribeStackEvents", StackName="chain")["StackEvents"]
    ask.assertEqual([(e["LogicalResourceId"], e["ResourceStatus"]) for e in events],
                    [("chain", "CREATE_COMPLETE"), ("Rule", "CREATE_COMPLETE"), ("Rule", "CREATE_IN_PROGRESS"),
                     ("Mail", "CREATE_COMPLETE"), ("Mail", "CREATE_IN_PROGRESS"), ("Topic", "CREATE_COMPLETE"),
                     ("Topic", "CREATE_IN_PROGRESS"), ("chain", "CREATE_IN_PROGRESS")])
    ask.assertEqual({e["ClientRequestToken"] for e in events}, {"token-1"})
    ask.refuses("ValidationError", "DescribeStackEvents", StackName="none")


CASES = {"ValidateTemplate": validate_template, "CreateStack": create_stack, "UpdateStack": update_stack,
         "DeleteStack": delete_stack, "DescribeStacks": describe_stacks, "DescribeStackEvents": describe_stack_events}
