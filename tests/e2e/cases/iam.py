"""IAM: the roles that schedules take up."""
import json

SERVICE = "iam"
TRUST = json.dumps({"Version": "2012-10-17", "Statement": [{
    "Effect": "Allow", "Principal": {"Service": "scheduler.amazonaws.com"}, "Action": "sts:AssumeRole"}]})
POLICY = json.dumps({"Version": "2012-10-17", "Statement": [{
    "Effect": "Allow", "Action": "sns:Publish", "Resource": "arn:aws:sns:us-east-1:123456789012:reminders"}]})


def make(ask):
    return ask("CreateRole", RoleName="mailer", AssumeRolePolicyDocument=TRUST)


def create_role(ask):
    """once, with a trust policy that can be read"""
    ask.assertEqual(make(ask)["Role"]["Arn"], "arn:aws:iam::123456789012:role/mailer")
    ask.refuses("EntityAlreadyExists", "CreateRole", RoleName="mailer", AssumeRolePolicyDocument=TRUST)
    ask.refuses("MalformedPolicyDocument", "CreateRole", RoleName="other", AssumeRolePolicyDocument="{")


def get_role(ask):
    """by its name"""
    make(ask)
    ask.assertEqual(ask("GetRole", RoleName="mailer")["Role"]["RoleName"], "mailer")
    ask.refuses("NoSuchEntity", "GetRole", RoleName="none")


def delete_role(ask):
    """once it has no policies"""
    make(ask)
    ask("PutRolePolicy", RoleName="mailer", PolicyName="publish", PolicyDocument=POLICY)
    ask.refuses("DeleteConflict", "DeleteRole", RoleName="mailer")
    ask("DeleteRolePolicy", RoleName="mailer", PolicyName="publish")
    ask("DeleteRole", RoleName="mailer")
    ask.refuses("NoSuchEntity", "DeleteRole", RoleName="mailer")


def put_role_policy(ask):
    """a policy that can be read, to a role that is there"""
    make(ask)
    ask("PutRolePolicy", RoleName="mailer", PolicyName="publish", PolicyDocument=POLICY)
    ask.refuses("MalformedPolicyDocument", "PutRolePolicy", RoleName="mailer", PolicyName="x", PolicyDocument="{}")
    ask.refuses("NoSuchEntity", "PutRolePolicy", RoleName="none", PolicyName="x", PolicyDocument=POLICY)


def delete_role_policy(ask):
    """one that is there"""
    make(ask)
    ask("PutRolePolicy", RoleName="mailer", PolicyName="publish", PolicyDocument=POLICY)
    ask("DeleteRolePolicy", RoleName="mailer", PolicyName="publish")
    ask.refuses("NoSuchEntity", "DeleteRolePolicy", RoleName="mailer", PolicyName="publish")


CASES = {"CreateRole": create_role, "GetRole": get_role, "DeleteRole": delete_role, "PutRolePolicy": put_role_policy,
         "DeleteRolePolicy": delete_role_policy}
