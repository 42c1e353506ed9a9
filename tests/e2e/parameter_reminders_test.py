#!/usr/bin/python3
"""Parameter policies act as the sandbox's time passes: the real program, the aws command line as the one who writes."""
import json
import os
import subprocess
import tempfile
import unittest

from sandbox_process import Sandbox

NAME = "/my-erp/lwa/clientsecret"
ARN = f"arn:aws:ssm:us-east-1:123456789012:parameter{NAME}"


class TheClientSecretOfTheSpApi(unittest.TestCase):
    """It carries a NoChangeNotification after 150 days."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.state = os.path.join(folder.name, "state.sqlite")
        self.sandbox = None
        self.addCleanup(self.stop)

    def start(self, *arguments):
        self.stop()
        self.sandbox = Sandbox("--state", self.state, *arguments)

    def stop(self):
        if self.sandbox:
            self.sandbox.stop()
        self.sandbox = None

    def reminders(self):
        return [e for e in self.sandbox.events() if e["detail-type"] == "Parameter Store Policy Action"]

    def aws(self, *arguments):
        environment = {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "AWS_ACCESS_KEY_ID": "testing",
                       "AWS_SECRET_ACCESS_KEY": "testing", "AWS_DEFAULT_REGION": "us-east-1", "AWS_PAGER": ""}
        done = subprocess.run(["/usr/bin/aws", "--endpoint-url", self.sandbox.url, *arguments], env=environment,
                              capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def write(self):
        return self.aws("ssm", "put-parameter", "--name", NAME, "--value", "amzn1.oa2-cs.v1.new", "--type",
                        "SecureString", "--tier", "Advanced", "--overwrite")["Version"]

    def test_the_reminder_is_sent_once_and_a_write_resets_it(self):
        self.start("--fresh", "--clock", "+151d")
        sent = self.reminders()
        self.assertEqual(len(sent), 1)
        event = sent[0]
        self.assertEqual(sorted(event), ["account", "detail", "detail-type", "id", "region", "resources", "source",
                                         "time", "version"])
        self.assertEqual((event["version"], event["source"], event["account"], event["region"], event["resources"]),
                         ("0", "aws.ssm", "123456789012", "us-east-1", [ARN]))
        self.assertEqual(event["time"][:10], self.sandbox.control("clock")["now"][:10])
        detail = event["detail"]
        self.assertEqual((detail["policy-type"], detail["parameter-name"], detail["parameter-type"],
                          detail["action-status"]), ("NoChangeNotification", NAME, "SecureString", "Success"))
        self.assertEqual(json.loads(detail["policy-content"])["Attributes"], {"After": "150", "Unit": "Days"})
        self.assertRegex(detail["action-reason"],
                         r"^The parameter has not been changed for 150 days\. This notification was generated based on "
                         r"the policy created at \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\.$")

        self.start("--clock", "+151d")  # the same state again: nothing is sent twice
        self.sandbox.control("clock", {"move": "+1d"})
        self.assertEqual(len(self.reminders()), 1)

        self.assertEqual(self.write(), 3)  # signed with the computer's time, 152 days behind the sandbox's
        described = self.aws("ssm", "describe-parameters", "--parameter-filters", f"Key=Name,Values={NAME}")
        self.assertEqual(described["Parameters"][0]["Policies"][0]["PolicyStatus"], "Pending")
        self.sandbox.control("clock", {"move": "+149d"})
        self.assertEqual(len(self.reminders()), 1)
        self.sandbox.control("clock", {"move": "+1d"})
        self.assertEqual(len(self.reminders()), 2)
        self.assertNotEqual(self.reminders()[0]["id"], self.reminders()[1]["id"])

    def test_a_fresh_secret_is_not_reminded_of_until_it_is_151_days_old(self):
        self.start("--fresh")
        self.write()
        self.sandbox.control("outbox", {"clear": True})
        self.start("--clock", "+149d")
        self.assertEqual(self.sandbox.events(), [])
        self.start("--clock", "+151d")
        self.assertEqual([e["detail"]["parameter-name"] for e in self.sandbox.events()], [NAME])
        number = self.sandbox.control("outbox")["events"][0]["number"]
        self.assertEqual(self.sandbox.events(since=number), [])

    def test_an_expiration_warns_and_deletes(self):
        self.start("--fresh")
        expiry = self.sandbox.control("clock")["now"].replace(self.sandbox.control("clock")["now"][:4], "2990", 1)
        policies = json.dumps([
            {"Type": "Expiration", "Version": "1.0", "Attributes": {"Timestamp": expiry}},
            {"Type": "ExpirationNotification", "Version": "1.0", "Attributes": {"Before": "15", "Unit": "Days"}}])
        self.aws("ssm", "put-parameter", "--name", "/brief/secret", "--value", "v", "--type", "String",
                 "--tier", "Advanced", "--policies", policies)
        self.sandbox.control("outbox", {"clear": True})
        self.sandbox.control("clock", {"set": expiry})
        self.sandbox.control("clock", {"move": "-14d"})  # turning back changes nothing
        told = [(e["detail"].get("policy-type") or e["detail"]["operation"]) for e in self.sandbox.events()
                if "/brief/secret" in e["resources"][0]]
        self.assertEqual(told, ["ExpirationNotification", "Expiration", "Delete"])
        found = self.aws("ssm", "get-parameters", "--names", "/brief/secret")
        self.assertEqual(found["InvalidParameters"], ["/brief/secret"])


if __name__ == "__main__":
    unittest.main()
