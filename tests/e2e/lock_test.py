#!/usr/bin/python3
"""A locked Keyturn keeps no secret in memory: the whole memory of the running program is searched, from outside, for
values that it has just shown, been given and copied. Reading the memory of a program that is not dumpable takes root."""
import json
import os
import subprocess
import sys
import tempfile
import unittest

import botocore.session
from desktop import Desktop, wait_until
from leaks import spelt
from sandbox_process import Sandbox

NAME = "canary/entry"
KEY = "first-key"
VALUE = "Zq8WmXv5kq7RtY2p-canary-of-the-value"
SECOND = "Bn4LsD9eHj3GfV6c-canary-of-another"
TYPED = "typedqk7w2mzcanary"
PIECE = 1 << 20


def count_in_memory(pid, secrets):
    """How often each occurs in writable memory, in any spelling."""
    forms = {secret: list(spelt(secret)) for secret in secrets}
    longest = max(len(form) for each in forms.values() for form in each)
    found = dict.fromkeys(secrets, 0)
    with open(f"/proc/{pid}/maps", encoding="utf-8") as maps, open(f"/proc/{pid}/mem", "rb", 0) as memory:
        for line in maps:
            addresses, rights = line.split()[:2]
            if "w" not in rights or "[v" in line:
                continue
            begin, end = (int(address, 16) for address in addresses.split("-"))
            tail = b""
            while begin < end:
                memory.seek(begin)
                try:
                    piece = memory.read(min(PIECE, end - begin))
                except OSError:  # a guard page
                    break
                text = tail + piece
                for secret, each in forms.items():
                    found[secret] += sum(text.count(form) for form in each)
                tail = text[-(longest - 1):]
                begin += len(piece)
    return found


class Lock(unittest.TestCase):
    def setUp(self):
        state = self.enterContext(tempfile.TemporaryDirectory())
        self.sandbox = Sandbox("--fresh", "--state", os.path.join(state, "sandbox.sqlite"))
        self.addCleanup(self.sandbox.stop)
        self.aws = botocore.session.Session().create_client(
            "secretsmanager", region_name="us-east-1", endpoint_url=self.sandbox.url, aws_access_key_id="testing",
            aws_secret_access_key="testing")
        self.aws.create_secret(Name=NAME, SecretString=json.dumps({KEY: VALUE, "second-key": SECOND}))
        self.desktop = self.enterContext(Desktop())
        # No accessibility here: what a screen reader was told stays in its bridge, as the README says.
        environment = dict(self.desktop.environment, AWS_ACCESS_KEY_ID="testing", AWS_SECRET_ACCESS_KEY="testing",
                           AWS_REGION="us-east-1")
        del environment["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"]
        self.desktop.run("gdbus", "call", "--session", "--dest", "org.a11y.Bus", "--object-path", "/org/a11y/bus",
                         "--method", "org.freedesktop.DBus.Properties.Set", "org.a11y.Status", "IsEnabled", "<false>")
        self.keyturn = self.desktop.spawn(os.environ["KEYTURN"], "--profile", "environment", "--endpoint-url",
                                          self.sandbox.url, env=environment)
        self.desktop.focus_window("Keyturn")

    def counts(self):
        return count_in_memory(self.keyturn.pid, [VALUE, SECOND, TYPED])

    def open_the_entry(self):
        """Until its values are in memory: there is no accessibility to ask."""
        def is_read():
            self.desktop.keys("ctrl+f")
            self.desktop.type(NAME)
            self.desktop.keys("Down")
            found = self.counts()
            self.desktop.keys("ctrl+f", "ctrl+a")
            return found[VALUE] and found[SECOND]
        wait_until("the values in memory", is_read)

    def edit(self):
        """Types a new value into the first row, shows the second one, and copies it."""
        self.desktop.keys("ctrl+f", "Down", "ctrl+e")
        self.desktop.keys("ctrl+a")
        self.desktop.type(TYPED)
        self.desktop.keys("Return")
        wait_until("what was typed in memory", lambda: self.counts()[TYPED])
        self.desktop.keys("Down", "ctrl+c", "ctrl+shift+c")

    def test_after_locking_no_value_is_left_in_memory_and_after_unlocking_all_is_there(self):
        self.open_the_entry()
        self.edit()
        before = self.counts()  # the positive control
        self.assertTrue(all(before.values()), before)
        self.desktop.keys("ctrl+l")
        self.desktop.focus_window("Keyturn, locked")
        wait_until("no value in memory", lambda: not any(self.counts().values()))
        self.assertEqual(self.counts(), {VALUE: 0, SECOND: 0, TYPED: 0})
        self.desktop.keys("Return")
        self.desktop.focus_window("us-east-1")
        wait_until("the unsaved change in memory again", lambda: self.counts()[TYPED])

    def test_another_program_of_the_same_user_cannot_read_it_either(self):
        self.open_the_entry()
        core = subprocess.run(["/usr/bin/python3", "-c", "import sys; open(sys.argv[1], 'rb').read(1)",
                               f"/proc/{self.keyturn.pid}/environ"], capture_output=True, check=False)
        self.assertEqual(core.returncode == 0, os.geteuid() == 0)


if __name__ == "__main__":
    if os.geteuid() != 0:
        print("only root can search the memory of a program that is not dumpable")
        sys.exit(77)
    unittest.main(verbosity=2)
