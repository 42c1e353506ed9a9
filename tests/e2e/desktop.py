"""A desktop session of its own for one test: X server, window manager, D-Bus, unlocked keyring, accessibility bus.

Everything runs in a temporary HOME and ends with the context manager. What a person would see is read through the
accessibility bus; what a person would do is typed with xdotool.
"""
import contextlib
import os
import re
import signal
import subprocess
import tempfile
import time

PATIENCE = 60  # seconds until a wait is given up; never a measure of speed


def wait_until(what, condition, patience=PATIENCE):
    """Returns the first truthy value of condition(); fails naming \\p what."""
    deadline = time.monotonic() + patience
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {patience} s in vain: {what}")
        time.sleep(0.1)


class Desktop:
    def __init__(self):
        self._stack = contextlib.ExitStack()
        self.home = self._stack.enter_context(tempfile.TemporaryDirectory(prefix="keyturn-e2e-"))
        runtime = os.path.join(self.home, "run")
        os.mkdir(runtime, 0o700)
        self.environment = {"PATH": "/usr/bin:/bin", "HOME": self.home, "XDG_RUNTIME_DIR": runtime,
                            "LC_ALL": "C.UTF-8", "TZ": "UTC", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}

    def __enter__(self):
        try:
            self._start()
        except BaseException:
            self._stack.close()
            raise
        return self

    def __exit__(self, *problem):
        self._stack.close()

    def spawn(self, *command, **options):
        options.setdefault("stdout", subprocess.DEVNULL)
        options.setdefault("stderr", subprocess.DEVNULL)
        process = subprocess.Popen(command, env=options.pop("env", self.environment), **options)
        self._stack.callback(self._end, process)
        return process

    @staticmethod
    def _end(process):
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                pipe.close()

    def _start(self):
        read, write = os.pipe()
        # Without -noreset the server starts over whenever its last client leaves: a probe ends, and the window manager
        # that is just connecting goes with it.
        self.spawn("Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset",
                   pass_fds=[write])
        os.close(write)
        with os.fdopen(read) as pipe:
            self.environment["DISPLAY"] = ":" + pipe.readline().strip()
        bus = self.spawn("dbus-daemon", "--session", "--nofork", "--print-address", stdout=subprocess.PIPE, text=True)
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        keyring = self.spawn("gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets",
                             stdin=subprocess.PIPE)
        keyring.stdin.write(b"test\n")
        keyring.stdin.close()
        self._wait_for_name("org.freedesktop.secrets")
        # The order matters: a program that starts before the registry is not seen by it.
        self.spawn("/usr/libexec/at-spi-bus-launcher", "--launch-immediately")
        self._wait_for_name("org.a11y.Bus")
        self.spawn("/usr/libexec/at-spi2-registryd")
        self.run("gdbus", "call", "--session", "--dest", "org.a11y.Bus", "--object-path", "/org/a11y/bus", "--method",
                 "org.freedesktop.DBus.Properties.Set", "org.a11y.Status", "IsEnabled", "<true>")
        self.spawn("openbox", "--sm-disable")
        wait_until("the window manager", lambda: b"window id" in self.run(
            "xprop", "-root", "_NET_SUPPORTING_WM_CHECK", check=False))

    def _wait_for_name(self, name):
        wait_until(name + " on the bus", lambda: b"(true,)" in self.run(
            "gdbus", "call", "--session", "--dest", "org.freedesktop.DBus", "--object-path", "/", "--method",
            "org.freedesktop.DBus.NameHasOwner", name, check=False))

    def run(self, *command, check=True, **options):
        return subprocess.run(command, env=options.pop("env", self.environment), stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, check=check, timeout=120, **options).stdout

    # --- what a person does

    def keys(self, *combinations):
        for combination in combinations:
            self.run("xdotool", "key", "--clearmodifiers", combination)

    def type(self, text):
        self.run("xdotool", "type", "--delay", "5", text)

    def focus_window(self, title):
        """Waits for a window whose title matches and gives it the keyboard."""
        wait_until(f'a window "{title}"', lambda: (window := self._window(title)) and self._activate(window))

    def _activate(self, window):
        # What was found may be gone again: windows of the window manager and of Qt come and go while a program starts.
        return subprocess.run(["xdotool", "windowactivate", "--sync", window], env=self.environment,
                              capture_output=True, timeout=120).returncode == 0

    def _window(self, title):
        found = self.run("xdotool", "search", "--onlyvisible", "--name", title, check=False).split()
        found = [line.decode() for line in found if re.fullmatch(rb"\d+", line)]
        return found[-1] if found else None

    # --- what a person sees

    def accessible_text(self):
        """Every name, description and text of every program on the accessibility bus, one a line."""
        return self.run("/usr/bin/python3", "-c", DUMP).decode()

    def wait_for_text(self, pattern):
        return wait_until(f'"{pattern}" on the screen', lambda: re.search(pattern, self.accessible_text()))


# Runs in a process of its own, because libatspi keeps the first bus it saw.
DUMP = """
import pyatspi

def walk(node, depth):
    if node is None or depth > 40:
        return
    try:
        print(node.getRoleName(), node.name, node.description, sep="\\t")
        try:
            text = node.queryText()
            print("text", text.getText(0, text.characterCount), sep="\\t")
        except NotImplementedError:
            pass
        for index in range(min(node.childCount, 400)):
            walk(node.getChildAtIndex(index), depth + 1)
    except Exception:  # the node went away while we looked
        pass

desktop = pyatspi.Registry.getDesktop(0)
for index in range(desktop.childCount):
    walk(desktop.getChildAtIndex(index), 0)
"""
