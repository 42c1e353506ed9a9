#!/usr/bin/python3
"""Who may do what: access keys with IAM policies, driven by Debian's botocore and the aws command line."""
import json
import os
import signal
import tempfile
import unittest

from sandbox_process import Sandbox
from stranger import ACCOUNT, Stranger

NEXT = "210987654321"
CLIENT_SECRET = "/my-erp/lwa/clientsecret"


def policy(*statements):
    return {"Version": "2012-10-17", "Statement": list(statements)}


def allow(action, resource="*", **more):
    return {"Effect": "Allow", "Action": action, "Resource": resource, **more}


class Access(Stranger):
    def user(self, name):
        return {service: self.client(service, key=name, secret=name) for service in ("secretsmanager", "ssm", "sts")}

    def added(self, *statements, region="us-east-1", **more):
        """Clients of a new access key with that policy."""
        self.sandbox.control("access-keys", {"add": {"id": "AKIAADDED", "secret": "s", "policy": policy(*statements),
                                                     **more}})
        return {service: self.client(service, region=region, key="AKIAADDED", secret="s",
                                     token=more.get("sessionToken")) for service in ("secretsmanager", "ssm", "sts")}

    def assertDenied(self, user, action, call, resource=None, explicit=False, **kwargs):
        on = f" on resource: {resource}" if resource else ""
        why = ("with an explicit deny in an identity-based policy" if explicit
               else f"because no identity-based policy allows the {action} action")
        error = self.assertRefused("AccessDeniedException", call, **kwargs)
        self.assertEqual(error["Error"]["Message"], f"User: {user} is not authorized to perform: {action}{on} {why}")
        self.assertEqual(error["ResponseMetadata"]["HTTPStatusCode"], 400)

    def secret_arn(self, name):
        return self.client("secretsmanager").describe_secret(SecretId=name)["ARN"]


class BuiltInKeys(Access):
    def test_the_reader_reads_and_changes_nothing(self):
        reader, arn = self.user("reader"), f"arn:aws:iam::{ACCOUNT}:user/reader"
        sm, ssm = reader["secretsmanager"], reader["ssm"]
        self.assertEqual(reader["sts"].get_caller_identity()["Arn"], arn)
        self.assertTrue(sm.list_secrets()["SecretList"])
        self.assertTrue(sm.get_secret_value(SecretId="lwa-oauth")["SecretString"])
        self.assertTrue(ssm.get_parameter(Name=CLIENT_SECRET, WithDecryption=True)["Parameter"]["Value"])
        self.assertDenied(arn, "secretsmanager:PutSecretValue", sm.put_secret_value, self.secret_arn("lwa-oauth"),
                          SecretId="lwa-oauth", SecretString="x")
        self.assertDenied(arn, "secretsmanager:CreateSecret", sm.create_secret, "new", Name="new", SecretString="x")
        self.assertDenied(arn, "ssm:PutParameter", ssm.put_parameter,
                          f"arn:aws:ssm:us-east-1:{ACCOUNT}:parameter/x/y", Name="/x/y", Value="v", Type="String")
        billing = "billing/prod/stripe-api-key"
        self.assertTrue(sm.describe_secret(SecretId=billing))
        self.assertDenied(arn, "secretsmanager:GetSecretValue", sm.get_secret_value, self.secret_arn(billing),
                          explicit=True, SecretId=billing)

    def test_the_rotator_writes_credentials_of_login_with_amazon_only(self):
        rotator, arn = self.user("rotator"), f"arn:aws:iam::{ACCOUNT}:user/rotator"
        sm, ssm = rotator["secretsmanager"], rotator["ssm"]
        self.assertTrue(sm.put_secret_value(SecretId="lwa-oauth", SecretString="{}")["VersionId"])
        self.assertTrue(sm.put_secret_value(SecretId="tenant-0388/prod/lwa-oauth", SecretString="{}")["VersionId"])
        key = ssm.describe_parameters(ParameterFilters=[{"Key": "Name", "Values": [CLIENT_SECRET]}])
        ssm.put_parameter(Name=CLIENT_SECRET, Value="v", Type="SecureString", Tier="Advanced", Overwrite=True,
                          KeyId=key["Parameters"][0]["KeyId"])
        self.assertEqual(ssm.get_parameter(Name=CLIENT_SECRET, WithDecryption=True)["Parameter"]["Value"], "v")
        upwork = "upwork/prod/upwork-oauth"
        self.assertDenied(arn, "secretsmanager:GetSecretValue", sm.get_secret_value, self.secret_arn(upwork),
                          SecretId=upwork)
        self.assertDenied(arn, "ssm:GetParameter", ssm.get_parameter,
                          f"arn:aws:ssm:us-east-1:{ACCOUNT}:parameter/guest-wifi/prod/radius-shared-key",
                          Name="/guest-wifi/prod/radius-shared-key:1")
        self.assertDenied(arn, "secretsmanager:GetRandomPassword", sm.get_random_password)

    def test_one_without_decrypt_cannot_use_customer_keys(self):
        keyless, arn = self.user("nodecrypt"), f"arn:aws:iam::{ACCOUNT}:user/nodecrypt"
        ssm, sm = keyless["ssm"], keyless["secretsmanager"]
        sealed = ssm.get_parameter(Name=CLIENT_SECRET)["Parameter"]["Value"]
        self.assertFalse(sealed.startswith("amzn1"))
        key = self.client("ssm").describe_parameters(
            ParameterFilters=[{"Key": "Name", "Values": [CLIENT_SECRET]}])["Parameters"][0]["KeyId"]
        for call, kwargs in ((ssm.get_parameter, {"Name": CLIENT_SECRET}),
                             (ssm.get_parameters, {"Names": [CLIENT_SECRET]}),
                             (ssm.get_parameter_history, {"Name": CLIENT_SECRET}),
                             (ssm.get_parameters_by_path, {"Path": "/my-erp", "Recursive": True})):
            message = self.assertRefused("AccessDeniedException", call, WithDecryption=True, **kwargs)["Error"]["Message"]
            self.assertTrue(message.startswith(
                f"User: {arn} is not authorized to perform: kms:Decrypt on resource: {key} because no identity-based "
                "policy allows the kms:Decrypt action (Service: AWSKMS; "), message)
        self.assertRefused("AccessDeniedException", ssm.put_parameter, Name=CLIENT_SECRET, Value="v", Overwrite=True,
                           Tier="Advanced", KeyId=key, message="kms:GenerateDataKey")
        # What the account's own key protects needs no permission on a key.
        wifi = "/guest-wifi/prod/radius-shared-key"
        self.assertTrue(ssm.get_parameter(Name=wifi, WithDecryption=True)["Parameter"]["Value"])
        self.assertTrue(sm.get_secret_value(SecretId="lwa-oauth")["SecretString"])
        self.client("secretsmanager").update_secret(SecretId="lwa-oauth", KmsKeyId=key)
        self.assertRefused("AccessDeniedException", sm.get_secret_value, SecretId="lwa-oauth",
                           message="Access to KMS is not allowed")
        self.assertRefused("AccessDeniedException", sm.put_secret_value, SecretId="lwa-oauth", SecretString="x",
                           message="Access to KMS is not allowed")

    def test_the_neighbour_lives_in_another_account(self):
        neighbour = self.user("neighbour")
        self.assertEqual(neighbour["sts"].get_caller_identity()["Account"], NEXT)
        self.assertEqual(neighbour["secretsmanager"].list_secrets()["SecretList"], [])
        made = neighbour["secretsmanager"].create_secret(Name="lwa-oauth", SecretString="theirs")
        self.assertIn(f":{NEXT}:", made["ARN"])
        self.assertNotEqual(self.client("secretsmanager").get_secret_value(SecretId="lwa-oauth")["SecretString"],
                            "theirs")
        neighbour["ssm"].put_parameter(Name="/x", Value="v", Type="String")
        self.assertRefused("ParameterNotFound", self.client("ssm").get_parameter, Name="/x")


class PoliciesAreEvaluated(Access):
    ARN = f"arn:aws:iam::{ACCOUNT}:user/AKIAADDED"

    def test_nothing_is_allowed_that_no_statement_allows(self):
        added = self.added(allow("kms:ListAliases"))
        sm, ssm = added["secretsmanager"], added["ssm"]
        self.assertDenied(self.ARN, "secretsmanager:ListSecrets", sm.list_secrets)
        self.assertDenied(self.ARN, "ssm:DescribeParameters", ssm.describe_parameters,
                          f"arn:aws:ssm:us-east-1:{ACCOUNT}:*")
        self.assertDenied(self.ARN, "ssm:GetParametersByPath", ssm.get_parameters_by_path,
                          f"arn:aws:ssm:us-east-1:{ACCOUNT}:parameter/my-erp", Path="/my-erp")
        self.assertDenied(self.ARN, "ssm:ListTagsForResource", ssm.list_tags_for_resource,
                          f"arn:aws:ssm:us-east-1:{ACCOUNT}:parameter/x", ResourceType="Parameter", ResourceId="x")
        self.assertEqual(added["sts"].get_caller_identity()["Arn"], self.ARN)

    def test_arns_with_six_unknown_characters(self):
        sm = self.added(allow("secretsmanager:GetSecretValue",
                              f"arn:aws:secretsmanager:us-east-1:{ACCOUNT}:secret:lwa-oauth-??????"))["secretsmanager"]
        self.assertTrue(sm.get_secret_value(SecretId="lwa-oauth"))
        self.assertTrue(sm.get_secret_value(SecretId=self.secret_arn("lwa-oauth")))
        other = "tenant-0388/prod/lwa-oauth"
        self.assertDenied(self.ARN, "secretsmanager:GetSecretValue", sm.get_secret_value, self.secret_arn(other),
                          SecretId=other)
        # What does not exist has no ARN to fit: denied, not "not found".
        self.assertDenied(self.ARN, "secretsmanager:GetSecretValue", sm.get_secret_value, "no-such", SecretId="no-such")

    def test_creating_needs_leave_for_the_name_and_the_tags(self):
        sm = self.added(allow("secretsmanager:CreateSecret",
                              f"arn:aws:secretsmanager:*:{ACCOUNT}:secret:app/*"))["secretsmanager"]
        self.assertTrue(sm.create_secret(Name="app/one", SecretString="x")["ARN"])
        self.assertDenied(self.ARN, "secretsmanager:CreateSecret", sm.create_secret, "other", Name="other")
        self.assertDenied(self.ARN, "secretsmanager:TagResource", sm.create_secret, "app/two", Name="app/two",
                          Tags=[{"Key": "a", "Value": "b"}])

    def test_several_parameters_need_leave_for_each(self):
        prefix = f"arn:aws:ssm:us-east-1:{ACCOUNT}:parameter/"
        ssm = self.added(allow("ssm:GetParameters", prefix + "my-erp/*"), allow("ssm:DescribeParameters"))["ssm"]
        self.assertEqual(len(ssm.get_parameters(Names=["/my-erp/refreshToken", CLIENT_SECRET])["Parameters"]), 2)
        self.assertDenied(self.ARN, "ssm:GetParameters", ssm.get_parameters,
                          prefix + "guest-wifi/prod/radius-server",
                          Names=["/my-erp/refreshToken", "/guest-wifi/prod/radius-server"])
        self.assertEqual(len(ssm.describe_parameters()["Parameters"]), 6)

    def test_a_deny_wins_and_conditions_count(self):
        added = self.added(
            allow("*"),
            {"Effect": "Deny", "Action": "secretsmanager:DeleteSecret", "Resource": "*",
             "Condition": {"NumericLessThan": {"secretsmanager:RecoveryWindowInDays": "30"}}},
            {"Effect": "Deny", "NotAction": "sts:*", "Resource": "*",
             "Condition": {"StringNotEquals": {"aws:RequestedRegion": ["us-east-1", "eu-west-1"]}}},
            {"Effect": "Deny", "Action": "ssm:*", "Resource": "*",
             "Condition": {"StringEquals": {"aws:ResourceTag/application": "My ERP"}}})
        sm, ssm = added["secretsmanager"], added["ssm"]
        self.assertDenied(self.ARN, "secretsmanager:DeleteSecret", sm.delete_secret, self.secret_arn("lwa-oauth"),
                          explicit=True, SecretId="lwa-oauth", RecoveryWindowInDays=7)
        self.assertTrue(sm.delete_secret(SecretId="lwa-oauth", RecoveryWindowInDays=30))
        self.assertRefused("AccessDeniedException", ssm.get_parameter, Name=CLIENT_SECRET, message="explicit deny")
        self.assertTrue(ssm.get_parameter(Name="/guest-wifi/prod/radius-server"))
        far = self.client("secretsmanager", region="ap-south-1", key="AKIAADDED", secret="s")
        self.assertRefused("AccessDeniedException", far.list_secrets, message="explicit deny")

    def test_a_batch_leaves_out_what_is_denied(self):
        sm = self.added(allow("secretsmanager:BatchGetSecretValue"), allow(
            "secretsmanager:GetSecretValue", "arn:aws:secretsmanager:*:*:secret:lwa-oauth-??????"))["secretsmanager"]
        if "BatchGetSecretValue" not in sm.meta.service_model.operation_names:
            self.skipTest("no model of it here")
        answer = sm._make_api_call("BatchGetSecretValue", {"SecretIdList": ["lwa-oauth", "tenant-0388/prod/lwa-oauth"]})
        self.assertEqual([value["Name"] for value in answer["SecretValues"]], ["lwa-oauth"])
        self.assertEqual([error["ErrorCode"] for error in answer["Errors"]], ["AccessDeniedException"])
        self.assertIn("secretsmanager:GetSecretValue on resource: arn:", answer["Errors"][0]["Message"])
        self.assertRefused("AccessDeniedException", sm._make_api_call, "BatchGetSecretValue",
                           {"Filters": [{"Key": "name", "Values": ["lwa"]}]}, message="secretsmanager:ListSecrets")

    def test_describing_a_key_needs_leave_for_it(self):
        key = self.client("kms").describe_key(KeyId="alias/credentials")["KeyMetadata"]["Arn"]
        self.added(allow("kms:DescribeKey", key), allow("kms:ListAliases"))
        kms = self.client("kms", key="AKIAADDED", secret="s")
        self.assertEqual(kms.describe_key(KeyId="alias/credentials")["KeyMetadata"]["Arn"], key)
        self.assertTrue(kms.list_aliases()["Aliases"])
        self.assertRefused("AccessDeniedException", kms.describe_key, KeyId="alias/aws/ssm",
                           message="kms:DescribeKey on resource: arn:aws:kms:us-east-1:")

    def test_a_key_of_kms_only_through_the_service(self):
        key = self.client("ssm").describe_parameters(
            ParameterFilters=[{"Key": "Name", "Values": [CLIENT_SECRET]}])["Parameters"][0]["KeyId"]
        for via, decrypts in (("ssm.us-east-1.amazonaws.com", True), ("secretsmanager.us-east-1.amazonaws.com", False)):
            ssm = self.added(allow("ssm:GetParameter"), allow("kms:Decrypt", key, Condition={
                "StringEquals": {"kms:ViaService": via}}))["ssm"]
            if decrypts:
                self.assertTrue(ssm.get_parameter(Name=CLIENT_SECRET, WithDecryption=True))
            else:
                self.assertRefused("AccessDeniedException", ssm.get_parameter, Name=CLIENT_SECRET, WithDecryption=True)


class KeysAreManaged(Access):
    def listed(self):
        return {key["id"]: key for key in self.sandbox.control("access-keys")["accessKeys"]}

    def test_added_listed_and_removed(self):
        self.assertEqual(set(self.listed()), {"testing", "ASIATESTING", "ASIAEXPIRED", "reader", "rotator", "nodecrypt",
                                              "neighbour"})
        added = self.added(allow("ssm:*"), arn=f"arn:aws:iam::{NEXT}:user/path/eve", account=NEXT)
        self.assertEqual(added["sts"].get_caller_identity()["Arn"], f"arn:aws:iam::{NEXT}:user/path/eve")
        told = self.listed()["AKIAADDED"]
        self.assertEqual((told["account"], told["builtIn"], told["policy"]), (NEXT, False, policy(allow("ssm:*"))))
        self.assertNotIn("secret", told)
        self.sandbox.control("access-keys", {"remove": "AKIAADDED"})
        self.assertRefused("UnrecognizedClientException", added["ssm"].describe_parameters)
        self.sandbox.control("access-keys", {"remove": "AKIAADDED"}, expect=400)

    def test_a_session_ends_by_the_sandboxs_time(self):
        role = f"arn:aws:sts::{ACCOUNT}:assumed-role/Auditor/me"
        added = self.added(allow("*"), arn=role, sessionToken="t", expiresAt="+1h")
        self.assertEqual(added["sts"].get_caller_identity()["Arn"], role)
        self.sandbox.control("clock", {"move": "+61m"})
        self.assertRefused("ExpiredTokenException", added["ssm"].describe_parameters)
        self.assertRefused("ExpiredToken", added["sts"].get_caller_identity)

    def test_what_is_no_policy_is_refused_with_a_reason(self):
        def refused(reason, **changes):
            key = {"id": "AKIAADDED", "secret": "s", "policy": policy(allow("*")), **changes}
            answer = self.sandbox.control("access-keys", {"add": key}, expect=400)
            self.assertIn(reason, answer["error"])
        refused("no JSON", policy='{"Version": ')
        refused("must be a JSON object", policy=None)
        refused("is no action", policy=policy(allow("everything")))
        refused("must be an ARN", policy=policy(allow("ssm:*", "/my-erp/*")))
        refused('operator "IpAddress"', policy=policy(allow("*", Condition={"IpAddress": {"aws:SourceIp": "::1"}})))
        refused('key "aws:SourceIp"', policy=policy(allow("*", Condition={"StringEquals": {"aws:SourceIp": "::1"}})))
        refused("built in", id="reader")
        refused('"id" must be', id="a b")
        refused('"secret" is missing', secret="")
        refused("12 digits", account="12")
        refused('"arn" must be', arn="arn:aws:iam::999999999999:user/x")
        refused("no time", sessionToken="t", expiresAt="soon")
        refused('has no "color"', color="red")
        self.assertNotIn("AKIAADDED", self.listed())
        self.sandbox.control("access-keys", {"add": {"id": "AKIAADDED", "secret": "s",
                                                     "policy": json.dumps(policy(allow("ssm:*")))}})
        self.assertIn("AKIAADDED", self.listed())

    def test_they_are_kept_with_the_state(self):
        with tempfile.TemporaryDirectory() as folder:
            state = os.path.join(folder, "state.sqlite")
            sandbox = Sandbox("--state", state)
            sandbox.control("access-keys", {"add": {"id": "AKIAKEPT", "secret": "s", "policy": policy(allow("ssm:*"))}})
            sandbox.stop(signal.SIGKILL)
            sandbox = Sandbox("--state", state)
            self.addCleanup(sandbox.stop)
            self.assertIn("AKIAKEPT", [key["id"] for key in sandbox.control("access-keys")["accessKeys"]])


class RegionsShareNothing(Access):
    def test_each_has_its_own_state(self):
        here, there = self.client("secretsmanager"), self.client("secretsmanager", region="eu-central-1")
        self.assertEqual(there.list_secrets()["SecretList"], [])
        made = there.create_secret(Name="lwa-oauth", SecretString="there")
        self.assertIn(":eu-central-1:", made["ARN"])
        self.assertNotEqual(here.get_secret_value(SecretId="lwa-oauth")["SecretString"], "there")
        self.assertRefused("ResourceNotFoundException", here.get_secret_value, SecretId=made["ARN"])
        parameters = self.client("ssm", region="eu-central-1")
        self.assertRefused("ParameterNotFound", parameters.get_parameter, Name=CLIENT_SECRET)
        parameters.put_parameter(Name=CLIENT_SECRET, Value="there", Type="String")
        self.client("ssm").delete_parameter(Name=CLIENT_SECRET)
        self.assertEqual(parameters.get_parameter(Name=CLIENT_SECRET)["Parameter"]["Value"], "there")


if __name__ == "__main__":
    unittest.main()
