#!/usr/bin/env python3
"""What refreshing costs beside its bare HTTP calls, beside curl making the same calls, and beside a Python script that
reads, asks and stores one secret after the other. All against `keyturnctl sandbox`, in one run.

The calls are recorded by a proxy during a first run. Then the sandbox gets back the state it had, and the same bytes are
sent again: the same work for the sandbox, without a client. Started by bench/run.
"""
import argparse
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path[:0] = [os.path.join(ROOT, "tests", "e2e")]
sys.dont_write_bytecode = True
# Each may have four requests in flight, so that all together have sixteen.
PROVIDERS = {"upwork": "https://www.upwork.com/api/v3/oauth2/token",
             "xero": "https://identity.xero.com/connect/token",
             "box": "https://api.box.com/oauth2/token",
             "atlassian": "https://auth.atlassian.com/oauth/token"}
rows = []  # (what, target, ratio, whether it is met)


def read_message(file):
    """One HTTP message as it came, or nothing at the end."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        line = file.readline()
        if not line:
            return b""
        head += line
    length = next((int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0)
    return head + file.read(length)


class Recorder:
    """Passes everything on to the sandbox, and keeps the requests with the status of their answers, in order."""

    def __init__(self, port):
        self.port, self.requests = port, []
        self.server = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.server.getsockname()[1]}"
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        while True:
            try:
                peer, _ = self.server.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(peer,), daemon=True).start()

    def serve(self, peer):
        with peer, socket.create_connection(("127.0.0.1", self.port)) as there:
            requests, answers = peer.makefile("rb"), there.makefile("rb")
            while request := read_message(requests):
                there.sendall(request)
                answer = read_message(answers)
                self.requests.append((request, answer.split(b" ", 2)[1]))
                peer.sendall(answer)

    def stop(self):
        self.server.close()


class Bench:
    def __init__(self, count, rounds):
        from keyring_process import Keyring
        self.count, self.rounds, self.folder = count, rounds, tempfile.mkdtemp()
        self.keyring, self.server = Keyring(), None
        self.state = os.path.join(self.folder, "state.sqlite")
        self.open()
        self.many = {provider: [f"many/{provider}/{i}" for i in range(count // len(PROVIDERS))] for provider in PROVIDERS}
        self.alone = [f"alone/{i}" for i in range(min(count, 200))]  # of a provider that wants one request at a time
        self.shots = [f"shot/{i}" for i in range(2 * rounds)]
        self.fill()
        self.close()
        shutil.copy(self.state, self.state + ".kept")
        self.open()

    def open(self):
        from sandbox_process import Sandbox
        self.server = Sandbox("--state", self.state)

    def close(self):
        self.server.stop()

    def again(self):
        """The sandbox as it was before anything was refreshed, and nothing noted of what was."""
        self.close()
        shutil.copy(self.state + ".kept", self.state)
        for suffix in ("-wal", "-shm"):
            if os.path.exists(self.state + suffix):
                os.remove(self.state + suffix)
        shutil.rmtree(os.path.join(self.keyring.home, "state"), ignore_errors=True)
        self.open()

    def end(self):
        self.close()
        self.keyring.stop()
        shutil.rmtree(self.folder)

    def fill(self):
        import botocore.session
        client = botocore.session.Session().create_client(
            "secretsmanager", region_name="us-east-1", endpoint_url=self.server.url, aws_access_key_id="testing",
            aws_secret_access_key="testing")
        wanted = [(name, provider, url) for provider, url in PROVIDERS.items() for name in self.many[provider]]
        wanted += [(name, "zoho", "https://accounts.zoho.com/oauth/v2/token") for name in self.alone]
        wanted += [(name, "upwork", PROVIDERS["upwork"]) for name in self.shots]
        for name, provider, url in wanted:
            self.server.control("oauth-clients", {"action": "create", "clientId": name, "clientSecret": "secret",
                                                  "provider": provider, "refreshToken": "first-" + name,
                                                  "behaviour": {"authentication": ["form", "basic"]}})
            client.create_secret(Name=name, SecretString=json.dumps(
                {"client_id": name, "client_secret": "secret", "access_token": "old", "refresh_token": "first-" + name,
                 "token_url": url}))

    def command(self, url, *names):
        return [os.environ["KEYTURNCTL"], "--endpoint-url", url, "--json", "refresh", *names]

    def refresh(self, url, *names):
        """When each result came; all must have been stored."""
        process = subprocess.Popen(self.command(url, *names), env=self.keyring.environment, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True)
        times = []
        for line in process.stdout:
            if line.startswith("{"):
                times.append(time.perf_counter())
        errors = process.stderr.read()
        if process.wait() != 0:
            raise RuntimeError(errors.strip().splitlines()[-1] if errors.strip() else "a refresh failed")
        return times

    def recorded(self, *names):
        recorder = Recorder(self.server.port)
        self.refresh(recorder.url, *names)
        recorder.stop()
        return recorder.requests

    def replayed(self, requests):
        """Seconds that the bare calls take on one connection."""
        with socket.create_connection(("127.0.0.1", self.server.port)) as there:
            there.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            answers, start = there.makefile("rb"), time.perf_counter()
            for request, status in requests:
                there.sendall(request)
                if read_message(answers).split(b" ", 2)[1] != status:
                    raise RuntimeError("a recorded call has another answer: " + request.decode(errors="replace"))
            return time.perf_counter() - start


def inside(bench):
    """One after the other in a running program: from the first result to the last."""
    requests = bench.recorded(*bench.alone)
    ours, bare = [], []
    for _ in range(bench.rounds):
        bench.again()
        bare.append(bench.replayed(requests) / len(bench.alone))
        bench.again()
        times = bench.refresh(bench.server.url, *bench.alone)
        ours.append((times[-1] - times[0]) / (len(times) - 1))
    ratio = statistics.median(ours) / statistics.median(bare)
    print(f"\nA refresh in a running program, {len(requests) / len(bench.alone):.1f} calls each\n"
          f"  keyturnctl {statistics.median(ours) * 1000:.2f} ms   its bare HTTP calls {statistics.median(bare) * 1000:.2f} ms")
    rows.append(("refresh in a running program / its bare HTTP calls", "<= 2x", ratio, ratio <= 2))


def curl_config(requests, url, folder):
    """One curl that makes the same calls on one connection."""
    parts = []
    for number, (request, _) in enumerate(requests):
        head, body = request.split(b"\r\n\r\n", 1)
        line, *headers = head.decode().split("\r\n")
        file = os.path.join(folder, f"body-{number}")
        with open(file, "wb") as out:
            out.write(body)
        kept = [each for each in headers if each.split(":")[0].lower() not in ("content-length", "connection")]
        parts.append("\n".join([f'url = "{url}{line.split()[1]}"', f'data-binary = "@{file}"', 'output = "/dev/null"',
                                "silent", *(f"header = {json.dumps(each)}" for each in kept)]))
    path = os.path.join(folder, "curl.conf")
    with open(path, "w", encoding="utf-8") as out:
        out.write("\nnext\n".join(parts))
    return path


def one_shot(bench):
    """A process for one refresh, beside a curl that makes its calls. Each round has two new secrets."""
    bench.again()
    recorded = {name: bench.recorded(name) for name in bench.shots[::2]}
    bench.again()
    ours, curls = [], []
    for of_curl, own in zip(bench.shots[::2], bench.shots[1::2]):
        with tempfile.TemporaryDirectory() as folder:
            config = curl_config(recorded[of_curl], bench.server.url, folder)
            start = time.perf_counter()
            subprocess.run(["/usr/bin/curl", "--config", config], check=True)
            curls.append(time.perf_counter() - start)
        start = time.perf_counter()
        bench.refresh(bench.server.url, own)
        ours.append(time.perf_counter() - start)
    ratio = statistics.median(ours) / statistics.median(curls)
    print(f"\nOne refresh, process start to end\n  keyturnctl {statistics.median(ours) * 1000:.1f} ms   curl, the same "
          f"calls {statistics.median(curls) * 1000:.1f} ms")
    rows.append(("keyturnctl refresh / curl making the same calls", "<= 1.5x", ratio, ratio <= 1.5))


def naive(bench):
    """Seconds that one Python process takes for all of them, one by one."""
    names = [name for each in bench.many.values() for name in each]
    script = f"""
import json, sys, urllib.parse, urllib.request, botocore.session
url = {bench.server.url!r}
client = botocore.session.Session().create_client("secretsmanager", region_name="us-east-1", endpoint_url=url,
    aws_access_key_id="testing", aws_secret_access_key="testing")
for name in sys.stdin.read().split():
    secret = json.loads(client.get_secret_value(SecretId=name)["SecretString"])
    form = {{"grant_type": "refresh_token", "client_id": secret["client_id"], "client_secret": secret["client_secret"],
            "refresh_token": secret["refresh_token"]}}
    place = url + urllib.parse.urlparse(secret["token_url"]).path
    with urllib.request.urlopen(place, urllib.parse.urlencode(form).encode()) as answer:
        tokens = json.loads(answer.read())
    secret.update(access_token=tokens["access_token"], refresh_token=tokens.get("refresh_token", secret["refresh_token"]))
    client.put_secret_value(SecretId=name, SecretString=json.dumps(secret))
"""
    start = time.perf_counter()
    subprocess.run(["/usr/bin/python3", "-c", script], input="\n".join(names), text=True, check=True)
    return time.perf_counter() - start


def many(bench):
    names = [name for each in bench.many.values() for name in each]
    bench.again()
    theirs = naive(bench)
    bench.again()
    start = time.perf_counter()
    bench.refresh(bench.server.url, *names)
    ours = time.perf_counter() - start
    print(f"\n{len(names):,} secrets refreshed, 16 in flight\n  keyturnctl {ours:.1f} s   a Python script, one by one "
          f"{theirs:.1f} s")
    rows.append((f"{len(names):,} secrets: Python script one by one / keyturnctl", ">= 10x", theirs / ours, theirs / ours >= 10))


parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
parser.add_argument("--bin", default=os.path.join(ROOT, "build", "release", "bin"), help="where keyturnctl is")
parser.add_argument("--secrets", type=int, default=1000)
parser.add_argument("--rounds", type=int, default=5)
arguments = parser.parse_args()
os.environ["KEYTURNCTL"] = os.path.join(arguments.bin, "keyturnctl")
try:
    import botocore  # noqa: F401
except ImportError as missing:
    print(f"refreshing: skipped: {missing}")
    sys.exit(0)
for tool in ("dbus-daemon", "gnome-keyring-daemon", "/usr/bin/curl"):
    if not shutil.which(tool):
        print(f"refreshing: skipped: {tool} is not installed")
        sys.exit(0)
there = Bench(arguments.secrets, arguments.rounds)
print(f"load {os.getloadavg()[0]:.1f}")
try:
    inside(there)
    one_shot(there)
    many(there)
finally:
    there.end()
print(f"\n{'what':58} {'target':>9}  measured")
for what, target, ratio, met in rows:
    print(f"{what:58} {target:>9}  {ratio:.2f}x  {'met' if met else 'MISSED'}")
