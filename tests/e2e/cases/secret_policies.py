"""Secrets Manager: resource policies."""
import json

from cases.secrets import make

SERVICE = "secretsmanager"
ACCOUNT = "123456789012"


def policy(principal, effect="Allow", action="secretsmanager:GetSecretValue", **more):
    return json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": effect, "Principal": principal, "Action": action, "Resource": "*", **more}]})


READER = policy({"AWS": f"arn:aws:iam::{ACCOUNT}:role/reader"})
EVERYBODY = policy("*")
MALFORMED = ["{", "[]", '{"Version": "2012-10-17"}', '{"Version": "2019-10-19", "Statement": []}', policy({"AWS": "bob"}),
             policy("*", effect="Maybe"), policy("*", action="read"), policy("*", Colour="blue"),
             policy("*", Condition={"StringEquals": {}})]


def get_resource_policy(ask):
    """has no member where there is no policy, and the very text where there is one"""
    made = make(ask)
    ask.assertEqual(ask("GetResourcePolicy", SecretId="it/one"), {"ARN": made["ARN"], "Name": "it/one"})
    ask("PutResourcePolicy", SecretId="it/one", ResourcePolicy=READER)
    ask.assertEqual(ask("GetResourcePolicy", SecretId="it/one")["ResourcePolicy"], READER)
    ask.refuses("ResourceNotFoundException", "GetResourcePolicy", SecretId="nobody")


def put_resource_policy(ask):
    """refuses bad grammar, too long a text, broad access when told to, and locking oneself out"""
    make(ask)
    put = {"SecretId": "it/one", "BlockPublicPolicy": True}
    for text in MALFORMED:
        ask.refuses("MalformedPolicyDocumentException", "PutResourcePolicy", **put, ResourcePolicy=text)
    for text in (EVERYBODY, policy({"AWS": ["*"]}), policy("*", Condition={"StringLike": {"aws:PrincipalArn": "*"}})):
        ask.refuses("PublicPolicyException", "PutResourcePolicy", **put, ResourcePolicy=text)
    ask.refuses("InvalidParameterException", "PutResourcePolicy", **put, message="will not allow you to manage",
                ResourcePolicy=policy("*", effect="Deny", action="secretsmanager:*"))
    ask.refuses("ValidationException", "PutResourcePolicy", **put, ResourcePolicy=READER + " " * 20480)
    ask("PutResourcePolicy", SecretId="it/one", ResourcePolicy=EVERYBODY)
    ask("PutResourcePolicy", **put,
        ResourcePolicy=policy("*", Condition={"StringEquals": {"aws:PrincipalOrgID": "o-1234567890"}}))


def delete_resource_policy(ask):
    """is content when there is none"""
    made = make(ask)
    ask("PutResourcePolicy", SecretId="it/one", ResourcePolicy=READER)
    for _ in range(2):
        ask.assertEqual(ask("DeleteResourcePolicy", SecretId="it/one"), {"ARN": made["ARN"], "Name": "it/one"})
    ask.assertNotIn("ResourcePolicy", ask("GetResourcePolicy", SecretId="it/one"))
    ask.refuses("ResourceNotFoundException", "DeleteResourcePolicy", SecretId="nobody")


def validate_resource_policy(ask):
    """tells broad access and a lock-out apart, stores nothing"""
    make(ask)
    fine = ask("ValidateResourcePolicy", SecretId="it/one", ResourcePolicy=READER)
    ask.assertEqual(fine, {"PolicyValidationPassed": True, "ValidationErrors": []})
    for text in (EVERYBODY, policy("*", effect="Deny", action="*")):
        answer = ask("ValidateResourcePolicy", ResourcePolicy=text)
        ask.assertFalse(answer["PolicyValidationPassed"])
        ask.assertEqual(len(answer["ValidationErrors"]), 1)
    ask.refuses("MalformedPolicyDocumentException", "ValidateResourcePolicy", ResourcePolicy="{")
    ask.refuses("ResourceNotFoundException", "ValidateResourcePolicy", SecretId="nobody", ResourcePolicy=READER)
    ask.assertNotIn("ResourcePolicy", ask("GetResourcePolicy", SecretId="it/one"))


CASES = {
    "GetResourcePolicy": get_resource_policy,
    "PutResourcePolicy": put_resource_policy,
    "DeleteResourcePolicy": delete_resource_policy,
    "ValidateResourcePolicy": validate_resource_policy,
}
