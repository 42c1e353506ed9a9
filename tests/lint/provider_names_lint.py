#!/usr/bin/env python3
"""No provider of the table is named in code outside its row. What differs between providers is a column, not an `if`.

Usage: provider_names_lint.py ROOT
"""
import pathlib
import re
import sys

from source_files import blanked, line_of, source_files

TABLE = re.compile(r"^core/oauth/providers(_that_\w+)?\.cpp$")
ROOMS = ("core/oauth/", "core/rotation/", "core/connection/", "core/read/", "core/save/", "core/workspace/", "app/cli/")
# How old a client secret may be is a rule of a layout, see core/due; the cache spells the layouts of core/document.
NOT_OF_REFRESHES = {"app/cli/verbs/due_verb.cpp", "core/workspace/cached_rows.cpp"}
ROW = re.compile(r'\.id = u"(\w+)"_s,\s*\.name = u"([^"]+)"_s')
EXAMPLE = re.compile(r'"(?:keyturnctl|curl) [^"\n]*"')  # command lines of --help name entries of the sandbox
# Ids that are words of other things, too: only a literal that is nothing else counts.
PLAIN_WORDS = {"box", "ory", "zoom", "generic", "entra", "notion"}


def names(root):
    found = {}
    for path in sorted((root / "core/oauth").glob("providers*.cpp")):
        found.update(ROW.findall(path.read_text()))
    return found


def patterns(rows):
    for identity, name in rows.items():
        if identity == "generic":
            continue
        if len(identity) == 3 and identity not in PLAIN_WORDS:  # not the middle of "always"
            yield re.compile(rf"(?<![A-Za-z]){identity}(?![a-z])|{identity.capitalize()}|\b{identity.upper()}")
        elif identity in PLAIN_WORDS:
            yield re.compile(f'"{re.escape(identity)}"')
        else:
            yield re.compile(re.escape(identity), re.IGNORECASE)
        if name.lower() != identity:
            yield re.compile(re.escape(name) if len(name) > 1 else f'"{name}"')


def violations(text, rows):
    code = EXAMPLE.sub(lambda match: " " * len(match.group()), blanked(text, keep_strings=True))
    for pattern in patterns(rows):
        for match in pattern.finditer(code):
            yield line_of(code, match.start()), f"{match.group()} belongs into its row of the table"


def self_test(rows):
    assert len(rows) >= 23, f"only {len(rows)} rows were found"
    assert list(violations("if (kind == CredentialKind::Genesys)\n", rows))
    assert list(violations('name = u"Login with Amazon"_s;', rows))
    assert list(violations('if (id == "box")', rows))
    assert not list(violations('// as Genesys does\nexample = "keyturnctl refresh genesys-oauth"; QMessageBox box;', rows))


def main(root):
    root = pathlib.Path(root)
    rows = names(root)
    self_test(rows)
    found = 0
    for path in source_files(root, ("core", "app")):
        name = path.relative_to(root).as_posix()
        if not name.startswith(ROOMS) or TABLE.match(name) or name in NOT_OF_REFRESHES:
            continue
        for line, what in violations(path.read_text(), rows):
            print(f"{name}:{line}: {what}")
            found += 1
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
