#!/usr/bin/python3
"""Every fault the sandbox can make, met by keyturnctl (nothing lost, nothing twice, and told what to do next) and by
botocore, a stranger. KEYTURNCTL names the program."""
import concurrent.futures
import http.client
import json
import os
import socket
import subprocess
import threading
import time
import unittest
import urllib.parse

import botocore.session
from botocore.config import Config
from botocore.exceptions import ClientError, ReadTimeoutError

from keyring_process import Keyring
from sandbox_process import Sandbox

NAME = "amazon-api-access-token"
KEY = "lwa-auth-scope"
DONE, FAILED, DENIED, UNREACHABLE, PROVIDER = 0, 1, 4, 6, 7

# What keyturnctl makes of a fault that strikes one request of a read or of a write: it comes through where asking again
# is right, and gives up with "unreachable" on what does not speak as AWS does.
ONCE = [
    ({"fault": "refuse"}, DONE),
    ({"fault": "reset"}, DONE),
    ({"fault": "reset", "when": "after"}, DONE),
    ({"fault": "close", "bytes": 0}, DONE),
    ({"fault": "close", "bytes": 7}, DONE),
    ({"fault": "close", "bytes": 60, "when": "before"}, DONE),
    ({"fault": "close", "bytes": 230}, DONE),
    ({"fault": "stall", "seconds": 1}, DONE),
    ({"fault": "stall", "seconds": 1, "bytes": 100}, DONE),
    ({"fault": "slow", "bytesPerSecond": 1500}, DONE),
    ({"fault": "oversized-header", "bytes": 100000}, UNREACHABLE),
    ({"fault": "oversized-body", "bytes": 9000000}, UNREACHABLE),
    ({"fault": "content-type", "contentType": "text/html", "body": "<html>Sign in to the hotel</html>"}, UNREACHABLE),
    ({"fault": "redirect", "location": "http://portal.example/login"}, UNREACHABLE),
    ({"fault": "throttle"}, DONE),
    ({"fault": "throttle", "retryAfter": "1"}, DONE),
    ({"fault": "status", "status": 500}, DONE),
    ({"fault": "status", "status": 500, "when": "after"}, DONE),
    ({"fault": "status", "status": 503, "retryAfter": "1"}, DONE),
    ({"fault": "status", "status": 400, "code": "AccessDeniedException", "message": "No."}, DENIED),
]


class Faulty:
    """A sandbox of its own for one test case, so that cases can run side by side."""

    def __init__(self):
        self.sandbox = Sandbox()
        self.port = self.sandbox.port
        self.keyring = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.sandbox.stop()
        if self.keyring:
            self.keyring.stop()

    def control(self, name, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("POST" if body else "GET", f"/sandbox-api/{name}", json.dumps(body) if body else None,
                           headers or {})
        answer = connection.getresponse()
        text = answer.read()
        connection.close()
        return answer.status, json.loads(text)

    def fault(self, service=None, operation=None, **settings):
        aim = {key: value for key, value in (("service", service), ("operation", operation)) if value}
        status, answer = self.control("faults", {**settings, **aim})
        assert status == 200, answer
        return answer["id"]

    def hits(self):
        return [fault["hits"] for fault in self.control("faults")[1]["faults"]]

    def keyturnctl(self, *arguments, stdin=b""):
        home = self.sandbox.folder.name
        environment = dict(PATH=os.environ["PATH"], HOME=home, XDG_STATE_HOME=home, AWS_ACCESS_KEY_ID="testing",
                           AWS_SECRET_ACCESS_KEY="testing", AWS_REGION="us-east-1", LC_ALL="C.UTF-8",
                           XDG_RUNTIME_DIR=home)
        if "refresh" in arguments:  # it keeps the answer in a keychain until AWS holds it
            self.keyring = self.keyring or Keyring()
            environment["DBUS_SESSION_BUS_ADDRESS"] = self.keyring.environment["DBUS_SESSION_BUS_ADDRESS"]
        run = subprocess.run([os.environ["KEYTURNCTL"], "--endpoint-url", self.sandbox.url, *arguments], input=stdin,
                             capture_output=True, env=environment, timeout=120)
        return run.returncode, run.stdout, run.stderr.decode()

    def client(self, service, attempts=1, mode="standard", **config):
        return botocore.session.Session().create_client(
            service, region_name="us-east-1", endpoint_url=self.sandbox.url, aws_access_key_id="testing",
            aws_secret_access_key="testing",
            config=Config(retries={"total_max_attempts": attempts, "mode": mode}, **config))

    def values(self):
        """Every value the secret still has, and the current one."""
        sm = self.client("secretsmanager")
        versions = sm.list_secret_version_ids(SecretId=NAME, IncludeDeprecated=True)["Versions"]
        found = [sm.get_secret_value(SecretId=NAME, VersionId=v["VersionId"])["SecretString"] for v in versions]
        return found, sm.get_secret_value(SecretId=NAME)["SecretString"]

    def lwa(self):
        clients = self.control("oauth-clients")[1]["clients"]
        own = json.loads(self.values()[1])["lwa-client-id"]
        return next(client for client in clients if client["clientId"] == own)


def side_by_side(check, cases):
    """Retries wait: several cases at once."""
    def run(case):
        with Faulty() as faulty:
            return check(faulty, *case)
    with concurrent.futures.ThreadPoolExecutor(6) as pool:
        for future in [pool.submit(run, case) for case in cases]:
            future.result()


class Keyturn(unittest.TestCase):
    def assertTold(self, stderr, label):
        """What happened, and under it what to do."""
        lines = stderr.rstrip().split("\n")
        self.assertGreaterEqual(len(lines), 2, (label, stderr))
        self.assertRegex(stderr, r"\n  \S", label)

    def test_show_meets_every_fault(self):
        def check(faulty, fault, expected):
            before = faulty.values()[1]
            faulty.fault("secretsmanager", "GetSecretValue", **fault)
            code, out, err = faulty.keyturnctl("show", NAME, "--raw")
            self.assertEqual(code, expected, (fault, err))
            self.assertEqual(faulty.hits(), [1], fault)
            if code == DONE:
                self.assertEqual(out.decode(), before, fault)
            else:
                self.assertEqual(out, b"", fault)
                self.assertTold(err, fault)
        side_by_side(check, ONCE)

    def test_a_write_meets_every_fault_and_is_there_once_or_not_at_all(self):
        def check(faulty, operation, fault, expected):
            _, old = faulty.values()
            new = old.replace(json.loads(old)[KEY], "new scope")
            faulty.fault("secretsmanager", operation, **fault)
            code, _, err = faulty.keyturnctl("set", NAME, KEY, stdin=b"new scope")
            label = (operation, fault, err)
            # Where the answer was lost or made no sense, it may find out by asking that the write is there.
            self.assertIn(code, (expected, DONE) if expected == UNREACHABLE else (expected,), label)
            self.assertEqual(faulty.hits(), [1], label)
            versions, current = faulty.values()
            self.assertIn(current, (old, new), label)
            self.assertLessEqual(versions.count(new), 1, label)
            self.assertIn(old, versions, label)
            if code == DONE:
                self.assertEqual(current, new, label)
            else:
                self.assertTold(err, label)
            # Whatever happened, saying it again ends well and writes at most once more.
            code, _, err = faulty.keyturnctl("set", NAME, KEY, stdin=b"new scope")
            self.assertEqual(code, DONE, (label, err))
            versions, current = faulty.values()
            self.assertEqual(current, new, label)
            self.assertLessEqual(versions.count(new), 2, label)
        side_by_side(check, [(operation, *case) for operation in ("PutSecretValue", "UpdateSecretVersionStage")
                             for case in ONCE if (operation, case[1]) != ("UpdateSecretVersionStage", DENIED)])

    def test_a_parameter_is_written_once_whatever_happens_to_the_answer(self):
        name = "/guest-wifi/prod/radius-server"

        def check(faulty, fault, may_fail):
            ssm = faulty.client("ssm")
            before = ssm.get_parameter(Name=name)["Parameter"]
            faulty.fault("ssm", "PutParameter", **fault)
            code, _, err = faulty.keyturnctl("set", name, stdin=b"radius.example.net")
            after = ssm.get_parameter(Name=name)["Parameter"]
            wrote = after["Version"] - before["Version"]
            self.assertIn(wrote, (0, 1), (fault, err))
            self.assertEqual(after["Value"], "radius.example.net" if wrote else before["Value"])
            self.assertTrue(may_fail or code == DONE, (fault, err))
            if code == DONE:
                self.assertEqual(wrote, 1, fault)
            else:
                self.assertTold(err, fault)
        side_by_side(check, [(fault, expected != DONE or fault["fault"] not in ("throttle", "stall", "slow"))
                             for fault, expected in ONCE])

    def test_a_token_request_goes_out_once_whatever_happens(self):
        def check(faulty, fault, _):
            _, old = faulty.values()
            tokens = faulty.lwa()["liveAccessTokens"]
            faulty.fault("oauth", **fault)
            code, _, err = faulty.keyturnctl("refresh", NAME)
            label = (fault, err)
            self.assertEqual(faulty.hits(), [1], label)
            _, current = faulty.values()
            if fault["fault"] in ("stall", "slow"):
                self.assertEqual(code, DONE, label)
                self.assertNotEqual(current, old)
            else:
                self.assertIn(code, (UNREACHABLE, PROVIDER), label)
                self.assertEqual(current, old, label)
                self.assertTold(err, label)
            self.assertLessEqual(faulty.lwa()["liveAccessTokens"] - tokens, 1, label)
            code, _, err = faulty.keyturnctl("refresh", NAME)
            self.assertEqual(code, DONE, (label, err))
        side_by_side(check, [case for case in ONCE if case[0]["fault"] != "refuse"]
                     + [({"fault": "refuse"}, 0), ({"fault": "garbage"}, 0), ({"fault": "status", "status": 204}, 0)])

    def test_a_rotated_token_is_stored_although_writing_fails_at_first(self):
        def check(faulty, fault):
            client = faulty.lwa()["clientId"]
            faulty.control("oauth-clients", {"action": "configure", "clientId": client,
                                             "behaviour": {"refreshToken": "rotate"}})
            old = json.loads(faulty.values()[1])
            faulty.fault("secretsmanager", "PutSecretValue", skip=1, **fault)  # the first is the proof that we may
            code, _, err = faulty.keyturnctl("refresh", NAME)
            self.assertEqual(code, DONE, (fault, err))
            new = json.loads(faulty.values()[1])
            for key in ("api-access-token", "lwa-refresh-token"):
                self.assertNotEqual(new[key], old[key], fault)
                path = "oauth-clients?token=" + urllib.parse.quote_plus(new[key])
                self.assertTrue(faulty.control(path)[1]["active"], (fault, key))
            self.assertEqual({k: v for k, v in new.items() if "token" not in k},
                             {k: v for k, v in old.items() if "token" not in k})
        side_by_side(check, [(fault,) for fault in (
            {"fault": "reset", "when": "after"}, {"fault": "reset"}, {"fault": "close", "bytes": 20},
            {"fault": "throttle", "times": 2}, {"fault": "status", "status": 500, "times": 2},
            {"fault": "oversized-header", "bytes": 100000}, {"fault": "redirect", "location": "http://portal.example/"})])

    def test_where_writing_fails_for_long_the_provider_is_not_asked(self):
        with Faulty() as faulty:
            client, tokens = faulty.lwa()["clientId"], faulty.lwa()["liveAccessTokens"]
            faulty.control("oauth-clients", {"action": "configure", "clientId": client,
                                             "behaviour": {"refreshToken": "rotate"}})
            before = faulty.values()[1]
            faulty.fault("secretsmanager", "PutSecretValue", fault="status", status=500, times=1000)
            code, _, err = faulty.keyturnctl("refresh", NAME)
            self.assertEqual(code, UNREACHABLE, err)
            self.assertNotIn("outcome unknown", err)
            self.assertEqual((faulty.values()[1], faulty.lwa()["liveAccessTokens"]), (before, tokens))

    def test_garbage_is_never_taken_for_an_answer(self):
        with Faulty() as faulty:
            faulty.fault(fault="garbage", times=1000)
            code, out, err = faulty.keyturnctl("show", NAME, "--raw")
            self.assertEqual((code, out), (UNREACHABLE, b""), err)
            self.assertTold(err, "garbage")

    def test_throttling_that_does_not_end(self):
        with Faulty() as faulty:
            faulty.fault("secretsmanager", fault="throttle", times=1000)
            code, _, err = faulty.keyturnctl("show", NAME)
            self.assertEqual(code, FAILED, err)
            self.assertIn("throttling", err)
            self.assertTold(err, "throttle")

    def test_a_redirect_is_not_followed(self):
        with Faulty() as faulty, socket.socket() as elsewhere:
            elsewhere.bind(("127.0.0.1", 0))
            elsewhere.listen()
            elsewhere.settimeout(0)
            target = f"http://127.0.0.1:{elsewhere.getsockname()[1]}/"
            for status in (301, 302, 303, 307, 308):
                faulty.fault(fault="redirect", location=target, status=status)
                self.assertEqual(faulty.keyturnctl("whoami")[0], UNREACHABLE)
                with self.assertRaises(BlockingIOError):
                    elsewhere.accept()


class Botocore(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.faulty = Faulty()

    @classmethod
    def tearDownClass(cls):
        cls.faulty.sandbox.stop()

    def setUp(self):
        self.faulty.sandbox.reset()

    def test_retries_until_it_gets_through(self):
        for mode in ("standard", "legacy"):
            for fault in ({"fault": "throttle"}, {"fault": "status", "status": 500}, {"fault": "status", "status": 503},
                          {"fault": "reset"}, {"fault": "close", "bytes": 0}):
                self.faulty.fault("secretsmanager", "GetSecretValue", **fault)
                answer = self.faulty.client("secretsmanager", 4, mode).get_secret_value(SecretId=NAME)
                self.assertEqual(answer["ResponseMetadata"]["RetryAttempts"], 1, (mode, fault))
        self.assertEqual(set(self.faulty.hits()), {1})

    def test_reads_the_errors_of_each_protocol(self):
        self.faulty.fault(fault="throttle", times=2)
        for service, call, code in (("ssm", lambda c: c.get_parameter(Name="/x"), "ThrottlingException"),
                                    ("sts", lambda c: c.get_caller_identity(), "Throttling")):
            with self.assertRaises(ClientError) as caught:
                call(self.faulty.client(service))
            self.assertEqual(caught.exception.response["Error"], {"Code": code, "Message": "Rate exceeded", **(
                {"Type": "Sender"} if service == "sts" else {})})
        self.faulty.fault("ssm", fault="status", status=500, code="InternalServerError", message="Oops", retryAfter="7")
        with self.assertRaises(ClientError) as caught:
            self.faulty.client("ssm").get_parameter(Name="/x")
        error = caught.exception.response
        self.assertEqual((error["Error"]["Code"], error["Error"]["Message"]), ("InternalServerError", "Oops"))
        self.assertEqual(error["ResponseMetadata"]["HTTPStatusCode"], 500)
        self.assertEqual(error["ResponseMetadata"]["HTTPHeaders"]["retry-after"], "7")

    def test_a_write_whose_answer_is_lost_is_done_once(self):
        for fault in ({"fault": "reset", "when": "after"}, {"fault": "close", "bytes": 10},
                      {"fault": "status", "status": 500, "when": "after"}):
            self.faulty.fault("secretsmanager", "PutSecretValue", **fault)
            sm = self.faulty.client("secretsmanager", 4)
            put = sm.put_secret_value(SecretId=NAME, SecretString=str(fault))
            self.assertEqual(put["ResponseMetadata"]["RetryAttempts"], 1)
            self.assertEqual(self.faulty.values()[0].count(str(fault)), 1)

    def test_a_stall_holds_one_answer_and_nobody_else(self):
        self.faulty.fault("secretsmanager", "GetSecretValue", fault="stall", bytes=40)
        got = []
        thread = threading.Thread(target=lambda: got.append(
            self.faulty.client("secretsmanager").get_secret_value(SecretId=NAME)))
        thread.start()
        while self.faulty.hits() != [1]:
            time.sleep(0.01)
        for _ in range(20):
            self.faulty.client("sts").get_caller_identity()
        self.assertEqual(got, [])
        self.faulty.control("faults", {"release": True})
        thread.join(10)
        self.assertEqual(got[0]["Name"], NAME)
        self.faulty.fault("secretsmanager", "GetSecretValue", fault="stall")
        with self.assertRaises(ReadTimeoutError):
            self.faulty.client("secretsmanager", read_timeout=1).get_secret_value(SecretId=NAME)

    def test_aim_skip_and_times(self):
        sm = self.faulty.client("secretsmanager")
        self.faulty.fault("secretsmanager", "GetSecretValue", fault="throttle", skip=1, times=2)
        self.faulty.client("ssm").describe_parameters()
        sm.describe_secret(SecretId=NAME)
        outcomes = []
        for _ in range(5):
            try:
                sm.get_secret_value(SecretId=NAME)
                outcomes.append(True)
            except ClientError:
                outcomes.append(False)
        self.assertEqual(outcomes, [True, False, False, True, True])
        self.faulty.fault(fault="throttle", accessKey="ASIATESTING", times=9)
        sm.describe_secret(SecretId=NAME)
        self.faulty.control("faults", {"clear": True})
        self.assertEqual(self.faulty.hits(), [])

    def test_sizes_and_bytes_are_as_asked(self):
        host = b"Host: 127.0.0.1:%d\r\n" % self.faulty.port

        def raw(request=b"GET / HTTP/1.1\r\n" + host + b"Connection: close\r\n\r\n"):
            with socket.create_connection(("127.0.0.1", self.faulty.port), timeout=10) as connection:
                connection.sendall(request)
                answer = b""
                while block := connection.recv(1 << 20):
                    answer += block
                return answer
        plain = raw()
        self.faulty.fault(fault="close", bytes=31, path="/", method="GET")
        self.assertEqual(raw(), plain[:31])  # before the date
        self.faulty.fault(fault="oversized-body", bytes=5_000_000)
        head, body = raw().split(b"\r\n\r\n", 1)
        self.assertEqual(len(body), 5_000_000 + len(plain.split(b"\r\n\r\n", 1)[1]))
        self.assertIn(b"Content-Length: %d" % len(body), head)
        self.faulty.fault(fault="oversized-header", bytes=200_000)
        self.assertIn(b"\r\nX-Padding: " + b"x" * 200_000 + b"\r\n", raw())
        self.faulty.fault(fault="garbage", bytes=777)
        self.assertEqual(len(raw()), 777)
        self.faulty.fault(fault="slow", bytesPerSecond=400)
        start = time.monotonic()
        self.assertEqual(len(raw()), len(plain))
        self.assertGreater(time.monotonic() - start, len(plain) / 400 * 0.8)
        self.faulty.fault(fault="reset")
        with self.assertRaises(ConnectionResetError):
            raw()
        # The head alone is enough to be refused; the body never comes.
        self.faulty.fault(fault="refuse", operation="GetSecretValue")
        with self.assertRaises(ConnectionResetError):
            raw(b"POST / HTTP/1.1\r\n" + host + b"X-Amz-Target: secretsmanager.GetSecretValue\r\nContent-Length: 1000\r\n\r\n")
        self.assertEqual(len(raw()), len(plain))

    def test_what_is_wrong_is_said_and_browsers_are_kept_out(self):
        for body, word in (({"fault": "x"}, "fault must be one of"), ({"fault": "close"}, '"bytes"'), ({"a": 1}, "fault"),
                           ({"fault": "close", "bytes": -1}, "bytes"), ({"fault": "close", "bytes": 1.5}, "bytes"),
                           ({"fault": "status", "status": 99}, "status"), ({"fault": "reset", "bytes": 1}, '"bytes"'),
                           ({"fault": "reset", "when": "now"}, "when"), ({"fault": "throttle", "when": "after"}, "when"),
                           ({"fault": "reset", "times": 0}, "times"), ({"fault": "reset", "service": 1}, "service"),
                           ({"fault": "redirect", "location": "http://x/\r\nX: y"}, "control"),
                           ({"clear": "fault-99"}, "fault-99"), ({"clear": False}, "clear"),
                           ({"clear": True, "fault": "reset"}, "clear")):
            status, answer = self.faulty.control("faults", body)
            self.assertEqual(status, 400, body)
            self.assertIn(word, answer["error"])
        for origin in ("https://evil.example", "null", self.faulty.sandbox.url):
            status, _ = self.faulty.control("faults", {"fault": "reset", "times": 9}, {"Origin": origin})
            self.assertEqual(status, 403)
        self.assertEqual(self.faulty.hits(), [])
        self.faulty.fault(fault="reset", times=1000)  # control calls pass, or nobody could clear it
        self.assertEqual(self.faulty.control("faults")[1]["faults"][0]["times"], 1000)
        self.faulty.sandbox.reset()
        self.assertEqual(self.faulty.hits(), [])


if __name__ == "__main__":
    unittest.main()
