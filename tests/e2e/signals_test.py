#!/usr/bin/python3
"""A signal while any request of a verb is answered, for every verb that writes in steps and is not walked through
elsewhere: nobody's value is lost, and whoever is not killed outright says what became of it. The table has every verb of
keyturnctl; one that nobody has thought about makes it fail."""
import functools
import json
import os
import pathlib
import re
import signal
import subprocess
import time
import unittest
import uuid

import botocore.session

from refresh_kill_test import Bench

ARN = "arn:aws:lambda:us-east-1:123456789012:function:rotate"
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGKILL)
TESTS = pathlib.Path(__file__).resolve().parents[1]
HERE, READS = "here", "reads"
ONE_FILE = "writes one file of this computer at once: the old or the new one"
VERBS = {  # where it is interrupted and killed; or why there is nothing to interrupt
    "list": READS, "find": READS, "show": READS, "probe": READS, "providers": READS, "drift": READS, "whoami": READS,
    "policy": READS, "cost": READS, "pending": READS, "console": READS, "history": READS,
    "set": "app/cli/signal_points_test.cpp",
    "refresh": "app/cli/refresh_signals_test.cpp",
    "token": "app/cli/refresh_signals_test.cpp",
    "resume": "app/cli/refresh_signals_test.cpp",
    "authorize": "e2e/consent_test.py",
    "keys": "app/cli/keys_test.cpp",
    "rotate-client-secret": HERE, "rotation": HERE, "reminder-chain": HERE, "reminder-schedules": HERE,
    "login": "e2e/sign_in_test.py",
    "sandbox": "e2e/kill_test.py",
    "rotation-function": ONE_FILE, "due": ONE_FILE, "remind": ONE_FILE, "age": ONE_FILE, "asp-config": ONE_FILE,
    "doctor": ONE_FILE,
}


class Table(unittest.TestCase):
    def test_every_verb_is_in_the_table(self):
        told = subprocess.run([os.environ["KEYTURNCTL"], "--help"], capture_output=True, text=True, check=True).stdout
        verbs = set(re.findall(r"^  ([a-z][a-z-]+)\b", told.split("Verbs:\n")[1].split("\n\n")[0], re.MULTILINE))
        self.assertEqual(verbs, set(VERBS), told)
        for verb, where in VERBS.items():
            if where.endswith(("_test.cpp", "_test.py")):
                self.assertRegex((TESTS / where).read_text(), r"\b%s\b" % verb)


class Interrupted(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.bench = Bench()
        cls.sandbox, cls.sm = cls.bench.sandbox, cls.bench.client
        cls.addClassCleanup(cls.bench.stop)
        cls.sandbox.control("rotation-functions", {"arn": ARN, "url": "http://127.0.0.1:1/"})

    @functools.cache  # reading a service's model takes longer than most verbs
    def client(self, service):
        return botocore.session.Session().create_client(
            service, region_name="us-east-1", endpoint_url=self.sandbox.url, aws_access_key_id="testing",
            aws_secret_access_key="testing")

    def interrupted(self, how, point, arguments, given=""):
        """Whether there were so many requests; then how it ended."""
        self.sandbox.control("faults", {"clear": True})
        self.sandbox.control("faults", {"fault": "stall", "seconds": 20, "skip": point})
        process = subprocess.Popen(
            [os.environ["KEYTURNCTL"], "--endpoint-url", self.sandbox.url, *arguments], env=self.bench.keyring.environment,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL))  # also where ctest runs under nohup
        process.stdin.write(given)
        process.stdin.close()
        process.stdin = None
        while process.poll() is None and not self.sandbox.control("faults")["faults"][0]["hits"]:
            time.sleep(0.01)
        hit = process.poll() is None
        if hit:
            process.send_signal(how)
            if how != signal.SIGKILL:  # it is answered at once, or says that it waits
                self.wait_for_word(process)
        self.sandbox.control("faults", {"release": True})
        out, err = process.communicate(timeout=60)
        self.sandbox.control("faults", {"clear": True})
        return hit, process.returncode, out, err

    def wait_for_word(self, process):
        """The first signal is held back with a word, or ends the program."""
        deadline = time.monotonic() + 10
        while process.poll() is None and time.monotonic() < deadline:
            with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
                pending = [int(line.split()[1], 16) for line in status if line.startswith(("SigPnd", "ShdPnd"))]
            if not any(pending):
                return
            time.sleep(0.01)

    def walk(self, make, again=None):
        """make() gives the command line, what is given to it, and a function that tells the state in AWS; `again` checks
        what a kill has left."""
        for how in SIGNALS:
            point, hit = 0, True
            while hit:
                arguments, given, state = make()
                before = state()
                hit, code, out, err = self.interrupted(how, point, arguments, given)
                with self.subTest(" ".join(arguments), signal=how.name, request=point + 1):
                    if not hit:
                        self.assertIn(code, (0, 5), err)
                        self.assertGreater(point, 0)
                    elif how == signal.SIGKILL:
                        self.assertEqual(code, -how, err)
                    else:
                        self.told(code, out, err, how, before, state())
                    if again and hit and how == signal.SIGKILL:
                        again(arguments, given)
                point += 1

    def told(self, code, out, err, how, before, after):
        if code == 128 + how:
            self.assertIn("nothing was written", err)
            self.assertEqual(after, before, "something was written, and it was called nothing")
        else:
            self.assertIn(code, (0, 5), err)
            self.assertIn("press Ctrl+C again", err.replace("interrupt again", "press Ctrl+C again"))
            self.assertTrue(out, "the outcome is not told")
            self.assertNotIn("nothing was written", err)

    def stages(self, name):
        held = self.sm.describe_secret(SecretId=name)
        return {key: held.get(key) for key in ("VersionIdsToStages", "RotationEnabled", "RotationRules")}

    def pending(self):
        """A secret whose next tokens wait as AWSPENDING."""
        name, _ = self.bench.secret("strict rotation")
        made = self.bench.run("rotation", name, "step", "create", program="KEYTURNCTL")
        self.assertEqual(made.returncode, 0, made.stderr)
        return name

    def whole(self, name):
        """Some refresh token that works is in AWS or waits in the keychain."""
        tokens = [self.bench.current(name)["refresh_token"]]
        for stage in ("AWSPENDING", "AWSPREVIOUS"):
            try:
                value = self.sm.get_secret_value(SecretId=name, VersionStage=stage)["SecretString"]
                tokens.append(json.loads(value)["refresh_token"])
            except self.sm.exceptions.ResourceNotFoundException:
                pass
        waits = [each for each in self.bench.pending() if each["name"] == name]
        self.assertTrue(waits or any(self.bench.works(token) for token in tokens), tokens)

    def test_rotation_start(self):
        def make():
            name, _ = self.bench.secret("strict rotation")
            return ["rotation", name, "start"], "", lambda: self.stages(name)
        self.walk(make, lambda arguments, given: self.whole(arguments[1]))

    def test_rotation_finish(self):
        def make():
            name = self.pending()
            return ["rotation", name, "finish"], "", lambda: self.stages(name)

        def again(arguments, given):
            ran = self.bench.run(*arguments, program="KEYTURNCTL")
            self.assertIn(ran.returncode, (0, 5), ran.stderr)
            self.assertTrue(self.bench.works(self.bench.current(arguments[1])["refresh_token"]))
        self.walk(make, again)

    def test_rotation_repair_remove_label_and_cancel(self):
        def labelled(action, *more):
            def make():
                name = self.pending()
                return ["rotation", name, action, *more], "", lambda: self.stages(name)
            return make

        def stuck():
            name, _ = self.bench.secret("strict rotation")
            self.sandbox.control("clock", {"move": "-2h"})  # keyturnctl goes by the computer's clock
            self.sm.rotate_secret(SecretId=name, RotationLambdaARN=ARN, RotationRules={"AutomaticallyAfterDays": 1})
            self.sandbox.control("clock", {"move": "+2h"})
            return ["rotation", name, "cancel"], "", lambda: self.stages(name)

        def again(arguments, given):
            self.assertIn("access_token", self.bench.current(arguments[1]))
            self.assertIn(self.bench.run("rotation", arguments[1], program="KEYTURNCTL").returncode, (0, 5))
        self.walk(labelled("repair"), again)
        self.walk(labelled("remove-label", "--let-go"), again)
        self.walk(stuck, again)

    def test_rotation_schedule_and_now(self):
        def schedule():
            name, _ = self.bench.secret("strict rotation")
            return (["rotation", name, "schedule", "--days", "30", "--function", ARN], "",
                    lambda: self.stages(name)["RotationEnabled"])
        self.walk(schedule)

        def now():
            name, _ = self.bench.secret("strict rotation")
            self.sm.rotate_secret(SecretId=name, RotationLambdaARN=ARN, RotateImmediately=False,
                                  RotationRules={"AutomaticallyAfterDays": 1})
            deadline = time.monotonic() + 30
            while "AWSPENDING" in str(self.stages(name)):  # the test version that AWS makes goes by itself
                self.assertLess(time.monotonic(), deadline)
                time.sleep(0.05)
            return ["rotation", name, "now"], "", lambda: self.stages(name)["VersionIdsToStages"]
        self.walk(now)

    def test_rotate_client_secret(self):
        made = []

        def make():
            while made:  # every secret is looked at for copies, so each run would take longer than the last one
                self.sm.delete_secret(SecretId=made.pop(), ForceDeleteWithoutRecovery=True)
            self.bench.number += 1
            name, old, new = (f"{word}-{self.bench.number}-0123456789abcdef" for word in ("app", "old", "new"))
            self.sandbox.control("oauth-clients", {"action": "create", "clientId": name, "clientSecret": old,
                                                   "provider": "lwa", "refreshToken": "Atzr|" + name})
            value = {"client_id": name, "client_secret": old, "access_token": "Atza|x", "refresh_token": "Atzr|" + name,
                     "token_url": "https://api.amazon.com/auth/o2/token"}
            for each in (name, name + "-copy"):
                self.sm.create_secret(Name=each, SecretString=json.dumps(value))
                made.append(each)
            self.sandbox.control("oauth-clients", {"action": "rotate-secret", "clientId": name, "clientSecret": new})
            return ["rotate-client-secret", name], new + "\n", lambda: (self.stages(name), self.stages(name + "-copy"))

        def again(arguments, given):
            name = arguments[1]
            for each in (name, name + "-copy"):
                self.assertIn(self.bench.current(each)["client_secret"], (given.strip(), given.strip().replace("new", "old")))
            kept = subprocess.run([os.environ["KEYTURNCTL"], "--endpoint-url", self.sandbox.url, *arguments, "--resume"],
                                  env=self.bench.keyring.environment, capture_output=True, text=True, timeout=60)
            self.assertIn(kept.returncode, (0, 3), kept.stderr)
        self.walk(make, again)

    def chain(self, *arguments):
        ran = self.bench.run("reminder-chain", *arguments, program="KEYTURNCTL")
        self.assertEqual(ran.returncode, 0, ran.stderr)

    def names(self, kind):
        return {"topics": [each["TopicArn"] for each in self.client("sns").list_topics()["Topics"]],
                "stacks": [each["StackName"] for each in self.client("cloudformation").describe_stacks()["Stacks"]]}[kind]

    def test_reminder_chain(self):
        def create():
            name = "chain-" + uuid.uuid4().hex[:8]
            return (["reminder-chain", "create", "--name", name, "--prefix", "/a/", "--email", "it@example.com"], "",
                    lambda: name in self.names("stacks"))

        def delete():
            arguments, _, state = create()
            self.chain(*arguments[1:])
            return ["reminder-chain", "delete", "--name", arguments[3]], "", state

        def broken():
            arguments, _, _ = create()
            self.chain(*arguments[1:])
            topic = "arn:aws:sns:us-east-1:123456789012:" + arguments[3]
            self.client("sns").set_topic_attributes(TopicArn=topic, AttributeName="Policy", AttributeValue=json.dumps(
                {"Version": "2012-10-17", "Statement": []}))
            return (["reminder-chain", "repair", *arguments[2:], "--parameters", "/a/b"], "",
                    lambda: self.client("sns").get_topic_attributes(TopicArn=topic)["Attributes"]["Policy"])
        self.walk(create)
        self.walk(delete)
        self.walk(broken)

    def test_reminder_schedules(self):
        name = "chain-" + uuid.uuid4().hex[:8]
        self.chain("create", "--name", name, "--prefix", "/a/", "--email", "it@example.com", "--schedules")
        scheduler = self.client("scheduler")

        def left():
            return sorted(each["Name"] for each in scheduler.list_schedules(GroupName=name)["Schedules"])

        def make():
            for each in left():
                scheduler.delete_schedule(GroupName=name, Name=each)
            return ["reminder-schedules", "sync", "--name", name], "", left

        def again(arguments, given):
            ran = self.bench.run(*arguments, program="KEYTURNCTL")
            self.assertEqual(ran.returncode, 0, ran.stderr)
        self.walk(make, again)


if __name__ == "__main__":
    unittest.main()
