#!/usr/bin/python3
"""kill -9 at every point of a refresh, with a real keyring, against providers that treat refresh tokens differently, and
once more while it is resumed. Afterwards exactly one of these holds:
  A  AWS holds the token that works as AWSCURRENT, and what was before as AWSPREVIOUS
  B  AWS holds what it held, and the provider has issued nothing
  C  the keychain holds the new token, and one resume brings A (so it is counted after that, as A by way of C)
  D  the answer was lost: resume says so in words, the old value is untouched, and the way on is told
A token that works and is nowhere (E), or somebody's version that is gone (F), fails the test.
    KEYTURN_KILL_REPEATS=25 KEYTURN_KILL_PAIRS=1 KEYTURN_KILL_RANDOM=500 tests/e2e/refresh_kill_test.py
repeats each point, kills each resume at every point, and kills at random moments: 2,300 + 147 + 500 kills, which take
some hours. CI does each point once."""
import collections
import itertools
import json
import os
import random
import signal
import subprocess
import sys
import time
import unittest
import urllib.parse

import botocore.session

from keyring_process import Keyring
from sandbox_process import Sandbox

REPEATS = int(os.environ.get("KEYTURN_KILL_REPEATS", "1"))
ALL_PAIRS = os.environ.get("KEYTURN_KILL_PAIRS") == "1"
RANDOM_KILLS = int(os.environ.get("KEYTURN_KILL_RANDOM", "8"))

# In the order in which a refresh passes them. file-inside:1 is the plan's, :2 the request's, :3 the answer's;
# keychain-inside:1 the plan's, :2 the answer's.
POINTS = ["J0-before", "file-inside:1", "J0-marker-after", "keychain-inside:1", "J0-after", "J1-before", "file-inside:2",
          "J1-after", "J2-before", "keychain-inside:2", "J2-keychain-after", "file-inside:3", "J2-after", "J3-before",
          "J3-after", "J4-before", "J4-after", "J4-label-after", "J5-before", "J5-after", "J6-before",
          "J6-keychain-after", "J6-after"]
# The request is noted and the answer is not kept: here, and nowhere else, an answer may be lost.
MAY_BE_LOST = {"J1-after", "J2-before"}
RESUME_POINTS = ["J3-before", "J3-after", "J4-before", "J4-after", "J5-before", "J6-before", "J6-keychain-after"]

PROVIDERS = {  # name: (provider of the sandbox, its behaviour, token URL)
    "strict rotation": ("upwork", {}, "https://www.upwork.com/api/v3/oauth2/token"),
    "leeway": ("genesys", {"authentication": ["form"], "leewaySeconds": 600, "leewaySuccessor": "new"},
               "https://auth.atlassian.com/oauth/token"),
    "omitted refresh_token": ("upwork", {"refreshToken": "omit"}, "https://www.upwork.com/api/v3/oauth2/token"),
    "LWA": ("lwa", {}, "https://api.amazon.com/auth/o2/token"),
}


class Bench:
    """A sandbox, a keyring and a secret for each run."""

    def __init__(self):
        self.keyring, self.sandbox, self.number = Keyring(), Sandbox(), 0
        self.client = botocore.session.Session().create_client(
            "secretsmanager", region_name="us-east-1", endpoint_url=self.sandbox.url, aws_access_key_id="testing",
            aws_secret_access_key="testing")

    def stop(self):
        self.sandbox.stop()
        self.keyring.stop()

    def secret(self, kind):
        """A new secret with a new client: the name, and the refresh token that works."""
        provider, behaviour, url = PROVIDERS[kind]
        self.number += 1
        name, token = f"kill/{self.number}", f"first-{self.number}"
        self.sandbox.control("oauth-clients", {"action": "create", "clientId": name, "clientSecret": "secret",
                                               "provider": provider, "refreshToken": token, "behaviour": behaviour})
        self.client.create_secret(Name=name, SecretString=json.dumps(
            {"client_id": name, "client_secret": "secret", "access_token": "old", "refresh_token": token,
             "token_url": url, "note": 1.0}))
        return name, token

    def run(self, *arguments, crash=None, program="KEYTURNCTL_CRASH"):
        environment = dict(self.keyring.environment, **({"KEYTURN_CRASH_AT": crash} if crash else {}))
        return subprocess.run([os.environ[program], "--endpoint-url", self.sandbox.url, *arguments], env=environment,
                              capture_output=True, text=True, timeout=60)

    def current(self, name):
        return json.loads(self.client.get_secret_value(SecretId=name)["SecretString"])

    def previous(self, name):
        return json.loads(self.client.get_secret_value(SecretId=name, VersionStage="AWSPREVIOUS")["SecretString"])

    def works(self, token):
        return self.sandbox.control("oauth-clients?token=" + urllib.parse.quote_plus(token))["active"]

    def pending(self):
        return json.loads(self.run("--json", "pending").stdout)


class KillMatrix(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.bench = Bench()

    @classmethod
    def tearDownClass(cls):
        cls.bench.stop()

    def outcome(self, name, token, where):
        """Resumes without a fault, and says what holds."""
        bench = self.bench
        waited = any(each["name"] == name and each["next"] == "store" for each in bench.pending())
        resumed = bench.run("resume", name)
        self.assertIn(resumed.returncode, (0, 3, 6, 7), f"{where}: {resumed.stderr}")
        now = bench.current(name)
        left = [each for each in bench.pending() if each["name"] == name]
        if now["access_token"] != "old":
            self.assertTrue(bench.works(now["refresh_token"]), f"{where}: E, AWS holds a token that is dead")
            self.assertEqual(bench.previous(name)["access_token"], "old", f"{where}: F")
            self.assertEqual(dict(now, access_token=0, refresh_token=0),
                             dict(bench.previous(name), access_token=0, refresh_token=0), where)
            labels = bench.client.describe_secret(SecretId=name)["VersionIdsToStages"].values()
            self.assertFalse([each for each in itertools.chain(*labels) if each.startswith("keyturn")], where)
            self.assertEqual(left, [], where)
            return "C" if waited else "A"
        self.assertEqual(now["refresh_token"], token, where)
        if left:
            self.assertEqual(left[0]["next"], "decide", where)
            self.assertIn("not known whether it issued", resumed.stderr, where)
            self.assertIn("--ask-again", resumed.stderr, where)
            bench.run("resume", name, "--forget")
            return "D"
        self.assertTrue(bench.works(token), f"{where}: E, the old token is dead and nobody was told")
        return "B"

    def killed(self, *arguments, crash, where):
        run = self.bench.run(*arguments, crash=crash)
        self.assertEqual(run.returncode, -signal.SIGKILL, f"{where}: was not killed\n{run.stderr}")

    def test_every_point_with_every_provider(self):
        for kind in PROVIDERS:
            count = collections.Counter()
            for point in POINTS * REPEATS:
                name, token = self.bench.secret(kind)
                where = f"{kind}, killed at {point}"
                self.killed("refresh", name, crash=point, where=where)
                outcome = self.outcome(name, token, where)
                count[outcome] += 1
                if outcome == "D":
                    self.assertIn(point, MAY_BE_LOST, where)
                    self.assertNotIn(kind, ("LWA", "leeway"), where)
            self.assertEqual(count.total(), len(POINTS) * REPEATS)
            self.assertGreater(count["A"] + count["C"], count["D"])
            print(f"{kind}: {count.total()} kills at {len(POINTS)} points: "
                  + ", ".join(f"{count[each]} {each}" for each in "ABCD") + ", 0 E, 0 F", flush=True)
        self.assertEqual(self.bench.keyring.items(), 0)
        self.assertEqual(self.bench.pending(), [])

    def test_a_second_kill_while_it_is_resumed(self):
        firsts = [point for point in POINTS if point not in MAY_BE_LOST] if ALL_PAIRS else ["J2-keychain-after",
                                                                                            "J3-after", "J4-after"]
        count, survived = collections.Counter(), 0
        for first, second in itertools.product(firsts, RESUME_POINTS):
            name, token = self.bench.secret("strict rotation")
            where = f"killed at {first}, its resume at {second}"
            self.killed("refresh", name, crash=first, where=where)
            again = self.bench.run("resume", name, crash=second)
            survived += again.returncode != -signal.SIGKILL  # not every resume passes every point
            count[self.outcome(name, token, where)] += 1
        self.assertEqual(count["D"], 0)
        self.assertGreater(count.total(), survived)
        print(f"{count.total()} pairs, {count.total() - survived} killed twice: "
              + ", ".join(f"{count[each]} {each}" for each in "ABC") + ", 0 D, 0 E, 0 F", flush=True)

    def test_kills_at_random_moments(self):
        chance, count = random.Random(20261129), collections.Counter()
        for _ in range(RANDOM_KILLS):
            name, token = self.bench.secret("strict rotation")
            process = subprocess.Popen([os.environ["KEYTURNCTL"], "--endpoint-url", self.bench.sandbox.url, "refresh", name],
                                       env=self.bench.keyring.environment, stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL)
            try:
                process.wait(timeout=chance.uniform(0, 1))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            count[self.outcome(name, token, "at random")] += 1
        print(f"{RANDOM_KILLS} random kills: " + ", ".join(f"{count[each]} {each}" for each in "ABCD")
              + ", 0 E, 0 F", flush=True)

    def test_what_a_naive_client_loses_beside(self):
        points = ["before reading", "after reading", "before the answer is read", "after the answer", "before storing",
                  "after storing"]
        script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "naive_refresh.py")
        path, lost = urllib.parse.urlparse(PROVIDERS["strict rotation"][2]).path, 0
        for point in points:
            name, _ = self.bench.secret("strict rotation")
            run = subprocess.run([sys.executable, script, self.bench.sandbox.url, name, path, point], capture_output=True)
            self.assertEqual(run.returncode, -signal.SIGKILL, run.stderr)
            lost += not self.bench.works(self.bench.current(name)["refresh_token"])
        print(f"naive client: {lost} of {len(points)} kills lost the login without a word; Keyturn, above: none", flush=True)
        self.assertEqual(lost, 3)  # whenever the answer had come and was not stored

    def test_the_program_that_is_shipped_knows_no_crash_points(self):
        for variable, isThere in (("KEYTURNCTL", False), ("KEYTURN", False), ("KEYTURNCTL_CRASH", True)):
            if not os.path.exists(os.environ[variable]):
                continue
            with open(os.environ[variable], "rb") as file:
                text = file.read()
            for word in [b"KEYTURN_CRASH_AT", *(point.split(":")[0].encode() + b"\0" for point in POINTS)]:
                self.assertEqual(word in text, isThere, (variable, word))


class OneRequestForOneClick(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.bench = Bench()

    @classmethod
    def tearDownClass(cls):
        cls.bench.stop()

    def setUp(self):  # a fault that changes nothing
        self.strike(fault="slow", bytesPerSecond=100_000_000)

    def strike(self, **fault):
        """Every token request from now on, so that the sandbox counts them."""
        self.bench.sandbox.control("faults", {"clear": True})
        self.bench.sandbox.control("faults", dict(fault, service="oauth", times=1000))

    def requests(self):
        return sum(each["hits"] for each in self.bench.sandbox.control("faults")["faults"])

    def refresh(self, name, environment=None):
        env = dict(self.bench.keyring.environment, **(environment or {}))
        return subprocess.run([os.environ["KEYTURNCTL"], "--endpoint-url", self.bench.sandbox.url, "refresh", name],
                              env=env, capture_output=True, text=True, timeout=90)

    def issued(self, name, token):
        """Whether the provider has spent the token: what a request would have done."""
        return not self.bench.works(token)

    def test_nobody_is_asked_when_the_answer_could_not_be_stored_or_kept(self):
        locked = Keyring()
        self.addCleanup(locked.stop)
        locked.lock()
        reader = {"AWS_ACCESS_KEY_ID": "reader", "AWS_SECRET_ACCESS_KEY": "reader"}
        nobody = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent/keyturn"}
        for why, environment in (("may only read", reader), ("no keychain", nobody),
                                 ("locked", {"DBUS_SESSION_BUS_ADDRESS": locked.environment["DBUS_SESSION_BUS_ADDRESS"]}),
                                 ("no folder", {"XDG_STATE_HOME": "/proc/nothing"})):
            name, token = self.bench.secret("strict rotation")
            run = self.refresh(name, environment)
            self.assertNotEqual(run.returncode, 0, why)
            self.assertFalse(self.issued(name, token), why)
            self.assertEqual(self.requests(), 0, why)
            self.assertEqual(self.bench.current(name)["access_token"], "old", why)

    def test_one_click_is_one_request(self):
        for number, kind in enumerate(PROVIDERS, 1):
            run = self.refresh(self.bench.secret(kind)[0])
            self.assertEqual(run.returncode, 0, run.stderr)
            self.assertEqual(self.requests(), number, kind)

    def test_four_at_once_ask_once(self):
        self.strike(fault="stall", seconds=3)  # all have begun before the first one ends
        name, _ = self.bench.secret("strict rotation")
        pair = [subprocess.Popen([os.environ["KEYTURNCTL"], "--json", "--endpoint-url", self.bench.sandbox.url, "refresh",
                                  name], env=self.bench.keyring.environment, stdout=subprocess.PIPE,
                                 stderr=subprocess.DEVNULL, text=True) for _ in range(4)]
        answers = [json.loads(each.communicate(timeout=90)[0]) for each in pair]
        self.assertEqual([each.returncode for each in pair], [0] * 4)
        self.assertTrue(self.bench.works(self.bench.current(name)["refresh_token"]))
        self.assertEqual(self.requests(), 1)
        self.assertEqual(sum(each["takenOver"] for each in answers), 3)
        self.assertIn(self.bench.client.get_secret_value(SecretId=name)["VersionId"],
                      [each["versionId"] for each in answers])

    def test_a_lost_answer_is_told_as_lost(self):
        name, token = self.bench.secret("strict rotation")
        self.strike(fault="reset", when="after")
        run = self.refresh(name)
        self.assertIn("not known whether it issued", run.stderr)
        self.assertNotIn("nothing was changed", run.stderr)
        self.assertTrue(self.issued(name, token))
        again = self.refresh(name)  # obeying an impulse must not revoke the family
        self.assertEqual(self.requests(), 1)
        self.assertIn("not known whether it issued", again.stderr)
        self.assertEqual(self.bench.pending()[0]["next"], "decide")
        self.assertEqual(self.bench.run("resume", name, "--forget").returncode, 0)


if __name__ == "__main__":
    unittest.main()
