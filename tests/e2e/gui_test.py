#!/usr/bin/python3
"""The release program under a real X server, with a real keyring and the sandbox in a process of its own.

Driven by keyboard alone; what it did is judged by the aws command line.
"""
import json
import os
import signal
import subprocess
import tempfile
import unittest

from desktop import Desktop, wait_until
from leaks import files_with
from sandbox_process import Sandbox

NAME = "amazon-api-access-token"
NEW_SCOPE = "alexa::ask:skills:readwrite"


class Gui(unittest.TestCase):
    def setUp(self):
        state = self.enterContext(tempfile.TemporaryDirectory())
        self.sandbox = Sandbox("--fresh", "--state", os.path.join(state, "sandbox.sqlite"))
        self.addCleanup(self.sandbox.stop)
        self.desktop = self.enterContext(Desktop())
        keys = dict(AWS_ACCESS_KEY_ID="testing", AWS_SECRET_ACCESS_KEY="testing", AWS_REGION="us-east-1",
                    AWS_DEFAULT_REGION="us-east-1")
        self.environment = dict(self.desktop.environment, **keys)
        self.keyturn = self.desktop.spawn(os.environ["KEYTURN"], "--profile", "environment", "--endpoint-url",
                                          self.sandbox.url, env=self.environment)

    def aws(self, *arguments):
        run = subprocess.run(["/usr/bin/aws", "--endpoint-url", self.sandbox.url, "secretsmanager", *arguments],
                             env=self.environment, capture_output=True, check=True, timeout=60)
        return json.loads(run.stdout)

    def stored(self, stage="AWSCURRENT"):
        return self.aws("get-secret-value", "--secret-id", NAME, "--version-stage", stage)

    def open_entry(self):
        self.desktop.focus_window("Keyturn")
        self.desktop.wait_for_text("senior-living")
        self.desktop.keys("ctrl+f")
        self.desktop.type(NAME)
        self.desktop.keys("Down")
        self.desktop.wait_for_text("lwa-auth-scope")

    def new_version_after(self, version):
        return wait_until("a new version in the sandbox",
                          lambda: (now := self.stored())["VersionId"] != version and now)

    def test_an_edit_is_reviewed_saved_and_leaves_the_other_bytes_alone(self):
        before = self.stored()
        self.open_entry()

        self.desktop.keys("ctrl+e", "Escape", "Down", "Down", "Down", "Down", "ctrl+e")
        self.desktop.type(NEW_SCOPE)
        self.desktop.keys("Return")
        self.desktop.wait_for_text("1 change in 1 secret")
        self.assertEqual(self.stored()["VersionId"], before["VersionId"], "written before the review")
        self.desktop.keys("ctrl+s")
        self.desktop.focus_window("Review")
        self.desktop.wait_for_text("keys unchanged")
        self.desktop.wait_for_text("checked again at")
        self.desktop.keys("Return")

        after = self.new_version_after(before["VersionId"])
        old_scope = json.loads(before["SecretString"])["lwa-auth-scope"]
        self.assertEqual(after["SecretString"], before["SecretString"].replace(old_scope, NEW_SCOPE))
        self.assertEqual(self.stored("AWSPREVIOUS")["SecretString"], before["SecretString"])

    def test_one_key_refreshes_the_token_and_nothing_secret_can_be_read_from_outside(self):
        before = self.stored()
        self.open_entry()

        self.desktop.keys("ctrl+r")

        after = self.new_version_after(before["VersionId"])
        old, new = json.loads(before["SecretString"]), json.loads(after["SecretString"])
        self.assertNotEqual(new["api-access-token"], old["api-access-token"])
        self.assertEqual(after["SecretString"],
                         before["SecretString"].replace(old["api-access-token"], new["api-access-token"]))
        self.desktop.wait_for_text(r"(59|60) min left")
        seen = self.desktop.accessible_text()
        self.assertIn(new["lwa-client-id"], seen, "the scan sees values that are not masked")
        for key in ("api-access-token", "lwa-refresh-token", "lwa-client-secret"):
            self.assertNotIn(new[key], seen)
            self.assertNotIn(new[key][:16], seen)
            self.assertEqual(files_with(self.desktop.home, new[key]), [])

    def test_a_signal_ends_the_program_when_its_write_has_ended(self):
        before = self.stored()
        self.open_entry()
        self.desktop.keys("ctrl+e", "Escape", "Down", "Down", "Down", "Down", "ctrl+e")
        self.desktop.type(NEW_SCOPE)
        self.desktop.keys("Return")
        self.desktop.wait_for_text("1 change in 1 secret")
        self.desktop.keys("ctrl+s")
        self.desktop.focus_window("Review")
        self.desktop.wait_for_text("checked again at")
        self.sandbox.control("faults", {"fault": "stall", "seconds": 2, "operation": "PutSecretValue"})
        self.desktop.keys("Return")
        wait_until("the write", lambda: self.sandbox.control("faults")["faults"][0]["hits"])
        self.keyturn.send_signal(signal.SIGTERM)
        self.assertEqual(self.keyturn.wait(60), 128 + signal.SIGTERM)
        self.assertNotEqual(self.stored()["VersionId"], before["VersionId"])
        self.assertIn(NEW_SCOPE, self.stored()["SecretString"])
        stages = self.aws("describe-secret", "--secret-id", NAME)["VersionIdsToStages"]
        self.assertEqual([label for labels in stages.values() for label in labels if label.startswith("keyturn-")], [])
        self.assertEqual(os.listdir(os.path.join(self.desktop.home, ".local/state/keyturn/ops")), [])

    def test_closing_the_window_ends_the_program(self):
        self.open_entry()
        self.desktop.keys("ctrl+q")
        self.assertEqual(self.keyturn.wait(30), 0)


if __name__ == "__main__":
    unittest.main(verbosity=2)
