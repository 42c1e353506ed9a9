#!/usr/bin/python3
"""keyturnctl at a real terminal: whatever ends or stops it at the hidden prompt, the terminal shows again what is typed,
nothing is written, and no core is left. KEYTURNCTL names the program."""
import fcntl
import glob
import os
import signal
import subprocess
import sys
import tempfile
import termios
import time
import unittest

import botocore.session

from sandbox_process import Sandbox
from terminal import PATIENCE, Terminal

NAME, KEY = "amazon-api-access-token", "lwa-auth-scope"
PROMPT = b"(not shown): "


class Bench(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.sandbox = Sandbox()
        cls.addClassCleanup(cls.sandbox.stop)
        cls.client = botocore.session.Session().create_client(
            "secretsmanager", region_name="us-east-1", endpoint_url=cls.sandbox.url, aws_access_key_id="testing",
            aws_secret_access_key="testing")

    def setUp(self):
        self.home = self.enterContext(tempfile.TemporaryDirectory())
        self.environment = {"HOME": self.home, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "xterm",
                            "AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing",
                            "AWS_REGION": "us-east-1"}

    def stored(self):
        return self.client.get_secret_value(SecretId=NAME)["VersionId"]

    def until(self, condition):
        deadline = time.monotonic() + PATIENCE
        while not condition():
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.02)


class AtTheTerminal(Bench):
    def start(self, *arguments):
        terminal = Terminal([os.environ["KEYTURNCTL"], "--endpoint-url", self.sandbox.url, *arguments],
                            self.environment, self.home)
        self.addCleanup(terminal.close)
        return terminal

    def at_the_prompt(self):
        terminal = self.start("set", NAME, KEY)
        terminal.wait_for(PROMPT)
        self.assertFalse(terminal.shows_what_is_typed(), "the control: at the prompt nothing is shown")
        return terminal

    def check_ended(self, terminal, code, version):
        self.assertEqual(terminal.end(), code)
        self.assertTrue(terminal.shows_what_is_typed())
        self.assertEqual(termios.tcgetattr(terminal.slave)[:6], terminal.before[:6])
        self.assertEqual(glob.glob(os.path.join(self.home, "*core*")), [])
        self.assertEqual(self.stored(), version)

    def test_keys_that_end_a_program_give_the_terminal_back(self):
        for key, code in ((b"\x03", 130), (b"\x1c", 131)):
            with self.subTest(key=key):
                version = self.stored()
                terminal = self.at_the_prompt()
                terminal.type(b"half a secr" + key)
                self.check_ended(terminal, code, version)
                self.assertIn(b"nothing was written", terminal.seen)
                self.assertNotIn(b"half a", terminal.seen)

    def test_signals_from_elsewhere_give_the_terminal_back(self):
        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
            with self.subTest(signal=each.name):
                version = self.stored()
                terminal = self.at_the_prompt()
                terminal.process.send_signal(each)
                self.check_ended(terminal, 128 + each, version)
                self.assertIn(b"nothing was written", terminal.seen)

    def with_a_program(self, text):
        """A profile p whose credentials a program gives; what it starts says its number in `pid`."""
        program = os.path.join(self.home, "program")
        with open(program, "w", encoding="ascii") as file:
            file.write("#!/bin/sh\n" + text)
        os.chmod(program, 0o700)
        os.mkdir(os.path.join(self.home, ".aws"))
        with open(os.path.join(self.home, ".aws", "config"), "w", encoding="ascii") as file:
            file.write(f"[profile p]\ncredential_process = {program}\n")
        return ("--profile", "p", "--trust-process", "whoami")

    def test_a_program_that_gives_no_credentials_is_named_and_interrupted(self):
        pid = os.path.join(self.home, "pid")
        terminal = self.start(*self.with_a_program(f"sleep 600 &\necho $! > {pid}.new\nmv {pid}.new {pid}\nwait\n"))
        terminal.wait_for(b"Waiting for the credential_process of profile p (")
        with open(pid, encoding="ascii") as file:
            child = int(file.read())
        terminal.type(b"\x03")
        self.assertEqual(terminal.end(), 130)
        self.assertIn(b"nothing was written", terminal.seen)
        self.assertNotIn(b"QProcess", terminal.seen)
        self.until(lambda: not os.path.exists(f"/proc/{child}/cmdline") or not open(f"/proc/{child}/cmdline", "rb").read())

    def test_a_program_that_takes_long_is_named_to_nobody_but_a_person(self):
        arguments = self.with_a_program(
            "sleep 3\necho '{\"Version\": 1, \"AccessKeyId\": \"testing\", \"SecretAccessKey\": \"testing\"}'\n")
        ran = subprocess.run([os.environ["KEYTURNCTL"], "--endpoint-url", self.sandbox.url, *arguments], cwd=self.home,
                             env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE)
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertNotIn(b"Waiting", ran.stderr)

    def test_signals_that_nobody_waits_for_give_the_terminal_back(self):
        for each in (signal.SIGUSR1, signal.SIGUSR2, signal.SIGALRM, signal.SIGABRT, signal.SIGXCPU):
            with self.subTest(signal=each.name):
                version = self.stored()
                terminal = self.at_the_prompt()
                terminal.process.send_signal(each)
                self.check_ended(terminal, -each, version)

    def test_a_hang_up_stores_nothing(self):
        version = self.stored()
        terminal = self.at_the_prompt()
        terminal.type(b"half a secret")
        terminal.hang_up()
        self.assertEqual(terminal.process.wait(PATIENCE), 129)
        self.assertEqual(self.stored(), version)
        self.assertEqual(glob.glob(os.path.join(self.home, "*core*")), [])

    def test_a_hang_up_that_is_ignored_stores_nothing(self):
        version = self.stored()
        terminal = Terminal([os.environ["KEYTURNCTL"], "--endpoint-url", self.sandbox.url, "set", NAME, KEY],
                            self.environment, self.home, hangup=signal.SIG_IGN)
        self.addCleanup(terminal.close)
        terminal.wait_for(PROMPT)
        terminal.hang_up()
        self.assertEqual(terminal.process.wait(PATIENCE), 130)
        self.assertEqual(self.stored(), version)

    def test_an_end_of_input_is_no_empty_value(self):
        version = self.stored()
        terminal = self.at_the_prompt()
        terminal.type(b"\x04")
        self.check_ended(terminal, 130, version)

    def test_a_stop_gives_the_terminal_back_until_it_goes_on(self):
        """Under a shell with job control, as only a job of such a shell can be stopped."""
        ctl = f"{os.environ['KEYTURNCTL']} --endpoint-url {self.sandbox.url} set {NAME} {KEY}"
        terminal = Terminal(["/bin/bash", "--norc", "--noprofile", "--noediting", "-i"], self.environment, self.home)
        self.addCleanup(terminal.close)
        terminal.type(b"PS1='ready> '\n")
        terminal.wait_for(b"ready> ")
        # What the modes are while the job is stopped, before the shell sets its own: a stopped job's, told by itself.
        terminal.type(ctl.encode() + b"\n")
        terminal.wait_for(PROMPT)
        self.until(lambda: not terminal.shows_what_is_typed())
        terminal.seen = b""
        terminal.type(b"\x1a")
        terminal.wait_for(b"Stopped")
        self.until(terminal.shows_what_is_typed)
        terminal.seen = b""
        terminal.type(b"fg\n")
        terminal.wait_for(PROMPT)  # it asks again
        self.until(lambda: not terminal.shows_what_is_typed())
        terminal.seen = b""
        terminal.type(b"stopped-and-resumed\n")
        terminal.wait_for(b" version ")
        self.until(terminal.shows_what_is_typed)
        self.assertNotIn(b"stopped-and", terminal.seen)
        self.assertIn('"stopped-and-resumed"', self.client.get_secret_value(SecretId=NAME)["SecretString"])

    def test_a_stop_without_a_shell_gives_the_terminal_back(self):
        """Whoever stops it, dash or a script that sets no modes of its own: at that moment they are as they were."""
        script = ("import os, signal, subprocess, sys, termios\n"
                  "signal.signal(signal.SIGTTOU, signal.SIG_IGN)\n"
                  "def front():\n"
                  "    os.setpgid(0, 0)\n"
                  "    os.tcsetpgrp(0, os.getpid())\n"
                  "    signal.signal(signal.SIGTTOU, signal.SIG_DFL)\n"
                  "job = subprocess.Popen(sys.argv[1:], preexec_fn=front)\n"
                  "_, status = os.waitpid(job.pid, os.WUNTRACED)\n"
                  "echo = termios.tcgetattr(0)[3] & termios.ECHO\n"
                  "print('stopped', os.WIFSTOPPED(status), 'echo', bool(echo), flush=True)\n"
                  "job.send_signal(signal.SIGCONT)\n"
                  "job.wait()\n")
        terminal = Terminal([sys.executable, "-c", script, os.environ["KEYTURNCTL"], "--endpoint-url", self.sandbox.url,
                             "set", NAME, KEY], self.environment, self.home)
        self.addCleanup(terminal.close)
        terminal.wait_for(PROMPT)
        terminal.seen = b""
        terminal.type(b"\x1a")
        terminal.wait_for(b"stopped True echo True")
        terminal.wait_for(PROMPT)
        self.until(lambda: not terminal.shows_what_is_typed())
        terminal.type(b"\x03")
        terminal.end()
        self.assertTrue(terminal.shows_what_is_typed())

    def test_a_line_that_the_terminal_cuts_is_refused(self):
        for value, words in ((b"x" * 5000, b"no line this long"), (b"first\nsecond", b"more than one line")):
            with self.subTest(words=words):
                version = self.stored()
                terminal = self.at_the_prompt()
                terminal.type(value + b"\n")
                self.check_ended(terminal, 1, version)
                self.assertIn(words, terminal.seen)
                self.assertNotIn(b"second", terminal.seen)

    def test_a_line_of_an_ordinary_length_is_stored_whole(self):
        terminal = self.at_the_prompt()
        terminal.type(b"y" * 4000 + b"\n")
        self.assertEqual(terminal.end(), 0, terminal.seen)
        self.assertIn('"' + "y" * 4000 + '"', self.client.get_secret_value(SecretId=NAME)["SecretString"])

class AtAPipe(Bench):
    """Where it waits for another program, a signal ends it as well."""

    def run_with(self, *arguments, **pipes):
        process = subprocess.Popen(
            [os.environ["KEYTURNCTL"], "--endpoint-url", self.sandbox.url, *arguments], env=self.environment,
            stderr=subprocess.PIPE, preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL), **pipes)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process

    def check_signalled(self, process, each):
        process.send_signal(each)
        _, said = process.communicate(timeout=PATIENCE)
        self.assertEqual(process.returncode, 128 + each)
        return said

    def test_a_file_that_nobody_fills_holds_up_no_signal(self):
        pipe = os.path.join(self.home, "pipe")
        os.mkfifo(pipe)
        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
            with self.subTest(signal=each.name):
                version = self.stored()
                process = self.run_with("set", NAME, KEY, "--file", pipe)
                writers = []
                self.addCleanup(lambda: [os.close(writer) for writer in writers])

                def is_read():
                    try:
                        writers.append(os.open(pipe, os.O_WRONLY | os.O_NONBLOCK))
                    except OSError:
                        return False
                    return True
                self.until(is_read)
                os.write(writers[-1], b"half a value")
                self.assertIn(b"nothing was written", self.check_signalled(process, each))
                os.close(writers.pop())
                self.assertEqual(self.stored(), version)

    def test_a_reader_that_waits_holds_up_no_signal(self):
        self.client.create_secret(Name="large", SecretString="x" * 60000)
        for each in (signal.SIGINT, signal.SIGTERM):
            with self.subTest(signal=each.name):
                reader, writer = os.pipe()
                size = fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, 4096)
                process = self.run_with("show", "large", "--raw", stdout=writer)
                os.close(writer)
                self.until(lambda: int.from_bytes(fcntl.ioctl(reader, termios.FIONREAD, b"\0" * 4), sys.byteorder) == size)
                self.check_signalled(process, each)
                os.close(reader)


if __name__ == "__main__":
    unittest.main()
