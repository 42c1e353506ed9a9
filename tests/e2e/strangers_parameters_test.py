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

    def test_expired_parameters_are_gone(self):
        policy = json.dumps([{"Type": "Expiration", "Version": "1.0",
                              "Attributes": {"Timestamp": "2001-01-01T00:00:00Z"}}])
        self.ssm.put_parameter(Name="/e/a", Value="v", Type="String", Tier="Advanced", Policies=policy)
        self.assertRefused("ParameterNotFound", self.ssm.get_parameter, Name="/e/a")


if __name__ == "__main__":
    unittest.main()
