"""Reads the four exports as others do and prints who read them. .env goes through a shell, Node's dotenv and Node."""
import base64, csv, io, json, os, re, subprocess, sys
try:
    import yaml
except ImportError:
    yaml = None
NODE = next((path for path in ("/usr/bin/node", "/usr/local/bin/node") if os.access(path, os.X_OK)), None)

# JavaScript's idea of blanks and of where lines end.
BLANK = "[\\t\\n\\v\\f\\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]"
BEGIN, END = "(?:\\A|(?<=[\\n\\r\u2028\u2029]))", "(?=[\\n\\r\u2028\u2029]|\\Z)"
QUOTED = "|".join(f"{BLANK}*{q}(?:\\\\{q}|[^{q}])*{q}" for q in "'\"`")
LINE = re.compile(f"{BEGIN}{BLANK}*(?:export{BLANK}+)?(?P<key>[A-Za-z0-9_.-]+)(?:{BLANK}*={BLANK}*?|:{BLANK}+?)"
                  f"(?P<value>{QUOTED}|[^#\\r\\n]+)?{BLANK}*(?:#[^\\n\\r\u2028\u2029]*)?{END}")
AROUND = re.compile(f"{BEGIN}(['\"`])([\\s\\S]*)\\1{END}")


def dotenv(text):
    """As the package dotenv describes its format."""
    found = {}
    for match in LINE.finditer(re.sub("\r\n?", "\n", text)):
        value = re.sub(f"\\A{BLANK}+|{BLANK}+\\Z", "", match["value"] or "")
        is_double = value.startswith('"')
        value = AROUND.sub(lambda around: around[2], value)
        found[match["key"]] = value.replace("\\n", "\n").replace("\\r", "\r") if is_double else value
    return found


def shell(text, keys):
    script = text + "".join('printf "%%s\\0" "$%s"\n' % key for key in keys)
    out = subprocess.run(["/bin/sh"], input=script.encode("utf-8"), stdout=subprocess.PIPE, check=True).stdout
    return dict(zip(keys, out.decode("utf-8").split("\0")[:-1]))


def node(texts):
    """Node's own reader, where there is one."""
    script = ("const {parseEnv} = require('util'); if (!parseEnv) process.exit(3);"
              "console.log(JSON.stringify(JSON.parse(require('fs').readFileSync(0)).map(t => parseEnv(t))))")
    ran = NODE and subprocess.run([NODE, "-e", script], input=json.dumps(texts).encode(), stdout=subprocess.PIPE,
                                  stderr=subprocess.DEVNULL)
    return json.loads(ran.stdout) if ran and ran.returncode == 0 else None


assert dotenv("A='x\\' # y\nexport B=\"a\\nb\" # c\nC: d e # f\nD=a#b\nE='m\nn'\n") == {
    "A": "x\\", "B": "a\nb", "C": "d e", "D": "a", "E": "m\nn"}, "the judge itself"
envs = []
for line in sys.stdin:
    case = json.loads(line)
    wanted = {k: base64.b64decode(v).decode("utf-8") for k, v in case["fields"].items()}
    text = {k: base64.b64decode(v).decode("utf-8") for k, v in case["texts"].items()}
    assert json.loads(text["json"]) == wanted, ("json", wanted)
    rows = list(csv.reader(io.StringIO(text["csv"], newline=""), strict=True))
    assert rows[0] == ["key", "value"], rows[0]
    def cell(c):
        assert c[:1] not in "=+-@\t\r" or c == "", ("formula", c)
        return c[1:] if c[:1] == "'" else c
    assert {cell(k): cell(v) for k, v in rows[1:]} == wanted, ("csv", rows, wanted)
    if yaml:
        assert yaml.safe_load(text["yaml"]) == wanted, ("yaml", text["yaml"], wanted)
    wanted = {key: wanted[key] for key in dotenv(text["env"])}
    assert len(wanted) == len(re.findall("^k[0-3]=", text["env"], re.M)), ("env", text["env"])
    assert dotenv(text["env"]) == wanted, ("dotenv", text["env"], wanted)
    assert shell(text["env"], wanted) == wanted, ("sh", text["env"], wanted)
    envs.append((text["env"], wanted))
read = node([env for env, _ in envs])
for (env, wanted), found in zip(envs, read or []):
    assert found == wanted, ("node", env, found, wanted)
print("json, csv, sh, dotenv" + (", yaml" if yaml else "") + (", node" if read else ""))
