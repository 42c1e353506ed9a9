#!/usr/bin/python3
"""Two processes save the same entry at the same moment, again and again: nobody's save is lost, and whoever came second
is told so."""
import collections
import os
import subprocess
import tempfile
import unittest

from sandbox_process import Sandbox

SECRET_ROUNDS = 1000
PARAMETER_ROUNDS = 300
PROGRAM_ROUNDS = 25
ROUNDS_A_DAY = 25  # AWS forgets versions without a label that are older than a day, and so the sandbox stays fast


class Racer:
    def __init__(self, url, kind, name):
        self.process = subprocess.Popen([os.environ["RACER"], url, kind, name], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True, bufsize=1)

    def tell(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def answer(self):
        return self.process.stdout.readline().strip()

    def ask(self, line):
        self.tell(line)
        return self.answer()

    def stop(self):
        self.process.stdin.close()
        self.process.wait(timeout=10)
        self.process.stdout.close()


class TwoWriters(unittest.TestCase):
    def setUp(self):
        self.sandbox = Sandbox()
        self.addCleanup(self.sandbox.stop)

    def race(self, kind, name, rounds):
        racers = [Racer(self.sandbox.url, kind, name) for _ in range(2)]
        for racer in racers:
            self.addCleanup(racer.stop)
        self.assertEqual(racers[0].ask("create start"), "created")
        count = collections.Counter()
        expected = "start"
        for number in range(rounds):
            if number % ROUNDS_A_DAY == 0:
                self.sandbox.control("clock", {"move": "+2d"})
            for racer in racers:
                racer.tell("open")
            for racer in racers:  # both have read the same version before either writes
                self.assertEqual(racer.answer(), f"opened {expected}", f"round {number}: somebody's save is gone")
            values = [f"{number}-{index}" for index in range(2)]
            order = (0, 1) if number % 2 else (1, 0)
            for index in order:
                racers[index].tell(f"save {values[index]}")
            outcomes = [racer.answer() for racer in racers]
            count.update(outcomes)
            self.assertEqual(sorted(outcomes), ["lost changed-elsewhere", "won"], f"round {number}")
            expected = values[outcomes.index("won")]
        self.assertEqual(racers[0].ask("open"), f"opened {expected}")
        won, lost = count["won"], count["lost changed-elsewhere"]
        print(f"{kind}: {rounds} races, {won} saved, {lost} saw the conflict, 0 lost updates", flush=True)

    def test_a_secret(self):
        self.race("secret", "race/secret", SECRET_ROUNDS)

    def test_a_parameter(self):
        self.race("parameter", "/race/parameter", PARAMETER_ROUNDS)

    def test_keyturnctl_ends_with_the_exit_code_of_a_conflict(self):
        """Here nothing makes them read first, so both may save one after the other; then both are in the history."""
        with tempfile.TemporaryDirectory() as home:
            environment = {"PATH": os.environ["PATH"], "HOME": home, "AWS_ACCESS_KEY_ID": "testing",
                           "AWS_SECRET_ACCESS_KEY": "testing", "LC_ALL": "C.UTF-8"}
            command = [os.environ["KEYTURNCTL"], "--endpoint-url", self.sandbox.url, "set", "amazon-api-access-token",
                       "lwa-auth-scope"]
            count = collections.Counter()
            for number in range(PROGRAM_ROUNDS):
                pair = [subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                         stderr=subprocess.DEVNULL) for _ in range(2)]
                for index, process in enumerate(pair):
                    process.stdin.write(f"{number}-{index}".encode())
                    process.stdin.close()
                for process in pair:
                    count[process.wait(timeout=60)] += 1
                    process.stdout.close()
        self.assertEqual(count[0] + count[5], 2 * PROGRAM_ROUNDS, count)
        self.assertGreater(count[5], 0)
        self.assertGreaterEqual(count[0], PROGRAM_ROUNDS)
        print(f"keyturnctl: {PROGRAM_ROUNDS} races, {count[0]} saved, {count[5]} ended with exit code 5", flush=True)


if __name__ == "__main__":
    unittest.main()
