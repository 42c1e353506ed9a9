#!/usr/bin/python3
"""What is left after a reset: nothing, or what came with the sandbox."""
import http.client
import os
import tempfile
import time
import unittest

import botocore.session
from botocore.config import Config

from sandbox_process import Sandbox


def client(sandbox, service):
    return botocore.session.Session().create_client(
        service, region_name="us-east-1", endpoint_url=sandbox.url, aws_access_key_id="testing",
        aws_secret_access_key="testing", config=Config(retries={"total_max_attempts": 1}))


class Resets(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.file = os.path.join(folder.name, "state.sqlite")

    def start(self, *arguments):
        sandbox = Sandbox("--state", self.file, *arguments)
        self.addCleanup(sandbox.stop)
        return sandbox

    def moto_reset(self, sandbox):
        connection = http.client.HTTPConnection("127.0.0.1", sandbox.port, timeout=10)
        connection.request("POST", "/moto-api/reset")
        self.assertEqual(connection.getresponse().status, 200)
        connection.close()

    def everything(self, sandbox):
        """Whatever can be found in there, by kind."""
        sm, ssm = client(sandbox, "secretsmanager"), client(sandbox, "ssm")
        rotations = sandbox.control("rotation-functions")
        return {
            "secrets": sm.list_secrets()["SecretList"], "parameters": ssm.describe_parameters()["Parameters"],
            "events": sandbox.events(), "faults": sandbox.control("faults")["faults"],
            "clients": sandbox.control("oauth-clients")["clients"], "clock": sandbox.control("clock")["offsetSeconds"],
            "keys": [key["id"] for key in sandbox.control("access-keys")["accessKeys"] if not key["builtIn"]],
            "functions": rotations["functions"], "runs": rotations["runs"]}

    def fill(self, sandbox):
        """Something of every kind that a reset has to reach."""
        sm, ssm = client(sandbox, "secretsmanager"), client(sandbox, "ssm")
        arn = "arn:aws:lambda:us-east-1:123456789012:function:nobody-listens"
        sandbox.control("rotation-functions", {"arn": arn, "url": "http://127.0.0.1:9/"})
        sm.create_secret(Name="mine", SecretString="v", Tags=[{"Key": "k", "Value": "v"}])
        sm.rotate_secret(SecretId="mine", RotationLambdaARN=arn, RotationRules={"AutomaticallyAfterDays": 1})
        ssm.put_parameter(Name="/mine", Value="v", Type="String")
        sandbox.control("access-keys", {"add": {"id": "AKIAMINE", "secret": "s", "policy": {
            "Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}}})
        sandbox.control("oauth-clients", {"action": "create", "clientId": "mine", "clientSecret": "s", "provider": "lwa",
                                          "refreshToken": "r"})
        sandbox.control("clock", {"move": "+1d"})
        sandbox.control("faults", {"fault": "throttle", "service": "sts"})
        deadline = time.monotonic() + 30
        while not sandbox.control("rotation-functions")["runs"]:
            self.assertLess(time.monotonic(), deadline, "the rotation has not run")
            time.sleep(0.05)

    def test_an_emulators_reset_leaves_nothing_behind(self):
        nothing = {"secrets": [], "parameters": [], "events": [], "faults": [], "clients": [], "clock": 0, "keys": [],
                   "functions": [], "runs": []}
        sandbox = self.start()
        self.fill(sandbox)
        full = self.everything(sandbox)
        self.assertEqual([kind for kind, found in full.items() if not found], [])
        self.moto_reset(sandbox)
        self.assertEqual(self.everything(sandbox), nothing)
        sandbox.stop()
        again = self.start()  # nor do the seeds come back
        self.assertEqual(self.everything(again), nothing)
        self.assertEqual(again.control("faults", {"fault": "throttle"})["id"], "fault-1")
        again.stop()
        self.assertEqual(len(self.everything(self.start("--fresh"))["secrets"]), 10)

    def test_the_sandboxs_own_reset_begins_again_with_the_seeds(self):
        sandbox = self.start("--fresh")

        def names():
            found = self.everything(sandbox)
            return [secret["Name"] for secret in found.pop("secrets")], found["parameters"][0]["Name"], found["faults"], \
                [each["clientId"] for each in found["clients"]], found["clock"], found["keys"], found["functions"], \
                found["runs"]
        seeds = names()
        self.fill(sandbox)
        self.assertNotEqual(names(), seeds)
        sandbox.reset()
        self.assertEqual(names(), seeds)
        self.moto_reset(sandbox)
        sandbox.reset()
        self.assertEqual(names(), seeds)


if __name__ == "__main__":
    unittest.main()
