#!/usr/bin/python3
"""A policy that `keyturnctl policy` prints is enough for what it was made for, and for nothing else: the sandbox's IAM
is the judge."""
import json
import os
import subprocess
import tempfile
import unittest

from sandbox_process import Sandbox

SECRET = "amazon-api-access-token"
PARAMETER = "/my-erp/lwa/clientsecret"


class SmallestPolicies(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.sandbox = Sandbox()
        cls.addClassCleanup(cls.sandbox.stop)

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = folder.name

    def run_it(self, key, *arguments, code=0, given=b""):
        environment = {"PATH": "/usr/bin:/bin", "HOME": self.home, "XDG_RUNTIME_DIR": self.home, "LC_ALL": "C.UTF-8",
                       "AWS_ACCESS_KEY_ID": key, "AWS_SECRET_ACCESS_KEY": key, "AWS_REGION": "us-east-1"}
        done = subprocess.run([os.environ["KEYTURNCTL"], "--endpoint-url", self.sandbox.url, *arguments],
                              env=environment, capture_output=True, input=given, timeout=60, check=False)
        self.assertEqual(done.returncode, code, done.stderr.decode())
        return done.stdout

    def key_for(self, uses, *names):
        policy = json.loads(self.run_it("testing", "policy", *names, "--for", uses, "--keys",
                                       "arn:aws:kms:us-east-1:123456789012:key/*"))
        key = "AKIA" + uses.upper().replace(",", "").replace("-", "")
        self.sandbox.control("access-keys", {"add": {"id": key, "secret": key, "policy": policy}})
        return key

    def test_browse_lists_but_reads_no_value(self):
        key = self.key_for("browse", f"secret:{SECRET}")
        self.run_it(key, "list")
        self.run_it(key, "due")
        self.run_it(key, "show", SECRET, "--store", "secret", code=4)

    def test_reveal_reads_what_is_named_and_writes_nothing(self):
        key = self.key_for("reveal", f"secret:{SECRET}", f"parameter:{PARAMETER}")
        self.run_it(key, "show", SECRET, "--store", "secret")
        self.run_it(key, "show", PARAMETER, "--store", "parameter")
        self.run_it(key, "set", SECRET, "lwa-auth-scope", "--store", "secret", given=b"other", code=4)

    def test_edit_writes_what_is_named_and_nothing_else(self):
        key = self.key_for("edit", f"secret:{SECRET}", f"parameter:{PARAMETER}")
        self.run_it(key, "set", SECRET, "lwa-auth-scope", "--store", "secret", given=b"other:scope")
        self.run_it(key, "set", SECRET, "lwa-client-secret", "--store", "secret", given=b"amzn1.oa2-cs.v1." + b"a1" * 32)
        names = {row["name"] for row in json.loads(self.run_it("testing", "--json", "list"))
                 if row["store"] == "secretsmanager"} - {SECRET}
        self.run_it(key, "show", sorted(names)[0], "--store", "secret", code=4)

    def test_reminders_make_check_and_remove_a_chain_and_nothing_else(self):
        policy = json.loads(self.run_it("testing", "policy", "--for", "reminders"))
        self.sandbox.control("access-keys", {"add": {"id": "AKIAREMINDERS", "secret": "AKIAREMINDERS",
                                                     "policy": policy}})
        people = ("--email", "it@example.com", "--prefix", "/my-erp/", "--schedules")
        self.run_it("AKIAREMINDERS", "reminder-chain", "create", *people)
        found = json.loads(self.run_it("AKIAREMINDERS", "--json", "reminder-chain", "check", "--parameters", PARAMETER,
                                       "--send", code=1))
        self.assertEqual([f["fault"] for f in found["findings"]], ["unconfirmed"])
        self.run_it("AKIAREMINDERS", "reminder-schedules", "sync")
        self.run_it("AKIAREMINDERS", "reminder-chain", "create", *people, "--name", "other", code=4)
        self.run_it("AKIAREMINDERS", "reminder-chain", "delete")

    def test_a_consumer_reads_what_is_named_and_nothing_else(self):
        policy = json.loads(self.run_it("testing", "policy", f"secret:{SECRET}", "--consumer", "single"))
        self.sandbox.control("access-keys", {"add": {"id": "AKIACONSUMER", "secret": "AKIACONSUMER",
                                                     "policy": policy}})
        environment = {"PATH": "/usr/bin:/bin", "HOME": self.home, "AWS_ACCESS_KEY_ID": "AKIACONSUMER",
                       "AWS_SECRET_ACCESS_KEY": "AKIACONSUMER", "AWS_DEFAULT_REGION": "us-east-1"}

        def aws(*arguments):
            return subprocess.run(["/usr/bin/aws", "--endpoint-url", self.sandbox.url, "secretsmanager", *arguments],
                                  env=environment, capture_output=True, timeout=60, check=False).returncode

        self.assertEqual(aws("get-secret-value", "--secret-id", SECRET), 0)
        self.assertNotEqual(aws("describe-secret", "--secret-id", SECRET), 0)
        self.assertNotEqual(aws("put-secret-value", "--secret-id", SECRET, "--secret-string", "{}"), 0)

    def test_words_that_are_none_are_usage(self):
        for arguments in (("--for", "everything"), (SECRET,), ("secret:",), ("--consumer", "everybody", "secret:a"),
                          ("--consumer", "single", "secret:a*"), ("--consumer", "family", "secret:a*"),
                          ("--consumer", "lambda", "parameter:/a/*")):
            self.assertEqual(self.run_it("testing", "policy", *arguments, code=2), b"")


if __name__ == "__main__":
    unittest.main()
