#!/usr/bin/python3
"""Debian's botocore uses the sandbox's Parameter Store: outputs, error codes and response types."""
import base64
import datetime
import json
import unittest

from stranger import ACCOUNT, Stranger


class BotocoreUsesParameters(Stranger):
    """PutParameter, GetParameter, GetParameters, GetParametersByPath, DescribeParameters, GetParameterHistory,
    LabelParameterVersion, DeleteParameter, DeleteParameters, Add/Remove/ListTagsForResource."""

    CLIENT_SECRET = "/my-erp/lwa/clientsecret"

    def setUp(self):
        super().setUp()
        self.ssm = self.client("ssm")

    def describe(self, name):
        filters = [{"Key": "Name", "Option": "Equals", "Values": [name]}]
        found = self.ssm.describe_parameters(ParameterFilters=filters)["Parameters"]
        return found[0] if found else None

    def test_the_sp_api_layout_is_overdue_by_its_policy(self):
        seen = self.describe(self.CLIENT_SECRET)
        self.assertEqual((seen["Type"], seen["Tier"], seen["Version"]), ("SecureString", "Advanced", 2))
        self.assertIn("key/", seen["KeyId"])
        self.assertEqual(seen["LastModifiedUser"], f"arn:aws:iam::{ACCOUNT}:user/testing")
        policy = seen["Policies"][0]
        self.assertEqual((policy["PolicyType"], policy["PolicyStatus"]), ("NoChangeNotification", "Finished"))
        self.assertEqual(json.loads(policy["PolicyText"])["Attributes"], {"After": "150", "Unit": "Days"})
        age = datetime.datetime.now(datetime.timezone.utc) - seen["LastModifiedDate"]
        self.assertEqual(round(age / datetime.timedelta(days=1)), 183)

    def test_names_asked_for_together_come_in_alphabetical_order(self):
        answer = self.ssm.get_parameters(
            Names=["/my-erp/refreshToken", "/missing", "/my-erp/lwa/clientsecret", "/my-erp/lwa/clientidentifier"],
            WithDecryption=True)
        self.assertEqual([p["Name"] for p in answer["Parameters"]],
                         ["/my-erp/lwa/clientidentifier", "/my-erp/lwa/clientsecret", "/my-erp/refreshToken"])
        self.assertEqual(answer["InvalidParameters"], ["/missing"])
        self.assertTrue(answer["Parameters"][2]["Value"].startswith("Atzr|"))
        self.assertRefused("ValidationException", self.ssm.get_parameters, Names=[f"n{i}" for i in range(11)])

    def test_without_decryption_there_is_only_ciphertext(self):
        sealed = self.ssm.get_parameter(Name=self.CLIENT_SECRET)["Parameter"]["Value"]
        plain = self.ssm.get_parameter(Name=self.CLIENT_SECRET, WithDecryption=True)["Parameter"]["Value"]
        self.assertTrue(plain.startswith("amzn1.oa2-cs.v1."))
        self.assertNotIn(plain.encode(), base64.b64decode(sealed))

    def test_selectors_and_history(self):
        name = "/it/a"
        for i in range(3):
            self.ssm.put_parameter(Name=name, Value=f"v{i}", Type="String", Overwrite=i > 0)
        self.ssm.label_parameter_version(Name=name, ParameterVersion=2, Labels=["good", "1bad"])
        get = self.ssm.get_parameter
        self.assertEqual(get(Name=name)["Parameter"]["Value"], "v2")
        self.assertEqual(get(Name=name + ":1")["Parameter"]["Value"], "v0")
        labelled = get(Name=name + ":good")["Parameter"]
        self.assertEqual((labelled["Value"], labelled["Selector"], labelled["Name"]), ("v1", ":good", name))
        arn = get(Name=name)["Parameter"]["ARN"]
        self.assertEqual(arn, f"arn:aws:ssm:us-east-1:{ACCOUNT}:parameter/it/a")
        self.assertEqual(get(Name=arn)["Parameter"]["Value"], "v2")
        self.assertRefused("ParameterVersionNotFound", get, Name=name + ":9")
        self.assertRefused("ParameterNotFound", get, Name="/it/nothing")
        history = self.ssm.get_parameter_history(Name=name)["Parameters"]
        self.assertEqual([(v["Version"], v["Value"], v["Labels"]) for v in history],
                         [(1, "v0", []), (2, "v1", ["good"]), (3, "v2", [])])

    def test_the_leading_slash_does_not_make_another_name(self):
        self.ssm.put_parameter(Name="solo", Value="x", Type="String")
        self.assertEqual(self.ssm.get_parameter(Name="/solo")["Parameter"]["Value"], "x")
        self.assertRefused("ParameterAlreadyExists", self.ssm.put_parameter, Name="/solo", Value="x", Type="String")

    def test_overwriting(self):
        put = self.ssm.put_parameter
        self.assertRefused("ParameterAlreadyExists", put, Name=self.CLIENT_SECRET, Value="x", Type="SecureString")
        self.assertRefused("ValidationException", put, Name=self.CLIENT_SECRET, Value="x", Overwrite=True,
                           message="can't downgrade")
        self.assertRefused("HierarchyTypeMismatchException", put, Name=self.CLIENT_SECRET, Value="x", Type="String",
                           Tier="Advanced", Overwrite=True)
        self.assertRefused("ValidationException", put, Name=self.CLIENT_SECRET, Value="x", Overwrite=True,
                           Tier="Advanced", Tags=[{"Key": "a", "Value": "b"}])
        answer = put(Name=self.CLIENT_SECRET, Value="x", Overwrite=True, Tier="Advanced")
        self.assertEqual((answer["Version"], answer["Tier"]), (3, "Advanced"))
        seen = self.describe(self.CLIENT_SECRET)
        self.assertEqual(seen["KeyId"], "alias/aws/ssm")  # left out, the customer's key is lost
        self.assertEqual(len(seen["Policies"]), 1)  # left out, policies are kept
        put(Name=self.CLIENT_SECRET, Value="x", Overwrite=True, Tier="Advanced", KeyId="alias/credentials", Policies="[{}]")
        seen = self.describe(self.CLIENT_SECRET)
        self.assertEqual((seen["KeyId"], seen["Policies"]), ("alias/credentials", []))

    def test_tiers_and_sizes_in_bytes(self):
        put = self.ssm.put_parameter
        self.assertEqual(put(Name="/s/a", Value="ü" * 2048, Type="String")["Tier"], "Standard")
        self.assertRefused("ValidationException", put, Name="/s/b", Value="ü" * 2049, Type="String")
        self.assertEqual(put(Name="/s/b", Value="ü" * 2049, Type="String", Tier="Intelligent-Tiering")["Tier"],
                         "Advanced")
        self.assertRefused("ValidationException", put, Name="/s/c", Value="x" * 8193, Type="String", Tier="Advanced")

    def test_what_put_refuses(self):
        put = self.ssm.put_parameter
        self.assertRefused("ValidationException", put, Name="/x/y", Value="v")
        self.assertRefused("ValidationException", put, Name="x/y", Value="v", Type="String")
        self.assertRefused("AccessDeniedException", put, Name="/aws/x", Value="v", Type="String")
        self.assertRefused("ValidationException", put, Name="/ssm-x", Value="v", Type="String")
        self.assertRefused("ValidationException", put, Name="/x y", Value="v", Type="String")
        self.assertRefused("HierarchyLevelLimitExceededException", put, Name="/a" * 16, Value="v", Type="String")
        self.assertRefused("ValidationException", put, Name="/x/y", Value="v", Type="Secret")
        self.assertRefused("ValidationException", put, Name="/x/y", Value="", Type="String")
        self.assertRefused("ValidationException", put, Name="/x/y", Value="v", Type="String", KeyId="alias/a")
        self.assertRefused("ParameterPatternMismatchException", put, Name="/x/y", Value="v", Type="String",
                           AllowedPattern=r"\d+")

    def test_policies(self):
        put = self.ssm.put_parameter
        base = {"Name": "/p/a", "Value": "v", "Type": "String"}
        change = {"Type": "NoChangeNotification", "Version": "1.0", "Attributes": {"After": "20", "Unit": "Days"}}
        expire = {"Type": "Expiration", "Version": "1.0", "Attributes": {"Timestamp": "2999-01-01T00:00:00.000Z"}}

        def policies(*items):
            return json.dumps(items)

        self.assertRefused("ValidationException", put, Policies=policies(change), **base)
        base["Tier"] = "Advanced"
        self.assertRefused("InvalidPolicyTypeException", put, Policies=policies({**change, "Type": "Never"}), **base)
        self.assertRefused("InvalidPolicyAttributeException", put, **base,
                           Policies=policies({**change, "Attributes": {"After": 20, "Unit": "Days"}}))
        self.assertRefused("IncompatiblePolicyException", put, Policies=policies(expire, expire), **base)
        self.assertRefused("PoliciesLimitExceededException", put, Policies=policies(*[change] * 11), **base)
        self.assertRefused("ValidationException", put, Policies="not json", **base)
        put(Policies=policies(change, expire), **base)
        self.assertEqual([p["PolicyType"] for p in self.describe("/p/a")["Policies"]],
                         ["NoChangeNotification", "Expiration"])
        history = self.ssm.get_parameter_history(Name="/p/a")["Parameters"]
        self.assertEqual(len(history[0]["Policies"]), 2)

    def test_the_hundredth_version_and_one_more(self):
        for i in range(101):
            self.ssm.put_parameter(Name="/v/a", Value=str(i), Type="String", Overwrite=True)
        versions = [v["Version"] for page in
                    self.ssm.get_paginator("get_parameter_history").paginate(Name="/v/a") for v in page["Parameters"]]
        self.assertEqual(versions, list(range(2, 102)))
        self.ssm.label_parameter_version(Name="/v/a", ParameterVersion=2, Labels=["keep"])
        self.assertRefused("ParameterMaxVersionLimitExceeded", self.ssm.put_parameter, Name="/v/a", Value="x",
                           Type="String", Overwrite=True)

    def test_describing_with_filters_and_pages(self):
        def found(**filters):
            answer = self.ssm.describe_parameters(ParameterFilters=[filters])
            return [p["Name"] for p in answer["Parameters"]]

        self.assertEqual(found(Key="Path", Option="Recursive", Values=["/my-erp"]),
                         ["/my-erp/lwa/clientidentifier", "/my-erp/lwa/clientsecret", "/my-erp/refreshToken"])
        self.assertEqual(found(Key="Path", Option="OneLevel", Values=["/my-erp"]), ["/my-erp/refreshToken"])
        self.assertEqual(found(Key="Name", Option="Contains", Values=["radius-s"]),
                         ["/guest-wifi/prod/radius-server", "/guest-wifi/prod/radius-shared-key"])
        self.assertEqual(found(Key="Type", Values=["StringList"]), ["/hospitality/prod/allowed-units"])
        self.assertEqual(found(Key="Tier", Values=["Advanced"]), [self.CLIENT_SECRET])
        self.assertEqual(len(found(Key="tag:application", Values=["My ERP"])), 3)
        self.assertRefused("InvalidFilterKey", self.ssm.describe_parameters,
                           ParameterFilters=[{"Key": "Colour", "Values": ["x"]}])
        self.assertRefused("InvalidFilterOption", self.ssm.describe_parameters,
                           ParameterFilters=[{"Key": "Type", "Option": "Contains", "Values": ["x"]}])
        pages = self.ssm.get_paginator("describe_parameters").paginate(PaginationConfig={"PageSize": 2})
        paged = [p["Name"] for page in pages for p in page["Parameters"]]
        self.assertEqual(paged, [p["Name"] for p in self.ssm.describe_parameters()["Parameters"]])
        self.assertEqual(len(paged), 6)

    def test_reading_by_path(self):
        by_path = self.ssm.get_parameters_by_path
        self.assertEqual([p["Name"] for p in by_path(Path="/my-erp")["Parameters"]], ["/my-erp/refreshToken"])
        everything = by_path(Path="/", Recursive=True, WithDecryption=True, MaxResults=4)
        self.assertEqual(len(everything["Parameters"]), 4)
        self.assertEqual(len(by_path(Path="/", Recursive=True, NextToken=everything["NextToken"])["Parameters"]), 2)
        self.assertRefused("ValidationException", by_path, Path="my-erp")
        self.assertRefused("ValidationException", by_path, Path="/my-erp", MaxResults=11)
        self.assertRefused("InvalidFilterKey", by_path, Path="/", ParameterFilters=[{"Key": "Name", "Values": ["x"]}])

    def test_deleting(self):
        self.ssm.delete_parameter(Name="/guest-wifi/prod/radius-server")
        self.assertRefused("ParameterNotFound", self.ssm.delete_parameter, Name="/guest-wifi/prod/radius-server")
        answer = self.ssm.delete_parameters(Names=["/my-erp/refreshToken", "/gone"])
        self.assertEqual((answer["DeletedParameters"], answer["InvalidParameters"]), (["/my-erp/refreshToken"], ["/gone"]))

    def test_tags(self):
        kwargs = {"ResourceType": "Parameter", "ResourceId": "/my-erp/refreshToken"}
        self.ssm.add_tags_to_resource(Tags=[{"Key": "owner", "Value": "it"}], **kwargs)
        self.ssm.remove_tags_from_resource(TagKeys=["application"], **kwargs)
        self.assertEqual(self.ssm.list_tags_for_resource(**kwargs)["TagList"], [{"Key": "owner", "Value": "it"}])
        self.assertRefused("ValidationException", self.ssm.add_tags_to_resource, Tags=[{"Key": "", "Value": ""}], **kwargs)
        self.assertRefused("TooManyTagsError", self.ssm.add_tags_to_resource, **kwargs,
                           Tags=[{"Key": str(i), "Value": ""} for i in range(50)])
        self.assertRefused("InvalidResourceId", self.ssm.list_tags_for_resource, ResourceType="Parameter",
                           ResourceId="/nothing")

    def test_expired_parameters_are_gone(self):
        policy = json.dumps([{"Type": "Expiration", "Version": "1.0",
                              "Attributes": {"Timestamp": "2001-01-01T00:00:00Z"}}])
        self.ssm.put_parameter(Name="/e/a", Value="v", Type="String", Tier="Advanced", Policies=policy)
        self.assertRefused("ParameterNotFound", self.ssm.get_parameter, Name="/e/a")


if __name__ == "__main__":
    unittest.main()
