"""Debian's chromium without a display, steered through a pipe: a real browser with a person's clicks."""
import fcntl
import json
import os
import select
import shutil
import signal
import subprocess
import tempfile
import time


def is_here():
    return shutil.which("chromium") is not None


class Browser:
    def __init__(self):
        self.folder = tempfile.TemporaryDirectory()
        # It reads commands from descriptor 3 and writes answers to 4: the others are out of their way.
        to_child, self.commands = (fcntl.fcntl(end, fcntl.F_DUPFD, 20) for end in os.pipe())
        self.answers, from_child = (fcntl.fcntl(end, fcntl.F_DUPFD, 20) for end in os.pipe())
        self.process = subprocess.Popen(
            ["bash", "-c", f'exec chromium "$@" 3<&{to_child} 4>&{from_child}', "bash", "--headless", "--no-sandbox",
             "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--remote-debugging-pipe",
             "--ignore-certificate-errors", f"--user-data-dir={self.folder.name}"],
            pass_fds=(to_child, from_child), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True, env={"PATH": os.environ["PATH"], "HOME": self.folder.name, "LC_ALL": "C.UTF-8"})
        os.close(to_child)
        os.close(from_child)
        self.buffer, self.number = b"", 0
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.call("Page.enable")

    def call(self, method, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if hasattr(self, "session"):
            message["sessionId"] = self.session
        os.write(self.commands, json.dumps(message).encode() + b"\0")
        limit = time.monotonic() + 60
        while time.monotonic() < limit:
            while b"\0" in self.buffer:
                text, self.buffer = self.buffer.split(b"\0", 1)
                answer = json.loads(text)
                if answer.get("id") == self.number:
                    assert "error" not in answer, answer
                    return answer["result"]
            if select.select([self.answers], [], [], 1)[0]:
                self.buffer += os.read(self.answers, 65536)
        raise TimeoutError(method)

    def open(self, url):
        self.call("Page.navigate", url=url)

    def value(self, expression):
        return self.call("Runtime.evaluate", expression=expression, returnByValue=True)["result"].get("value")

    def wait_for(self, expression):
        """Until it is true on the page that is shown by then."""
        limit = time.monotonic() + 60
        while time.monotonic() < limit:
            if self.value(expression):
                return
            time.sleep(0.05)
        raise TimeoutError(f"{expression}: {self.value('document.documentElement.outerHTML')}")

    def click(self, selector):
        self.wait_for(f"document.readyState == 'complete' && !!document.querySelector('{selector}')")
        self.value(f"document.querySelector('{selector}').click()")

    def address(self):
        """What stands in the address bar: also that of a page that could not be opened."""
        history = self.call("Page.getNavigationHistory")
        return history["entries"][history["currentIndex"]]["url"]

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=20)
        # Its children outlive it for a moment, and write into the folder meanwhile.
        limit = time.monotonic() + 20
        while time.monotonic() < limit:
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                break
            time.sleep(0.02)
        os.close(self.commands)
        os.close(self.answers)
        self.folder.cleanup()
