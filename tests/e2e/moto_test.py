#!/usr/bin/python3
"""keyturnctl against moto_server, an AWS emulator nobody here wrote. Skipped (77) where moto_server is not installed.

KEYTURNCTL names the program under test.
"""
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import unittest
from datetime import datetime, timedelta

SKIPPED = 77
KEYTURNCTL = os.environ.get("KEYTURNCTL", "build/release/bin/keyturnctl")
LWA = '{\n  "lwa-client-id": "amzn1.application-oa2-client.example",\n  "lwa-client-secret": "amzn1.oa2-cs.v1.old",\n' \
      '  "lwa-refresh-token": "Atzr|example",  "n": 1.10,\n  "lwa-auth-scope": "profile",\n' \
      '  "lwa-auth-url": "https://api.amazon.com/auth/o2/token"\n}'


def moto_server():
    """The moto_server that runs, not a shim that only promises to."""
    candidates = [shutil.which("moto_server"), *map(str, pathlib.Path.home().glob(".pyenv/versions/*/bin/moto_server"))]
    for candidate in filter(None, candidates):
        try:
            if subprocess.run([candidate, "--help"], capture_output=True, timeout=60).returncode == 0:
                return candidate
        except (OSError, subprocess.TimeoutExpired):
            pass
    return None


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Moto(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        import botocore.session
        cls.home = tempfile.TemporaryDirectory()
        port = free_port()
        cls.url = f"http://127.0.0.1:{port}"
        cls.server = subprocess.Popen([MOTO, "-H", "127.0.0.1", "-p", str(port)],
                                      stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        cls.addClassCleanup(cls.stop)
        deadline = time.monotonic() + 60
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                if time.monotonic() > deadline or cls.server.poll() is not None:
                    raise RuntimeError("moto_server did not start")
                time.sleep(0.1)
        session = botocore.session.get_session()
        keys = dict(region_name="us-east-1", endpoint_url=cls.url,
                    aws_access_key_id="testing", aws_secret_access_key="testing")
        cls.sm = session.create_client("secretsmanager", **keys)
        cls.ssm = session.create_client("ssm", **keys)
        cls.sm.create_secret(Name="lwa-oauth", SecretString=LWA)
        for number in range(120):  # more than one page
            cls.sm.create_secret(Name=f"filler/{number:03}", SecretString="{}")
        policy = [{"Type": "NoChangeNotification", "Version": "1.0", "Attributes": {"After": "150", "Unit": "Days"}}]
        for leaf in ("clientidentifier", "clientsecret", "refreshToken"):
            policies = {"Policies": json.dumps(policy)} if leaf == "clientsecret" else {}
            cls.ssm.put_parameter(Name=f"/my-erp/lwa/{leaf}", Value=f"value of {leaf}", Type="SecureString",
                                  Tier="Advanced", **policies)

    @classmethod
    def stop(cls):
        cls.server.terminate()
        cls.server.wait()
        cls.home.cleanup()

    def keyturnctl(self, *arguments, stdin=b"", expect=0):
        environment = dict(PATH=os.environ["PATH"], HOME=self.home.name, AWS_ACCESS_KEY_ID="testing",
                           AWS_SECRET_ACCESS_KEY="testing", AWS_REGION="us-east-1", LC_ALL="C.UTF-8")
        run = subprocess.run([KEYTURNCTL, "--endpoint-url", self.url, *arguments], input=stdin,
                             capture_output=True, env=environment, timeout=60)
        self.assertEqual(run.returncode, expect, run.stderr.decode())
        return run.stdout

    def test_list_shows_every_page_of_both_stores(self):
        names = [entry["name"] for entry in json.loads(self.keyturnctl("--json", "list"))]
        self.assertEqual(len([name for name in names if name.startswith("filler/")]), 120)
        self.assertIn("lwa-oauth", names)
        self.assertIn("/my-erp/lwa", names)

    def test_show_gives_the_exact_bytes(self):
        self.assertEqual(self.keyturnctl("show", "lwa-oauth", "--raw"), LWA.encode())

    def test_set_changes_one_value_and_no_other_byte(self):
        self.sm.create_secret(Name="to-edit", SecretString=LWA)
        self.keyturnctl("set", "to-edit", "lwa-client-secret", stdin=b"amzn1.oa2-cs.v1.new")
        # moto 5.2.1 answers a read that names no stage from its own note of the last put, not from the label.
        after = self.sm.get_secret_value(SecretId="to-edit", VersionStage="AWSCURRENT")["SecretString"]
        self.assertEqual(after, LWA.replace("amzn1.oa2-cs.v1.old", "amzn1.oa2-cs.v1.new"))
        before = self.sm.get_secret_value(SecretId="to-edit", VersionStage="AWSPREVIOUS")["SecretString"]
        self.assertEqual(before, LWA)
        self.assertEqual(self.keyturnctl("show", "to-edit", "--raw").decode(), after)

    def test_due_counts_150_days_from_the_last_change(self):
        due = json.loads(self.keyturnctl("--json", "due"))
        reminder = [d for d in due if d["name"] == "/my-erp/lwa/clientsecret" and d["reason"] == "NoChangeNotification"]
        self.assertEqual(len(reminder), 1, due)
        metadata = self.ssm.describe_parameters(
            ParameterFilters=[{"Key": "Name", "Values": ["/my-erp/lwa/clientsecret"]}])["Parameters"][0]
        expected = metadata["LastModifiedDate"] + timedelta(days=150)
        self.assertLess(abs(datetime.fromisoformat(reminder[0]["due"].replace("Z", "+00:00")) - expected),
                        timedelta(seconds=1))

    def test_a_missing_secret_is_said_to_be_missing(self):
        self.keyturnctl("show", "no-such-secret", expect=3)


if __name__ == "__main__":
    MOTO = moto_server()
    if MOTO is None:
        print("skipped: moto_server is not installed on this machine")
        sys.exit(SKIPPED)
    unittest.main(verbosity=2)
