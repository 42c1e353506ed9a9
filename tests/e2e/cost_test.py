#!/usr/bin/python3
"""`keyturnctl cost` against the sandbox: every secret and parameter has its line, and the lines make the sum."""
import json
import os
import subprocess
import tempfile
import unittest

from sandbox_process import Sandbox


class Cost(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.sandbox = Sandbox("--fresh")
        cls.addClassCleanup(cls.sandbox.stop)
        cls.home = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.home.cleanup)

    def run_it(self, *arguments, code=0):
        environment = {"PATH": "/usr/bin:/bin", "HOME": self.home.name, "XDG_RUNTIME_DIR": self.home.name,
                       "LC_ALL": "C.UTF-8", "AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing",
                       "AWS_REGION": "us-east-1"}
        done = subprocess.run([os.environ["KEYTURNCTL"], "--endpoint-url", self.sandbox.url, *arguments],
                              env=environment, capture_output=True, timeout=60, check=False)
        self.assertEqual(done.returncode, code, done.stderr.decode())
        return done.stdout.decode()

    def test_the_lines_make_the_sum(self):
        found = json.loads(self.run_it("--json", "cost", "--calls", "100000"))
        self.assertAlmostEqual(found["calls"], 0.5)
        self.assertAlmostEqual(found["perMonth"], sum(e["perMonth"] for e in found["entries"]) + found["keys"] + 0.5)
        names = {row["name"] for row in json.loads(self.run_it("--json", "list")) if row["store"] == "secretsmanager"}
        self.assertEqual({e["name"] for e in found["entries"] if e["store"] == "secretsmanager"}, names)
        for entry in found["entries"]:
            if entry["deleted"]:
                self.assertEqual(entry["perMonth"], 0)

    def test_prices_are_ones_own(self):
        usual = json.loads(self.run_it("--json", "cost"))
        dear = json.loads(self.run_it("--json", "cost", "--rates", "secret=4,key=0,parameter=0"))
        count = sum(1 for e in usual["entries"] if e["store"] == "secretsmanager" and not e["deleted"])
        self.assertAlmostEqual(dear["perMonth"], 4 * count)
        for wrong in ("secret", "coffee=1", "secret=-1", "secret=x"):
            self.run_it("cost", "--rates", wrong, code=2)
        self.run_it("cost", "--calls", "many", code=2)


if __name__ == "__main__":
    unittest.main()
