"""What the lints share: the files of the tree, and C++ text without comments and literals."""
import pathlib
import re

FOLDERS = ("core", "ui", "app", "tests", "bench")


def source_files(root, folders=FOLDERS):
    for folder in folders:
        for path in sorted((pathlib.Path(root) / folder).rglob("*")):
            if path.suffix in (".cpp", ".h"):
                yield path


_TOKENS = re.compile(
    r'//[^\n]*|/\*.*?\*/'                      # comments
    r'|(?:u8?|U|L)?R"([^(\s]*)\(.*?\)\1"'      # raw strings
    r'|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'',
    re.DOTALL)


def _is_digit_separator(text, match):
    before = text[match.start() - 1:match.start()]
    return match.group().startswith("'") and before.isalnum() and before.isascii() and before not in "uUL"


def blanked(text, keep_strings=False):
    """The same length and lines, with comments (and string literals) blanked out."""
    out, position = [], 0
    while match := _TOKENS.search(text, position):
        if _is_digit_separator(text, match):
            out.append(text[position:match.start() + 1])
            position = match.start() + 1
            continue
        token = match.group()
        out.append(text[position:match.start()])
        if keep_strings and not token.startswith(("//", "/*")):
            out.append(token)
        else:
            body = re.sub(r"[^\n]", " ", token)
            out.append(body if token.startswith(("//", "/*")) else '"' + body[1:-1] + '"')
        position = match.end()
    return "".join(out) + text[position:]


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1
