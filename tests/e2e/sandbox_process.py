"""Starts the sandbox named by KEYTURN_SANDBOX as a process, for tests that come to it as strangers."""
import http.client
import os
import shlex
import signal
import subprocess


class Sandbox:
    def __init__(self, *arguments):
        command = shlex.split(os.environ["KEYTURN_SANDBOX"]) + ["--port", "0", *arguments]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        start = line.find("http://")
        if start < 0:
            raise RuntimeError(line + self.process.communicate(timeout=10)[1])
        self.url = line[start:].split()[0].rstrip(".,)")
        self.port = int(self.url.rsplit(":", 1)[1])

    def stop(self, how=signal.SIGTERM):
        if self.process.poll() is None:
            self.process.send_signal(how)
        self.process.wait(timeout=10)
        self.process.stdout.close()
        self.process.stderr.close()

    def reset(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("POST", "/moto-api/reset")
        assert connection.getresponse().status == 200
        connection.close()
