"""Secrets Manager: many values in one call."""
from cases.secrets import TOKENS, make

SERVICE = "secretsmanager"


def values(answer):
    return {entry["Name"]: entry.get("SecretString") for entry in answer["SecretValues"]}


def batch_get_secret_value(ask):
    """by list with an error per secret, or by filters in pages"""
    for i in range(3):
        make(ask, name=f"it/{i}", value=f"v{i}")
    ask("DeleteSecret", SecretId="it/2")
    listed = ask("BatchGetSecretValue", SecretIdList=["it/1", "it/0", "nobody", "it/2"])
    ask.assertEqual(values(listed), {"it/1": "v1", "it/0": "v0"})
    ask.assertEqual([(e["SecretId"], e["ErrorCode"]) for e in listed["Errors"]],
                    [("nobody", "ResourceNotFoundException"), ("it/2", "InvalidRequestException")])
    ask.assertEqual(listed["SecretValues"][0]["VersionStages"], ["AWSCURRENT"])
    ask.assertEqual(listed["SecretValues"][0]["VersionId"], TOKENS[0])
    mine = [{"Key": "name", "Values": ["it/"]}]
    first = ask("BatchGetSecretValue", Filters=mine, MaxResults=1)
    rest = ask("BatchGetSecretValue", Filters=mine, MaxResults=1, NextToken=first["NextToken"])
    ask.assertEqual({**values(first), **values(rest)}, {"it/0": "v0", "it/1": "v1"})
    ask.assertNotIn("NextToken", rest)
    ask.refuses("InvalidParameterException", "BatchGetSecretValue", message="but not both")
    ask.refuses("InvalidParameterException", "BatchGetSecretValue", SecretIdList=["it/1"], Filters=mine)
    ask.refuses("InvalidParameterException", "BatchGetSecretValue", SecretIdList=["it/1"], MaxResults=5)
    ask.refuses("InvalidNextTokenException", "BatchGetSecretValue", Filters=mine, NextToken="made-up")
    ask.refuses("InvalidNextTokenException", "ListSecrets", Filters=mine, NextToken=first["NextToken"])
    ask.refuses("InvalidNextTokenException", "BatchGetSecretValue", Filters=[{"Key": "name", "Values": ["it"]}],
                NextToken=first["NextToken"])
    ask.refuses("ValidationException", "BatchGetSecretValue", SecretIdList=[f"s{i}" for i in range(21)])
    ask.refuses("ValidationException", "BatchGetSecretValue", Filters=mine, MaxResults=21)


CASES = {"BatchGetSecretValue": batch_get_secret_value}
