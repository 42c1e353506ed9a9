"""Rows of the summary about long lists: typing a word, listing both stores, memory and CPU beside KeePassXC.

Each function takes `bench`, the namespace of processes.py, and appends to its rows.
"""
import base64
import contextlib
import glob
import os
import shutil
import statistics
import subprocess
import tempfile
import time
import uuid

WORD = "service-004321"
FEW, MANY = 100, 100_000


def filter_rows(bench):
    """Our proxy beside QSortFilterProxyModel, keystroke by keystroke; the worst median counts. What the word took us."""
    env = dict(bench.clean_environment, QT_QPA_PLATFORM="offscreen", XDG_RUNTIME_DIR=tempfile.gettempdir())
    out = subprocess.run(["taskset", "-c", str(bench.CLIENT_CORE), bench.program("filter_bench")], env=env,
                         capture_output=True, text=True, check=True).stdout
    strokes = [line.split() for line in out.splitlines() if line]
    bench.say(f"\nA word typed over {MANY:,} rows, view laid out, median ms a keystroke"
              f"\n  {'':16} {'rows left':>9} {'ours':>8} {'Qt':>8}")
    for typed, left, ours, theirs in strokes:
        bench.say(f"  {typed:16} {int(left):9,} {float(ours):8.2f} {float(theirs):8.2f}")
    worst = max(float(ours) / float(theirs) for _, _, ours, theirs in strokes)
    frame = max(float(ours) for _, _, ours, _ in strokes)
    total = sum(float(ours) for _, _, ours, _ in strokes)
    bench.say(f"  {'the whole word':16} {'':9} {total:8.2f}")
    bench.rows.append(("keystroke over 100,000 rows: ours / Qt's proxy", "<= 0.5x", worst,
                       f"{worst:.2f}x at the slowest", worst <= 0.5))
    bench.rows.append(("keystroke over 100,000 rows / a frame of 16.7 ms", "<= 1x", frame / 16.7,
                       f"{frame / 16.7:.2f}x, {frame:.1f} ms at the slowest", frame <= 16.7))


def timeline_rows(bench):
    """A frame of the timeline beside a QGraphicsView with as many items; judged where all 10,000 are on screen."""
    env = dict(bench.clean_environment, QT_QPA_PLATFORM="offscreen", XDG_RUNTIME_DIR=tempfile.gettempdir())
    out = subprocess.run(["taskset", "-c", str(bench.CLIENT_CORE), bench.program("timeline_bench")], env=env,
                         capture_output=True, text=True, check=True).stdout
    zooms = [line.split() for line in out.splitlines() if line]
    bench.say(f"\nA frame of the timeline, 10,000 marks, median ms\n  {'':9} {'on screen':>9} {'ours':>8} {'Qt':>8}")
    for days, seen, ours, theirs in zooms:
        bench.say(f"  {days + ' days':9} {int(seen):9,} {float(ours):8.2f} {float(theirs):8.2f}")
    ratio = float(zooms[-1][2]) / float(zooms[-1][3])
    bench.rows.append(("timeline frame, 10,000 marks on screen: ours / QGraphicsView", "<= 0.5x", ratio, f"{ratio:.2f}x",
                       ratio <= 0.5))
    slowest = max(float(ours) for _, _, ours, _ in zooms)
    bench.rows.append(("timeline frame at any zoom / a frame of 16.7 ms", "<= 1x", slowest / 16.7,
                       f"{slowest / 16.7:.2f}x, {slowest:.1f} ms at the slowest", slowest <= 16.7))


def together_rows(bench, rounds):
    """20,000 secrets and parameters side by side; the Node SDK lists one after the other."""
    with bench.canned_server("--parameter-pages", "200") as url:
        ours = bench.Case("both stores into the model", [bench.program("bench_list_model"), url], b"20000 rows")
        node = bench.Case("Node SDK, one after the other",
                          ["node", os.path.join(bench.ROOT, "bench", "list_all.mjs"), url], b"20000 rows",
                          {"BENCH_NODE_MODULES": bench.NODE})
        if not os.path.isdir(os.path.join(bench.NODE, "node_modules", "@aws-sdk", "client-ssm")):
            node.skipped = "the Node SDK is not in build/bench-node (no npm, or the registry failed)"
        bench.measure("20,000 secrets and parameters, 100 + 200 pages", [ours, node], rounds)
        bench.judge("listing both stores: Node SDK / ours", ">= 2.5x", False, ours, node, 2.5)
        if not ours.skipped:
            line = subprocess.run(ours.command, env=ours.env, capture_output=True, text=True).stdout.strip()
            bench.say(f"  {line}")
            words = line.split()
            first, whole = float(words[5]), float(words[9])
            ratio = first / whole
            bench.rows.append(("first rows / all rows, in time", "<= 0.1x", ratio, f"{ratio:.2f}x", ratio <= 0.1))


def database(bench, entries):
    """A KeePass database with so many entries, made once; the import of 100,000 takes 16 s."""
    path = os.path.join(bench.ROOT, "build", f"bench-{entries}.kdbx")
    if os.path.exists(path):
        return path
    with tempfile.NamedTemporaryFile("w", suffix=".xml") as xml:
        xml.write('<?xml version="1.0"?><KeePassFile><Meta/><Root><Group><UUID>'
                  + "AAAAAAAAAAAAAAAAAAAAAQ==</UUID><Name>Root</Name>")
        for i in range(entries):
            def field(key, value):
                return f"<String><Key>{key}</Key><Value>{value}</Value></String>"
            xml.write(f"<Entry><UUID>{base64.b64encode(uuid.UUID(int=i + 2).bytes).decode()}</UUID>"
                      + field("Title", f"shop/production/service-{i:06d}") + field("UserName", "payments")
                      + field("Notes", f"LWA credentials of service {i:06d}") + field("Password", "x" * 65) + "</Entry>")
        xml.write("</Group></Root></KeePassFile>")
        xml.flush()
        bench.say(f"making {os.path.relpath(path, bench.ROOT)}")
        subprocess.run(["keepassxc-cli", "import", "-q", "-p", "-t", "100", xml.name, path], input="bench\nbench\n",
                       text=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True,
                       env=dict(bench.clean_environment, QT_QPA_PLATFORM="offscreen"))
    return path


def cpu_ms(pid):
    total = 0
    for path in glob.glob(f"/proc/{pid}/task/*/schedstat"):
        with contextlib.suppress(OSError):
            total += int(open(path).read().split()[0])
    return total / 1e6


def resident_mib(pid):
    for line in open(f"/proc/{pid}/status"):
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0


# An idle window is not still: the caret blinks, and what a blink costs depends on the machine and on what has the focus.
# An absolute figure is therefore too low for some machine, and there the wait would never end. What is used in two
# halves of a second is compared with what the program itself uses when it uses least, measured anew in every wait.
HALF = 0.5  # s, a sample; Qt's caret changes twice a second
TICK = 4  # ms, one tick of the scheduler at 250 Hz: less than this is idle on any machine
RECENT = 8  # samples among which the idle rate is sought: older ones had another focus, or waited for the server
FACTOR = 3  # a second in which the caret changes three times, beside one in which it changes once
BUSY = 100  # ms in a second: what uses more all the time is at work, however evenly


def is_quiet(samples):
    """Whether these CPU times of half seconds, the last one last, end in idleness."""
    if len(samples) >= 2 and max(samples[-2:]) <= TICK:
        return True
    if len(samples) < RECENT:
        return False
    recent = samples[-RECENT:]
    seconds = [first + second for first, second in zip(recent, recent[1:])]
    idle = min(seconds)
    return idle <= BUSY and max(seconds[-3], seconds[-1]) <= max(FACTOR * idle, TICK)


def wait_quiet(pid, least, most=90):
    """Until the process is idle, at least so many seconds and at most so many; what it has used by then."""
    start = time.monotonic()
    last, samples = cpu_ms(pid), []
    while time.monotonic() - start < most:
        time.sleep(HALF)
        now = cpu_ms(pid)
        samples.append(max(now - last, 0))  # a thread that ends takes its time with it
        last = now
        if time.monotonic() - start >= least and is_quiet(samples):
            return now
    raise RuntimeError(f"not quiet after {most} s: "
                       + ", ".join(f"{sample:.1f}" for sample in samples[-RECENT:]) + " ms of CPU in its last half seconds")


def child_of(pid, name):
    """The program below dbus-run-session."""
    for _ in range(100):
        for stat in glob.glob("/proc/[0-9]*/stat"):
            with contextlib.suppress(OSError):
                words = open(stat).read().rsplit(")", 1)
                fields = words[1].split()
                if int(fields[1]) == pid and words[0].split("(", 1)[1].startswith(name[:15]):
                    return int(stat.split("/")[2])
        time.sleep(0.1)
    raise RuntimeError(f"{name} did not start")


def typed_word(bench, number, name, command, stdin, least):
    """Memory when everything is read, and the CPU of one word typed into the search field at 20 ms a key."""
    with tempfile.TemporaryDirectory() as home:
        env = dict(bench.clean_environment, DISPLAY=number, QT_QPA_PLATFORM="xcb", HOME=home, XDG_RUNTIME_DIR=home)
        for folder in ("CONFIG", "DATA", "CACHE", "STATE"):
            env[f"XDG_{folder}_HOME"] = os.path.join(home, folder.lower())
        os.chmod(home, 0o700)
        with open(env["AWS_CONFIG_FILE"], "w") as config:
            config.write("[profile bench]\nregion = us-east-1\n"
                         "aws_access_key_id = testing\naws_secret_access_key = testing\n")
        session = subprocess.Popen(["dbus-run-session", "--"] + command, env=env, stdin=subprocess.PIPE,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True)
        pid = None
        try:
            if stdin:
                session.stdin.write(stdin)
            session.stdin.close()
            pid = child_of(session.pid, os.path.basename(command[0]))
            wait_quiet(pid, least)
            memory = resident_mib(pid)

            def key(*words):
                subprocess.run(["xdotool", *words], env=env, check=True, capture_output=True)
            windows = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(pid)], env=env,
                                     capture_output=True, text=True).stdout.split()
            for window in windows:
                subprocess.run(["xdotool", "windowfocus", window], env=env, capture_output=True)
            key("key", "ctrl+f")
            before = wait_quiet(pid, 1)
            key("type", "--delay", "20", WORD)
            return memory, wait_quiet(pid, 1) - before
        finally:
            if pid:
                with contextlib.suppress(OSError):
                    os.kill(pid, 15)
            with contextlib.suppress(subprocess.TimeoutExpired):
                session.wait(20)
            session.kill()


def keepassxc_rows(bench, rounds):
    """Memory, and the CPU of the whole window while the word is typed: found, laid out, painted."""
    whats = (("memory with 100,000 rows: keyturn / KeePassXC", "<= 0.31x"),
             ("CPU of a typed word: KeePassXC / keyturn", ">= 25x"))
    missing = [tool for tool in ("Xvfb", "dbus-run-session", "xdotool", "keepassxc", "keepassxc-cli")
               if not shutil.which(tool)]
    if missing:
        for what, target in whats:
            bench.rows.append((what, target, None, f"{missing[0]} is not installed"))
        return
    results = {}
    with bench.display() as number:
        for count in (FEW, MANY):
            base = database(bench, count)
            with bench.canned_server("--secret-pages", str(count // 100)) as url:
                keyturn = [bench.program("keyturn"), "--profile", "bench", "--region", "us-east-1", "--endpoint-url", url]
                for _ in range(rounds):
                    for name, command, stdin, least in (("keyturn", keyturn, "", 3),
                                                        ("KeePassXC", ["keepassxc", "--pw-stdin", base], "bench\n", 5)):
                        try:
                            results.setdefault((name, count), []).append(
                                typed_word(bench, number, name, command, stdin, least))
                        except (RuntimeError, subprocess.SubprocessError) as error:
                            for what, target in whats:
                                bench.rows.append((what, target, None, f"{name}: {error}"))
                            return
    median = {key: [statistics.median(column) for column in zip(*samples)] for key, samples in results.items()}
    bench.say(f"\n\"{WORD}\" typed at 20 ms a key under Xvfb\n  {'':34} {'RSS MiB':>9} {'cpu ms':>9}")
    for (name, count), (memory, cpu) in median.items():
        bench.say(f"  {name + f', {count:,} entries':34} {memory:9.1f} {cpu:9.1f}")
    memory = median["keyturn", MANY][0] / median["KeePassXC", MANY][0]
    bench.rows.append((*whats[0], memory, f"{memory:.2f}x", memory <= 0.31))
    # What the length of the list costs: above the same word over a short one.
    theirs = median["KeePassXC", MANY][1] - median["KeePassXC", FEW][1]
    ours = max(median["keyturn", MANY][1] - median["keyturn", FEW][1], 0.1)
    bench.rows.append((*whats[1], theirs / ours, f"{theirs / ours:.1f}x ({theirs:.0f} / {ours:.1f} ms)",
                       theirs / ours >= 25))


def board_rows(bench):
    """The due board of 10,000 entries: made beside the reading of its listing, sorted and filtered beside a bare model."""
    env = dict(bench.clean_environment, QT_QPA_PLATFORM="offscreen", XDG_RUNTIME_DIR=tempfile.gettempdir())
    out = subprocess.run(["taskset", "-c", str(bench.CLIENT_CORE), bench.program("board_bench")], env=env,
                         capture_output=True, text=True, check=True).stdout
    steps = {what: (int(rows), float(ours), float(theirs)) for what, rows, ours, theirs in
             (line.split() for line in out.splitlines())}
    bench.say(f"\nThe due board, 10,000 entries, median ms\n  {'':14} {'rows':>6} {'ours':>9} {'theirs':>9}")
    for what, (rows, ours, theirs) in steps.items():
        bench.say(f"  {what:14} {rows:6} {ours:9.3f} {theirs:9.3f}")
    _, making, reading = steps["make"]
    bench.rows.append(("due board of 10,000 entries: making it / reading its listing", "<= 2x", making / reading,
                       f"{making / reading:.2f}x", making <= 2 * reading))
    slowest = max(ours for what, (_, ours, _) in steps.items() if what == "sort" or what.startswith("filter:"))
    bench.rows.append(("due board of 10,000 entries: sort, filter / a frame of 16.7 ms", "<= 1x", slowest / 16.7,
                       f"{slowest / 16.7:.2f}x, {slowest:.1f} ms at the slowest", slowest <= 16.7))
