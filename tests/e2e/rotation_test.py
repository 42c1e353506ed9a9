#!/usr/bin/python3
"""keyturnctl rotation: the four steps from the desktop, killed in between; rotations that stopped, each with its one next
action; and schedules, which rotate nothing unless asked. With a real keyring, against the sandbox."""
import json
import os
import signal
import time
import unittest
import uuid

from refresh_kill_test import Bench

ARN = "arn:aws:lambda:us-east-1:123456789012:function:rotate"
# Where "rotation NAME start" is killed: refreshing, storing AWSPENDING, ending the journal. What is killed between the
# request and its answer is tested with refreshes.
POINTS = ["J0-after", "J2-keychain-after", "J2-after", "J3-pending-before", "J3-pending-after", "J5-before", "J5-after",
          "J6-before", "J6-keychain-after", "J6-after"]


class Rotation(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.bench = Bench()
        cls.sandbox, cls.sm = cls.bench.sandbox, cls.bench.client
        # Nobody's function: what it would do, the tests do.
        cls.sandbox.control("rotation-functions", {"arn": ARN, "url": "http://127.0.0.1:1/"})

    @classmethod
    def tearDownClass(cls):
        cls.bench.stop()

    def rotation(self, *arguments, expect=0, **more):
        run = self.bench.run("rotation", *arguments, program="KEYTURNCTL", **more)
        self.assertEqual(run.returncode, expect, (arguments, run.stdout, run.stderr))
        return run

    def status(self, name, expect=0):
        run = self.bench.run("--json", "rotation", name, program="KEYTURNCTL")
        self.assertEqual(run.returncode, expect, (run.stdout, run.stderr))
        return json.loads(run.stdout)

    def stages(self, name):
        held = self.sm.describe_secret(SecretId=name)["VersionIdsToStages"]
        return {stage: version for version, stages in held.items() for stage in stages}

    def put(self, name, value, stages=("AWSPENDING",)):
        token = str(uuid.uuid4())
        self.sm.put_secret_value(SecretId=name, SecretString=json.dumps(value), ClientRequestToken=token,
                                 VersionStages=list(stages))
        return token

    def rotated(self, name, token, where=""):
        now = self.bench.current(name)
        self.assertNotEqual(now["refresh_token"], token, where)
        self.assertTrue(self.bench.works(now["refresh_token"]), where)
        self.assertEqual(self.bench.previous(name)["refresh_token"], token, where)
        stages = self.stages(name)
        self.assertIn(stages.get("AWSPENDING"), (None, stages["AWSCURRENT"]), where)

    def move_clock(self, there, back):
        """The sandbox's, for the rest of the test."""
        self.sandbox.control("clock", {"move": there})
        self.addCleanup(self.sandbox.control, "clock", {"move": back})

    def announced(self, name):
        """As Secrets Manager does before it calls a function: AWSPENDING on a version without a value."""
        self.sm.rotate_secret(SecretId=name, RotationLambdaARN=ARN, RotationRules={"AutomaticallyAfterDays": 1})
        return self.stages(name)["AWSPENDING"]

    def test_all_four_steps(self):
        name, token = self.bench.secret("strict rotation")
        run = self.rotation(name, "start")
        for step in ("createSecret", "setSecret", "testSecret", "finishSecret"):
            self.assertIn(step, run.stderr)
        self.rotated(name, token)
        self.assertNotIn(self.bench.current(name)["refresh_token"], run.stdout + run.stderr)

    def test_step_by_step_in_processes_of_their_own_and_each_one_twice(self):
        name, token = self.bench.secret("strict rotation")
        before = self.stages(name)["AWSCURRENT"]
        for step in ("create", "set", "test"):
            for expect in ((0, 5) if step == "create" else (0, 0)):  # done already: it waits to be finished
                self.rotation(name, "step", step, expect=expect)
                self.assertEqual(self.stages(name)["AWSCURRENT"], before)
        seen = self.status(name, expect=5)
        self.assertEqual((seen["state"], seen["action"], seen["holdsTokens"]), ("new-tokens", "finish", True))
        self.rotation(name, "step", "finish")
        self.rotated(name, token)
        self.assertIn("No rotation", self.rotation(name, "step", "finish", expect=5).stderr)

    def test_killed_anywhere_it_is_taken_up_again(self):
        names = set()
        for point in POINTS:
            name, token = self.bench.secret("strict rotation")
            names.add(name)
            killed = self.bench.run("rotation", name, "start", crash=point)
            self.assertEqual(killed.returncode, -signal.SIGKILL, (point, killed.stderr))
            self.rotation(name, "start")
            self.rotated(name, token, point)
        self.assertEqual([each for each in self.bench.pending() if each["name"] in names], [])

    def test_what_resume_takes_up_stays_pending_until_it_is_finished(self):
        name, token = self.bench.secret("strict rotation")
        self.bench.run("rotation", name, "start", crash="J2-after")
        resumed = self.bench.run("resume", name, program="KEYTURNCTL")
        self.assertEqual(resumed.returncode, 0, resumed.stderr)
        self.assertIn("AWSPENDING", resumed.stdout)
        self.assertEqual(self.bench.current(name)["refresh_token"], token)
        self.assertIn("rotation of", self.bench.run("refresh", name, program="KEYTURNCTL").stderr)
        self.rotation(name, "start")
        self.rotated(name, token)

    def test_tokens_that_may_be_the_only_ones_are_not_dropped(self):
        name, token = self.bench.secret("strict rotation")
        self.rotation(name, "step", "create")
        for action in ("cancel", "remove-label"):
            refused = self.rotation(name, action, expect=5)
            self.assertIn("may be the only one that works", refused.stderr)
        self.assertIn("AWSPENDING", self.stages(name))
        self.rotation(name, "repair")
        self.rotated(name, token)
        other, _ = self.bench.secret("strict rotation")
        self.rotation(other, "step", "create")
        self.rotation(other, "remove-label", "--let-go")
        self.assertNotIn("AWSPENDING", self.stages(other))

    def test_what_others_saved_meanwhile_keeps_its_keys_and_gets_the_tokens(self):
        name, token = self.bench.secret("strict rotation")
        self.rotation(name, "step", "create")
        self.move_clock("+1h", "-1h")
        theirs = self.put(name, dict(self.bench.current(name), note="theirs"), ["AWSCURRENT"])
        self.rotation(name, "finish")
        now = self.bench.current(name)
        self.assertEqual((now["note"], self.bench.works(now["refresh_token"])), ("theirs", True))
        stages = self.stages(name)
        self.assertEqual((stages["AWSPREVIOUS"], stages["AWSPENDING"]), (theirs, stages["AWSCURRENT"]))
        self.assertNotEqual(now["refresh_token"], token)

    def test_another_login_that_was_stored_meanwhile_wins(self):
        name, _ = self.bench.secret("strict rotation")
        self.rotation(name, "step", "create")
        self.move_clock("+1h", "-1h")
        current = dict(self.bench.current(name), refresh_token="of a new consent", access_token="theirs")
        self.put(name, current, ["AWSCURRENT"])
        seen = self.status(name, expect=5)
        self.assertEqual((seen["state"], seen["action"]), ("outdated", "remove-label"))
        self.assertEqual(self.rotation(name, "finish", expect=5).stdout, "")
        self.rotation(name, "repair")
        self.assertEqual((self.bench.current(name), "AWSPENDING" in self.stages(name)), (current, False))

    def test_each_state_that_is_stuck_has_one_action_that_frees_it(self):
        self.move_clock("-2h", "+2h")  # keyturnctl goes by the computer's clock
        for kind in ("no value", "no value, off", "the current value", "another value"):
            name, token = self.bench.secret("strict rotation")
            before = self.bench.current(name)
            version = self.announced(name)
            if kind == "the current value":
                self.sm.put_secret_value(SecretId=name, SecretString=json.dumps(before), ClientRequestToken=version,
                                         VersionStages=["AWSPENDING"])
            if kind == "another value":
                self.sm.put_secret_value(SecretId=name, SecretString='{"password": "new"}', ClientRequestToken=version,
                                         VersionStages=["AWSPENDING"])
            if kind == "no value, off":
                self.sm.cancel_rotate_secret(SecretId=name)
            stuck = self.status(name, expect=5)
            self.assertEqual(stuck["action"], "remove-label" if kind == "no value, off" else "cancel", kind)
            listed = json.loads(self.bench.run("--json", "rotation", "--all", program="KEYTURNCTL").stdout)
            self.assertEqual([each["action"] for each in listed if each["name"] == name], [stuck["action"]])
            with self.assertRaises(self.sm.exceptions.InvalidRequestException):
                self.sm.rotate_secret(SecretId=name)
            self.rotation(name, "repair")
            after = self.status(name)
            self.assertEqual((after["state"], after["action"], after["pendingVersion"]), ("off", "none", None))
            self.assertEqual(self.bench.current(name), before, kind)
            self.sm.rotate_secret(SecretId=name, RotationLambdaARN=ARN)  # the way is free
            self.assertTrue(self.bench.works(token))

    def test_a_young_one_is_waited_for(self):
        name, _ = self.bench.secret("strict rotation")
        version = self.announced(name)
        young = self.status(name)
        self.assertEqual((young["state"], young["action"], young["pendingVersion"]), ("under-way", "wait", version))
        self.assertIn("nothing to repair", self.rotation(name, "repair").stderr)
        self.assertEqual(self.stages(name)["AWSPENDING"], version)

    def test_a_schedule_is_set_and_read_back_and_rotates_nothing(self):
        name, token = self.bench.secret("strict rotation")
        before = self.stages(name)
        dry = self.rotation(name, "schedule", "--cron", "0 8 1 * ? *", "--window", "3h", "--function", ARN, "--dry-run")
        self.assertEqual(dry.stdout.count("08:00 - 10:59 UTC  ("), 5)
        self.assertNotIn("RotationEnabled", self.sm.describe_secret(SecretId=name))
        run = self.rotation(name, "schedule", "--cron", "0 8 1 * ? *", "--window", "3h", "--function", ARN)
        self.assertIn("nothing was rotated", run.stderr)
        seen = self.sm.describe_secret(SecretId=name)
        self.assertEqual((seen["RotationEnabled"], seen["RotationLambdaARN"]), (True, ARN))
        self.assertEqual({key: seen["RotationRules"][key] for key in ("ScheduleExpression", "Duration")},
                         {"ScheduleExpression": "cron(0 8 1 * ? *)", "Duration": "3h"})
        deadline = time.monotonic() + 30
        while self.stages(name) != before:  # the test version that AWS makes goes by itself
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.05)
        self.assertEqual((self.bench.current(name)["refresh_token"], self.bench.works(token)), (token, True))
        told = self.status(name)
        self.assertEqual((told["state"], len(told["next"]), told["window"]), ("scheduled", 5, "3h"))

    def test_rates_days_and_what_is_no_schedule(self):
        name, _ = self.bench.secret("strict rotation")
        where = ("--function", ARN)
        run = self.rotation(name, "schedule", "--rate", "10 days", *where)
        self.assertIn("may still begin", run.stderr)
        self.assertEqual(self.status(name)["scheduleExpression"], "rate(10 days)")
        for arguments, word in ((["--rate", "3 hours"], "4 hours"), (["--cron", "5 8 * * ? *"], "Not a rotation schedule"),
                                (["--days", "0"], "from 1 to 1000"), (["--days", "x"], "from 1 to 1000"),
                                (["--rate", "1 day", "--days", "3"], "one of --cron"), ([], "one of --cron"),
                                (["--days", "3", "--window", "99h"], "Not a rotation schedule")):
            self.assertIn(word, self.rotation(name, "schedule", *arguments, *where, expect=2).stderr, arguments)
        bare, _ = self.bench.secret("strict rotation")
        self.assertIn("no rotation function", self.rotation(bare, "schedule", "--days", "3", expect=1).stderr)
        self.assertIn("no rotation function", self.rotation(bare, "now", expect=1).stderr)

    def test_rotating_now_begins_one_and_cancelling_ends_it(self):
        name, _ = self.bench.secret("strict rotation")
        self.rotation(name, "schedule", "--days", "30", "--function", ARN, "--rotate-now")
        self.assertIn("AWSPENDING", self.stages(name))
        self.assertIn("under way or stuck", self.rotation(name, "now", expect=5).stderr)
        self.rotation(name, "cancel")
        seen = self.sm.describe_secret(SecretId=name)
        self.assertEqual((seen["RotationEnabled"], "AWSPENDING" in self.stages(name)), (False, False))
        self.rotation(name, "now")
        self.assertIn("AWSPENDING", self.stages(name))

    def test_what_cannot_be_rotated_says_so(self):
        self.assertIn("Name a secret", self.rotation(expect=2).stderr)
        self.assertIn("is none of", self.rotation("lwa-oauth", "explode", expect=2).stderr)
        self.assertIn("Which step", self.rotation("lwa-oauth", "step", expect=2).stderr)
        self.assertIn("for \"schedule\"", self.rotation("lwa-oauth", "start", "--days", "3", expect=2).stderr)
        self.assertIn("takes no NAME", self.rotation("lwa-oauth", "--all", expect=2).stderr)
        self.rotation("/my-erp/lwa/clientsecret", expect=3)  # a parameter
        self.assertIn("holds no access token", self.rotation("lwa-oauth", "start", expect=1).stderr)

    def test_the_seeds_bring_one_that_is_stuck(self):
        listed = self.bench.run("--json", "rotation", "--all", program="KEYTURNCTL")
        self.assertEqual(listed.returncode, 5)
        genesys = [each for each in json.loads(listed.stdout) if each["name"].endswith("genesys-oauth")]
        self.assertEqual([(each["state"], each["action"]) for each in genesys], [("without-value", "cancel")])
        text = self.rotation("contact-center/prod/genesys-oauth", expect=5).stdout
        self.assertIn("Next: keyturnctl rotation contact-center/prod/genesys-oauth cancel", text)


if __name__ == "__main__":
    unittest.main()
