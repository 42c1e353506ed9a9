#!/usr/bin/python3
"""Reminders reach the desktop: Keyturn against the notification daemon of python3-dbusmock and against dunst, each on a bus
of its own. The sandbox made its secret in the past, so that it falls due in a few days by the computer's clock; what is told
is on the same day as what `keyturnctl due` says."""
import contextlib
import json
import os
import re
import signal
import subprocess
import tempfile
import unittest

import botocore.session
from desktop import wait_until
from sandbox_process import Sandbox

NAME = "canary-shop/lwa-oauth"
LWA = {"lwa-client-id": "amzn1.application-oa2-client.x", "lwa-client-secret": "s" * 64, "lwa-refresh-token": "Atzr|x"}
BUS_NAME = "org.freedesktop.Notifications"
BUS_PATH = "/org/freedesktop/Notifications"


class Told(unittest.TestCase):
    def setUp(self):
        self.home = self.enterContext(tempfile.TemporaryDirectory(prefix="keyturn-e2e-"))
        os.mkdir(self.home + "/run", 0o700)
        self.environment = {
            "PATH": "/usr/bin:/bin", "HOME": self.home, "XDG_RUNTIME_DIR": self.home + "/run",
            "LC_ALL": "C.UTF-8", "TZ": "UTC", "QT_QPA_PLATFORM": "offscreen", "AWS_ACCESS_KEY_ID": "testing",
            "AWS_SECRET_ACCESS_KEY": "testing", "AWS_REGION": "us-east-1"}
        self.stack = self.enterContext(contextlib.ExitStack())
        bus = self.spawn("dbus-daemon", "--session", "--nofork", "--print-address", stdout=subprocess.PIPE, text=True)
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        self.sandbox = Sandbox("--fresh", "--state", self.home + "/sandbox.sqlite")
        self.stack.callback(self.sandbox.stop)
        self.sandbox.control("empty", {})
        self.sandbox.control("clock", {"move": "-175d"})
        self.make(NAME)

    def make(self, name):
        aws = botocore.session.Session().create_client(
            "secretsmanager", region_name="us-east-1", endpoint_url=self.sandbox.url, aws_access_key_id="testing",
            aws_secret_access_key="testing")
        aws.create_secret(Name=name, SecretString=json.dumps(LWA))

    def spawn(self, *command, **options):
        options.setdefault("stdout", subprocess.DEVNULL)
        options.setdefault("stderr", subprocess.DEVNULL)
        process = subprocess.Popen(command, env=self.environment, **options)
        self.stack.callback(self.end, process)
        return process

    @staticmethod
    def end(process):
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(20)
        if process.stdout:
            process.stdout.close()

    def keyturn(self, *arguments):
        return self.spawn(os.environ["KEYTURN"], "--profile", "environment", "--endpoint-url", self.sandbox.url,
                          *arguments)

    def configure(self, **settings):
        os.makedirs(self.home + "/.config/keyturn", mode=0o700, exist_ok=True)
        with open(self.home + "/.config/keyturn/keyturn.conf", "w", encoding="utf-8") as file:
            file.write("[notify]\n" + "".join(f"{name.replace('_', '-')}={value}\n" for name, value in settings.items()))

    def daemon(self, capabilities="body actions"):
        """The mock; it writes down each call."""
        self.log = self.home + "/notifications.log"
        self.spawn("/usr/bin/python3", "-m", "dbusmock", "--session", "--logfile", self.log, "--template",
                   "notification_daemon", "--parameters", json.dumps({"capabilities": capabilities}))
        self.wait_for_daemon()

    def wait_for_daemon(self):
        wait_until("the notification daemon", lambda: b"(true,)" in subprocess.run(
            ["gdbus", "call", "--session", "--dest", "org.freedesktop.DBus", "--object-path", "/", "--method",
             "org.freedesktop.DBus.NameHasOwner", BUS_NAME], env=self.environment, capture_output=True, check=False).stdout)

    def calls(self):
        """What was asked of Notify, as the mock wrote it."""
        try:
            with open(self.log, encoding="utf-8") as file:
                return [line for line in file if " Notify " in line]
        except FileNotFoundError:
            return []

    def wait_for_calls(self, count):
        return wait_until(f"{count} notifications", lambda: len(self.calls()) >= count and self.calls())

    def invoke(self, number, action):
        subprocess.run(
            ["gdbus", "call", "--session", "--dest", BUS_NAME, "--object-path", BUS_PATH, "--method",
             "org.freedesktop.DBus.Mock.EmitSignal", BUS_NAME, "ActionInvoked", "us",
             f"[<uint32 {number}>, <'{action}'>]"], env=self.environment, check=True, stdout=subprocess.DEVNULL)

    def state(self, name):
        try:
            with open(f"{self.home}/.local/state/keyturn/{name}", encoding="utf-8") as file:
                return json.load(file)
        except FileNotFoundError:
            return {}

    def days_on_the_board(self):
        done = subprocess.run([os.environ["KEYTURNCTL"], "--endpoint-url", self.sandbox.url, "--json", "due"],
                              env=self.environment, capture_output=True, check=True)
        return {row["name"]: row["daysLeft"] for row in json.loads(done.stdout)}


class ByTheMock(Told):
    def test_what_is_told_is_the_day_of_the_board_and_comes_once(self):
        self.daemon()
        running = self.keyturn()
        told = self.wait_for_calls(1)
        days = self.days_on_the_board()[NAME]
        self.assertRegex(told[0], rf'"Client secret due in {days} days"')
        self.assertIn(NAME, told[0])
        for secret in LWA.values():
            self.assertNotIn(secret, told[0])
        for action in ("default", "open", "snooze", "done"):
            self.assertIn(f'"{action}"', told[0])
        wait_until("it is noted as told", lambda: self.state("told").get("told"))
        self.end(running)
        self.make("another/lwa-oauth")
        self.end_after(lambda: self.wait_for_calls(2), self.keyturn())
        self.assertEqual([NAME in call for call in self.calls()], [True, False])

    def end_after(self, waiting, process):
        waiting()
        self.end(process)

    def test_put_off_it_stays_away(self):
        self.daemon()
        running = self.keyturn()
        self.wait_for_calls(1)
        self.invoke(1, "snooze")
        snoozed = wait_until("it is put off", lambda: self.state("told").get("snoozed"))
        self.assertEqual(len(snoozed), 1)
        self.assertRegex(snoozed[0]["until"], r"T08:00:00Z$")
        self.assertNotIn("canary", json.dumps(self.state("told")))
        self.end(running)

    def test_what_was_listed_before_is_told_without_a_connection_or_a_window(self):
        self.configure(on="false")
        running = self.keyturn()
        wait_until("the board is kept", lambda: self.state("boards"))
        self.end(running)
        self.assertEqual(os.stat(f"{self.home}/.local/state/keyturn/boards").st_mode & 0o077, 0)
        self.sandbox.process.send_signal(signal.SIGTERM)
        self.sandbox.process.wait(20)
        self.configure(on="true")
        self.daemon()
        self.keyturn("--background")
        self.assertIn(NAME, self.wait_for_calls(1)[0])

    def test_names_stay_hidden_on_request(self):
        self.configure(hide_names="true")
        self.daemon()
        self.keyturn()
        told = self.wait_for_calls(1)[0]
        self.assertIn("Client secret due in", told)
        self.assertNotIn("canary", told)

    def test_a_daemon_without_actions_or_markup_gets_neither(self):
        self.daemon("body")
        self.keyturn()
        told = self.wait_for_calls(1)[0]
        self.assertNotIn('"snooze"', told)
        self.assertIn("[]", told)

    def test_many_at_once_are_one(self):
        for number in range(4):
            self.make(f"shop-{number}/lwa-oauth")
        self.daemon()
        self.keyturn()
        told = self.wait_for_calls(1)[0]
        self.assertIn('"5 reminder', told)


class ByDunst(Told):
    def test_a_real_daemon_shows_it(self):
        read, write = os.pipe()
        self.spawn("Xvfb", "-displayfd", str(write), "-screen", "0", "800x600x24", "-nolisten", "tcp", pass_fds=[write])
        os.close(write)
        with os.fdopen(read) as pipe:
            self.environment["DISPLAY"] = ":" + pipe.readline().strip()
        dunst = self.spawn("stdbuf", "-oL", "dunst", "-print", stdout=subprocess.PIPE, text=True)
        self.wait_for_daemon()
        self.keyturn()
        printed = ""
        while "timeout:" not in printed:
            line = dunst.stdout.readline()
            self.assertTrue(line, "dunst ended: " + printed)
            printed += line
        days = self.days_on_the_board()[NAME]
        self.assertRegex(printed, rf"Client secret due in {days} days")
        self.assertTrue(re.search(r"appname: '?Keyturn", printed), printed)
        self.assertIn(NAME, printed)


if __name__ == "__main__":
    unittest.main()
