#!/usr/bin/python3
"""A client secret that the provider makes when its API is asked, and sends into a queue: checked first, asked for once,
kept, tested, written everywhere, deleted from the queue last. And what holds where messages are lost, late, doubled or
about something else, and wherever a run is killed.
    KEYTURN_KILL_REPEATS=25 tests/e2e/client_secret_by_api_test.py
kills at each point with each kind of message so often; CI does once what tells one from the other"""
import collections
import json
import os
import signal
import subprocess
import unittest

import botocore.session

from providers_test import CANARY, Refreshed

SCOPE = "sellingpartnerapi::client_credential:rotation"
SENDER = "arn:aws:iam::437568002678:root"
REPEATS = int(os.environ.get("KEYTURN_KILL_REPEATS", "1"))
# In the order in which a rotation passes them. Of keychain and files the first write is the record's, then the file tells
# that the request may be sent, then both keep what the message brought, then the file tells that it was accepted.
POINTS = ["CQ-keep-before", "keychain-inside:1", "file-inside:1", "CQ-keep-after", "CQ-order-before", "file-inside:2",
          "CQ-order-noted", "CQ-order-after", "CQ-message-before", "keychain-inside:2", "file-inside:3",
          "CQ-message-after", "CQ-test-after", "file-inside:4", "CS-copy-before", "CS-copy-after", "CS-grace-after",
          "CQ-delete-before", "CQ-delete-after", "CQ-deleted-noted"]
NOT_ASKED = POINTS[:7]
# Where it matters how messages come.
AT_THE_QUEUE = ["CQ-order-after", "CQ-message-before", "CQ-message-after", "CQ-delete-before", "CQ-delete-after"]
MESSAGES = {  # how the sandbox treats them
    "usual": {}, "duplicate": {"copies": 2}, "foreign": {"foreign": 3}, "late": {"delaySeconds": 120},
    "wrapped by SNS": {"wrapped": True},
}


class ByApi(Refreshed):
    def setUp(self):
        self.app = self.make("lwa", token_url="https://api.amazon.com/auth/o2/token")
        self.sandbox.control("oauth-clients", {"action": "configure", "clientId": self.app, "scope": "read " + SCOPE})
        self.copy = self.app + "-copy"
        self.client.create_secret(Name=self.copy, SecretString=json.dumps({"password": CANARY, "note": 1}))
        self.sqs = botocore.session.Session().create_client(
            "sqs", region_name="us-east-1", endpoint_url=self.sandbox.url, aws_access_key_id="testing",
            aws_secret_access_key="testing")
        self.queue = "secrets-" + self.app.replace("/", "-")
        self.addCleanup(self.forget)

    def forget(self):
        self.rotate("--forget")
        for name in (self.app, self.copy):
            self.client.delete_secret(SecretId=name, ForceDeleteWithoutRecovery=True)

    def prepare(self, **messages):
        ran = self.rotate("--prepare-queue", self.queue)
        self.assertEqual(ran.returncode, 0, ran.stderr)
        arn = ran.stdout.strip()
        self.sandbox.control("sp-api", {"clientId": self.app, "queue": arn, **messages})
        return arn

    def rotate(self, *arguments, program="KEYTURNCTL", crash=None, environment=None):
        environment = dict(self.keyring.environment, **(environment or {}), **({"KEYTURN_CRASH_AT": crash} if crash else {}))
        return subprocess.run([os.environ[program], "--endpoint-url", self.sandbox.url, "rotate-client-secret", self.app,
                               *arguments], env=environment, input="", capture_output=True, text=True, timeout=120)

    def by_api(self, *arguments, **how):
        return self.rotate("--by-api", self.queue, "--wait", "2", *arguments, **how)

    def application(self):
        all_of_them = self.sandbox.control("sp-api")["applications"]
        return next((each for each in all_of_them if each["clientId"] == self.app), {})

    def later(self, seconds=301):
        """Messages that somebody has received come back."""
        self.sandbox.control("clock", {"move": f"+{seconds}s"})

    def bodies(self):
        """What lies in the queue, once nobody hides it."""
        self.later()
        url = self.sqs.get_queue_url(QueueName=self.queue)["QueueUrl"]
        got = self.sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=0)
        return [message["Body"] for message in got.get("Messages", [])]

    def secrets(self):
        return json.loads(self.value(self.app))["client_secret"], json.loads(self.value(self.copy))["password"]

    def state(self):
        ran = self.run_verb("--json", "rotate-client-secret", self.app, "--status")
        return json.loads(ran.stdout) if ran.returncode in (0, 1) else None

    def check_done(self, ran, where=""):
        self.assertEqual(ran.returncode, 0, f"{where}: {ran.stdout}{ran.stderr}")
        first, second = self.secrets()
        self.assertTrue(first.startswith("amzn1.oa2-cs.v1."), where)
        self.assertEqual(first, second, where)
        self.assertNotIn(first, ran.stdout + ran.stderr)
        self.assertEqual(self.application()["rotations"], 1, where)
        self.assertEqual([body for body in self.bodies() if first in body], [], f"{where}: it still lies in the queue")
        self.assertEqual(self.run_verb("refresh", self.app).returncode, 0, where)  # which the new secret signs

    def test_one_request_makes_it_and_it_is_everywhere(self):
        self.prepare()
        ran = self.by_api("--consumers", "the night job")
        self.check_done(ran)
        self.assertEqual(self.application()["calls"], 1)
        state = self.state()
        self.assertEqual((state["state"], state["messageWaits"], state["oldAccepted"]), ("grace", False, None))
        self.assertTrue(state["graceUntil"])
        self.assertEqual(self.keyring.items(), 1)  # the old one, until it has run out

    def test_a_dry_run_asks_nobody_and_takes_nothing_out(self):
        self.prepare()
        self.addCleanup(self.sandbox.control, "faults", {"clear": True})
        for which in ({"service": "oauth"}, {"operation": "ReceiveMessage"}, {"operation": "PutSecretValue"}):
            self.sandbox.control("faults", {"fault": "status", "status": 400, "times": 100, **which})
        for way in ("--by-api", "--from-queue"):
            with self.subTest(way):
                ran = self.rotate(way, self.queue, "--dry-run")
                self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertEqual([fault["hits"] for fault in self.sandbox.control("faults")["faults"]], [0, 0, 0])
        self.assertNotIn("calls", self.application())
        self.assertNotEqual(self.by_api().returncode, 0, "the control: in earnest they are asked")

    def test_no_dry_run_of_what_would_be_done_all_the_same(self):
        for arguments in (["--prepare-queue", self.queue], ["--resume"], ["--forget"]):
            with self.subTest(arguments[0]):
                ran = self.rotate(*arguments, "--dry-run")
                self.assertEqual(ran.returncode, 2, ran.stderr)
        with self.assertRaises(self.sqs.exceptions.QueueDoesNotExist):
            self.sqs.get_queue_url(QueueName=self.queue)

    def test_messages_come_as_queues_deliver_them(self):
        for kind, treatment in MESSAGES.items():
            with self.subTest(kind):
                self.forget()
                self.setUp()
                self.prepare(**treatment)
                ran = self.by_api()
                if kind == "late":
                    self.assertEqual((ran.returncode, self.state()["state"]), (1, "ordered"), ran.stderr)
                    self.assertIn("--resume", ran.stderr)
                    self.assertEqual(self.secrets(), (CANARY, CANARY))
                    self.later(121)
                    ran = self.rotate("--resume", "--wait", "2")
                self.check_done(ran, kind)
                self.assertEqual(len(self.bodies()), treatment.get("foreign", 0), "others' messages stay")
                self.assertEqual(self.application()["calls"], 1)

    def test_a_lost_message_is_told_and_nothing_is_asked_for_twice(self):
        self.prepare(copies=0)
        ran = self.by_api()
        self.assertEqual(ran.returncode, 1, ran.stderr)
        self.assertIn("has not come", ran.stderr)
        for again in (self.by_api(), self.rotate("--resume", "--wait", "1")):
            self.assertIn(again.returncode, (1, 5), again.stderr)
        self.assertEqual(self.application()["calls"], 1)
        self.assertEqual(self.secrets(), (CANARY, CANARY))
        self.assertEqual(self.run_verb("refresh", self.app).returncode, 0)  # the old one works on
        self.assertIn("client-secret", self.run_verb("--json", "pending").stdout)

    def test_a_message_that_was_put_aside_is_found(self):
        arn = self.prepare()
        dead = self.sqs.create_queue(QueueName=self.queue + "-dead")["QueueUrl"]
        dead_arn = self.sqs.get_queue_attributes(QueueUrl=dead, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
        url = self.sqs.get_queue_url(QueueName=self.queue)["QueueUrl"]
        self.sqs.set_queue_attributes(QueueUrl=url, Attributes={"RedrivePolicy": json.dumps(
            {"deadLetterTargetArn": dead_arn, "maxReceiveCount": 1})})
        self.assertTrue(arn)
        ran = self.by_api(program="KEYTURNCTL_CRASH", crash="CQ-message-before")  # received once, and not kept
        self.assertLess(ran.returncode, 0, ran.stderr)
        self.assertIn("puts a message aside", ran.stderr)
        self.later()
        self.check_done(self.rotate("--resume", "--wait", "3"))

    def test_what_can_be_known_before_is(self):
        nothing_asked = {}
        ran = self.by_api()
        self.assertEqual((ran.returncode, self.application()), (3, nothing_asked), ran.stderr)  # no such queue
        self.sqs.create_queue(QueueName=self.queue)
        ran = self.by_api()
        self.assertIn("may not send", ran.stderr)
        self.prepare()
        url = self.sqs.get_queue_url(QueueName=self.queue)["QueueUrl"]
        self.sqs.set_queue_attributes(QueueUrl=url, Attributes={"KmsMasterKeyId": "alias/aws/sqs"})
        self.assertIn("cannot use the key", self.by_api().stderr)
        self.sqs.set_queue_attributes(QueueUrl=url, Attributes={"KmsMasterKeyId": ""})
        reader = {"AWS_ACCESS_KEY_ID": "reader", "AWS_SECRET_ACCESS_KEY": "reader"}
        self.assertEqual(self.by_api(environment=reader).returncode, 4)
        nobody = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent/keyturn"}
        self.assertEqual(self.by_api(environment=nobody).returncode, 8)
        dry = self.by_api("--dry-run")
        self.assertEqual(dry.returncode, 0, dry.stderr)
        self.assertNotIn("calls", self.application())
        self.assertEqual((self.secrets(), self.state()), ((CANARY, CANARY), None))

    def test_the_policy_for_it_is_enough(self):
        policy = self.run_verb("policy", f"secret:{self.app}", f"secret:{self.copy}", "--for", "client-secret-api",
                               "--queue", self.queue)
        self.sandbox.control("access-keys", {"add": {"id": "AKIAORDERS", "secret": "AKIAORDERS",
                                                     "policy": json.loads(policy.stdout)}})
        key = {"AWS_ACCESS_KEY_ID": "AKIAORDERS", "AWS_SECRET_ACCESS_KEY": "AKIAORDERS"}
        ran = self.rotate("--prepare-queue", self.queue, environment=key)
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.sandbox.control("sp-api", {"clientId": self.app, "queue": ran.stdout.strip()})
        self.check_done(self.by_api(environment=key))
        self.assertEqual(self.rotate("--prepare-queue", self.queue + "-other", environment=key).returncode, 4)

    def test_an_application_that_is_not_enrolled_is_told_so_and_nothing_is_left(self):
        self.prepare()
        self.sandbox.control("sp-api", {"clientId": self.app, "queue": ""})
        ran = self.by_api()
        self.assertEqual(ran.returncode, 7, ran.stderr)
        self.assertIn("--prepare-queue", ran.stderr)
        self.assertEqual((self.secrets(), self.state()), ((CANARY, CANARY), None))
        self.assertNotIn("rotations", self.application())

    def test_an_answer_that_says_nothing_is_no_reason_to_ask_again(self):
        self.prepare()
        self.sandbox.control("faults", {"service": "spapi", "fault": "reset", "when": "after"})
        self.check_done(self.by_api())
        self.assertEqual(self.application()["calls"], 1)

    def test_a_secret_that_waits_already_is_taken_and_none_is_made(self):
        self.prepare()
        ran = self.by_api(program="KEYTURNCTL_CRASH", crash="CQ-order-after")
        self.assertLess(ran.returncode, 0, ran.stderr)
        self.rotate("--forget")  # as if the computer was lost
        ran = self.by_api()
        self.assertEqual(ran.returncode, 5, ran.stderr)
        self.assertIn("--from-queue", ran.stderr)
        self.check_done(self.rotate("--from-queue", self.queue, "--wait", "2"))
        self.assertEqual(self.application()["calls"], 1)

    def test_a_provider_that_is_slow_to_know_it_is_asked_again(self):
        self.sandbox.control("oauth-clients", {"action": "configure", "clientId": self.app,
                                               "behaviour": {"propagationSeconds": 60}})
        self.prepare()
        ran = self.by_api()
        self.assertEqual(ran.returncode, 7, ran.stderr)
        self.assertIn("not accept the new client secret yet", ran.stderr)
        self.assertEqual(self.state()["state"], "testing")
        self.assertEqual(self.secrets(), (CANARY, CANARY))
        self.later(61)
        self.check_done(self.rotate("--resume", "--wait", "2"))

    def test_wherever_it_is_killed_it_is_finished_by_resume(self):
        for kind, treatment in MESSAGES.items():
            if kind == "late":
                continue  # above
            count = collections.Counter()
            points = POINTS if kind == "usual" or REPEATS > 1 else AT_THE_QUEUE
            for point in points * REPEATS:
                self.forget()
                self.setUp()
                self.prepare(**treatment)
                where = f"{kind}, killed at {point}"
                ran = self.by_api(program="KEYTURNCTL_CRASH", crash=point)
                self.assertEqual(ran.returncode, -signal.SIGKILL, f"{where}: was not killed\n{ran.stderr}")
                for each in self.secrets():  # whole, old or new
                    self.assertTrue(each == CANARY or each.startswith("amzn1.oa2-cs."), where)
                self.later()
                resumed = self.rotate("--resume", "--wait", "2")
                if point in NOT_ASKED and not self.application().get("rotations"):
                    # Nothing was made, and it says so; or, where the request was noted, that no message has come.
                    self.assertIn(resumed.returncode, (1, 3), f"{where}: {resumed.stderr}")
                    self.assertEqual(self.secrets(), (CANARY, CANARY), where)
                    self.assertEqual(self.run_verb("refresh", self.app).returncode, 0, where)
                    count["told"] += 1
                    continue
                if resumed.returncode != 0:
                    self.later()
                    resumed = self.rotate("--resume", "--wait", "2")
                self.check_done(resumed, where)
                self.assertEqual(self.application()["calls"], 1, where)
                count["finished"] += 1
            self.assertEqual(count.total(), len(points) * REPEATS)
            print(f"messages {kind}: {count.total()} kills at {len(points)} points: {count['finished']} finished, "
                  f"{count['told']} told that nothing was made, 0 lost", flush=True)


if __name__ == "__main__":
    unittest.main()
