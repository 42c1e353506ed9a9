"""Secrets Manager: values, versions, metadata, lists, deletion."""
SERVICE = "secretsmanager"
TOKENS = [f"{i}" * 8 + "-1111-4111-8111-111111111111" for i in range(10)]


IMPOSSIBLE = ("it/o ne", " it/one", "it/one\n", "it/one?", "it/ü", "it\\one", "it:one")


def make(ask, name="it/one", value="v0", **more):
    return ask("CreateSecret", Name=name, SecretString=value, ClientRequestToken=TOKENS[0], **more)


def stages(ask, name="it/one"):
    versions = ask("DescribeSecret", SecretId=name)["VersionIdsToStages"]
    return {stage: version for version, held in versions.items() for stage in held}


def names(answer):
    return [entry["Name"] for entry in answer["SecretList"]]


def create_secret(ask):
    """creates with every member, is idempotent by token, refuses what breaks a rule"""
    tags = [{"Key": "k", "Value": "v"}]
    made = make(ask, Description="d", Tags=tags)
    ask.assertRegex(made["ARN"], r":secret:it/one-[A-Za-z0-9]{6}$")
    ask.assertEqual(made["VersionId"], TOKENS[0])
    ask.assertEqual(make(ask, Description="d", Tags=tags), made)
    ask.refuses("ResourceExistsException", "CreateSecret", Name="it/one", SecretString="x", ClientRequestToken=TOKENS[1],
                message="The operation failed because the secret it/one already exists.")
    ask.refuses("ResourceExistsException", "CreateSecret", Name="it/one", SecretString="x", ClientRequestToken=TOKENS[0],
                message=f"You can't use ClientRequestToken {TOKENS[0]} because that value is already in use for a version "
                        f"of secret {made['ARN']}.")
    ask.refuses("InvalidParameterException", "CreateSecret", Name="b", SecretString="x", SecretBinary=b"y")
    for name in IMPOSSIBLE[:3]:
        ask.refuses("ValidationException", "CreateSecret", Name=name, SecretString="x", message="Invalid name.")
    seen = ask("DescribeSecret", SecretId="it/one")
    ask.assertEqual((seen["Description"], seen["Tags"]), ("d", tags))


def get_secret_value(ask):
    """reads text and bytes, by version and by stage"""
    value = '{"b": 1, "a": 12345678901234567890, "a": "ü"}\n'
    make(ask, value=value)
    ask("PutSecretValue", SecretId="it/one", SecretBinary=bytes(range(256)), ClientRequestToken=TOKENS[1])
    ask.assertNotIn("SecretString", ask("GetSecretValue", SecretId="it/one"))
    ask.assertEqual(ask("GetSecretValue", SecretId="it/one", VersionStage="AWSPREVIOUS")["SecretString"], value)
    ask.assertEqual(ask("GetSecretValue", SecretId="it/one", VersionId=TOKENS[0])["SecretString"], value)
    ask.refuses("InvalidRequestException", "GetSecretValue", SecretId="it/one", VersionId=TOKENS[0],
                VersionStage="AWSCURRENT",
                message="You provided a VersionStage that is not associated to the provided VersionId.")
    ask.refuses("ResourceNotFoundException", "GetSecretValue", SecretId="it/one", VersionStage="NOBODY",
                message="Secrets Manager can't find the specified secret value for staging label: NOBODY")


def put_secret_value(ask):
    """moves the labels, and knows a repeated token"""
    make(ask)
    for _ in range(2):
        put = ask("PutSecretValue", SecretId="it/one", SecretString="v1", ClientRequestToken=TOKENS[1])
        ask.assertEqual(put["VersionStages"], ["AWSCURRENT"])
    ask.assertEqual(stages(ask), {"AWSCURRENT": TOKENS[1], "AWSPREVIOUS": TOKENS[0]})
    ask.refuses("ResourceExistsException", "PutSecretValue", SecretId="it/one", SecretString="v2",
                ClientRequestToken=TOKENS[1], message="is already in use for a version of secret")
    ask("PutSecretValue", SecretId="it/one", SecretString="v2", ClientRequestToken=TOKENS[2], VersionStages=["MINE"])
    ask.assertEqual(stages(ask), {"AWSCURRENT": TOKENS[1], "AWSPREVIOUS": TOKENS[0], "MINE": TOKENS[2]})
    ask.refuses("InvalidRequestException", "PutSecretValue", SecretId="it/one", ClientRequestToken=TOKENS[3])


def update_secret(ask):
    """changes metadata, and the value once for each token"""
    make(ask)
    ask.assertNotIn("VersionId", ask("UpdateSecret", SecretId="it/one", Description="told"))
    ask.assertEqual(ask("UpdateSecret", SecretId="it/one", SecretString="v1",
                        ClientRequestToken=TOKENS[1])["VersionId"], TOKENS[1])
    ask.assertEqual(stages(ask), {"AWSCURRENT": TOKENS[1], "AWSPREVIOUS": TOKENS[0]})
    again = ask("UpdateSecret", SecretId="it/one", SecretString="v1", ClientRequestToken=TOKENS[1])
    ask.assertEqual(again["VersionId"], TOKENS[1])
    # neither moved back, nor made anew
    ask("PutSecretValue", SecretId="it/one", SecretString="v2", ClientRequestToken=TOKENS[2])
    ask("UpdateSecret", SecretId="it/one", SecretString="v1", ClientRequestToken=TOKENS[1])
    ask.assertEqual(stages(ask), {"AWSCURRENT": TOKENS[2], "AWSPREVIOUS": TOKENS[1]})
    ask.refuses("ResourceExistsException", "UpdateSecret", SecretId="it/one", SecretString="v3",
                ClientRequestToken=TOKENS[1], message=f"You can't use ClientRequestToken {TOKENS[1]}")


def update_secret_version_stage(ask):
    """moves a label from the version that has it, and AWSPREVIOUS along with AWSCURRENT"""
    make(ask)
    ask("PutSecretValue", SecretId="it/one", SecretString="v1", ClientRequestToken=TOKENS[1])
    move = {"SecretId": "it/one", "VersionStage": "AWSCURRENT"}
    ask.refuses("InvalidParameterException", "UpdateSecretVersionStage", **move, MoveToVersionId=TOKENS[0],
                message="RemoveFromVersionId can't be empty")
    ask.refuses("InvalidParameterException", "UpdateSecretVersionStage", **move, MoveToVersionId=TOKENS[0],
                RemoveFromVersionId=TOKENS[0])
    ask.refuses("InvalidParameterException", "UpdateSecretVersionStage", **move, RemoveFromVersionId=TOKENS[1])
    ask.refuses("ResourceNotFoundException", "UpdateSecretVersionStage", **move, MoveToVersionId=TOKENS[9],
                RemoveFromVersionId=TOKENS[1])
    ask("UpdateSecretVersionStage", **move, MoveToVersionId=TOKENS[0], RemoveFromVersionId=TOKENS[1])
    ask.assertEqual(stages(ask), {"AWSCURRENT": TOKENS[0], "AWSPREVIOUS": TOKENS[1]})
    ask("UpdateSecretVersionStage", SecretId="it/one", VersionStage="MINE", MoveToVersionId=TOKENS[1])
    ask("UpdateSecretVersionStage", SecretId="it/one", VersionStage="MINE", RemoveFromVersionId=TOKENS[1])
    ask.assertNotIn("MINE", stages(ask))


def describe_secret(ask):
    """is found by name, whole and partial ARN; in its own region only"""
    arn = make(ask)["ARN"]
    for known in ("it/one", arn, arn[:-7]):
        ask.assertEqual(ask("DescribeSecret", SecretId=known)["ARN"], arn)
    for unknown in ("nobody", arn[:-6] + "aaaaaa", arn.replace("us-east-1", "eu-west-1")):
        ask.refuses("ResourceNotFoundException", "DescribeSecret", SecretId=unknown,
                    message="Secrets Manager can't find the specified secret.")
    for impossible in IMPOSSIBLE:
        ask.refuses("ValidationException", "DescribeSecret", SecretId=impossible,
                    message="Invalid name. Must be a valid name containing alphanumeric characters, or any of the "
                            "following: -/_+=.@!")


def list_secrets(ask):
    """pages, sorts (the oldest first), filters"""
    for name in ("it/a", "it/b", "it/c"):
        make(ask, name=name)
    mine = {"Filters": [{"Key": "name", "Values": ["it/a", "it/b", "it/c"]}]}
    ask.assertEqual(names(ask("ListSecrets", **mine)), ["it/a", "it/b", "it/c"])
    ask.assertEqual(names(ask("ListSecrets", **mine, SortOrder="desc")), ["it/c", "it/b", "it/a"])
    first = ask("ListSecrets", **mine, MaxResults=2)
    rest = ask("ListSecrets", **mine, MaxResults=2, NextToken=first["NextToken"])
    ask.assertEqual(names(first) + names(rest), ["it/a", "it/b", "it/c"])
    ask.assertNotIn("NextToken", rest)
    ask.refuses("InvalidNextTokenException", "ListSecrets", NextToken="made-up")
    # a token belongs to one query of one operation; the size of a page is not part of it
    for other in ({}, {**mine, "SortOrder": "desc"}, {"Filters": [{"Key": "name", "Values": ["it/a"]}]}):
        ask.refuses("InvalidNextTokenException", "ListSecrets", NextToken=first["NextToken"], **other)
    ask.refuses("InvalidNextTokenException", "ListSecretVersionIds", SecretId="it/a", NextToken=first["NextToken"])
    ask("ListSecrets", **mine, MaxResults=1, NextToken=first["NextToken"])
    ask.refuses("ValidationException", "ListSecrets", MaxResults=101)


def list_secret_version_ids(ask):
    """shows versions without a label only when asked to"""
    make(ask)
    for token in TOKENS[1:4]:
        ask("PutSecretValue", SecretId="it/one", SecretString=token, ClientRequestToken=token)
    listed = ask("ListSecretVersionIds", SecretId="it/one")["Versions"]
    ask.assertEqual({version["VersionId"] for version in listed}, set(TOKENS[2:4]))
    page = ask("ListSecretVersionIds", SecretId="it/one", IncludeDeprecated=True, MaxResults=3)
    ask.assertEqual([version["VersionId"] for version in page["Versions"]], TOKENS[3:0:-1])
    rest = ask("ListSecretVersionIds", SecretId="it/one", IncludeDeprecated=True, MaxResults=3,
               NextToken=page["NextToken"])
    ask.assertEqual([version["VersionId"] for version in rest["Versions"]], TOKENS[:1])
    ask.refuses("ResourceNotFoundException", "ListSecretVersionIds", SecretId="nobody")


def delete_secret(ask):
    """waits for its window, or goes at once by force"""
    make(ask)
    ask.refuses("InvalidParameterException", "DeleteSecret", SecretId="it/one", RecoveryWindowInDays=6)
    ask.refuses("InvalidParameterException", "DeleteSecret", SecretId="it/one", RecoveryWindowInDays=7,
                ForceDeleteWithoutRecovery=True)
    date = ask("DeleteSecret", SecretId="it/one", RecoveryWindowInDays=7)["DeletionDate"]
    ask.assertEqual(ask("DescribeSecret", SecretId="it/one")["DeletedDate"], date)
    ask.refuses("InvalidRequestException", "GetSecretValue", SecretId="it/one", message="marked for deletion")
    ask.refuses("InvalidRequestException", "CreateSecret", Name="it/one", SecretString="x", ClientRequestToken=TOKENS[1],
                message="already scheduled for deletion")
    mine = {"Filters": [{"Key": "name", "Values": ["it/"]}]}
    ask.assertEqual(names(ask("ListSecrets", **mine)), [])
    ask.assertEqual(names(ask("ListSecrets", **mine, IncludePlannedDeletion=True)), ["it/one"])
    ask("DeleteSecret", SecretId="it/one", ForceDeleteWithoutRecovery=True)
    ask.refuses("ResourceNotFoundException", "DescribeSecret", SecretId="it/one")
    ask("DeleteSecret", SecretId="it/one", ForceDeleteWithoutRecovery=True)


def restore_secret(ask):
    """takes a planned deletion back"""
    make(ask)
    ask("DeleteSecret", SecretId="it/one")
    ask("RestoreSecret", SecretId="it/one")
    ask.assertNotIn("DeletedDate", ask("DescribeSecret", SecretId="it/one"))
    ask.assertEqual(ask("GetSecretValue", SecretId="it/one")["SecretString"], "v0")
    ask.refuses("ResourceNotFoundException", "RestoreSecret", SecretId="nobody")


def tag_resource(ask):
    """adds and overwrites"""
    make(ask, Tags=[{"Key": "a", "Value": "0"}])
    ask("TagResource", SecretId="it/one", Tags=[{"Key": "a", "Value": "1"}, {"Key": "b", "Value": ""}])
    ask.assertEqual(ask("DescribeSecret", SecretId="it/one")["Tags"],
                    [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": ""}])
    ask.refuses("InvalidParameterException", "TagResource", SecretId="it/one",
                Tags=[{"Key": str(i), "Value": ""} for i in range(50)])


def untag_resource(ask):
    """removes, and does not mind what is not there"""
    make(ask, Tags=[{"Key": "a", "Value": "0"}])
    ask("UntagResource", SecretId="it/one", TagKeys=["a", "never-there"])
    ask.assertNotIn("Tags", ask("DescribeSecret", SecretId="it/one"))
    ask.refuses("ResourceNotFoundException", "UntagResource", SecretId="nobody", TagKeys=["a"])


def get_random_password(ask):
    """keeps its rules"""
    password = ask("GetRandomPassword", PasswordLength=40, ExcludePunctuation=True,
                   ExcludeCharacters="0O1l")["RandomPassword"]
    ask.assertEqual(len(password), 40)
    ask.assertTrue(password.isalnum() and not set(password) & set("0O1l"))
    ask.refuses("ValidationException", "GetRandomPassword", PasswordLength=0)
    ask.refuses("InvalidParameterException", "GetRandomPassword", PasswordLength=3)
    # the space may be in it, and need not
    for _ in range(3):
        short = ask.quietly()("GetRandomPassword", PasswordLength=4, IncludeSpace=True)["RandomPassword"]
        ask.assertNotIn(" ", short)


CASES = {
    "CreateSecret": create_secret,
    "GetSecretValue": get_secret_value,
    "PutSecretValue": put_secret_value,
    "UpdateSecret": update_secret,
    "UpdateSecretVersionStage": update_secret_version_stage,
    "DescribeSecret": describe_secret,
    "ListSecrets": list_secrets,
    "ListSecretVersionIds": list_secret_version_ids,
    "DeleteSecret": delete_secret,
    "RestoreSecret": restore_secret,
    "TagResource": tag_resource,
    "UntagResource": untag_resource,
    "GetRandomPassword": get_random_password,
}
