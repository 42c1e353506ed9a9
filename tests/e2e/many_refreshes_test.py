#!/usr/bin/python3
"""Five hundred refreshes in one process: no more descriptors, threads, keychain items or marker files at the end than
after the first hundred, and none of what a refresh keeps while it runs is left."""
import glob
import json
import os
import subprocess
import unittest

from providers_test import Refreshed

COUNT = 500
AT_ONCE = 4  # refreshes of one provider side by side


class ManyRefreshes(Refreshed):
    def markers(self):
        return len(glob.glob(os.path.join(self.keyring.home, "state", "**", "refresh-*.json"), recursive=True))

    def test_nothing_grows(self):
        url = "https://www.upwork.com/api/v3/oauth2/token"
        names = [self.make("upwork", token_url=url, expires_at=0) for _ in range(COUNT)]
        process = subprocess.Popen([os.environ["KEYTURNCTL"], "--endpoint-url", self.sandbox.url, "--json", "refresh", *names],
                                   env=self.keyring.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        seen = []  # after each result: descriptors, threads, marker files
        for line in process.stdout:
            self.assertTrue(json.loads(line)["writtenBack"])
            try:
                descriptors = len(os.listdir(f"/proc/{process.pid}/fd"))
                threads = len(os.listdir(f"/proc/{process.pid}/task"))
            except OSError:
                continue  # it has ended
            seen.append((descriptors, threads, self.markers()))
        self.assertEqual(process.wait(timeout=60), 0)
        process.stdout.close()
        self.assertGreater(len(seen), COUNT * 0.9)
        early, late = seen[50:150], seen[-100:]
        for index, what in enumerate(("descriptors", "threads", "marker files")):
            first, last = max(each[index] for each in early), max(each[index] for each in late)
            print(f"{what}: {first} after the first hundred, {last} at the end")
            self.assertLessEqual(last, first + AT_ONCE, what)
        self.assertLessEqual(max(each[2] for each in seen), 2 * AT_ONCE)
        self.assertEqual((self.markers(), self.keyring.items()), (0, 0))
        clients = {each["clientId"]: each for each in self.sandbox.control("oauth-clients")["clients"]}
        self.assertEqual({clients[name]["spentRefreshTokens"] for name in names}, {1})  # asked once each


if __name__ == "__main__":
    unittest.main()
