#!/usr/bin/python3
"""Rotation of secrets: by a program, on a schedule, through a crash; and what the sandbox refuses to run."""
import datetime
import os
import signal
import tempfile
import time
import unittest

from botocore.exceptions import ClientError

from cases.secret_rotation import ARN, DAILY, Function, control, events, refused_by_control, runs
from proofs import Ask
from sandbox_process import Sandbox
from stranger import Stranger

PROGRAM = """#!/usr/bin/python3
import json, os, sys
import botocore.session
event = json.load(sys.stdin)
name = os.environ["AWS_ENDPOINT_URL"] and event["SecretId"].split(":")[-1]
sm = botocore.session.Session().create_client(
    "secretsmanager", endpoint_url=os.environ["AWS_ENDPOINT_URL"], region_name=os.environ["AWS_REGION"])
token = event["ClientRequestToken"]
assert len(event["RotationToken"]) == 36 and "SECRET_OF_THE_USER" not in os.environ
if event["Step"] == "createSecret":
    sm.put_secret_value(SecretId=event["SecretId"], ClientRequestToken=token, SecretString="by a program",
                        VersionStages=["AWSPENDING"])
if event["Step"] == "testSecret" and os.path.exists(__file__ + ".fails"):
    sys.exit("first line\\nwhat went wrong")
if event["Step"] == "testSecret" and os.path.exists(__file__ + ".hangs"):
    import time
    time.sleep(60)
if event["Step"] == "finishSecret":
    held = sm.describe_secret(SecretId=event["SecretId"])["VersionIdsToStages"]
    sm.update_secret_version_stage(SecretId=event["SecretId"], VersionStage="AWSCURRENT", MoveToVersionId=token,
                                   RemoveFromVersionId=next(v for v in held if "AWSCURRENT" in held[v]))
"""


class Rotations(Stranger):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.programs = os.path.join(cls.folder.name, "programs")
        os.mkdir(cls.programs)
        cls.program = os.path.join(cls.programs, "rotate")
        with open(cls.program, "w", encoding="utf-8") as file:
            file.write(PROGRAM)
        os.chmod(cls.program, 0o755)
        os.symlink("/bin/true", os.path.join(cls.programs, "link"))
        os.environ["SECRET_OF_THE_USER"] = "x"
        cls.arguments = ("--rotation-programs", cls.programs, "--state", os.path.join(cls.folder.name, "s.sqlite"))
        cls.sandbox = Sandbox(*cls.arguments)

    @classmethod
    def tearDownClass(cls):
        super().tearDownClass()
        cls.folder.cleanup()

    def setUp(self):
        super().setUp()
        self.sm = self.client("secretsmanager")
        self.ask = Ask(self, self.sandbox, "secretsmanager", None)
        self.sm.create_secret(Name="it/one", SecretString="v0")

    def flag(self, name):
        file = f"{self.program}.{name}"
        with open(file, "w", encoding="utf-8"):
            pass
        self.addCleanup(self.unflag, name)

    def unflag(self, name):
        if os.path.exists(f"{self.program}.{name}"):
            os.unlink(f"{self.program}.{name}")

    def stages(self):
        held = self.sm.describe_secret(SecretId="it/one")["VersionIdsToStages"]
        return {stage: version for version, stages in held.items() for stage in stages}

    def until(self, look):
        deadline = time.monotonic() + 60
        while not look():
            self.assertLess(time.monotonic(), deadline, (runs(self.ask), events(self.ask)))
            time.sleep(0.05)

    def rotate(self, **more):
        return self.sm.rotate_secret(SecretId="it/one", **more)["VersionId"]

    def value(self):
        return self.sm.get_secret_value(SecretId="it/one")["SecretString"]

    def test_a_program_rotates(self):
        control(self.ask, "rotation-functions", arn=ARN, program="rotate")
        token = self.rotate(RotationLambdaARN=ARN, RotationRules=DAILY)
        self.until(lambda: "RotationSucceeded" in events(self.ask))
        self.assertEqual((self.value(), self.stages()["AWSCURRENT"]), ("by a program", token))
        self.assertEqual([run["succeeded"] for run in runs(self.ask)[-4:]], [True] * 4)

    def test_a_program_that_fails_says_why_with_its_last_line(self):
        self.flag("fails")
        control(self.ask, "rotation-functions", arn=ARN, program="rotate")
        self.rotate(RotationLambdaARN=ARN, RotationRules=DAILY)
        self.until(lambda: "RotationFailed" in events(self.ask))
        self.assertEqual(runs(self.ask)[-1]["problem"], "what went wrong")
        self.assertEqual(self.value(), "v0")

    def test_a_program_that_hangs_is_killed(self):
        self.flag("hangs")
        control(self.ask, "rotation-functions", arn=ARN, program="rotate", timeoutSeconds=5)
        self.rotate(RotationLambdaARN=ARN, RotationRules=DAILY)
        self.assertEqual(self.value(), "v0")  # the server answers meanwhile
        self.until(lambda: "RotationFailed" in events(self.ask))
        self.assertIn("Task timed out after 5.00 seconds", runs(self.ask)[-1]["problem"])

    def test_a_failed_rotation_is_tried_again_and_then_given_up(self):
        function = Function(self.ask)
        function.fails = "setSecret"
        token = self.rotate(RotationLambdaARN=ARN, RotationRules=DAILY)
        for failures in (1, 2):
            self.until(lambda n=failures: events(self.ask).count("RotationFailed") == n)
            control(self.ask, "clock", move="+1h")
        self.until(lambda: "RotationAbandoned" in events(self.ask))
        self.assertEqual(self.stages()["AWSPENDING"], token)
        function.fails = None
        control(self.ask, "clock", move="+2d")  # the next window takes the same version up again
        self.until(lambda: "RotationSucceeded" in events(self.ask))
        self.assertEqual(self.stages()["AWSCURRENT"], token)

    def test_the_schedule_follows_the_clock(self):
        function = Function(self.ask)
        self.rotate(RotationLambdaARN=ARN, RotationRules={"ScheduleExpression": "rate(10 days)"},
                    RotateImmediately=False)
        self.until(lambda: events(self.ask)[-1] == "TestRotationSucceeded")
        self.assertEqual((function.events, function.seen_by_test), (["testSecret"], "v0"))
        self.assertEqual(list(self.stages()), ["AWSCURRENT"])
        seen = self.sm.describe_secret(SecretId="it/one")
        self.assertNotIn("LastRotatedDate", seen)
        if "NextRotationDate" in seen:  # unknown to Debian's model
            ahead = seen["NextRotationDate"] - datetime.datetime.now(datetime.timezone.utc)
            self.assertIn(ahead.days, (9, 10))
        control(self.ask, "clock", move="+9d")
        self.assertEqual(self.value(), "v0")
        control(self.ask, "clock", move="+1d")
        self.until(lambda: "RotationSucceeded" in events(self.ask))
        self.assertTrue(self.value().startswith("made "))

    def test_a_new_value_counts_as_a_rotation(self):
        Function(self.ask)
        self.rotate(RotationLambdaARN=ARN, RotationRules={"AutomaticallyAfterDays": 10})
        self.until(lambda: "RotationSucceeded" in events(self.ask))
        control(self.ask, "clock", move="+9d")
        self.sm.put_secret_value(SecretId="it/one", SecretString="by hand")
        control(self.ask, "clock", move="+9d")
        self.assertEqual((self.value(), events(self.ask).count("RotationStarted")), ("by hand", 1))
        control(self.ask, "clock", move="+1d")
        self.until(lambda: events(self.ask).count("RotationSucceeded") == 2)

    def test_a_rotation_begins_again_after_the_sandbox_was_killed(self):
        self.flag("hangs")
        control(self.ask, "rotation-functions", arn=ARN, program="rotate", timeoutSeconds=600)
        token = self.rotate(RotationLambdaARN=ARN, RotationRules=DAILY)
        self.until(lambda: [run["step"] for run in runs(self.ask)][-2:] == ["createSecret", "setSecret"])
        self.sandbox.stop(signal.SIGKILL)
        self.unflag("hangs")
        type(self).sandbox = Sandbox(*self.arguments)
        self.ask = Ask(self, self.sandbox, "secretsmanager", None)
        self.sm = self.client("secretsmanager")
        self.until(lambda: "RotationSucceeded" in events(self.ask))
        self.assertEqual((self.value(), self.stages()["AWSCURRENT"]), ("by a program", token))

    def test_what_may_not_be_run(self):
        for body in ({"program": "../rotate"}, {"program": "/bin/true"}, {"program": "link"}, {"program": "nobody"},
                     {"program": "rotate", "url": "http://127.0.0.1:1/"}, {}, {"url": "http://10.0.0.1/"},
                     {"url": "http://localhost.example.com/"}, {"url": "file:///etc/passwd"},
                     {"url": "http://127.0.0.1:1/", "timeoutSeconds": 901}):
            self.assertEqual(refused_by_control(self.ask, "rotation-functions", arn=ARN, **body)[0], 400, body)
        self.assertEqual(refused_by_control(self.ask, "rotation-functions", arn="rotate", program="rotate")[0], 400)
        bare = Sandbox()
        self.addCleanup(bare.stop)
        status, why = refused_by_control(Ask(self, bare, "secretsmanager", None), "rotation-functions", arn=ARN,
                                         program="rotate")
        self.assertEqual(status, 400)
        self.assertIn("folder of rotation programs", why)

    def test_a_function_that_was_taken_away_fails_the_rotation(self):
        Function(self.ask)
        self.rotate(RotationLambdaARN=ARN, RotationRules=DAILY)
        self.until(lambda: "RotationSucceeded" in events(self.ask))
        control(self.ask, "rotation-functions", arn=ARN, remove=True)
        control(self.ask, "clock", move="+2d")
        self.until(lambda: "RotationFailed" in events(self.ask))
        with self.assertRaises(ClientError):
            self.rotate()


if __name__ == "__main__":
    unittest.main()
