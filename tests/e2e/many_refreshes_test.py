#!/usr/bin/python3
"""Hundreds of refreshes in one process: no more descriptors, threads, keychain items or marker files at the end than
after the first hundred, and none of what a refresh keeps while it runs is left.
    KEYTURN_MANY_REFRESHES=10000 tests/e2e/many_refreshes_test.py
tells memory, too, which pages hide in fewer: its slope over the second half stays below 100 bytes for each refresh."""
import glob
import json
import os
import subprocess
import unittest

from providers_test import Refreshed

COUNT = int(os.environ.get("KEYTURN_MANY_REFRESHES", "500"))
ENOUGH_FOR_MEMORY = 5000
BYTES_EACH = 100
AT_ONCE = 4  # refreshes of one provider side by side


def slope(points):
    """Of the line through (x, y) pairs that is nearest to all of them."""
    mean_x, mean_y = (sum(each[i] for each in points) / len(points) for i in (0, 1))
    return (sum((x - mean_x) * (y - mean_y) for x, y in points) / sum((x - mean_x) ** 2 for x, _ in points))


def resident(pid):
    """Bytes."""
    with open(f"/proc/{pid}/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


class ManyRefreshes(Refreshed):
    def markers(self):
        return len(glob.glob(os.path.join(self.keyring.home, "state", "**", "refresh-*.json"), recursive=True))

    def test_nothing_grows(self):
        url = "https://www.upwork.com/api/v3/oauth2/token"
        names = [self.make("upwork", token_url=url, expires_at=0) for _ in range(COUNT)]
        process = subprocess.Popen([os.environ["KEYTURNCTL"], "--endpoint-url", self.sandbox.url, "--json", "refresh", *names],
                                   env=self.keyring.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        seen = []  # after each result: descriptors, threads, marker files
        memory = []
        for line in process.stdout:
            self.assertTrue(json.loads(line).get("writtenBack"), line)
            try:
                descriptors = len(os.listdir(f"/proc/{process.pid}/fd"))
                threads = len(os.listdir(f"/proc/{process.pid}/task"))
                memory.append((len(memory), resident(process.pid)))
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
        grown = slope(memory[len(memory) // 2:])
        print(f"memory: {grown:.0f} bytes for each of the last {len(memory) - len(memory) // 2} refreshes")
        if COUNT >= ENOUGH_FOR_MEMORY:
            self.assertLess(grown, BYTES_EACH)
        self.assertLessEqual(max(each[2] for each in seen), 2 * AT_ONCE)
        self.assertEqual((self.markers(), self.keyring.items()), (0, 0))
        clients = {each["clientId"]: each for each in self.sandbox.control("oauth-clients")["clients"]}
        self.assertEqual({clients[name]["spentRefreshTokens"] for name in names}, {1})  # asked once each


if __name__ == "__main__":
    unittest.main()
