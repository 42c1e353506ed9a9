#!/usr/bin/python3
"""The window without a network: the list of the last run stands, with its age, and what is kept of it holds no secret."""
import json
import os
import subprocess
import tempfile
import unittest

from desktop import Desktop, wait_until
from leaks import files_with
from sandbox_process import Sandbox

CANARIES = {"value": "canary-of-the-value-0123456789", "description": "canary-of-the-description-0123",
            "tag": "canary-of-the-tag-0123456789"}


class Offline(unittest.TestCase):
    def setUp(self):
        state = self.enterContext(tempfile.TemporaryDirectory())
        self.sandbox = Sandbox("--fresh", "--state", os.path.join(state, "sandbox.sqlite"))
        self.addCleanup(self.sandbox.stop)
        self.desktop = self.enterContext(Desktop())
        keys = dict(AWS_ACCESS_KEY_ID="testing", AWS_SECRET_ACCESS_KEY="testing", AWS_REGION="us-east-1",
                    AWS_DEFAULT_REGION="us-east-1")
        self.environment = dict(self.desktop.environment, **keys)
        self.lists = os.path.join(self.desktop.home, ".local/state/keyturn/lists")

    def start(self):
        return self.desktop.spawn(os.environ["KEYTURN"], "--profile", "environment", "--endpoint-url", self.sandbox.url,
                                  env=self.environment)

    def end(self, window):
        self.desktop.focus_window("Keyturn")
        self.desktop.keys("ctrl+q")
        self.assertEqual(window.wait(30), 0)

    def kept(self):
        return sorted(os.listdir(self.lists)) if os.path.isdir(self.lists) else []

    def test_the_list_of_the_last_run_stands_with_its_age(self):
        subprocess.run(["/usr/bin/aws", "--endpoint-url", self.sandbox.url, "secretsmanager", "create-secret", "--name",
                        "offline/canary", "--secret-string", json.dumps({"key": CANARIES["value"]}), "--description",
                        CANARIES["description"], "--tags", "Key=note,Value=" + CANARIES["tag"]],
                       env=self.environment, check=True, capture_output=True, timeout=60)
        first = self.start()
        self.desktop.focus_window("Keyturn")
        self.desktop.wait_for_text("offline/canary|canary")
        wait_until("the list in its file", self.kept)
        self.end(first)
        self.assertEqual([os.stat(os.path.join(self.lists, name)).st_mode & 0o777 for name in self.kept()], [0o600])
        self.assertEqual(files_with(self.desktop.home, "offline/canary"),
                         [os.path.relpath(os.path.join(self.lists, self.kept()[0]), self.desktop.home)],
                         "the scan finds what is kept")
        for canary in CANARIES.values():
            self.assertEqual(files_with(self.desktop.home, canary), [])

        self.sandbox.process.kill()
        self.sandbox.process.wait()
        second = self.start()
        self.desktop.focus_window("Keyturn")
        self.desktop.wait_for_text("as of .* ago")
        self.desktop.wait_for_text("No connection")
        self.assertIn("senior-living", self.desktop.accessible_text())
        self.end(second)


if __name__ == "__main__":
    unittest.main(verbosity=2)
