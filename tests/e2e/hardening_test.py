"""Nobody reads a secret of ours from memory, a core file, the environment, the command line or a file: neither another
process of the same user nor another user. KEYTURNCTL and KEYTURN name the programs."""
import ctypes
import glob
import json
import os
import pwd
import re
import resource
import shutil
import signal
import stat
import subprocess
import tempfile
import time
import unittest

from leaks import files_with, spelt
from sandbox_process import Sandbox

NOBODY = pwd.getpwnam("nobody").pw_uid
OTHER = pwd.getpwnam("daemon").pw_uid
PATIENCE = 60  # seconds until a wait is given up; never a measure of speed
CANARY = "keyturn-canary-5Zq8WmXv"
ATTACH = 16  # PTRACE_ATTACH
INSIDE = ("environ", "maps", "auxv", "mem", "fd", "cwd", "stack", "io")  # of /proc/PID, what tells of the inside


class Bench(unittest.TestCase):
    """Root may read everything, so as root both sides of the test are nobody."""

    def setUp(self):
        self.home = tempfile.mkdtemp(prefix="keyturn-hardening-")
        self.addCleanup(shutil.rmtree, self.home, ignore_errors=True)
        self.user = {}
        if os.geteuid() == 0:
            self.user = {"user": NOBODY, "group": pwd.getpwnam("nobody").pw_gid, "extra_groups": []}
            os.chown(self.home, NOBODY, -1)
            os.chmod(self.home, 0o700)
        self.environment = {"HOME": self.home, "TMPDIR": self.home, "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8",
                            "XDG_RUNTIME_DIR": self.home, "AWS_ACCESS_KEY_ID": "testing",
                            "AWS_SECRET_ACCESS_KEY": "testing", "AWS_REGION": "us-east-1",
                            "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent", "CANARY": CANARY}

    def copied(self, program):
        """Nobody may not look into everybody's build folder."""
        copy = os.path.join(self.home, os.path.basename(program))
        if not os.path.exists(copy):
            shutil.copy(program, copy)
            os.chmod(copy, 0o755)
        return copy

    def start(self, program, *arguments):
        """With core files asked for."""
        process = subprocess.Popen(
            [self.copied(program), *arguments], cwd=self.home, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, env=self.environment,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY,) * 2), **self.user)
        self.addCleanup(process.stdin.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process


class Inside(Bench):
    """Of a running process, and of one that crashes."""

    def reader(self, uid):
        return {**self.user, "user": uid} if self.user else {}

    def can_read(self, process, file, uid=NOBODY):
        """Whether another process, of the same user or of `uid`, can."""
        path = f"/proc/{process.pid}/{file}"
        script = {"fd": "import os, sys; os.listdir(sys.argv[1])", "cwd": "import os, sys; os.readlink(sys.argv[1])",
                  "mem": "import sys; open(sys.argv[1], 'rb')"}.get(file, "import sys; open(sys.argv[1], 'rb').read(1)")
        reader = subprocess.run(["/usr/bin/python3", "-I", "-S", "-c", script, path], capture_output=True,
                                **self.reader(uid))
        return reader.returncode == 0

    def can_attach(self, process):
        """Whether another process of the same user may become its debugger."""
        def attach():
            libc = ctypes.CDLL(None, use_errno=True)
            os._exit(0 if libc.ptrace(ATTACH, process.pid, None, None) == 0 else 1)
        debugger = subprocess.Popen(["/usr/bin/true"], preexec_fn=attach, **self.user)
        return debugger.wait() == 0

    def wait_until_hardened(self, process):
        deadline = time.monotonic() + PATIENCE
        while self.can_read(process, "environ") and time.monotonic() < deadline:  # until main() has begun
            time.sleep(0.05)
        self.assertIsNone(process.poll(), "it has ended")

    def core_limit(self, process):
        with open(f"/proc/{process.pid}/limits", encoding="utf-8") as limits:
            return next(line.split()[4:6] for line in limits if line.startswith("Max core file size"))

    def check(self, process):
        self.wait_until_hardened(process)
        for file in INSIDE:
            self.assertFalse(self.can_read(process, file), file)
            self.assertFalse(self.can_read(process, file, OTHER), file)
        self.assertFalse(self.can_attach(process))
        self.assertEqual(self.core_limit(process), ["0", "0"])
        with open(f"/proc/{process.pid}/cmdline", "rb") as line:  # this, everybody reads
            self.assertNotIn(CANARY.encode(), line.read())
        with open(f"/proc/{process.pid}/status", encoding="utf-8") as status:
            umask = next(line.split()[1] for line in status if line.startswith("Umask"))
        self.assertEqual(int(umask, 8), 0o077)

    def check_no_core(self, process, how):
        """Whether it ended by that signal, and without a core."""
        process.send_signal(how)
        status = os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        self.assertNotEqual(status.si_code, os.CLD_DUMPED)
        self.assertEqual(glob.glob(os.path.join(self.home, "core*")), [])
        return status.si_code == os.CLD_KILLED and status.si_status == how

    def test_an_ordinary_program_can_be_read_and_leaves_a_core(self):
        """The positive control. Debuggers and mem depend on the Yama module, too, and cores on where they go to."""
        process = self.start("/usr/bin/sleep", "60")
        for file in set(INSIDE) - {"mem", "stack"}:
            self.assertTrue(self.can_read(process, file), file)
        self.assertNotEqual(self.core_limit(process), ["0", "0"])
        if self.user:
            self.assertFalse(self.can_read(process, "environ", OTHER))
        process.send_signal(signal.SIGSEGV)
        status = os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        with open("/proc/sys/kernel/core_pattern", encoding="utf-8") as pattern:
            if not pattern.read().startswith(("|", "/")):
                self.assertEqual(status.si_code, os.CLD_DUMPED)

    def test_keyturnctl_cannot_be_read_and_leaves_no_core(self):
        for how in (signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS, signal.SIGQUIT):
            with self.subTest(signal=how.name):
                process = self.start(os.environ["KEYTURNCTL"], "keys", "add", "x")
                process.stdin.write(CANARY.encode())  # a secret it holds while it waits for the rest
                process.stdin.flush()
                self.check(process)
                self.assertEqual(self.check_no_core(process, how), how != signal.SIGQUIT, "Ctrl-\\ ends it in order")

    def test_the_sandbox_cannot_be_read_and_leaves_no_core(self):
        process = self.start(os.environ["KEYTURNCTL"], "sandbox", "--port", "0")
        self.check(process)
        self.check_no_core(process, signal.SIGSEGV)

    def test_the_window_cannot_be_read_and_leaves_no_core(self):
        process = self.start(os.environ["KEYTURN"], "--sandbox")
        self.check(process)
        self.assertTrue(self.check_no_core(process, signal.SIGSEGV))


class Files(Bench):
    """What keyturnctl leaves in its home."""

    def setUp(self):
        super().setUp()
        self.sandbox = Sandbox()
        self.addCleanup(self.sandbox.stop)

    def run_ctl(self, *arguments, value=""):
        return subprocess.run([self.copied(os.environ["KEYTURNCTL"]), "--endpoint-url", self.sandbox.url, *arguments],
                              input=value.encode(), capture_output=True, cwd=self.home, env=self.environment,
                              timeout=PATIENCE, **self.user)

    def check_files(self, *secrets):
        for secret in secrets:
            self.assertEqual(files_with(self.home, secret), [])
        for path, folders, names in os.walk(self.home):
            for name in folders + names:
                mode = os.lstat(os.path.join(path, name)).st_mode
                if name not in ("keyturnctl", "keyturn"):  # our copies
                    self.assertEqual(mode & 0o077, 0, name)

    def test_a_secret_in_a_file_is_found(self):
        """The positive control."""
        for number, form in enumerate(spelt(CANARY)):
            with open(os.path.join(self.home, "planted"), "wb") as file:
                file.write(b"before " + form + b" after")
            self.assertEqual(files_with(self.home, CANARY), ["planted"], number)

    def test_what_is_written_and_read_stays_in_no_file(self):
        for target in (("amazon-api-access-token", "note", "--add"), ("/guest-wifi/prod/radius-server",)):
            ran = self.run_ctl("set", *target, value=CANARY)
            self.assertEqual(ran.returncode, 0, ran.stderr)
            self.check_files(CANARY)
        shown = self.run_ctl("show", "amazon-api-access-token", "--raw").stdout.decode()
        self.assertIn(CANARY, shown, "the control: it was there to be seen")
        self.assertEqual(self.run_ctl("refresh", "amazon-api-access-token", "--no-journal").returncode, 0)
        token = self.run_ctl("show", "amazon-api-access-token", "--reveal", "api-access-token").stdout.decode()
        self.check_files(CANARY, token, "testing-secret")

    def test_no_verb_leaves_a_value_in_a_file(self):
        name = "amazon-api-access-token"
        self.assertEqual(self.run_ctl("set", name, "note", "--add", value=CANARY).returncode, 0)
        secret = json.loads(self.run_ctl("show", name, "--raw").stdout)
        asp = os.path.join(self.home, "config")
        os.mkdir(asp, 0o700)
        with open(os.path.join(asp, "default.json"), "w", encoding="utf-8") as file:
            file.write("{}")
        if self.user:
            shutil.chown(asp, NOBODY)
        os.chmod(os.path.join(asp, "default.json"), 0o600)
        calls = {
            "list": [[]], "find": [[name]], "show": [[name], [name, "--raw"]], "set": [], "refresh": [[name, "--no-journal"]],
            "token": [[name, "--no-journal"]], "probe": [[name]], "authorize": [], "pending": [[]], "resume": [[]],
            "rotate-client-secret": [[name, "--status"]], "rotation": [[name], ["--all"]],
            "rotation-function": [["--output", os.path.join(self.home, "lambda")]], "providers": [[]],
            "drift": [["oauth"], []], "due": [[], ["--ics"], ["--prometheus"]],
            "remind": [["set", name, "--on", "2030-01-01", "--text", "new secret"], ["list"]],
            "reminder-chain": [["check"], ["export", "--format", "template", "--prefix", "/a/", "--email", "a@example.com"]],
            "reminder-schedules": [["check"]], "console": [[name, "--no-browser"]], "age": [[name], [name]],
            "history": [[name, "--who"]], "whoami": [[]],
            "policy": [["secret:" + name, "--for", "edit"]], "cost": [[]], "asp-config": [["--secret", name]], "login": [],
            "doctor": [[], ["--bundle", os.path.join(self.home, "bundle.zip")]], "keys": [["list"]], "sandbox": [],
        }
        told = self.run_ctl("--help").stdout.decode().split("Verbs:\n")[1].split("\n\n")[0]
        self.assertEqual(set(re.findall(r"^  ([a-z][a-z-]+)\b", told, re.MULTILINE)), set(calls))
        for verb, variants in calls.items():
            for arguments in variants:
                with self.subTest(" ".join([verb, *arguments])):
                    ran = self.run_ctl(verb, *arguments)
                    self.assertNotEqual(ran.returncode, 2, ran.stderr)
                    for value in (CANARY, secret["lwa-client-secret"], secret["lwa-refresh-token"]):
                        self.assertEqual(files_with(self.home, value), [])
                        shown = verb == "show" and "--raw" in arguments
                        self.assertEqual(value.encode() in ran.stdout + ran.stderr, shown)

    def test_a_write_that_is_killed_leaves_no_value(self):
        for operation in ("PutSecretValue", "UpdateSecretVersionStage"):
            with self.subTest(operation=operation):
                self.sandbox.control("faults", {"fault": "stall", "seconds": 60, "operation": operation})
                process = subprocess.Popen(
                    [self.copied(os.environ["KEYTURNCTL"]), "--endpoint-url", self.sandbox.url, "set",
                     "amazon-api-access-token", "lwa-auth-scope"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL, cwd=self.home, env=self.environment, **self.user)
                process.stdin.write(CANARY.encode())
                process.stdin.close()
                deadline = time.monotonic() + PATIENCE
                while not any(fault["hits"] for fault in self.sandbox.control("faults")["faults"]):
                    self.assertLess(time.monotonic(), deadline)
                    time.sleep(0.02)
                process.kill()
                process.wait()
                self.sandbox.control("faults", {"clear": True})
                notes = glob.glob(os.path.join(self.home, ".local/state/keyturn/ops/*.json"))
                self.assertEqual(len(notes), 1, "the control: it was noted")
                self.check_files(CANARY)
                next_one = self.run_ctl("set", "amazon-api-access-token", "lwa-auth-scope", value="next " + operation)
                self.assertIn(b"was cut off", next_one.stderr)


if __name__ == "__main__":
    unittest.main()
