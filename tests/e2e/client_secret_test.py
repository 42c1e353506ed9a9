#!/usr/bin/python3
"""A client secret that was made anew in the provider's console: tried out, then written to every copy of the old one;
and what is left where a run is killed or refused half way."""
import json
import os
import subprocess
import unittest

from providers_test import CANARY, Refreshed

NEW = "the-new-secret-canary-0123456789"


class ClientSecret(Refreshed):
    def setUp(self):
        self.app = self.make("lwa", token_url="https://api.amazon.com/auth/o2/token")
        self.copy = self.app + "-copy"
        self.other = self.app + "-other"
        text = f'{{ "x": 1.0, "password": "{CANARY}",\n "same" : "{CANARY}", "note":"\\u00e9" }}'
        self.client.create_secret(Name=self.copy, SecretString=text)
        self.client.create_secret(Name=self.other, SecretString=json.dumps({"password": "another-password-of-its-own"}))
        self.addCleanup(self.forget)

    def forget(self):
        self.rotate(self.app, "--forget", secret=None)
        for name in (self.app, self.copy, self.other):
            self.client.delete_secret(SecretId=name, ForceDeleteWithoutRecovery=True)

    def rotate(self, *arguments, secret=NEW + "\n", program="KEYTURNCTL", crash=None):
        environment = dict(self.keyring.environment, **({"KEYTURN_CRASH_AT": crash} if crash else {}))
        return subprocess.run([os.environ[program], "--endpoint-url", self.sandbox.url, "rotate-client-secret", *arguments],
                              env=environment, input=secret or "", capture_output=True, text=True, timeout=120)

    def rotate_there(self, secret=NEW):
        self.sandbox.control("oauth-clients", {"action": "rotate-secret", "clientId": self.app, "clientSecret": secret})

    def state(self):
        ran = self.run_verb("--json", "rotate-client-secret", self.app, "--status")
        return json.loads(ran.stdout)

    def test_it_is_written_to_every_copy_once_the_provider_accepts_it(self):
        self.rotate_there()
        before = self.value(self.copy)
        ran = self.rotate(self.app, "--consumers", "the Lambda in us-east-1, the night job")
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertEqual(json.loads(self.value(self.app))["client_secret"], NEW)
        self.assertEqual(self.value(self.copy), before.replace(CANARY, NEW))  # both keys, and no other byte
        self.assertNotIn(NEW, self.value(self.other))
        self.assertNotIn(NEW, ran.stdout + ran.stderr)
        self.assertNotIn(CANARY, ran.stdout + ran.stderr)
        state = self.state()
        self.assertEqual((state["state"], [copy["written"] for copy in state["copies"]]), ("grace", [True, True]))
        self.assertTrue(state["graceUntil"])
        self.assertEqual([each["text"] for each in state["consumers"]], ["the Lambda in us-east-1", "the night job"])
        ticked = self.run_verb("--json", "rotate-client-secret", self.app, "--done", "the night job")
        self.assertEqual([each["done"] for each in json.loads(ticked.stdout)["consumers"]], [False, True])
        self.assertEqual(self.run_verb("refresh", self.app).returncode, 0)

    def test_the_old_one_is_asked_about_until_it_has_run_out(self):
        self.rotate_there()
        self.assertEqual(self.rotate(self.app).returncode, 0)
        asked = self.run_verb("--json", "rotate-client-secret", self.app, "--probe-old")
        self.assertTrue(json.loads(asked.stdout)["oldAccepted"], asked.stderr)
        self.rotate_there("yet-another-client-secret-01234")  # which ends the oldest
        asked = self.run_verb("--json", "rotate-client-secret", self.app, "--probe-old")
        self.assertFalse(json.loads(asked.stdout)["oldAccepted"], asked.stderr)

    def test_one_that_the_provider_refuses_is_written_nowhere(self):
        before = self.value(self.app), self.value(self.copy)
        ran = self.rotate(self.app)
        self.assertEqual(ran.returncode, 7, ran.stderr)
        self.assertEqual((self.value(self.app), self.value(self.copy)), before)
        self.assertEqual(self.run_verb("rotate-client-secret", self.app, "--status").returncode, 3)
        self.assertEqual(self.keyring.items(), 0)

    def test_it_is_one_request(self):
        self.rotate_there()
        self.assertEqual(self.rotate(self.app).returncode, 0)
        self.assertEqual(self.facts(self.app)["liveAccessTokens"], 1)

    def test_a_dry_run_tells_and_sends_nothing(self):
        before = self.value(self.app)
        ran = self.rotate(self.app, "--dry-run")
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertIn(f"{self.copy}: password, same", ran.stderr)
        self.assertNotIn(self.other, ran.stderr)
        self.assertEqual((self.value(self.app), self.facts(self.app)["liveAccessTokens"]), (before, 0))

    def test_what_is_no_client_secret_is_refused_before_anything_is_sent(self):
        for text in ("two words", "line\nbreak", "\u00e9\u00e9", ""):
            ran = self.rotate(self.app, secret=text)
            self.assertNotEqual(ran.returncode, 0, text)
        self.assertEqual(self.rotate(self.app, secret=CANARY).returncode, 1)
        self.assertEqual(self.facts(self.app)["liveAccessTokens"], 0)

    def test_a_refusal_half_way_is_told_and_resumed(self):
        self.rotate_there()
        self.sandbox.control("access-keys", {"add": {"id": "half", "secret": "half", "policy": {"Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"},
                          {"Effect": "Deny", "Action": "secretsmanager:PutSecretValue",
                           "Resource": f"arn:aws:secretsmanager:*:*:secret:{self.copy}-*"}]}}})
        half = dict(self.keyring.environment, AWS_ACCESS_KEY_ID="half", AWS_SECRET_ACCESS_KEY="half")
        ran = subprocess.run([os.environ["KEYTURNCTL"], "--endpoint-url", self.sandbox.url, "rotate-client-secret", self.app],
                             env=half, input=NEW, capture_output=True, text=True, timeout=120)
        self.assertEqual(ran.returncode, 1, ran.stderr)
        self.assertIn(f"{self.copy} was not written", ran.stdout)
        self.assertIn("--resume", ran.stderr)
        self.assertEqual(json.loads(self.value(self.app))["client_secret"], NEW)
        self.assertIn(CANARY, self.value(self.copy))
        self.assertIn("client-secret", self.run_verb("--json", "pending").stdout)
        self.assertEqual(self.rotate(self.app).returncode, 1)  # it holds it already
        ran = self.rotate(self.app, "--resume", secret=None)
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertNotIn(CANARY, self.value(self.copy))
        self.assertNotIn('"client-secret"', self.run_verb("--json", "pending").stdout)

    def test_a_copy_that_somebody_changed_meanwhile_is_left_alone(self):
        self.rotate_there()
        theirs = json.dumps({"password": "somebody-elses-new-password"})
        ran = self.rotate(self.app, program="KEYTURNCTL_CRASH", crash="CS-test-after")
        self.assertLess(ran.returncode, 0)
        self.client.put_secret_value(SecretId=self.copy, SecretString=theirs)
        ran = self.rotate(self.app, "--resume", secret=None)
        self.assertEqual(ran.returncode, 1, ran.stderr)
        self.assertIn("changed-elsewhere", ran.stdout)
        self.assertEqual(self.value(self.copy), theirs)
        self.assertEqual(json.loads(self.value(self.app))["client_secret"], NEW)

    def test_wherever_it_is_killed_it_is_finished_by_resume(self):
        for point in ("CS-keep-after", "J1-after", "J2-after", "CS-test-after", "CS-copy-before", "CS-copy-after",
                      "CS-grace-after"):
            with self.subTest(point):
                self.forget()
                self.setUp()
                self.rotate_there()
                ran = self.rotate(self.app, program="KEYTURNCTL_CRASH", crash=point)
                self.assertLess(ran.returncode, 0, f"{point}: {ran.stderr}")
                for value in (self.value(self.app), self.value(self.copy)):
                    self.assertTrue((CANARY in value) != (NEW in value))  # whole, old or new
                ran = self.rotate(self.app, "--resume", secret=None)
                self.assertEqual(ran.returncode, 0, f"{point}: {ran.stderr}")
                self.assertEqual(json.loads(self.value(self.app))["client_secret"], NEW)
                self.assertNotIn(CANARY, self.value(self.copy))
                self.assertEqual(self.run_verb("refresh", self.app).returncode, 0)

    def test_parameters_are_written_too(self):
        name = "/my-erp/lwa"
        owner = json.loads(self.run_verb("--json", "show", name).stdout)
        self.assertEqual(owner["kind"], "SP-API")
        client = self.run_verb("show", name, "--reveal", "/my-erp/lwa/clientidentifier").stdout.strip()
        self.sandbox.control("oauth-clients", {"action": "rotate-secret", "clientId": client, "clientSecret": NEW})
        ran = self.rotate(name)
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertEqual(self.run_verb("show", name, "--reveal", "/my-erp/lwa/clientsecret").stdout.strip(), NEW)
        self.rotate(name, "--forget", secret=None)


if __name__ == "__main__":
    unittest.main()
