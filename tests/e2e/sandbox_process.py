"""Starts `keyturnctl sandbox` (KEYTURNCTL names the program), for tests that come to it as strangers."""
import http.client
import json
import os
import signal
import subprocess
import tempfile


class Sandbox:
    def __init__(self, *arguments):
        self.folder = tempfile.TemporaryDirectory()
        if "--state" not in arguments:
            arguments = ("--state", os.path.join(self.folder.name, "state.sqlite"), *arguments)
        if "--port" not in arguments:
            arguments = ("--port", "0", *arguments)
        command = [os.environ["KEYTURNCTL"], "sandbox", *arguments]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        start = line.find("http://")
        if start < 0:
            problem = line + self.process.communicate(timeout=10)[1]
            self.folder.cleanup()
            raise RuntimeError(problem)
        self.url = line[start:].split()[0]
        self.port = int(self.url.rsplit(":", 1)[1])

    def stop(self, how=signal.SIGTERM):
        if self.process.poll() is None:
            self.process.send_signal(how)
        self.process.wait(timeout=10)
        self.process.stdout.close()
        self.process.stderr.close()
        self.folder.cleanup()

    def control(self, name, body=None, expect=200):
        """What the control call answers to a GET, or to a POST of `body`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            if body is None:
                connection.request("GET", f"/sandbox-api/{name}")
            else:
                connection.request("POST", f"/sandbox-api/{name}", json.dumps(body))
            answer = connection.getresponse()
            text = answer.read().decode()
            assert answer.status == expect, f"{answer.status} {text}"
            return json.loads(text)
        finally:
            connection.close()

    def events(self, since=0):
        """The events in the outbox, oldest first."""
        return [entry["event"] for entry in self.control(f"outbox?since={since}")["events"]]

    def reset(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("POST", "/sandbox-api/reset")
        assert connection.getresponse().status == 200
        connection.close()
