#!/usr/bin/python3
"""Several profiles and regions at once, each profile on a sandbox of its own: list, due, find and drift of keyturnctl;
the configuration of the ASP CLI."""
import json
import os
import subprocess
import tempfile
import unittest

import botocore.session

from leaks import files_with
from sandbox_process import Sandbox

DEV, PROD = "123456789012", "210987654321"


class Places(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.sandboxes = {"dev": Sandbox(), "prod": Sandbox()}
        cls.keys = {"dev": "testing", "prod": "neighbour"}

    @classmethod
    def tearDownClass(cls):
        for sandbox in cls.sandboxes.values():
            sandbox.stop()

    def setUp(self):
        for sandbox in self.sandboxes.values():
            sandbox.control("empty", {})
        self.home = self.enterContext(tempfile.TemporaryDirectory())
        os.mkdir(self.path(".aws"))
        self.write_config()

    def path(self, name):
        return os.path.join(self.home, name)

    def write_config(self, **urls):
        config, keys = "", ""
        for name, sandbox in self.sandboxes.items():
            config += f"[profile {name}]\nregion = us-east-1\nendpoint_url = {urls.get(name, sandbox.url)}\nmax_attempts = 1\n"
            keys += f"[{name}]\naws_access_key_id = {self.keys[name]}\naws_secret_access_key = {self.keys[name]}\n"
        for name, content in (("config", config), ("credentials", keys)):
            with open(self.path(".aws/" + name), "w", encoding="utf-8") as file:
                file.write(content)
            os.chmod(self.path(".aws/" + name), 0o600)

    def put(self, profile, region, name, value, **more):
        client = botocore.session.get_session().create_client(
            "secretsmanager", region_name=region, endpoint_url=self.sandboxes[profile].url,
            aws_access_key_id=self.keys[profile], aws_secret_access_key=self.keys[profile])
        client.create_secret(Name=name, SecretString=value, **more)

    def run_program(self, *arguments, text=""):
        environment = {"PATH": "/usr/bin:/bin", "HOME": self.home, "LC_ALL": "C.UTF-8", "TZ": "UTC",
                       "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent/keyturn"}
        return subprocess.run([os.environ["KEYTURNCTL"], *arguments], env=environment, input=text, capture_output=True,
                              text=True, timeout=120, check=False)

    def fill(self):
        self.put("dev", "us-east-1", "shop/dev/lwa", '{"id":"same","secret":"canary-dev","extra":"x"}')
        self.put("dev", "eu-west-1", "shop/dev/lwa", '{"id":"same","secret":"canary-eu"}')
        self.put("prod", "us-east-1", "shop/prod/lwa", '{"id":"same","secret":"canary-prod"}')
        self.put("prod", "us-east-1", "only-here", "plain-canary-value")

    def test_one_list_over_profiles_and_regions(self):
        self.fill()
        for spelling in (["--profile", "dev,prod", "--region", "us-east-1,eu-west-1"],
                         ["--profile", "dev", "--profile", "prod", "--region", "us-east-1", "--region", "eu-west-1"]):
            done = self.run_program("--json", *spelling, "list")
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual([(row["name"], row["account"], row["region"], row["profiles"])
                              for row in json.loads(done.stdout)],
                             [("only-here", PROD, "us-east-1", ["prod"]),
                              ("shop/dev/lwa", DEV, "eu-west-1", ["dev"]),
                              ("shop/dev/lwa", DEV, "us-east-1", ["dev"]),
                              ("shop/prod/lwa", PROD, "us-east-1", ["prod"])])
        table = self.run_program("--profile", "dev,prod", "list").stdout
        self.assertRegex(table, r"only-here .*210987654321 +us-east-1 +prod\n")
        one = self.run_program("--profile", "dev", "list").stdout
        self.assertNotIn("ACCOUNT", one)

    def test_a_place_that_is_out_of_reach_keeps_no_other_away_and_is_named(self):
        self.fill()
        self.write_config(prod="http://127.0.0.1:9")
        done = self.run_program("--json", "--profile", "dev,prod", "list")
        self.assertEqual(done.returncode, 1)
        self.assertEqual([row["name"] for row in json.loads(done.stdout)], ["shop/dev/lwa"])
        self.assertIn("prod in us-east-1: ", done.stderr)
        self.assertNotIn("dev in", done.stderr)

    def test_regions_of_one_profile_share_one_sign_in(self):
        self.fill()
        mfa = self.sandboxes["dev"].control("mfa")
        with open(self.path(".aws/config"), "a", encoding="utf-8") as file:
            file.write(f"[profile coded]\nrole_arn = arn:aws:iam::{DEV}:role/KeyturnMfa\nsource_profile = dev\n"
                       f"mfa_serial = {mfa['serial']}\nendpoint_url = {self.sandboxes['dev'].url}\n")
        done = self.run_program("--json", "--profile", "coded", "--region", "us-east-1,eu-west-1,eu-west-2", "--mfa-stdin",
                                "list", text=mfa["code"] + "\n")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual([row["region"] for row in json.loads(done.stdout)], ["eu-west-1", "us-east-1"])

    def test_one_board_over_both(self):
        for name, region in (("dev", "us-east-1"), ("prod", "us-east-1")):
            self.put(name, region, f"{name}-gone", "x")
            client = botocore.session.get_session().create_client(
                "secretsmanager", region_name=region, endpoint_url=self.sandboxes[name].url,
                aws_access_key_id=self.keys[name], aws_secret_access_key=self.keys[name])
            client.delete_secret(SecretId=f"{name}-gone", RecoveryWindowInDays=7)
        done = self.run_program("--json", "--profile", "dev,prod", "due")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual({(row["account"], row["name"]) for row in json.loads(done.stdout)},
                         {(DEV, "dev-gone"), (PROD, "prod-gone")})
        self.assertRegex(self.run_program("--profile", "dev,prod", "due").stdout, rf"{PROD} +us-east-1\n")

    def test_a_verb_for_one_place_refuses_several(self):
        done = self.run_program("--profile", "dev,prod", "show", "only-here")
        self.assertEqual(done.returncode, 2)
        self.assertIn("works in one place", done.stderr)

    def test_a_missing_name_is_found_in_another_region(self):
        self.fill()
        missing = self.run_program("--profile", "dev", "show", "only-here")
        self.assertEqual(missing.returncode, 3)
        self.assertIn("keyturnctl find only-here", missing.stderr)
        found = self.run_program("--json", "--profile", "dev,prod", "find", "only-here")
        self.assertEqual(found.returncode, 0, found.stderr)
        self.assertEqual([(row["account"], row["region"], row["profiles"]) for row in json.loads(found.stdout)],
                         [(PROD, "us-east-1", ["prod"])])
        other = self.run_program("--json", "--profile", "dev", "--region", "us-west-2,eu-west-1", "find", "shop/dev/lwa")
        self.assertEqual([row["region"] for row in json.loads(other.stdout)], ["eu-west-1"])
        nowhere = self.run_program("--profile", "dev,prod", "find", "nothing")
        self.assertEqual(nowhere.returncode, 3)
        self.assertIn("in none of", nowhere.stderr)

    def test_drift_tells_what_differs_and_no_value(self):
        self.fill()
        done = self.run_program("--json", "--profile", "dev,prod", "drift", "--all")
        self.assertEqual(done.returncode, 0, done.stderr)
        rows = {row["key"]: row for row in json.loads(done.stdout)}
        self.assertEqual(set(rows), {"id", "secret", "extra"})
        columns = [f"dev {DEV} us-east-1", f"prod {PROD} us-east-1"]
        self.assertEqual(rows["id"]["values"], dict.fromkeys(columns, "A"))
        self.assertFalse(rows["id"]["differs"])
        self.assertEqual(sorted(rows["secret"]["values"].values()), ["A", "B"])
        self.assertEqual(rows["extra"]["values"], {columns[0]: "A", columns[1]: None})
        short = self.run_program("--profile", "dev,prod", "drift", "shop").stdout
        self.assertIn("extra", short)
        self.assertNotIn(" id ", short)
        self.assertEqual(self.run_program("--profile", "dev,prod", "drift", "other").stdout, "")
        for canary in ("canary-dev", "canary-prod", "same"):
            self.assertNotIn(canary, done.stdout + done.stderr + short)
        self.assertEqual(files_with(self.home, "canary-prod"), [])

    def test_the_asp_cli_takes_its_credential_from_secrets_manager(self):
        self.put("dev", "us-east-1", "lwa-oauth", "{}")
        folder = self.path("asp-cli/config")
        os.makedirs(folder)
        file = os.path.join(folder, "default.json")
        text = '{\r\n  "asp_cli": {"auth": "file", "n": 1.0},\r\n  "secretsManager": {"secretNameForOAuth": "", ' \
               '"regionName": "eu-west-1"}}'
        with open(file, "w", newline="", encoding="utf-8") as config:
            config.write(text)
        before = self.run_program("--profile", "dev", "asp-config", self.path("asp-cli"))
        self.assertEqual(before.returncode, 1, before.stderr)
        preview = self.run_program("--profile", "dev", "--region", "us-east-1", "asp-config", self.home, "--secret",
                                   "lwa-oauth")
        self.assertEqual(preview.returncode, 0, preview.stderr)
        self.assertIn("(was eu-west-1)", preview.stdout)
        self.assertIn("Nothing was written", preview.stdout)
        with open(file, newline="", encoding="utf-8") as config:
            self.assertEqual(config.read(), text)
        written = self.run_program("--profile", "dev", "--region", "us-east-1", "asp-config", file, "--secret",
                                   "lwa-oauth", "--write")
        self.assertEqual(written.returncode, 0, written.stderr)
        with open(file, newline="", encoding="utf-8") as config:
            self.assertEqual(config.read(), text.replace('"file"', '"secretsManager"').replace(
                'OAuth": ""', 'OAuth": "lwa-oauth"').replace("eu-west-1", "us-east-1"))
        absent = self.run_program("--profile", "dev", "--region", "us-east-1", "asp-config", file, "--secret", "lwa")
        self.assertEqual(absent.returncode, 3)
        nothing = self.run_program("asp-config", "/nonexistent", "--offline")
        self.assertEqual(nothing.returncode, 3)

    def test_the_report_for_somebody_who_helps(self):
        report = self.path("report.txt")
        done = self.run_program("--profile", "dev", "doctor", "--bundle", report)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn(DEV, done.stdout)
        with open(report, encoding="utf-8") as file:
            text = file.read()
        self.assertEqual(os.stat(report).st_mode & 0o777, 0o600)
        self.assertIn("identity", text)
        for secret in (DEV, self.home, "neighbour"):
            self.assertNotIn(secret, text)
        again = self.run_program("--profile", "dev", "doctor", "--bundle", report)
        self.assertEqual(again.returncode, 1)


if __name__ == "__main__":
    unittest.main()
