#!/usr/bin/env python3
"""Each promise of README.md and SECURITY.md names the test that keeps it, and that test exists."""
import pathlib
import re
import sys

NAME = re.compile(r"`((?:app|core|ui|e2e|fuzz|lint)/[a-z0-9_/]+)`")
KNOWN = {"lint/hardening", "lint/keyturnctl_links_no_gui"}  # of CMakeLists.txt


def exists(root, name):
    kind, _, rest = name.partition("/")
    if name in KNOWN:
        return True
    if kind == "lint":
        return (root / f"tests/lint/{rest}_lint.py").is_file()
    if kind == "e2e":
        return (root / f"tests/e2e/{rest}_test.py").is_file()
    if kind == "fuzz":
        return name in (root / "tests/fuzz/CMakeLists.txt").read_text()
    return (root / f"tests/{name}_test.cpp").is_file()


def promises(readme, security):
    """(text, names of tests) of each promise."""
    section = readme.split("## What it promises", 1)[1].split("What it cannot promise:", 1)[0]
    for item in re.split(r"^- ", section, flags=re.MULTILINE)[1:]:
        yield " ".join(item.split()), NAME.findall(item)
    table = security.split("| promise | kept by |", 1)[1].split("\n\n", 1)[0]
    for line in table.splitlines()[2:]:
        text, kept = line.strip("| ").rsplit(" | ", 1)
        yield text, NAME.findall(kept)


def violations(root, readme, security):
    for text, names in promises(readme, security):
        if not names:
            yield f"no test keeps this promise: {text}"
        for name in names:
            if not exists(root, name):
                yield f"there is no test {name}, which is to keep: {text}"


def self_test(root):
    readme = "## What it promises\n\n- One (`e2e/hardening`).\n- Two.\n- Three (`core/base/none`).\n\nWhat it cannot promise:\n"
    security = "| promise | kept by |\n|---|---|\n| four | `lint/none` |\n| five | `lint/forbidden` |\n\n"
    assert len(list(violations(root, readme, security))) == 3


def main(root):
    root = pathlib.Path(root)
    self_test(root)
    found = list(violations(root, (root / "README.md").read_text(), (root / ".github/SECURITY.md").read_text()))
    for each in found:
        print(each)
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
