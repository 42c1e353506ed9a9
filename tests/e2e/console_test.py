#!/usr/bin/python3
"""Signing a browser in to the AWS console: the link reaches it, and nobody else."""
import glob
import html
import json
import os
import re
import subprocess
import tempfile
import time
import unittest
import urllib.parse

from consent_test import get
from sandbox_process import Sandbox

ROLE = "arn:aws:iam::123456789012:role/KeyturnReader"
NAME = "amazon-api-access-token"


class Console(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.sandbox = Sandbox()

    @classmethod
    def tearDownClass(cls):
        cls.sandbox.stop()

    def setUp(self):
        self.home = self.enterContext(tempfile.TemporaryDirectory())
        os.mkdir(self.path(".aws"))
        os.mkdir(self.path("bin"))
        self.write(".aws/config", f"[profile r]\nrole_arn = {ROLE}\nsource_profile = base\n")
        self.write(".aws/credentials", "[base]\naws_access_key_id = testing\naws_secret_access_key = testing\n")
        self.write("bin/xdg-open", '#!/bin/sh\nprintf "%s\\n" "$@" > "$HOME/opened"\nenv > "$HOME/environment"\n', 0o700)

    def path(self, name):
        return os.path.join(self.home, name)

    def write(self, name, text, mode=0o600):
        with open(self.path(name), "w", encoding="ascii") as file:
            file.write(text)
        os.chmod(self.path(name), mode)

    def start(self, *arguments, profile="r", url=None):
        environment = {"PATH": self.path("bin") + ":/usr/bin:/bin", "HOME": self.home, "AWS_REGION": "us-east-1",
                       "AWS_ENDPOINT_URL": url or self.sandbox.url, "LC_ALL": "C.UTF-8", "QT_LOGGING_RULES": "keyturn.*=true",
                       "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent/keyturn"}
        return subprocess.Popen([os.environ["KEYTURNCTL"], "--profile", profile, *arguments], env=environment,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def opened(self):
        for _ in range(300):
            if os.path.exists(self.path("environment")):
                with open(self.path("opened"), encoding="ascii") as file:
                    return file.read().split("\n")[:-1]
            time.sleep(0.1)
        self.fail("no browser was opened")

    def test_the_browser_gets_the_link_and_nothing_else_holds_it(self):
        with self.start("--json", "console", NAME) as process:
            arguments = self.opened()
            self.assertEqual(len(arguments), 1)
            self.assertRegex(arguments[0], r"\Ahttp://127\.0\.0\.1:[0-9]+/console\?[\w-]{43}\Z")
            base = arguments[0].rsplit("?", 1)[0]
            self.assertEqual(get(base + "?" + "A" * 43)[0], 400)
            self.assertEqual(get(arguments[0], {"Host": "evil.example"})[0], 403)
            status, headers, page = get(arguments[0])
            out, err = process.communicate(timeout=60)
        self.assertEqual((status, process.returncode), (303, 0), err)
        link = headers["Location"]
        self.assertTrue(link.startswith(self.sandbox.url + "/federation?Action=login&Destination=https%3A%2F%2F"))
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(link).query)
        destination = f"https://us-east-1.console.aws.amazon.com/secretsmanager/secret?name={NAME}&region=us-east-1"
        self.assertEqual(query["Destination"], [destination])
        self.assertEqual(json.loads(out), {"name": NAME, "page": destination})

        token = query["SigninToken"][0]
        everything = [out, err, page, *arguments]
        for file in glob.glob(self.path("**"), recursive=True, include_hidden=True):
            if os.path.isfile(file):
                with open(file, encoding="utf-8", errors="replace") as text:
                    everything.append(text.read())
        for text in everything:
            self.assertNotIn(token, text)
            self.assertNotIn(urllib.parse.quote(token, safe=""), text)

        status, _, page = get(link)
        self.assertEqual(status, 200, page)
        self.assertIn("assumed-role/KeyturnReader/", re.search('id="identity">([^<]*)<', page).group(1))
        self.assertEqual(html.unescape(re.search('id="destination">([^<]*)<', page).group(1)), destination)
        with self.assertRaises(ConnectionRefusedError):
            get(arguments[0])

    def test_access_keys_are_told_what_to_use_instead(self):
        with self.start("console", NAME, profile="base") as process:
            _, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 1, err)
        self.assertIn("takes temporary credentials only", err)
        self.assertIn("role_arn or SSO", err)
        self.assertFalse(os.path.exists(self.path("opened")))

    def test_access_keys_are_refused_before_anything_is_sent(self):
        with self.start("console", NAME, profile="base", url="http://127.0.0.1:1") as process:  # where nobody listens
            _, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 1, err)
        self.assertIn("Nothing was sent", err)

    def test_an_interrupt_ends_the_wait_and_the_address(self):
        with self.start("console", NAME) as process:
            address = self.opened()[0]
            process.terminate()
            _, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 143, err)
        self.assertIn("nobody was signed in", err)
        with self.assertRaises(ConnectionRefusedError):
            get(address)

    def test_a_session_has_a_length_that_aws_takes(self):
        for seconds in ("899", "43201", "an hour", ""):
            with self.start("console", NAME, "--session", seconds) as process:
                _, err = process.communicate(timeout=60)
            self.assertEqual(process.returncode, 2, err)


if __name__ == "__main__":
    unittest.main()
