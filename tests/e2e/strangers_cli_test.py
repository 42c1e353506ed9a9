#!/usr/bin/python3
"""Debian's aws command line against the sandbox."""
import json
import subprocess
import unittest

from stranger import ACCOUNT, Stranger

AWS = "/usr/bin/aws"


class TheCommandLine(Stranger):
    """What `aws --endpoint-url` prints, and how it fails."""

    def aws(self, *arguments, secret="testing", fails=None):
        environment = {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "AWS_ACCESS_KEY_ID": "testing",
                       "AWS_SECRET_ACCESS_KEY": secret, "AWS_DEFAULT_REGION": "us-east-1", "AWS_PAGER": "",
                       "AWS_MAX_ATTEMPTS": "1", "LC_ALL": "C.UTF-8"}
        done = subprocess.run([AWS, "--endpoint-url", self.sandbox.url, *arguments], env=environment,
                              capture_output=True, text=True, timeout=60, check=False)
        if fails:
            self.assertEqual(done.returncode, 254, done.stdout + done.stderr)
            self.assertIn(f"({fails})", done.stderr)
            return done.stderr
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout) if done.stdout.strip() else None

    def test_secrets(self):
        got = self.aws("secretsmanager", "get-secret-value", "--secret-id", "lwa-oauth")
        self.assertEqual((got["Name"], got["VersionStages"]), ("lwa-oauth", ["AWSCURRENT"]))
        put = self.aws("secretsmanager", "put-secret-value", "--secret-id", "lwa-oauth", "--secret-string", "{}")
        versions = self.aws("secretsmanager", "list-secret-version-ids", "--secret-id", "lwa-oauth")["Versions"]
        self.assertEqual({v["VersionId"]: v["VersionStages"] for v in versions},
                         {put["VersionId"]: ["AWSCURRENT"], got["VersionId"]: ["AWSPREVIOUS"]})
        self.assertEqual(len(self.aws("secretsmanager", "list-secrets")["SecretList"]), 10)
        self.aws("secretsmanager", "get-secret-value", "--secret-id", "no", fails="ResourceNotFoundException")

    def test_parameters(self):
        found = self.aws("ssm", "get-parameters", "--with-decryption", "--names", "/my-erp/lwa/clientsecret", "/no")
        self.assertEqual(found["InvalidParameters"], ["/no"])
        self.assertEqual(len(self.aws("ssm", "describe-parameters")["Parameters"]), 6)
        self.assertEqual(self.aws("ssm", "put-parameter", "--name", "/c/a", "--value", "v", "--type", "String"),
                         {"Version": 1, "Tier": "Standard"})
        self.aws("ssm", "get-parameter", "--name", "/no", fails="ParameterNotFound")

    def test_identity_and_a_wrong_secret_key(self):
        self.assertEqual(self.aws("sts", "get-caller-identity")["Account"], ACCOUNT)
        self.aws("secretsmanager", "list-secrets", secret="wrong", fails="InvalidSignatureException")


if __name__ == "__main__":
    unittest.main()
