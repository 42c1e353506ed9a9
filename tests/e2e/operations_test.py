#!/usr/bin/python3
"""Every operation of the sandbox has a case in cases/ that proves it.

Without an argument: none is missing. With the name of a file of cases/: they are played. --table prints them all."""
import inspect
import json
import sys
import unittest
import urllib.request

import proofs
from sandbox_process import Sandbox


class Played(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.sandbox = Sandbox()
        cls.voices = {}

    @classmethod
    def tearDownClass(cls):
        for voice in cls.voices.values():
            voice.close()
        cls.sandbox.stop()

    def voice(self, kind):
        if kind not in self.voices:
            self.voices[kind] = kind(self.sandbox.url)
        return self.voices[kind]

    def play(self, table, operation):
        transcripts, silent = {}, []
        for name, kind in table.voices.items():
            self.sandbox.reset()
            ask = proofs.Ask(self, self.sandbox, table.service, self.voice(kind))
            try:
                table.cases[operation](ask)
            except proofs.Unknown:
                silent.append(name)
                continue
            finally:
                ask.close()
            outcomes = {line[3] for line in ask.transcript if line[:3:2] == (table.service, operation)}
            wanted = {"answered"} if operation in table.never_refused else {"answered", "refused"}
            self.assertLessEqual(wanted, outcomes, f"{name} did not hear both from {operation}")
            transcripts[name] = ask.transcript
        if not transcripts:
            self.skipTest(f"no voice here knows {operation}")
        known = [self.voice(table.voices[name]).model for name in transcripts
                 if hasattr(self.voice(table.voices[name]), "model")]
        compared = {name: proofs.heard(transcript, known) for name, transcript in transcripts.items()}
        first, *others = compared.values()
        for other in others:
            self.maxDiff = None
            self.assertEqual(first, other)
        for name in silent:
            print(f"{operation}: {name} does not know it", file=sys.stderr)


class EveryOperation(unittest.TestCase):
    def test_none_is_without_a_case(self):
        sandbox = Sandbox()
        self.addCleanup(sandbox.stop)
        with urllib.request.urlopen(sandbox.url + "/sandbox-api/operations", timeout=10) as answer:
            offered = json.load(answer)
        told = {}
        for table in proofs.tables():
            told.setdefault(table.service, set()).update(table.cases)
        self.assertEqual({service: sorted(operations) for service, operations in told.items()},
                         {service: sorted(operations) for service, operations in offered.items()})


def add_tests(table):
    for operation in table.cases:
        def test(self, operation=operation):
            self.play(table, operation)
        test.__doc__ = f"{table.file}: {operation}"
        setattr(Played, f"test_{operation}", test)


def print_table():
    print("| Service | Operation | Case | Voices |\n|---|---|---|---|")
    for table in proofs.tables():
        for operation, case in table.cases.items():
            says = (inspect.getdoc(case) or case.__name__).splitlines()[0]
            print(f"| {table.service} | {operation} | {table.file}: {says} | {', '.join(table.voices)} |")


if __name__ == "__main__":
    if sys.argv[1:] == ["--table"]:
        print_table()
    elif len(sys.argv) > 1 and not sys.argv[1].startswith("-"):
        add_tests(proofs.Table(sys.argv.pop(1)))
        unittest.main(defaultTest="Played" if len(sys.argv) == 1 else None)
    else:
        unittest.main(defaultTest="EveryOperation")
