"""A pseudoterminal for one program, as a person's shell would give it to it."""
import fcntl
import os
import pty
import resource
import select
import signal
import subprocess
import termios
import time

PATIENCE = 30  # seconds until a wait is given up; never a measure of speed


class Terminal:
    """A program on a pseudoterminal that is its controlling terminal, as the foreground job of a shell of its own."""

    def __init__(self, arguments, environment, cwd, hangup=signal.SIG_DFL):
        self.master, slave = pty.openpty()
        self.slave = slave  # kept open, so that its modes can be read after the program is gone
        self.before = termios.tcgetattr(slave)
        self.seen = b""

        def begin():
            os.setsid()
            fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
            resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            for each in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP, signal.SIGTSTP, signal.SIGPIPE):
                signal.signal(each, hangup if each == signal.SIGHUP else signal.SIG_DFL)

        self.process = subprocess.Popen(arguments, stdin=slave, stdout=slave, stderr=slave, cwd=cwd, env=environment,
                                        preexec_fn=begin)

    def read(self, seconds=0.2):
        ready, _, _ = select.select([self.master], [], [], seconds)
        if ready:
            try:
                self.seen += os.read(self.master, 65536)
            except OSError:
                pass

    def read_more(self):
        """Whether there was more."""
        before = len(self.seen)
        self.read(0)
        return len(self.seen) > before

    def wait_for(self, words):
        deadline = time.monotonic() + PATIENCE
        while words not in self.seen:
            if time.monotonic() > deadline:
                raise AssertionError(f"waited in vain for {words}, saw {self.seen}")
            self.read()

    def type(self, text):
        os.write(self.master, text)

    def hang_up(self):
        os.close(self.slave)
        os.close(self.master)
        self.slave = self.master = -1

    def shows_what_is_typed(self):
        return bool(termios.tcgetattr(self.slave)[3] & termios.ECHO)

    def end(self):
        """How it ended: the exit code, negative for a signal."""
        deadline = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            if time.monotonic() > deadline:
                raise AssertionError(f"it goes on; saw {self.seen}")
            self.read()
        self.read(0)
        return self.process.returncode

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for end in (self.master, self.slave):
            if end >= 0:
                os.close(end)
