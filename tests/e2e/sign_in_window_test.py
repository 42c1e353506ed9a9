#!/usr/bin/python3
"""Signing in to IAM Identity Center from the window: the browser that it opens is ours, the sandbox plays AWS."""
import os
import unittest

from accessible_tree import AccessibleTree
from consent_test import decide, get
from desktop import Desktop, wait_until
from leaks import files_with
from sandbox_process import Sandbox


class SigningIn(unittest.TestCase):
    def setUp(self):
        self.sandbox = Sandbox("--fresh")
        self.addCleanup(self.sandbox.stop)
        self.desktop = self.enterContext(Desktop())
        os.mkdir(self.path(".aws"))
        os.mkdir(self.path("bin"))
        self.write(".aws/config", "[profile s]\nsso_session = corp\nsso_account_id = 123456789012\n"
                   "sso_role_name = KeyturnReader\nregion = us-east-1\n"
                   "[sso-session corp]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = us-east-1\n"
                   "sso_registration_scopes = sso:account:access\n", 0o600)
        self.write("bin/xdg-open", '#!/bin/sh\nprintf %s "$*" > "$HOME/opened.new"\nmv "$HOME/opened.new" "$HOME/opened"\n',
                   0o755)
        self.environment = {**self.desktop.environment, "AWS_ENDPOINT_URL": self.sandbox.url,
                            "PATH": self.path("bin") + ":/usr/bin:/bin"}
        self.tree = AccessibleTree(self.desktop.spawn)
        self.desktop.spawn(os.environ["KEYTURN"], "--profile", "s", env=self.environment)

    def path(self, name):
        return os.path.join(self.desktop.home, name)

    def write(self, name, content, mode):
        with open(self.path(name), "w", encoding="ascii") as file:
            file.write(content)
        os.chmod(self.path(name), mode)

    def opened(self):
        """The page that the browser was sent to, once."""
        wait_until("the browser", lambda: os.path.exists(self.path("opened")))
        with open(self.path("opened"), encoding="ascii") as file:
            page = file.read()
        os.remove(self.path("opened"))
        return page

    def press(self, name):
        wait_until(f'a button "{name}"', lambda: self.tree.press(name))

    def signed_out(self):
        self.desktop.wait_for_text("You're not signed in")
        self.desktop.wait_for_text(r"nobody has signed in yet \(https://corp.awsapps.com/start\)")
        self.press("Sign in…")

    def check_listed(self):
        self.desktop.wait_for_text("lwa-oauth")
        self.assertNotIn("You're not signed in", self.desktop.accessible_text())
        self.assertFalse(os.path.exists(self.path(".aws/sso")), "the command line's cache was written to")
        self.assertEqual(files_with(self.desktop.home, "sandbox-sso"), [])

    def test_the_browser_comes_back_and_the_list_is_read(self):
        self.signed_out()
        self.assertEqual(get(decide(self.opened(), "approve"))[0], 200)
        self.check_listed()

    def test_a_no_can_be_followed_by_a_code(self):
        self.signed_out()
        get(decide(self.opened(), "deny"))
        self.desktop.wait_for_text("the request was refused in the browser")
        self.press("Use a code instead")
        page = self.opened()
        code = page.rsplit("=", 1)[1]
        self.desktop.wait_for_text(code)
        self.sandbox.control("sso", {"userCode": code, "allow": True})
        self.check_listed()


if __name__ == "__main__":
    unittest.main(verbosity=2)
