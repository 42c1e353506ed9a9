#!/usr/bin/python3
"""Debian's botocore uses the sandbox's Parameter Store: what cases/parameters.py does not tell."""
import datetime
import json
import unittest

from stranger import ACCOUNT, Stranger


class BotocoreUsesParameters(Stranger):
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

    def test_the_hundredth_version_and_one_more(self):
        for i in range(101):
            self.ssm.put_parameter(Name="/v/a", Value=str(i), Type="String", Overwrite=True)
        versions = [v["Version"] for page in
                    self.ssm.get_paginator("get_parameter_history").paginate(Name="/v/a") for v in page["Parameters"]]
        self.assertEqual(versions, list(range(2, 102)))
        self.ssm.label_parameter_version(Name="/v/a", ParameterVersion=2, Labels=["keep"])
        self.assertRefused("ParameterMaxVersionLimitExceeded", self.ssm.put_parameter, Name="/v/a", Value="x",
                           Type="String", Overwrite=True)

    def test_the_id_of_an_image_is_accepted_first_and_looked_up_afterwards(self):
        self.addCleanup(self.sandbox.reset)
        image = {"Type": "String", "DataType": "aws:ec2:image"}

        def put(name, value, **more):
            return self.ssm.put_parameter(Name=name, Value=value, **more)["Version"]

        def later():
            """What the sandbox told of after a minute: name, operation, what went wrong."""
            before = len(self.sandbox.events())
            self.sandbox.control("clock", {"move": "+1m"})
            details = [event["detail"] for event in self.sandbox.events()[before:]
                       if event["detail-type"] == "Parameter Store Change"]
            self.assertTrue(all(detail["dataType"] == "aws:ec2:image" for detail in details))
            return [(detail["name"], detail["operation"], detail.get("exception")) for detail in details]
        self.assertEqual(put("/i/good", "ami-0123456789abcdef0", **image), 1)
        self.assertEqual(put("/i/bad", "no image", **image), 1)
        self.assertEqual(put("/i/plain", "before", Type="String"), 1)
        self.assertEqual(put("/i/plain", "no image", Overwrite=True, **image), 2)
        self.assertEqual(sorted(later()), [("/i/bad", "Create", "Unable to Describe Resource"), ("/i/good", "Create", None),
                                           ("/i/plain", "Update", "Unable to Describe Resource")])
        self.assertEqual(self.ssm.get_parameter(Name="/i/good")["Parameter"]["DataType"], "aws:ec2:image")
        self.assertRefused("ParameterNotFound", self.ssm.get_parameter, Name="/i/bad")
        plain = self.ssm.get_parameter(Name="/i/plain")["Parameter"]
        self.assertEqual((plain["Value"], plain["Version"], plain["DataType"]), ("before", 1, "text"))
        self.assertEqual(put("/i/good", "ami-12345678", Overwrite=True), 2)
        self.assertEqual(later(), [("/i/good", "Update", None)])
        self.assertEqual(put("/i/good", "ami-12345678\n", Overwrite=True), 3)
        self.assertEqual(later(), [("/i/good", "Update", "Unable to Describe Resource")])
        self.assertEqual(self.ssm.get_parameter(Name="/i/good")["Parameter"]["Version"], 2)
        self.assertEqual(later(), [])

    def test_expired_parameters_are_gone(self):
        policy = json.dumps([{"Type": "Expiration", "Version": "1.0",
                              "Attributes": {"Timestamp": "2001-01-01T00:00:00Z"}}])
        self.ssm.put_parameter(Name="/e/a", Value="v", Type="String", Tier="Advanced", Policies=policy)
        self.assertRefused("ParameterNotFound", self.ssm.get_parameter, Name="/e/a")


if __name__ == "__main__":
    unittest.main()
