#!/usr/bin/env python3
"""Each promise of README.md and SECURITY.md names the test that keeps it, each line of tests/e2e/cases/strangers.md the
functions of tests as well, and all of them exist."""
import pathlib
import re
import sys

STRANGERS = "tests/e2e/cases/strangers.md"
NAME = re.compile(r"`((?:app|core|ui|e2e|fuzz|lint)/[a-z0-9_/]+)`")
QUOTED = re.compile(r"`([^`]+)`")
KNOWN = {"lint/hardening", "lint/keyturnctl_links_no_gui"}  # of CMakeLists.txt


def file_of(root, name):
    """Where the test stands; None: in no file of its own."""
    kind, _, rest = name.partition("/")
    if name in KNOWN or kind == "fuzz":
        return None
    if kind == "lint":
        return root / f"tests/lint/{rest}_lint.py"
    if rest.startswith("cases/"):
        return root / f"tests/e2e/{rest}.py"
    return root / (f"tests/e2e/{rest}_test.py" if kind == "e2e" else f"tests/{name}_test.cpp")


def exists(root, name):
    if name.startswith("fuzz/"):
        return name in (root / "tests/fuzz/CMakeLists.txt").read_text()
    return name in KNOWN or file_of(root, name).is_file()


def has_function(root, name, function):
    file = file_of(root, name)
    return file is not None and re.search(rf"\b(?:void (?:\w+::)?|def ){re.escape(function)}\(", file.read_text())


def promises(readme, security):
    """(text, names of tests) of each promise."""
    section = readme.split("## What it promises", 1)[1].split("What it cannot promise:", 1)[0]
    for item in re.split(r"^- ", section, flags=re.MULTILINE)[1:]:
        yield " ".join(item.split()), NAME.findall(item)
    for text, kept in rows(security, "promise"):
        yield text, NAME.findall(kept)


def rows(document, first):
    """(text, what keeps it) of each row of each table that begins with the column `first`."""
    for table in document.split(f"| {first} | kept by |")[1:]:
        for line in table.split("\n\n", 1)[0].splitlines()[2:]:
            text, kept = line.strip("| ").rsplit(" | ", 1)
            yield text, kept


def without_tests(root, promised):
    for text, names in promised:
        if not names:
            yield f"no test keeps this: {text}"
        for name in names:
            if not exists(root, name):
                yield f"there is no test {name}, which is to keep: {text}"


def without_functions(root, strangers):
    """A test is followed by its functions: `e2e/bounds`: `test_one`, `test_two`; `core/base/printable`: `three`."""
    for text, kept in rows(strangers, "what was wrong"):
        yield from without_tests(root, [(text, NAME.findall(kept))])
        test, functions = None, {}
        for quoted in QUOTED.findall(kept):
            if "/" in quoted:
                test = quoted
                functions[test] = functions.get(test, 0)
            elif test is None or not exists(root, test) or not has_function(root, test, quoted):
                yield f"{test} has no {quoted}, which is to keep: {text}"
            else:
                functions[test] += 1
        for name, count in functions.items():
            if not NAME.fullmatch(f"`{name}`"):
                yield f"{name} is no name of a test: {text}"
            elif count == 0 and not name.startswith(("lint/", "fuzz/")):
                yield f"no function of {name} is named, which is to keep: {text}"


def violations(root, readme, security, strangers):
    yield from without_tests(root, promises(readme, security))
    yield from without_functions(root, strangers)


def self_test(root):
    readme = "## What it promises\n\n- One (`e2e/hardening`).\n- Two.\n- Three (`core/base/none`).\n\nWhat it cannot promise:\n"
    security = "| promise | kept by |\n|---|---|\n| four | `lint/none` |\n| five | `lint/forbidden` |\n\n"
    head = "| what was wrong | kept by |\n|---|---|\n"
    good = head + "| six | `core/base/printable`: `keepsEveryCharacterOfJson`; `e2e/cases/identity`: `get_caller_identity` |\n\n"
    assert len(list(violations(root, readme, security, good))) == 3
    for wrong in ("`core/base/printable`: `keepsNothing`", "`core/base/printable`", "nothing", "`keepsEveryCharacterOfJson`",
                  "`e2e/bounds`: `test_pages`", "`e2e/cases/none`", "`Core/base/printable`: `keepsEveryCharacterOfJson`"):
        assert list(violations(root, readme, security, head + f"| seven | {wrong} |\n"))[3:], wrong
        assert list(violations(root, readme, security, good + head + f"| eight | {wrong} |\n"))[3:], wrong


def main(root):
    root = pathlib.Path(root)
    self_test(root)
    readme, security, strangers = ((root / name).read_text() for name in ("README.md", ".github/SECURITY.md", STRANGERS))
    found = list(violations(root, readme, security, strangers))
    if not list(rows(strangers, "what was wrong")):
        found.append(f"{STRANGERS} has no lines")
    for each in found:
        print(each)
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
