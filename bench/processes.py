#!/usr/bin/env python3
"""Runs whole processes of Keyturn, its peers and the floors in turn against one canned server, and prints ratios.

Every case of a group runs once a round, so that a busy moment meets all of them; medians are compared. The server is
pinned to one core and the clients to another. Targets are judged by wall time; the ratio of CPU time stands beside it,
because on a busy machine wall time measures the neighbours too. Started by bench/run, which builds and installs.
"""
import argparse
import contextlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import list_rows

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BIN = os.path.join(ROOT, "build", "release", "bin")
NODE = os.path.join(ROOT, "build", "bench-node")
CORES = sorted(os.sched_getaffinity(0))
SERVER_CORE, CLIENT_CORE = CORES[-1], CORES[0]

rows = []  # (what, target, ratio or None, note)


def program(name):
    return os.path.join(BIN, name)


def say(text):
    print(text, flush=True)


class Case:
    def __init__(self, name, command, expect, env=None):
        self.name, self.command, self.expect = name, command, expect
        self.env = dict(clean_environment, **(env or {}))
        self.walls, self.cpus, self.memory, self.skipped = [], [], 0, None

    def run(self):
        """One process, fork to exit; its output must hold what is expected."""
        if self.skipped:
            return
        out = tempfile.TemporaryFile()
        start = time.perf_counter()
        try:
            child = subprocess.Popen(self.command, stdout=out, stderr=subprocess.PIPE, env=self.env,
                                     preexec_fn=lambda: os.sched_setaffinity(0, {CLIENT_CORE}))
        except OSError as error:
            self.skipped = str(error)
            return
        errors = child.stderr.read()
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        if child.returncode != 0 or self.expect not in out.read():
            words = errors.decode(errors="replace").strip().splitlines()
            self.skipped = f"exit {child.returncode}: {words[-1] if words else 'no such output'}"
            return
        self.walls.append(wall * 1000)
        self.cpus.append((usage.ru_utime + usage.ru_stime) * 1000)
        self.memory = max(self.memory, usage.ru_maxrss / 1024)

    @property
    def wall(self):
        return statistics.median(self.walls)

    @property
    def cpu(self):
        return statistics.median(self.cpus)


def measure(title, cases, rounds):
    for case in cases:
        case.run()  # warms the page cache
        case.walls, case.cpus = [], []
    for _ in range(rounds):
        for case in cases:
            case.run()
    say(f"\n{title}\n  {'':34} {'wall ms':>9} {'cpu ms':>9} {'peak MiB':>9}")
    for case in cases:
        if case.skipped:
            say(f"  {case.name:34} skipped: {case.skipped}")
        else:
            say(f"  {case.name:34} {case.wall:9.1f} {case.cpu:9.1f} {case.memory:9.1f}")


def judge(what, target, at_most, ours, theirs, value):
    """A row of the summary. `at_most`: ours / theirs must not exceed it; else theirs / ours must reach it."""
    if ours.skipped or theirs.skipped:
        rows.append((what, target, None, ours.skipped or theirs.skipped))
        return
    wall = ours.wall / theirs.wall
    cpu = ours.cpu / theirs.cpu
    if not at_most:
        wall, cpu = 1 / wall, 1 / cpu
    rows.append((what, target, wall, f"wall {wall:.2f}x, cpu {cpu:.2f}x", (wall <= value) if at_most else (wall >= value)))


@contextlib.contextmanager
def canned_server(*options):
    server = subprocess.Popen([program("bench_canned_server"), *options], stdout=subprocess.PIPE, text=True,
                              preexec_fn=lambda: os.sched_setaffinity(0, {SERVER_CORE}))
    try:
        yield f"http://127.0.0.1:{int(server.stdout.readline().split()[1])}/"
    finally:
        server.terminate()
        server.wait()


def one_value(url, rounds):
    body = '{"SecretId":"lwa-oauth"}'
    secret = b"lwa-client-id"
    aws = "/usr/bin/aws" if os.access("/usr/bin/aws", os.X_OK) else "aws"
    keyturnctl = Case("keyturnctl show lwa-oauth --raw",
                      [program("keyturnctl"), "--endpoint-url", url, "show", "lwa-oauth", "--raw"], secret)
    core = Case("core alone (bench_one_value)", [program("bench_one_value"), url], secret)
    curl = Case("curl --aws-sigv4",
                ["/usr/bin/curl", "-sS", "--aws-sigv4", "aws:amz:us-east-1:secretsmanager", "--user", "testing:testing",
                 "-H", "Content-Type: application/x-amz-json-1.1",
                 "-H", "X-Amz-Target: secretsmanager.GetSecretValue", "-d", body, url], secret)
    floor = Case("floor: bare QNAM, unsigned", [program("bench_floor_qnam"), url, "value"], secret)
    node = Case("Node SDK", ["node", os.path.join(ROOT, "bench", "get_value.mjs"), url], secret,
                {"BENCH_NODE_MODULES": NODE})
    if not os.path.isdir(os.path.join(NODE, "node_modules", "@aws-sdk", "client-secrets-manager")):
        node.skipped = "the Node SDK is not in build/bench-node (no npm, or the registry failed)"
    cli = Case("aws CLI", [aws, "--endpoint-url", url, "secretsmanager", "get-secret-value", "--secret-id", "lwa-oauth"],
               secret)
    measure("One signed GetSecretValue, process start to value", [keyturnctl, core, curl, floor, node, cli], rounds)
    judge("GetSecretValue: keyturnctl / curl --aws-sigv4", "<= 2x", True, keyturnctl, curl, 2)
    judge("GetSecretValue: Node SDK / keyturnctl", ">= 7x", False, keyturnctl, node, 7)
    judge("GetSecretValue: aws CLI / keyturnctl", ">= 30x", False, keyturnctl, cli, 30)


def listing(url, rounds):
    ours = Case("10,000 secrets into the model", [program("bench_list_model"), url], b"10000")
    floor = Case("floor: QNAM + QJsonDocument", [program("bench_floor_qnam"), url, "list"], b"10000")
    measure("10,000 secrets listed, 100 pages", [ours, floor], rounds)
    judge("listing 10,000 secrets: ours / floor", "<= 2x", True, ours, floor, 2)


def google_benchmark(name):
    """Items or runs a second by benchmark name, from CPU time; the median of five."""
    command = ["taskset", "-c", str(CLIENT_CORE), program(name), "--benchmark_format=json",
               "--benchmark_repetitions=5", "--benchmark_min_time=0.1"]
    report = json.loads(subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout)
    scale = {"ns": 1e9, "us": 1e6, "ms": 1e3}
    return {run["run_name"]: scale[run["time_unit"]] / run["cpu_time"] for run in report["benchmarks"]
            if run.get("aggregate_name") == "median"}


def inside_a_process():
    signing = google_benchmark("signing_bench")
    rate = subprocess.run(["taskset", "-c", str(CLIENT_CORE), "/usr/bin/python3",
                           os.path.join(ROOT, "bench", "botocore_rate.py")], capture_output=True, text=True)
    say(f"\nSigning, signatures a second of CPU time\n  Keyturn {signing['keyturnSigns']:,.0f}"
        f"   the same digests in plain OpenSSL {signing['plainOpenSsl']:,.0f}")
    if rate.returncode == 0:
        botocore = float(rate.stdout)
        ratio = signing["keyturnSigns"] / botocore
        say(f"  botocore {botocore:,.0f}")
        rows.append(("signing: Keyturn / botocore", ">= 25x", ratio, f"{ratio:.1f}x", ratio >= 25))
    else:
        rows.append(("signing: Keyturn / botocore", ">= 25x", None, "python3-botocore is not installed"))
    for name, what in (("listing_bench", "reading a 100-page listing"), ("secret_bench", "opening a secret")):
        result = google_benchmark(name)
        ours = next(value for key, value in result.items() if key.startswith("keyturn"))
        ratio = result["plainJson"] / ours
        rows.append((f"{what}: ours / bare QJsonDocument", "-", ratio, f"{ratio:.2f}x", None))
    # The last result is that of secret_bench.
    for number, shape in enumerate(("tokens", "many keys", "nested")):
        ratio = result[f"fromJson64KiB/{number}"] / result[f"openEditSerialise64KiB/{number}"]
        rows.append((f"64 KiB opened, edited, written, {shape}: ours / fromJson", "<= 3x", ratio, f"{ratio:.2f}x",
                     ratio <= 3))


@contextlib.contextmanager
def display():
    """An X server of our own; its number comes from the server itself."""
    read, write = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "1440x900x24", "-nolisten", "tcp"],
                              pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as number:
            yield ":" + number.readline().strip()
    finally:
        server.terminate()
        server.wait()


def windows(rounds):
    for tool in ("Xvfb", "dbus-run-session"):
        if not shutil.which(tool):
            rows.append(("start to window", "<= 2x", None, f"{tool} is not installed"))
            return
    programs = {"keyturn": [program("keyturn")], "floor: bare QMainWindow": [program("bench_floor_window")],
                "KeePassXC": ["keepassxc"]}
    results = {name: [] for name in programs}
    skipped = {}
    with display() as number:
        for _ in range(rounds + 1):
            for name, command in programs.items():
                if name in skipped:
                    continue
                if not shutil.which(command[0]):
                    skipped[name] = f"{command[0]} is not installed"
                    continue
                with tempfile.TemporaryDirectory() as home:
                    env = dict(clean_environment, DISPLAY=number, QT_QPA_PLATFORM="xcb", HOME=home,
                               XDG_CONFIG_HOME=home + "/config", XDG_DATA_HOME=home + "/data",
                               XDG_CACHE_HOME=home + "/cache", XDG_STATE_HOME=home + "/state", XDG_RUNTIME_DIR=home)
                    os.chmod(home, 0o700)
                    watch = subprocess.run(["dbus-run-session", "--", program("bench_map_watch")] + command, env=env,
                                           capture_output=True, text=True, timeout=90)
                if watch.returncode != 0:
                    words = watch.stderr.strip().splitlines()
                    skipped[name] = words[-1] if words else "no window"
                    continue
                results[name].append([float(word) for word in watch.stdout.split()])
    say(f"\nStart to window under Xvfb\n  {'':34} {'mapped ms':>9} {'RSS MiB':>9}")
    medians = {}
    for name, samples in results.items():
        if name in skipped or len(samples) < 2:
            say(f"  {name:34} skipped: {skipped.get(name, 'no sample')}")
            continue
        medians[name] = [statistics.median(column) for column in zip(*samples[1:])]  # the first warms the cache
        say(f"  {name:34} {medians[name][0]:9.1f} {medians[name][1]:9.1f}")

    def row(what, target, other, column, value):
        if "keyturn" not in medians or other not in medians:
            rows.append((what, target, None, skipped.get("keyturn") or skipped.get(other) or "no sample"))
            return
        ratio = medians["keyturn"][column] / medians[other][column]
        rows.append((what, target, ratio, f"{ratio:.2f}x", ratio <= value))

    row("start to window: keyturn / bare Qt window", "<= 2x", "floor: bare QMainWindow", 0, 2)
    row("memory at rest: keyturn / KeePassXC", "<= 0.55x", "KeePassXC", 1, 0.55)


def summary():
    say(f"\n{'what':58} {'target':>9}  measured")
    for what, target, ratio, note, *met in rows:
        if ratio is None:
            say(f"{what:58} {target:>9}  not measured: {note}")
        else:
            verdict = "" if met[0] is None else "  met" if met[0] else "  MISSED"
            say(f"{what:58} {target:>9}  {note}{verdict}")


parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
parser.add_argument("--rounds", type=int, default=9)
rounds = max(1, parser.parse_args().rounds)
with tempfile.TemporaryDirectory() as nowhere:
    # The programs must find the bench's keys and nobody's real ones.
    clean_environment = {key: os.environ[key] for key in ("PATH", "LANG", "LC_ALL", "TMPDIR") if key in os.environ}
    clean_environment.update(HOME=nowhere, AWS_ACCESS_KEY_ID="testing", AWS_SECRET_ACCESS_KEY="testing",
                             AWS_REGION="us-east-1", AWS_DEFAULT_REGION="us-east-1", AWS_EC2_METADATA_DISABLED="true",
                             AWS_CONFIG_FILE=nowhere + "/config", AWS_SHARED_CREDENTIALS_FILE=nowhere + "/credentials")
    say(f"{len(CORES)} cores, load {os.getloadavg()[0]:.1f}; server on core {SERVER_CORE}, clients on core {CLIENT_CORE}; "
        f"{rounds} rounds")
    with canned_server() as url:
        one_value(url, rounds)
        listing(url, rounds)
    here = sys.modules[__name__]
    list_rows.together_rows(here, rounds)
    inside_a_process()
    list_rows.filter_rows(here)
    list_rows.timeline_rows(here)
    list_rows.board_rows(here)
    windows(min(rounds, 7))
    list_rows.keepassxc_rows(here, min(rounds, 5))
summary()
