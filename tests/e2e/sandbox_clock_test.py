#!/usr/bin/python3
"""The sandbox's own time and its control calls, with the real program."""
import datetime
import http.client
import os
import subprocess
import tempfile
import unittest

from sandbox_process import Sandbox

DAY = datetime.timedelta(days=1)


def instant(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def ahead(sandbox):
    """By how many days the sandbox's time is ahead of ours."""
    now = datetime.datetime.now(datetime.timezone.utc)
    return round((instant(sandbox.control("clock")["now"]) - now) / DAY, 3)


class TheClock(unittest.TestCase):
    def start(self, *arguments):
        sandbox = Sandbox(*arguments)
        self.addCleanup(sandbox.stop)
        return sandbox

    def test_starts_ahead_and_runs_on(self):
        sandbox = self.start("--clock", "+150d")
        self.assertEqual(ahead(sandbox), 150)
        first = sandbox.control("clock")
        while sandbox.control("clock")["now"] == first["now"]:  # within one millisecond
            pass
        self.assertGreater(sandbox.control("clock")["now"], first["now"])
        self.assertEqual(first["offsetSeconds"], 150 * 86400)
        connection = http.client.HTTPConnection("127.0.0.1", sandbox.port, timeout=10)
        connection.request("GET", "/")
        told = datetime.datetime.strptime(connection.getresponse().getheader("Date"), "%a, %d %b %Y %H:%M:%S GMT")
        self.assertLess(abs(told - datetime.datetime.utcnow()), datetime.timedelta(minutes=1))
        connection.close()

    def test_is_moved_while_it_runs(self):
        sandbox = self.start()
        self.assertEqual(ahead(sandbox), 0)
        sandbox.control("clock", {"move": "+1d"})
        sandbox.control("clock", {"move": "+12h"})
        self.assertEqual(ahead(sandbox), 1.5)
        sandbox.control("clock", {"set": "-2d"})
        self.assertEqual(ahead(sandbox), -2)
        moved = sandbox.control("clock", {"set": "2031-01-02T03:04:05Z"})
        self.assertTrue(moved["now"].startswith("2031-01-02T03:04:0"))
        for wrong in ({"move": "soon"}, {"set": 3}, {}, {"move": "+1d", "set": "+1d"}, {"forward": "+1d"}):
            self.assertTrue(sandbox.control("clock", wrong, expect=400)["error"])
        sandbox.reset()
        self.assertEqual(ahead(sandbox), 0)

    def test_is_kept_with_the_state(self):
        with tempfile.TemporaryDirectory() as folder:
            state = os.path.join(folder, "state.sqlite")
            for arguments, expected in ((("--clock=+10d",), 10), ((), 10), (("--clock", "-1d"), -1), (("--fresh",), 0)):
                sandbox = Sandbox("--state", state, *arguments)
                self.assertEqual(ahead(sandbox), expected)
                sandbox.stop()

    def test_garbage_is_a_usage_error(self):
        for wrong in ("150d", "", "next week", "2031-01-02"):
            done = subprocess.run([os.environ["KEYTURNCTL"], "sandbox", "--port", "0", "--clock", wrong],
                                  capture_output=True, text=True, timeout=20, check=False)
            self.assertEqual(done.returncode, 2, done.stderr)
            self.assertIn("time", done.stderr)

    def test_control_calls_are_not_for_pages_in_a_browser(self):
        sandbox = self.start()
        connection = http.client.HTTPConnection("127.0.0.1", sandbox.port, timeout=10)
        for method, path in (("POST", "/sandbox-api/clock"), ("GET", "/sandbox-api/outbox"), ("POST", "/moto-api/reset")):
            connection.request(method, path, headers={"Origin": "https://example.com"})
            answer = connection.getresponse()
            answer.read()
            self.assertEqual(answer.status, 403)
        connection.request("GET", "/sandbox-api/nothing")
        self.assertEqual(connection.getresponse().status, 404)
        connection.close()


if __name__ == "__main__":
    unittest.main()
