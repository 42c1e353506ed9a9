#!/usr/bin/python3
"""keyturnctl history --who: the aws command line writes as somebody, and CloudTrail is asked who it was."""
import json
import os
import subprocess
import tempfile
import unittest

from sandbox_process import Sandbox

READ = {"Effect": "Allow", "Resource": "*", "Action": [
    "secretsmanager:ListSecrets", "secretsmanager:DescribeSecret", "secretsmanager:ListSecretVersionIds",
    "secretsmanager:PutSecretValue", "ssm:DescribeParameters", "ssm:ListTagsForResource", "ssm:GetParameterHistory",
    "ssm:PutParameter"]}


class WhoWrote(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.sandbox = Sandbox()
        cls.addClassCleanup(cls.sandbox.stop)

    def setUp(self):
        self.sandbox.reset()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = folder.name
        self.sandbox.control("access-keys", {"add": {"id": "AKIAMAYA", "secret": "AKIAMAYA", "policy": {
            "Version": "2012-10-17", "Statement": [READ]}, "arn": "arn:aws:iam::123456789012:user/maya"}})

    def environment(self, key):
        return {"PATH": "/usr/bin:/bin", "HOME": self.home, "XDG_RUNTIME_DIR": self.home, "LC_ALL": "C.UTF-8",
                "AWS_ACCESS_KEY_ID": key, "AWS_SECRET_ACCESS_KEY": key, "AWS_DEFAULT_REGION": "us-east-1",
                "AWS_REGION": "us-east-1", "AWS_PAGER": ""}

    def aws(self, *arguments, key="testing"):
        done = subprocess.run(["/usr/bin/aws", "--endpoint-url", self.sandbox.url, "--output", "json", *arguments],
                              env=self.environment(key), capture_output=True, timeout=60, check=False)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        return json.loads(done.stdout) if done.stdout.strip() else {}

    def history(self, *arguments, key="testing", code=0, asked=("--json",)):
        done = subprocess.run([os.environ["KEYTURNCTL"], "--endpoint-url", self.sandbox.url, *asked, "history",
                               *arguments], env=self.environment(key), capture_output=True, text=True, timeout=60,
                              check=False)
        self.assertEqual(done.returncode, code, done.stderr)
        return (json.loads(done.stdout) if asked else done.stdout), done.stderr

    def lookups(self):
        return self.aws("cloudtrail", "lookup-events")["Events"]

    def written(self):
        self.aws("secretsmanager", "create-secret", "--name", "it/who", "--secret-string", "canary-1")
        self.aws("secretsmanager", "put-secret-value", "--secret-id", "it/who", "--secret-string", "canary-2",
                 key="AKIAMAYA")

    def test_names_who_made_each_version_of_a_secret(self):
        self.written()
        versions, told = self.history("it/who", "--who")
        self.assertEqual([(v["by"], v["call"], v["labels"]) for v in versions], [
            ("arn:aws:iam::123456789012:user/maya", "PutSecretValue", ["AWSCURRENT"]),
            ("arn:aws:iam::123456789012:user/testing", "CreateSecret", ["AWSPREVIOUS"])])
        self.assertEqual(told, "")
        text, _ = self.history("it/who", "--who", asked=())
        self.assertRegex(text.splitlines()[1], r"AWSCURRENT +arn:aws:iam::123456789012:user/maya +PutSecretValue")

    def test_asks_cloudtrail_only_when_told_to(self):
        self.written()
        versions, told = self.history("it/who", key="AKIAMAYA")
        self.assertEqual([v["by"] for v in versions], [None, None])
        self.assertEqual(told, "")

    def test_a_refusal_is_one_sentence_and_costs_nothing_else(self):
        self.written()
        versions, told = self.history("it/who", "--who", key="AKIAMAYA")
        self.assertEqual([v["labels"] for v in versions], [["AWSCURRENT"], ["AWSPREVIOUS"]])
        self.assertEqual([v["by"] for v in versions], [None, None])
        self.assertEqual(told.strip().count("\n"), 0)
        self.assertIn("cloudtrail:LookupEvents", told)

    def test_the_printed_policy_is_enough(self):
        self.written()
        printed = subprocess.run([os.environ["KEYTURNCTL"], "--endpoint-url", self.sandbox.url, "policy",
                                  "secret:it/who", "--for", "who-wrote"], env=self.environment("testing"),
                                 capture_output=True, check=True).stdout
        self.sandbox.control("access-keys", {"add": {"id": "AKIAWHO", "secret": "AKIAWHO",
                                                     "policy": json.loads(printed)}})
        versions, told = self.history("it/who", "--who", key="AKIAWHO")
        self.assertTrue(all(v["by"] for v in versions), told)

    def test_says_so_where_cloudtrail_has_forgotten(self):
        self.written()
        self.sandbox.control("clock", {"move": "+91d"})
        versions, told = self.history("it/who", "--who")
        self.assertEqual([v["by"] for v in versions], [None, None])
        self.assertIn("90 days", told)

    def test_parameters_tell_it_themselves(self):
        self.aws("ssm", "put-parameter", "--name", "/it/who", "--value", "x", "--type", "String")
        self.aws("ssm", "put-parameter", "--name", "/it/who", "--value", "y", "--overwrite", key="AKIAMAYA")
        versions, told = self.history("/it/who", "--who", key="AKIAMAYA")
        self.assertEqual([(v["version"], v["by"]) for v in versions], [
            ("2", "arn:aws:iam::123456789012:user/maya"), ("1", "arn:aws:iam::123456789012:user/testing")])
        self.assertEqual(told, "")

    def test_a_reset_leaves_nothing_and_no_value_is_in_it(self):
        self.written()
        self.assertNotIn("canary", json.dumps(self.lookups()))
        self.assertEqual({e["EventName"] for e in self.lookups()}, {"CreateSecret", "PutSecretValue"})
        self.sandbox.reset()
        self.assertEqual(self.lookups(), [])


if __name__ == "__main__":
    unittest.main()
