"""Another process of the same user reads nothing of ours, and neither program leaves a core file."""
import os
import pwd
import shutil
import subprocess
import tempfile
import time
import unittest


NOBODY = pwd.getpwnam("nobody").pw_uid


class HardeningTest(unittest.TestCase):
    """Root may read everything, so as root both sides of the test are nobody."""

    def setUp(self):
        self.home = tempfile.mkdtemp(prefix="keyturn-hardening-")
        self.addCleanup(shutil.rmtree, self.home, ignore_errors=True)
        self.user = {}
        if os.geteuid() == 0:
            self.user = {"user": NOBODY, "group": pwd.getpwnam("nobody").pw_gid, "extra_groups": []}
            os.chown(self.home, NOBODY, -1)
            os.chmod(self.home, 0o700)

    def start(self, program, *arguments):
        copy = os.path.join(self.home, os.path.basename(program))
        shutil.copy(program, copy)  # nobody may not look into everybody's build folder
        os.chmod(copy, 0o755)
        process = subprocess.Popen(
            [copy, *arguments], cwd=self.home, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, env={"HOME": self.home, "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8",
                                            "XDG_RUNTIME_DIR": self.home, "CANARY": "keyturn-canary"}, **self.user)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process

    def can_read(self, process, file):
        """Whether another process of the same user can."""
        reader = subprocess.run(["/usr/bin/head", "-c", "1", f"/proc/{process.pid}/{file}"], capture_output=True, **self.user)
        return reader.returncode == 0

    def core_limit(self, process):
        with open(f"/proc/{process.pid}/limits", encoding="utf-8") as limits:
            return next(line.split()[4:6] for line in limits if line.startswith("Max core file size"))

    def check(self, process):
        deadline = time.monotonic() + 60
        while self.can_read(process, "environ") and time.monotonic() < deadline:  # until main() has begun
            time.sleep(0.05)
        self.assertIsNone(process.poll(), "it has ended")
        for file in ("environ", "maps", "auxv"):
            self.assertFalse(self.can_read(process, file), file)
        self.assertEqual(self.core_limit(process), ["0", "0"])

    def test_an_ordinary_program_can_be_read(self):
        """The positive control."""
        process = self.start("/usr/bin/sleep", "60")
        for file in ("environ", "maps", "auxv"):
            self.assertTrue(self.can_read(process, file), file)

    def test_keyturnctl_cannot_be_read_and_leaves_no_core(self):
        self.check(self.start(os.environ["KEYTURNCTL"], "sandbox", "--port", "0"))

    def test_the_window_cannot_be_read_and_leaves_no_core(self):
        self.check(self.start(os.environ["KEYTURN"], "--sandbox"))


if __name__ == "__main__":
    unittest.main()
