#!/usr/bin/python3
"""Debian's botocore uses the sandbox's Secrets Manager: outputs, error codes and response types."""
import datetime
import json
import unittest
import uuid

from stranger import ACCOUNT, Stranger, names


class BotocoreReadsSecrets(Stranger):
    """ListSecrets, DescribeSecret, GetSecretValue, ListSecretVersionIds, GetRandomPassword."""

    def setUp(self):
        super().setUp()
        self.sm = self.client("secretsmanager")

    def test_the_five_layouts_are_there(self):
        value = json.loads(self.sm.get_secret_value(SecretId="amazon-api-access-token")["SecretString"])
        self.assertEqual(list(value), ["api-access-token", "lwa-refresh-token", "lwa-client-id", "lwa-client-secret",
                                       "lwa-auth-scope", "lwa-auth-url"])
        self.assertTrue(value["lwa-refresh-token"].startswith("Atzr|"))
        self.assertEqual(value["lwa-auth-url"], "https://api.amazon.com/auth/o2/token")
        self.assertEqual(len(json.loads(self.sm.get_secret_value(SecretId="lwa-oauth")["SecretString"])), 5)
        upwork = json.loads(self.sm.get_secret_value(SecretId="upwork/prod/upwork-oauth")["SecretString"])
        self.assertEqual(list(upwork), ["accessToken", "refreshToken", "expiresAt"])
        self.assertIsInstance(upwork["expiresAt"], int)
        genesys = json.loads(self.sm.get_secret_value(SecretId="contact-center/prod/genesys-oauth")["SecretString"])
        self.assertEqual(list(genesys), ["clientId", "clientSecret", "accessToken", "refreshToken"])

    def test_pages_hold_every_secret_once(self):
        whole = names(self.sm.list_secrets())
        paged, token = [], {}
        while True:
            answer = self.sm.list_secrets(MaxResults=3, **token)
            self.assertLessEqual(len(answer["SecretList"]), 3)
            paged += names(answer)
            if "NextToken" not in answer:
                break
            token = {"NextToken": answer["NextToken"]}
        self.assertEqual(paged, whole)
        self.assertEqual(len(set(whole)), len(whole))
        self.assertRefused("InvalidNextTokenException", self.sm.list_secrets, NextToken="made-up")

    def test_sort_order(self):
        ascending = names(self.sm.list_secrets(SortOrder="asc"))
        self.assertEqual(ascending, names(self.sm.list_secrets()))
        self.assertEqual(ascending, list(reversed(names(self.sm.list_secrets(SortOrder="desc")))))
        created = [entry["CreatedDate"] for entry in self.sm.list_secrets()["SecretList"]]
        self.assertEqual(created, sorted(created))
        self.assertEqual(names(self.call_with(self.sm, "ListSecrets", {"SortBy": "name"}, SortOrder="asc")), sorted(ascending))

    def test_filters(self):
        def found(*pairs):
            return sorted(names(self.sm.list_secrets(Filters=[{"Key": k, "Values": v} for k, v in pairs])))

        self.assertEqual(found(("name", ["hospitality/"])), ["hospitality/prod/amazon-api-access-token",
                                                              "hospitality/staging/amazon-api-access-token"])
        self.assertEqual(found(("name", ["Hospitality/"])), [])
        self.assertNotIn("lwa-oauth", found(("name", ["!lwa"])))
        self.assertEqual(found(("name", ["hospitality/"]), ("name", ["hospitality/prod"])),
                         ["hospitality/prod/amazon-api-access-token"])
        self.assertEqual(found(("name", ["lwa-", "upwork/"])), ["lwa-oauth", "upwork/prod/upwork-oauth"])
        self.assertEqual(found(("description", ["gENESYS"])), ["contact-center/prod/genesys-oauth"])
        self.assertIn("lwa-oauth", found(("tag-key", ["keyturn:"])))
        self.assertEqual(found(("tag-value", ["Senior"])), ["senior-living/prod/amazon-api-access-token"])
        self.assertEqual(found(("all", ["VOICEMAIL genesys"])), ["contact-center/prod/genesys-oauth"])
        self.assertRefused("ValidationException", self.sm.list_secrets, Filters=[{"Key": "size", "Values": ["1"]}])
        self.assertRefused("ValidationException", self.sm.list_secrets, MaxResults=101)

    def test_describe_shows_stages_tags_and_a_stuck_rotation(self):
        skill = self.sm.describe_secret(SecretId="amazon-api-access-token")
        tags = {tag["Key"]: tag["Value"] for tag in skill["Tags"]}
        rotated = datetime.datetime.fromisoformat(tags["keyturn:lwa-rotated-at"].replace("Z", "+00:00"))
        age = datetime.datetime.now(datetime.timezone.utc) - rotated
        self.assertEqual(round(age / datetime.timedelta(days=1)), 168)
        self.assertNotIn("RotationEnabled", skill)
        self.assertEqual(sorted(sum(skill["VersionIdsToStages"].values(), [])), ["AWSCURRENT", "AWSPREVIOUS"])
        genesys = self.sm.describe_secret(SecretId="contact-center/prod/genesys-oauth")
        self.assertTrue(genesys["RotationEnabled"])
        self.assertEqual(sorted(sum(genesys["VersionIdsToStages"].values(), [])),
                         ["AWSCURRENT", "AWSPENDING", "AWSPREVIOUS"])
        self.assertRefused("ResourceNotFoundException", self.sm.describe_secret, SecretId="nothing-here",
                           message="Secrets Manager can't find the specified secret.")

    def test_a_secret_is_found_by_name_and_by_whole_or_partial_arn(self):
        arn = self.sm.describe_secret(SecretId="lwa-oauth")["ARN"]
        self.assertRegex(arn, rf"^arn:aws:secretsmanager:us-east-1:{ACCOUNT}:secret:lwa-oauth-[A-Za-z0-9]{{6}}$")
        self.assertEqual(self.sm.describe_secret(SecretId=arn)["Name"], "lwa-oauth")
        self.assertEqual(self.sm.describe_secret(SecretId=arn[:-7])["Name"], "lwa-oauth")
        self.assertRefused("ResourceNotFoundException", self.sm.describe_secret, SecretId=arn[:-6] + "aaaaaa")
        self.assertRefused("ResourceNotFoundException", self.sm.describe_secret,
                           SecretId=arn.replace("us-east-1", "eu-west-1"))

    def test_an_id_that_can_be_none_is_an_invalid_name_in_every_operation(self):
        policy = json.dumps({"Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, "Resource": "*",
            "Action": "secretsmanager:GetSecretValue"}]})
        more = {"PutSecretValue": {"SecretString": "v"}, "TagResource": {"Tags": [{"Key": "k", "Value": "v"}]},
                "UntagResource": {"TagKeys": ["k"]}, "DeleteSecret": {"ForceDeleteWithoutRecovery": True},
                "PutResourcePolicy": {"ResourcePolicy": policy}, "ValidateResourcePolicy": {"ResourcePolicy": policy},
                "UpdateSecretVersionStage": {"VersionStage": "MINE", "MoveToVersionId": str(uuid.uuid4())},
                "ReplicateSecretToRegions": {"AddReplicaRegions": [{"Region": "eu-west-1"}]},
                "RemoveRegionsFromReplication": {"RemoveReplicaRegions": ["eu-west-1"]}}
        model = self.sm.meta.service_model
        with_id = [name for name in model.operation_names if "SecretId" in model.operation_model(name).input_shape.members]
        self.assertGreater(len(with_id), 15)
        for operation in with_id:
            for impossible in ("Inv Name", " Inv Name", " Inv*Name? ", " Inv *?!]Name\\-", "lwa-oauth\n", "lwa-öauth"):
                self.assertRefused("ValidationException", self.sm._make_api_call, operation,
                                   {"SecretId": impossible, **more.get(operation, {})},
                                   message="Invalid name. Must be a valid name containing alphanumeric characters, or any "
                                           "of the following: -/_+=.@!")

    def test_versions_are_asked_for_by_id_and_stage(self):
        stages = self.sm.describe_secret(SecretId="lwa-oauth")["VersionIdsToStages"]
        previous = next(i for i, s in stages.items() if s == ["AWSPREVIOUS"])
        current = next(i for i, s in stages.items() if s == ["AWSCURRENT"])
        get = self.sm.get_secret_value
        self.assertEqual(get(SecretId="lwa-oauth", VersionStage="AWSPREVIOUS")["VersionId"], previous)
        self.assertEqual(get(SecretId="lwa-oauth", VersionId=previous)["VersionStages"], ["AWSPREVIOUS"])
        self.assertRefused("InvalidRequestException", get, SecretId="lwa-oauth", VersionId=current,
                           VersionStage="AWSPREVIOUS")
        self.assertRefused("ResourceNotFoundException", get, SecretId="lwa-oauth", VersionStage="NOBODY",
                           message="Secrets Manager can't find the specified secret value for staging label: NOBODY")
        self.assertRefused("ResourceNotFoundException", get, SecretId="lwa-oauth", VersionId=str(uuid.uuid4()))

    def test_version_ids_with_and_without_deprecated_ones(self):
        listed = self.sm.list_secret_version_ids(SecretId="amazon-api-access-token")["Versions"]
        everything = self.sm.list_secret_version_ids(SecretId="amazon-api-access-token", IncludeDeprecated=True)
        self.assertEqual(len(listed), 2)
        self.assertEqual(len(everything["Versions"]), 5)
        page = self.sm.list_secret_version_ids(SecretId="amazon-api-access-token", IncludeDeprecated=True, MaxResults=2)
        self.assertEqual(len(page["Versions"]), 2)
        self.assertIn("NextToken", page)

    def test_random_passwords_keep_their_rules(self):
        password = self.sm.get_random_password(PasswordLength=40, ExcludePunctuation=True,
                                               ExcludeCharacters="0O1l")["RandomPassword"]
        self.assertEqual(len(password), 40)
        self.assertTrue(password.isalnum() and not set(password) & set("0O1l"))

    def test_regions_share_nothing(self):
        self.assertEqual(self.client("secretsmanager", region="eu-west-1").list_secrets()["SecretList"], [])


class BotocoreWritesSecrets(Stranger):
    """CreateSecret, PutSecretValue, UpdateSecret, UpdateSecretVersionStage, DeleteSecret, RestoreSecret, TagResource,
    UntagResource."""

    def setUp(self):
        super().setUp()
        self.sm = self.client("secretsmanager")

    def stages(self, name):
        return {stage: version for version, stages in
                self.sm.describe_secret(SecretId=name)["VersionIdsToStages"].items() for stage in stages}

    def test_a_new_secret_reads_back_byte_for_byte(self):
        value = '{"b": 1.0,  "a":"ü\\u0000€😀", "b":9007199254740993}\n'
        made = self.sm.create_secret(Name="exact/one", SecretString=value, Description="d",
                                     Tags=[{"Key": "k", "Value": "v"}])
        self.assertRegex(made["ARN"], r":secret:exact/one-[A-Za-z0-9]{6}$")
        got = self.sm.get_secret_value(SecretId="exact/one")
        self.assertEqual(got["SecretString"], value)
        self.assertEqual(got["VersionId"], made["VersionId"])
        self.assertEqual(self.sm.describe_secret(SecretId="exact/one")["Tags"], [{"Key": "k", "Value": "v"}])

    def test_binary_values(self):
        value = bytes(range(256))
        self.sm.create_secret(Name="raw", SecretBinary=value)
        got = self.sm.get_secret_value(SecretId="raw")
        self.assertEqual(got["SecretBinary"], value)
        self.assertNotIn("SecretString", got)

    def test_creating_twice(self):
        token = str(uuid.uuid4())
        first = self.sm.create_secret(Name="twice", SecretString="x", ClientRequestToken=token)
        again = self.sm.create_secret(Name="twice", SecretString="x", ClientRequestToken=token)
        self.assertEqual((first["ARN"], first["VersionId"]), (again["ARN"], again["VersionId"]))
        self.assertRefused("ResourceExistsException", self.sm.create_secret, Name="twice", SecretString="x",
                           message="The operation failed because the secret twice already exists.")

    def test_what_create_refuses(self):
        create = self.sm.create_secret
        self.assertRefused("ValidationException", create, Name="a b", SecretString="x")
        self.assertRefused("ValidationException", create, Name="n" * 513, SecretString="x")
        self.assertRefused("ValidationException", create, Name="big", SecretString="ü" * 32769)
        self.assertRefused("ValidationException", create, Name="empty", SecretString="")
        self.assertRefused("InvalidParameterException", create, Name="both", SecretString="x", SecretBinary=b"y")
        self.assertRefused("ValidationException", create, Name="n", SecretString="x", ClientRequestToken="short")
        self.assertRefused("ValidationException", create, Name="n", SecretString="x",
                           Tags=[{"Key": "aws:x", "Value": ""}])
        self.assertRefused("InvalidParameterException", create, Name="n", SecretString="x",
                           Tags=[{"Key": str(i), "Value": ""} for i in range(51)])
        self.assertRefused("SerializationException", create, Name=7)
        self.assertEqual(self.sm.create_secret(Name="just-fits", SecretString="ü" * 32768)["Name"], "just-fits")

    def test_put_moves_current_and_previous(self):
        before = self.stages("lwa-oauth")
        put = self.sm.put_secret_value(SecretId="lwa-oauth", SecretString="new")
        after = self.stages("lwa-oauth")
        self.assertEqual(put["VersionStages"], ["AWSCURRENT"])
        self.assertEqual(after, {"AWSCURRENT": put["VersionId"], "AWSPREVIOUS": before["AWSCURRENT"]})

    def test_the_same_token_is_the_same_write(self):
        token = str(uuid.uuid4())
        put = self.sm.put_secret_value
        put(SecretId="lwa-oauth", SecretString="one", ClientRequestToken=token)
        self.assertEqual(put(SecretId="lwa-oauth", SecretString="one", ClientRequestToken=token)["VersionId"], token)
        self.assertRefused("ResourceExistsException", put, SecretId="lwa-oauth", SecretString="two",
                           ClientRequestToken=token, message="is already in use for a version of secret")
        self.assertRefused("ResourceExistsException", self.sm.update_secret, SecretId="lwa-oauth", SecretString="two",
                           ClientRequestToken=token, message="is already in use for a version of secret")
        update = {"SecretId": "lwa-oauth", "SecretString": "one", "ClientRequestToken": token}
        self.assertEqual(self.sm.update_secret(**update)["VersionId"], token)
        self.assertEqual(self.sm.get_secret_value(SecretId="lwa-oauth")["SecretString"], "one")

    def test_a_hundred_young_versions_are_the_most(self):
        self.addCleanup(self.sandbox.reset)
        self.sm.create_secret(Name="many", SecretString="0")
        for i in range(1, 100):
            self.sm.put_secret_value(SecretId="many", SecretString=str(i))
        value = {"SecretId": "many", "SecretString": "one more"}
        self.assertRefused("LimitExceededException", self.sm.put_secret_value, **value)
        self.assertRefused("LimitExceededException", self.sm.update_secret, **value)
        self.assertEqual(self.sm.get_secret_value(SecretId="many")["SecretString"], "99")
        self.sm.update_secret(SecretId="many", Description="needs no version")
        self.sandbox.control("clock", {"move": "+25h"})
        self.sm.put_secret_value(**value)
        kept = self.sm.list_secret_version_ids(SecretId="many", IncludeDeprecated=True)["Versions"]
        self.assertEqual(len(kept), 100)
        self.assertEqual(self.sm.get_secret_value(SecretId="many", VersionStage="AWSPREVIOUS")["SecretString"], "99")

    def test_put_with_own_stages_leaves_current_alone(self):
        before = self.stages("lwa-oauth")
        put = self.sm.put_secret_value(SecretId="lwa-oauth", SecretString="new", VersionStages=["MINE"])
        self.assertEqual(self.stages("lwa-oauth"), {**before, "MINE": put["VersionId"]})
        self.assertRefused("InvalidRequestException", self.sm.put_secret_value, SecretId="lwa-oauth")

    def test_update_changes_metadata_and_value(self):
        answer = self.sm.update_secret(SecretId="lwa-oauth", Description="told", KmsKeyId="alias/credentials")
        self.assertNotIn("VersionId", answer)
        seen = self.sm.describe_secret(SecretId="lwa-oauth")
        self.assertEqual((seen["Description"], seen["KmsKeyId"]), ("told", "alias/credentials"))
        self.sm.update_secret(SecretId="lwa-oauth", KmsKeyId="")
        self.assertNotIn("KmsKeyId", self.sm.describe_secret(SecretId="lwa-oauth"))
        answer = self.sm.update_secret(SecretId="lwa-oauth", SecretString="v")
        self.assertEqual(self.stages("lwa-oauth")["AWSCURRENT"], answer["VersionId"])

    def test_moving_labels_needs_the_present_holder(self):
        before = self.stages("lwa-oauth")
        current, previous = before["AWSCURRENT"], before["AWSPREVIOUS"]
        move = self.sm.update_secret_version_stage
        self.assertRefused("InvalidParameterException", move, SecretId="lwa-oauth", VersionStage="AWSCURRENT",
                           MoveToVersionId=previous, message="RemoveFromVersionId can't be empty")
        self.assertRefused("InvalidParameterException", move, SecretId="lwa-oauth", VersionStage="AWSCURRENT",
                           MoveToVersionId=previous, RemoveFromVersionId=previous)
        self.assertRefused("InvalidParameterException", move, SecretId="lwa-oauth", VersionStage="AWSCURRENT",
                           RemoveFromVersionId=current)
        self.assertEqual(self.stages("lwa-oauth"), before)
        move(SecretId="lwa-oauth", VersionStage="AWSCURRENT", MoveToVersionId=previous, RemoveFromVersionId=current)
        self.assertEqual(self.stages("lwa-oauth"), {"AWSCURRENT": previous, "AWSPREVIOUS": current})
        move(SecretId="lwa-oauth", VersionStage="MINE", MoveToVersionId=current)
        move(SecretId="lwa-oauth", VersionStage="MINE", RemoveFromVersionId=current)
        self.assertNotIn("MINE", self.stages("lwa-oauth"))

    def test_a_stuck_rotation_is_freed_by_removing_the_pending_label(self):
        name = "contact-center/prod/genesys-oauth"
        self.sm.update_secret_version_stage(SecretId=name, VersionStage="AWSPENDING",
                                            RemoveFromVersionId=self.stages(name)["AWSPENDING"])
        self.assertNotIn("AWSPENDING", self.stages(name))

    def test_deleting_and_restoring(self):
        delete = self.sm.delete_secret
        self.assertRefused("InvalidParameterException", delete, SecretId="lwa-oauth", RecoveryWindowInDays=5)
        self.assertRefused("InvalidParameterException", delete, SecretId="lwa-oauth", RecoveryWindowInDays=7,
                           ForceDeleteWithoutRecovery=True)
        date = delete(SecretId="lwa-oauth", RecoveryWindowInDays=7)["DeletionDate"]
        self.assertEqual((date - datetime.datetime.now(datetime.timezone.utc)).days, 6)
        for call, extra in ((self.sm.get_secret_value, {}), (self.sm.put_secret_value, {"SecretString": "x"}),
                            (self.sm.update_secret, {"Description": "x"}), (delete, {}),
                            (self.sm.tag_resource, {"Tags": []})):
            self.assertRefused("InvalidRequestException", call, SecretId="lwa-oauth", **extra)
        self.assertRefused("InvalidRequestException", self.sm.create_secret, Name="lwa-oauth", SecretString="x",
                           message="already scheduled for deletion")
        self.assertNotIn("lwa-oauth", names(self.sm.list_secrets()))
        self.assertIn("lwa-oauth", names(
            self.call_with(self.sm, "ListSecrets", {"IncludePlannedDeletion": True})))
        self.assertEqual(self.sm.describe_secret(SecretId="lwa-oauth")["DeletedDate"], date)
        self.sm.restore_secret(SecretId="lwa-oauth")
        self.assertNotIn("DeletedDate", self.sm.describe_secret(SecretId="lwa-oauth"))
        delete(SecretId="lwa-oauth", ForceDeleteWithoutRecovery=True)
        self.assertRefused("ResourceNotFoundException", self.sm.describe_secret, SecretId="lwa-oauth")
        self.assertIn("DeletionDate", delete(SecretId="never-was", ForceDeleteWithoutRecovery=True))

    def test_tags(self):
        self.sm.tag_resource(SecretId="lwa-oauth", Tags=[{"Key": "a", "Value": "1"}, {"Key": "b", "Value": ""}])
        self.sm.untag_resource(SecretId="lwa-oauth", TagKeys=["a", "never-there"])
        keys = [tag["Key"] for tag in self.sm.describe_secret(SecretId="lwa-oauth")["Tags"]]
        self.assertEqual(keys, ["b", "keyturn:lwa-rotated-at"])


if __name__ == "__main__":
    unittest.main()
