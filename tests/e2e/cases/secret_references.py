"""Parameter Store: parameters that are secrets of Secrets Manager."""
import json

from cases.parameters import TOKEN, names
from cases.secrets import TOKENS

SERVICE = "ssm"
REFERENCE = "/aws/reference/secretsmanager/"
NAME = REFERENCE + "it/referenced"


def make(ask):
    secrets = ask.to("secretsmanager")
    arn = secrets("CreateSecret", Name="it/referenced", SecretString="v0", ClientRequestToken=TOKENS[0])["ARN"]
    secrets("PutSecretValue", SecretId="it/referenced", SecretString="v1", ClientRequestToken=TOKENS[1])
    secrets("CreateSecret", Name="it/bytes", SecretBinary=b"v", ClientRequestToken=TOKENS[0])
    return arn


def get_parameter(ask):
    """by stage and version; decrypted or not at all"""
    arn = make(ask)
    found = ask("GetParameter", Name=NAME, WithDecryption=True)["Parameter"]
    source = json.loads(found.pop("SourceResult"))
    found.pop("LastModifiedDate")
    ask.assertEqual(found, {"Name": NAME, "Type": "SecureString", "Value": "v1", "Version": 0, "ARN": arn})
    ask.assertEqual((source["ARN"], source["name"], source["versionId"], source["secretString"], source["versionStages"]),
                    (arn, "it/referenced", TOKENS[1], "v1", ["AWSCURRENT"]))
    for selector in (":AWSPREVIOUS", ":" + TOKENS[0]):
        found = ask("GetParameter", Name=NAME + selector, WithDecryption=True)["Parameter"]
        ask.assertEqual((found["Name"], found["Value"], found["Selector"]), (NAME, "v0", selector))
    for plain in ({}, {"WithDecryption": False}):
        ask.refuses("ValidationException", "GetParameter", Name=REFERENCE + "nobody", **plain,
                    message="WithDecryption flag must be True for retrieving a Secret Manager secret.")
    for missing, told in (("nobody", "nobodynull"), ("it/referenced:NOBODY", "it/referenced:NOBODY")):
        ask.refuses("ParameterNotFound", "GetParameter", Name=REFERENCE + missing, WithDecryption=True,
                    message=f"when referencing Secrets Manager: Secret aws/reference/secretsmanager/{told} not found.")
    for broken in (NAME + ":", NAME + ":a:b", REFERENCE + arn):
        ask.refuses("ValidationException", "GetParameter", Name=broken, message="Please use correct syntax")
    ask.assertNotIn("Value", ask("GetParameter", Name=REFERENCE + "it/bytes", WithDecryption=True)["Parameter"])
    ask.to("secretsmanager")("DeleteSecret", SecretId="it/bytes")
    ask.refuses("ValidationException", "GetParameter", Name=REFERENCE + "it/bytes", WithDecryption=True,
                message="Invalid Request to Secrets Manager")
    # who may not read the secret may not do it in this way either
    ask.at(key="rotator", secret="rotator").refuses("AccessDeniedException", "GetParameter", Name=NAME, WithDecryption=True)
    ask.refuses("AccessDeniedException", "PutParameter", Name=NAME, Value="v", Type="String")


def get_parameters(ask):
    """among others; those that cannot be read are apart"""
    make(ask)
    some = ask("GetParameters", Names=[TOKEN, NAME, REFERENCE + "nobody", NAME + ":a:b"], WithDecryption=True)
    ask.assertEqual(names(some), [NAME, TOKEN])
    ask.assertEqual(sorted(some["InvalidParameters"]), [NAME + ":a:b", REFERENCE + "nobody"])
    ask.assertEqual(ask("GetParameters", Names=[TOKEN, NAME])["InvalidParameters"], [NAME])
    ask.at(key="reader", secret="wrong").refuses("InvalidSignatureException", "GetParameters", Names=[NAME])


CASES = {"GetParameter": get_parameter, "GetParameters": get_parameters}
