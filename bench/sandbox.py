#!/usr/bin/env python3
"""Requests a second of `keyturnctl sandbox`, next to moto_server where it is present, and what 10,000 secrets and 10,000
parameters cost. Every request is signed (by botocore, beforehand) and every signature is verified by the sandbox.
Started by bench/run.
"""
import argparse
import contextlib
import http.client
import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
CORES = sorted(os.sched_getaffinity(0))
SERVER_CORE, CLIENT_CORE = CORES[-1], CORES[0]
CONNECTIONS = 6
COUNT = 10_000
VALUE = json.dumps({f"key-{i}": "x" * 60 for i in range(12)})  # about the size of a set of LWA credentials
os.environ["KEYTURNCTL"] = ""  # set below; sandbox_process reads it
sys.path[:0] = [os.path.join(ROOT, "tests", "e2e")]
sys.dont_write_bytecode = True

try:
    import botocore.session
    from botocore.auth import SigV4Auth
    from botocore.awsrequest import AWSRequest
    from botocore.credentials import Credentials
    from moto_test import free_port, moto_server
    from sandbox_process import Sandbox
except ImportError as missing:
    print(f"sandbox: skipped: {missing}")
    sys.exit(0)

rows = []
SERVICES = {"secretsmanager": "secretsmanager.", "ssm": "AmazonSSM."}


def signed(url, service, operation, body):
    """Headers and body of one request, as botocore signs it; good for five minutes."""
    data = json.dumps(body).encode()
    request = AWSRequest(method="POST", url=url + "/", data=data, headers={
        "Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": SERVICES[service] + operation,
        "Host": url.split("//")[1]})
    SigV4Auth(Credentials("testing", "testing"), service, "us-east-1").add_auth(request)
    return dict(request.headers.items()), data


def post(connection, headers, data):
    connection.request("POST", "/", data, headers)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{headers['X-Amz-Target']}: {answer.status} {body[:200]}")
    return json.loads(body)


def memory(pid):
    """Resident set, MiB."""
    with open(f"/proc/{pid}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024


def lua(text):
    return '"' + "".join(c if c.isalnum() or c in " -_/.,=;" else f"\\{ord(c):03d}" for c in text) + '"'


def wrk(url, requests, seconds, tolerated):
    """Replays the requests on keep-alive connections; answers a second, where no more than `tolerated` of them failed."""
    tables = []
    for headers, data in requests:
        fields = ", ".join(f"[{lua(name)}] = {lua(value)}" for name, value in headers.items())
        tables.append(f"  {{ {{ {fields} }}, {lua(data.decode())} }},\n")
    script = f"""local requests = {{
{"".join(tables)}}}
local ready = {{}}
init = function()
  for i, one in ipairs(requests) do ready[i] = wrk.format("POST", "/", one[1], one[2]) end
end
local next_one = 0
request = function()
  next_one = next_one % #ready + 1
  return ready[next_one]
end
done = function(summary)
  local errors = summary.errors
  io.write(string.format("RESULT %d %d %d\\n", summary.requests, summary.duration,
    errors.connect + errors.read + errors.write + errors.timeout + errors.status))
end
"""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        file.write(script)
        file.flush()
        run = subprocess.run(["taskset", "-c", str(CLIENT_CORE), "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s",
                              "-s", file.name, url], capture_output=True, text=True, check=True)
    done, microseconds, errors = map(int, run.stdout.split("RESULT ")[1].split())
    if errors > tolerated * done:
        raise RuntimeError(f"{errors} of {done} requests failed")
    return (done - errors) / (microseconds / 1e6)


def throughput(url, seconds, tolerated=0.0):
    connection = http.client.HTTPConnection(url.split("//")[1], timeout=60)
    for i in range(100):
        post(connection, *signed(url, "secretsmanager", "CreateSecret", {
            "Name": f"bench/{i}", "SecretString": VALUE, "ClientRequestToken": f"{i:032d}"}))
    connection.close()
    cases = {
        "GetSecretValue": [signed(url, "secretsmanager", "GetSecretValue", {"SecretId": f"bench/{i}"}) for i in range(100)],
        "DescribeSecret": [signed(url, "secretsmanager", "DescribeSecret", {"SecretId": f"bench/{i}"}) for i in range(100)],
        "PutParameter (a write)": [signed(url, "ssm", "PutParameter", {
            "Name": f"/bench/{i}", "Value": f"v{i}", "Type": "String", "Overwrite": True}) for i in range(100)],
    }
    return {name: wrk(url, requests, seconds, tolerated) for name, requests in cases.items()}


@contextlib.contextmanager
def sandbox():
    server = Sandbox()
    os.sched_setaffinity(server.process.pid, {SERVER_CORE})
    try:
        yield server
    finally:
        server.stop()


@contextlib.contextmanager
def moto(program):
    port = free_port()
    server = subprocess.Popen([program, "-H", "127.0.0.1", "-p", str(port)], stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL, preexec_fn=lambda: os.sched_setaffinity(0, {SERVER_CORE}))
    try:
        for _ in range(300):
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def compare(seconds):
    if not shutil.which("wrk"):
        rows.append(("sandbox: requests a second", None, "wrk is not installed"))
        return
    with sandbox() as server:
        ours = throughput(server.url, seconds)
    program = moto_server()
    theirs, reason = {}, "moto_server is not installed"
    if program:
        try:
            with moto(program) as url:
                theirs = throughput(url, seconds, 0.02)  # it drops each of the connections once in a run
        except (RuntimeError, OSError, http.client.HTTPException, subprocess.CalledProcessError) as error:
            reason = f"moto_server: {error}"
    print(f"\nSigned requests a second, wrk on {CONNECTIONS} keep-alive connections\n  {'':34} {'sandbox':>9} {'moto':>9}")
    for name, rate in ours.items():
        print(f"  {name:34} {rate:9,.0f} {theirs.get(name, 0):9,.0f}")
        ratio = rate / theirs[name] if theirs.get(name) else None
        rows.append((f"{name}: sandbox / moto_server", ratio, reason))


def load(server, service, operation, bodies):
    """Seconds that the API took, signing left out."""
    requests = [signed(server.url, service, operation, body) for body in bodies]
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    start = time.perf_counter()
    for headers, data in requests:
        post(connection, headers, data)
    taken = time.perf_counter() - start
    connection.close()
    return taken


def bare_sqlite(count):
    """The same number of values, each in a transaction of its own, without any server."""
    with tempfile.TemporaryDirectory() as folder:
        database = sqlite3.connect(os.path.join(folder, "floor.sqlite"), isolation_level=None)
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=NORMAL")
        database.execute("CREATE TABLE record (name TEXT PRIMARY KEY, data BLOB)")
        start = time.perf_counter()
        for i in range(count):
            database.execute("INSERT INTO record VALUES (?, ?)", (f"load/{i}", VALUE))
        taken = time.perf_counter() - start
        database.close()
        return taken


def pages(client, operation, result, per_page):
    """When each page had come, and how many entries."""
    count, ends, start = 0, [], time.perf_counter()
    for page in client.get_paginator(operation).paginate(PaginationConfig={"PageSize": per_page}):
        count += len(page[result])
        ends.append(time.perf_counter() - start)
    return count, ends


def ten_thousand():
    with sandbox() as server:
        session = botocore.session.Session()
        sm, ssm = (session.create_client(service, region_name="us-east-1", endpoint_url=server.url,
                                         aws_access_key_id="testing", aws_secret_access_key="testing")
                   for service in ("secretsmanager", "ssm"))
        before = memory(server.process.pid)
        names = [f"load/{i:05d}/secret" for i in range(COUNT)]
        taken = load(server, "secretsmanager", "CreateSecret", (
            {"Name": name, "SecretString": VALUE, "ClientRequestToken": f"{i:032d}"} for i, name in enumerate(names)))
        taken += load(server, "ssm", "PutParameter", (
            {"Name": "/" + name, "Value": VALUE[:900], "Type": "SecureString"} for name in names))
        floor = bare_sqlite(2 * COUNT)
        after = memory(server.process.pid)
        print(f"\n{COUNT:,} secrets and {COUNT:,} parameters: loaded in {taken:.1f} s by the API"
              f"\n  resident set of the sandbox: {before:.1f} MiB before, {after:.1f} MiB after"
              f" ({(after - before) * 1024 / (2 * COUNT):.2f} KiB an entry of about {len(VALUE) / 1024:.1f} KiB)")
        rows.append(("loading them: API / bare SQLite transactions", taken / floor, ""))
        for client, operation, result, size in ((sm, "list_secrets", "SecretList", 100),
                                                (ssm, "describe_parameters", "Parameters", 50)):
            count, ends = pages(client, operation, result, size)
            assert count >= COUNT, count
            quarter = len(ends) // 4
            late = ends[-1] - ends[-1 - quarter]
            print(f"  botocore {operation}: {count:,} in {ends[-1]:.2f} s, {len(ends)} pages")
            rows.append((f"{operation}: last quarter of the pages / first", late / ends[quarter - 1], ""))


parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
parser.add_argument("--bin", default=os.path.join(ROOT, "build", "release", "bin"), help="where keyturnctl is")
parser.add_argument("--seconds", type=int, default=5, help="of each wrk run")
arguments = parser.parse_args()
os.environ["KEYTURNCTL"] = os.path.join(arguments.bin, "keyturnctl")
print(f"{len(CORES)} cores, load {os.getloadavg()[0]:.1f}; server on core {SERVER_CORE}, wrk on core {CLIENT_CORE}")
compare(arguments.seconds)
ten_thousand()
print(f"\n{'what':50} measured")
for what, ratio, note in rows:
    print(f"{what:50} " + (f"not measured: {note}" if ratio is None else f"{ratio:.2f}x"))
