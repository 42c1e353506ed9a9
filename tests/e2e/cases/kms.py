"""KMS: what a key picker asks."""
import json

from cases.secrets import TOKENS

SERVICE = "kms"


def list_aliases(ask):
    """lists the keys AWS manages, the customer's own, and aliases without a key, in pages"""
    targets = {alias["AliasName"]: alias.get("TargetKeyId") for alias in ask("ListAliases")["Aliases"]}
    ask.assertTrue(targets["alias/aws/secretsmanager"] and targets["alias/aws/ssm"] and targets["alias/credentials"])
    ask.assertIsNone(targets["alias/aws/ebs"])
    first = ask("ListAliases", Limit=2)
    ask.assertEqual((len(first["Aliases"]), first["Truncated"]), (2, True))
    rest = ask("ListAliases", Marker=first["NextMarker"])
    ask.assertEqual([a["AliasName"] for a in first["Aliases"] + rest["Aliases"]], sorted(targets))
    ask.assertNotIn("NextMarker", rest)
    one = ask("ListAliases", KeyId=targets["alias/credentials"])
    ask.assertEqual([alias["AliasName"] for alias in one["Aliases"]], ["alias/credentials"])
    ask.refuses("InvalidMarkerException", "ListAliases", Marker="made-up")
    ask.refuses("NotFoundException", "ListAliases", KeyId=TOKENS[0])


def describe_key(ask):
    """knows a key by id, ARN and alias; a key that is switched off cannot encrypt"""
    key = ask("DescribeKey", KeyId="alias/credentials")["KeyMetadata"]
    ask.assertEqual((key["KeyManager"], key["KeyState"], key["KeySpec"]), ("CUSTOMER", "Enabled", "SYMMETRIC_DEFAULT"))
    for name in (key["KeyId"], key["Arn"], key["Arn"].replace("key/" + key["KeyId"], "alias/credentials")):
        ask.assertEqual(ask("DescribeKey", KeyId=name)["KeyMetadata"], key)
    ask.assertEqual(ask("DescribeKey", KeyId="alias/aws/secretsmanager")["KeyMetadata"]["KeyManager"], "AWS")
    ask.assertNotEqual(ask.at(region="eu-west-1")("DescribeKey", KeyId="alias/credentials")["KeyMetadata"]["Arn"], key["Arn"])
    ask.assertFalse(ask("DescribeKey", KeyId="alias/credentials-2021")["KeyMetadata"]["Enabled"])
    ask.refuses("NotFoundException", "DescribeKey", KeyId="alias/nobody", message="is not found")
    ask.refuses("NotFoundException", "DescribeKey", KeyId=TOKENS[0], message="does not exist")
    ask.refuses("InvalidArnException", "DescribeKey", KeyId="arn:aws:s3:::bucket")
    secrets = ask.to("secretsmanager")
    secrets("CreateSecret", Name="it/one", SecretString="x", KmsKeyId=key["Arn"], ClientRequestToken=TOKENS[0])
    for unusable in ("alias/credentials-2021", "alias/nobody"):
        secrets.refuses("EncryptionFailure", "CreateSecret", Name="it/two", SecretString="x", KmsKeyId=unusable,
                        ClientRequestToken=TOKENS[0])
        secrets.refuses("EncryptionFailure", "UpdateSecret", SecretId="it/one", KmsKeyId=unusable)


def get_key_policy(ask):
    """the account's own may do everything with its key"""
    got = ask("GetKeyPolicy", KeyId="alias/credentials", PolicyName="default")
    statement, = json.loads(got["Policy"])["Statement"]
    ask.assertEqual((statement["Action"], statement["Principal"]["AWS"]), ("kms:*", "arn:aws:iam::123456789012:root"))
    ask.refuses("NotFoundException", "GetKeyPolicy", KeyId=TOKENS[0], PolicyName="default")


def put_key_policy(ask):
    """replaces it, unless the key is AWS's own"""
    key = ask("DescribeKey", KeyId="alias/credentials")["KeyMetadata"]["KeyId"]
    policy = json.dumps({"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::123456789012:root"}, "Action": "kms:*",
        "Resource": "*"}]})
    ask("PutKeyPolicy", KeyId=key, PolicyName="default", Policy=policy)
    ask.assertEqual(ask("GetKeyPolicy", KeyId=key, PolicyName="default")["Policy"], policy)
    ask.refuses("MalformedPolicyDocumentException", "PutKeyPolicy", KeyId=key, PolicyName="default", Policy="{")
    own = ask("DescribeKey", KeyId="alias/aws/sns")["KeyMetadata"]["KeyId"]
    ask.refuses("AccessDeniedException", "PutKeyPolicy", KeyId=own, PolicyName="default", Policy=policy)


CASES = {"ListAliases": list_aliases, "DescribeKey": describe_key, "GetKeyPolicy": get_key_policy,
         "PutKeyPolicy": put_key_policy}
