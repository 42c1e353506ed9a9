#!/usr/bin/env python3
"""Every file stands alone: what it uses comes from what it includes, not from its neighbours in a room's unit.

The presets that build a room as one unit cannot see that a file relies on the includes, the helpers or the using
directives of another one. This reads instead of compiling: it knows names, not types, and lets pass what is in doubt.
"""
import pathlib
import re
import sys

from cpp_declarations import IDENTIFIER, KEYWORDS, TOKENS, declarations
from source_files import blanked, source_files
from standalone_samples import BAD, GOOD, HEADERS_SAMPLE, NEIGHBOUR, SYSTEM_SAMPLE

QT = "/usr/include/x86_64-linux-gnu/qt6"
STD = "/usr/include/c++/12"
ELSEWHERE = ("/usr/include/x86_64-linux-gnu/c++/12", "/usr/include")

# name in std -> the headers that declare it; a header in bits/ counts when another one brings it.
STD_NAMES = {name: headers for names, headers in (
    ("optional nullopt make_optional", "optional"),
    ("function", "functional bits/std_function.h"),
    ("unique_ptr make_unique", "memory bits/unique_ptr.h"),
    ("shared_ptr weak_ptr make_shared", "memory bits/shared_ptr.h"),
    ("sort stable_sort find_if find_if_not any_of all_of none_of count_if remove_if copy_if transform nth_element "
     "partial_sort unique rotate reverse is_sorted binary_search partition stable_partition adjacent_find for_each "
     "minmax_element min_element max_element clamp search", "algorithm bits/stl_algo.h"),
    ("lower_bound equal fill fill_n copy", "algorithm bits/stl_algobase.h"),
    ("ranges", "algorithm ranges bits/ranges_algo.h"),
    ("accumulate iota", "numeric bits/stl_numeric.h"),
    ("array", "array"), ("variant visit monostate holds_alternative get_if", "variant"),
    ("map multimap", "map bits/stl_map.h"), ("set multiset", "set bits/stl_set.h"),
    ("unordered_map", "unordered_map bits/unordered_map.h"), ("unordered_set", "unordered_set bits/unordered_set.h"),
    ("vector", "vector bits/stl_vector.h"), ("deque", "deque bits/stl_deque.h"), ("tuple tie", "tuple"),
    ("chrono chrono_literals", "chrono bits/chrono.h"),
    ("pair make_pair", "utility bits/stl_pair.h"), ("move forward exchange swap", "utility bits/move.h"),
    ("string to_string", "string bits/basic_string.h"), ("string_view", "string_view"), ("span", "span"),
    ("atomic", "atomic"), ("mutex lock_guard unique_lock", "mutex bits/std_mutex.h"),
    ("thread", "thread bits/std_thread.h"), ("coroutine_handle", "coroutine"),
    ("ofstream ifstream", "fstream"), ("cout cerr", "iostream"), ("numeric_limits", "limits"),
    ("from_chars to_chars", "charconv"), ("memcpy memcmp memchr memset strlen", "cstring"), ("exception_ptr", "exception"),
) for name in names.split()}

# Other names of templates, which qcontainerfwd.h gives them: what they are made of does as well.
ALIASES = {"QVariantList": ("qvariant.h", "qlist.h"), "QVariantMap": ("qvariant.h", "qmap.h"),
           "QVariantHash": ("qvariant.h", "qhash.h"), "QStringList": ("qstring.h", "qlist.h"),
           "QByteArrayList": ("qbytearray.h", "qlist.h")}

# the suffix of a literal -> the namespaces of which one must be used, and what a number with it looks like
QT_LITERALS = {"_s": "Qt", "_L1": "Qt", "_ba": "Qt"}
CHRONO = re.compile(r"[\d.']+(?:ns|us|ms|s|min|h)$")

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]', re.MULTILINE)
DEFINE = re.compile(r"^[ \t]*#[ \t]*define[ \t]+(\w+)", re.MULTILINE)
DIRECTIVE = re.compile(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", re.MULTILINE)


class File:
    """A file of ours."""

    def __init__(self, path, text):
        self.path = path
        self.room = path.rsplit("/", 1)[0]
        kept = blanked(text, keep_strings=True)
        self.includes = [(m.group(2), m.group(1) == '"') for m in INCLUDE.finditer(kept)]
        self.code = DIRECTIVE.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), blanked(text))
        self.tokens = TOKENS.findall(self.code)
        self.names = frozenset(self.tokens)
        self.declared = declarations(self.tokens)
        for match in DEFINE.finditer(kept):
            self.declared.define(match.group(1), "macro", "")
        for name in re.findall(r"\bQ_DECLARE_LOGGING_CATEGORY\((\w+)\)", self.code):
            self.declared.define(name, "function", "")
        # Types of functions and templates, for which no includer would look here.
        self.inner = set(re.findall(r"\b(?:class|struct|union|enum|typename|using|concept)\s+(?:\.\.\.\s*)?(\w+)", self.code))
        self.inner |= set(re.findall(r"\benum\s+(?:class|struct)\s+(\w+)", self.code))
        self.used = self.declared.used | {
            used.replace("::", "/") for used in re.findall(r"\busing\s+namespace\s+([\w:]+)", self.code)}
        self.fetched = set(re.findall(r"\bQFETCH(?:_GLOBAL)?\([^;]*?(\w+)\s*\);", self.code))
        self.places = None

    def places_of(self, name):
        if self.places is None:
            self.places = {}
            for i, token in enumerate(self.tokens):
                self.places.setdefault(token, []).append(i)
        return self.places.get(name, ())

    def token(self, i):
        return self.tokens[i] if 0 <= i < len(self.tokens) else ""

    def line(self, i):
        for k, match in enumerate(TOKENS.finditer(self.code)):
            if k == i:
                return self.code.count("\n", 0, match.start()) + 1
        return 1


class System:
    """The headers of Qt and of the standard library, read by their #include lines whatever #if they stand in."""

    QT_DEFINES = re.compile(
        r"\b(?:class|struct|union|enum(?:\s+class)?)\s+(?:\w+_EXPORT\w*\s+|Q_DECL_\w+(?:\([^)]*\))?\s+|\[\[\w+\]\]\s*)*(Q[A-Za-z]\w+)"
        r"\s*(?:final\s*)?(?::[^:;{][^;{]*)?\{"
        r"|\busing\s+(Q[A-Z]\w+)\s*=|\btypedef\b[^;{]*\b(Q[A-Z]\w+)\s*;")
    QT_ANNOUNCES = re.compile(
        r"\b(?:class|struct)\s+(?:\w+_EXPORT\s+)?(Q[A-Z]\w+)\s*;|^ *F\((Q\w+), -?\d+,", re.MULTILINE)  # F of qmetatype.h

    def __init__(self, qt, std, elsewhere, entries, read):
        self.folders = {}  # folder -> the names in it
        self.read, self.entries = read, entries
        self.qt, self.std = qt, std
        self.modules = [f"{qt}/{name}" for name in sorted(entries(qt)) if name.startswith("Qt")]
        self.search = self.modules + [qt, std, *elsewhere] if self.modules else [std, *elsewhere]
        self.forwarding = {}  # QFoo -> <folder>/QFoo
        for folder in self.modules:
            for name in entries(folder):
                if re.match(r"Q[A-Z]\w+$", name):
                    self.forwarding.setdefault(name, f"{folder}/{name}")
        self.resolved, self.direct = {}, {}

    def listing(self, folder):
        if folder not in self.folders:
            self.folders[folder] = self.entries(folder)
        return self.folders[folder]

    def has(self, path):
        folder, _, name = path.rpartition("/")
        return name in self.listing(folder)

    def find(self, name, beside=None):
        for folder in ([beside] if beside else []) + self.search:
            if self.has(path := f"{folder}/{name}"):
                return path
        return None

    def included(self, path):
        """What the header includes. The parallel and debug modes of libstdc++ are other libraries."""
        if path not in self.direct:
            found, text = [], self.read(path)
            for match in INCLUDE.finditer(text):
                name = match.group(2)
                if name.startswith(("parallel/", "debug/", "experimental/")):
                    continue
                folder = path.rpartition("/")[0]
                key = (name, folder)
                if key not in self.resolved:
                    self.resolved[key] = self.find(name, folder)
                if self.resolved[key]:
                    found.append(self.resolved[key])
            self.direct[path] = found
        return self.direct[path]


def installed():
    def entries(folder):
        path = pathlib.Path(folder)
        return frozenset(p.name for p in path.iterdir()) if path.is_dir() else frozenset()

    def read(path):
        return pathlib.Path(path).read_text(errors="replace") if pathlib.Path(path).is_file() else ""
    return System(QT, STD, ELSEWHERE, entries, read)


class Tree:
    """All files, each a bit; what a file sees of them is a number."""

    def __init__(self, texts, system):
        self.files = {path: File(path, text) for path, text in texts.items()}
        self.system = system
        self.bits = {}
        self.closures = {}
        self.defines, self.announces = {}, {}  # name -> the bits of the files that do
        self.declared_in = {}  # name -> paths of ours
        self.room_names, self.header_names = {}, set()
        for path, file in self.files.items():
            bit = self.bit(path)
            header = path.endswith(".h")
            for name in file.declared.defined:
                self.defines[name] = self.defines.get(name, 0) | bit
                self.declared_in.setdefault(name, []).append(path)
                (self.header_names if header else self.room_names.setdefault(file.room, set())).add(name)
            for name in file.declared.announced:
                self.announces[name] = self.announces.get(name, 0) | bit
        self.spaces = {part for file in self.files.values() for space in file.declared.opened for part in space.split("/")}
        self.sight = {path: self.seen_by(path) for path in self.files}
        self.qt_names = set(system.forwarding)
        self.aliases = {}
        self.index_qt()

    def bit(self, path):
        return self.bits.setdefault(path, 1 << len(self.bits))

    def system_closure(self, path):
        if path not in self.closures:
            seen, waiting = {path}, [path]
            while waiting:
                for other in self.system.included(waiting.pop()):
                    if other not in seen:
                        seen.add(other)
                        waiting.append(other)
            bits = 0
            for other in seen:
                bits |= self.bit(other)
            self.closures[path] = bits
        return self.closures[path]

    def seen_by(self, path):
        bits, seen, waiting = self.bit(path), {path}, [path]
        while waiting:
            here = waiting.pop()
            for name, quoted in self.files[here].includes:
                beside = f"{here.rpartition('/')[0]}/{name}"
                ours = name if name in self.files else beside if quoted and beside in self.files else None
                if ours:
                    if ours not in seen:
                        seen.add(ours)
                        waiting.append(ours)
                        bits |= self.bit(ours)
                elif found := self.system.find(name):
                    bits |= self.system_closure(found)
        return bits

    def index_qt(self):
        for path in [p for p in self.bits if p.startswith(self.system.qt + "/")] if self.qt_names else []:
            text, bit = self.system.read(path), self.bits[path]
            early = path.endswith("/qcontainerfwd.h")
            for match in System.QT_DEFINES.finditer(text):
                name = match.group(1) or match.group(2) or match.group(3)
                into = self.announces if early else self.defines
                into[name] = into.get(name, 0) | bit
            for match in System.QT_ANNOUNCES.finditer(text):
                name = match.group(1) or match.group(2)
                self.announces[name] = self.announces.get(name, 0) | bit
        for name, parts in ALIASES.items():
            bits = [self.bits.get(f"{self.system.qt}/QtCore/{part}", 0) for part in parts]
            self.aliases[name] = bits
        for name, path in self.system.forwarding.items():  # QStringList is a word of qstringlist.h, whoever defines it
            for target in self.system.included(path):
                if target in self.bits:
                    self.defines[name] = self.defines.get(name, 0) | self.bits[target]

    def kin(self, file):
        """The file and those that declare the classes implemented or derived in it."""
        seen, waiting, kin = {file.path}, [file], []
        while waiting:
            here = waiting.pop()
            kin.append(here)
            for name in here.declared.kin:
                for path in self.declared_in.get(name, ()):
                    if path not in seen and self.bits[path] & self.sight[file.path]:
                        seen.add(path)
                        waiting.append(self.files[path])
        return kin

    def visible_files(self, path):
        sight = self.sight[path]
        return [file for other, file in self.files.items() if self.bits[other] & sight]


def is_use(file, i, kind, spaces):
    """Whether the token is the name itself: no member, no parameter, no declaration of the same word."""
    before, after = file.token(i - 1), file.token(i + 1)
    if before in (".", "->", "~", "#", "goto"):
        return False
    if before == "::":
        qualifier = file.token(i - 2)
        if IDENTIFIER.match(qualifier) and qualifier not in KEYWORDS and qualifier not in spaces:
            return False
        if qualifier == ">":
            return False
    elif before in ("class", "struct", "enum", "union", "typename", "namespace") and kind != "type":
        return False
    elif before in ("class", "struct") and after in (";", ":", "{", "final"):
        return False
    if kind == "function":
        typed = (IDENTIFIER.match(before) and before not in KEYWORDS) or before in (">", "*", "&")
        return after == "(" and (before == "::" or not typed)
    if kind == "value":
        return after not in ("::",) and not (after == "(" and before != "::")
    return True


def in_brackets(file, i):
    while i and file.token(i) not in ("[", "]", "(", ")", ";", "{", "}"):
        i -= 1
    return file.token(i) == "["


def is_local(file, name):
    """Whether the file seems to declare a variable, parameter, field or capture of that name."""
    if name in file.fetched:
        return True
    for i in file.places_of(name):
        before, after = file.token(i - 1), file.token(i + 1)
        if before in (">", "*", "&", "&&", "]") or (IDENTIFIER.match(before) and before not in KEYWORDS):
            if after in ("=", ";", ",", ")", "{", ":", "[", "("):
                return True
        if before in ("[", ",", "&") and after in ("=", ",", "]"):  # a capture or a structured binding
            if in_brackets(file, i):
                return True
    return False


# Functions of Qt that turn a pointer into one to QObject, QWidget or QLayout.
TAKES_A_BASE = frozenset("addWidget addLayout insertWidget setWidget setCentralWidget setCurrentWidget setFocusProxy setModel "
                         "setSourceModel setItemDelegate connect".split())


def needs_definition(file, sources, name):
    """The first token where an announcement `class X;` is not enough, or None."""
    for i in file.places_of(name):
        before, after = file.token(i - 1), file.token(i + 1)
        if before in ("class", "struct", ".", "->", "~"):
            continue
        if before == "::" and file.token(i - 2) not in ("keyturn",):
            continue
        if after == "::" or before == "new":
            return i
        if after in ("(", "{") and before not in ("<", "&", "*"):
            return i
        if before in ("public", "protected", "private") and after in ("{", ","):
            return i
        if before == "<" and file.token(i - 2) in ("make_unique", "make_shared", "qobject_cast", "findChild", "optional"):
            return i
        if IDENTIFIER.match(after) and after not in KEYWORDS and file.token(i + 2) in ("=", ";", "{"):
            return i
        # A pointer or reference that is followed: only if no other type carries that name here.
    for source in sources:
        for i in source.places_of(name):
            k = i + 1
            if source.token(k) == "const":
                k += 1
            if source.token(k) == ">" and source.token(i - 2) in ("unique_ptr", "shared_ptr", "QPointer"):
                arrow = "->"
            elif source.token(k) in ("*", "&"):
                arrow = "->" if source.token(k) == "*" else "."
            else:
                continue
            variable = source.token(k + 1)
            if not IDENTIFIER.match(variable) or variable in KEYWORDS or other_type(sources, variable, name):
                continue
            for place in file.places_of(variable):
                before = file.token(place - 1)
                if file.token(place + 1) == arrow and before not in (".", "->", "::"):
                    return place
                if arrow == "->" and before == "(" and file.token(place - 2) in TAKES_A_BASE:
                    return place
    return None


def other_type(sources, variable, name):
    for source in sources:
        for i in source.places_of(variable):
            k = i - 1
            if source.token(i + 1) in (".", "->", "("):
                continue
            if source.token(k) not in ("*", "&", ">", "&&") and not IDENTIFIER.match(source.token(k)):
                if source.token(k) in ("[", ",") and source.token(i + 1) in ("=", "]", ",") and in_brackets(source, k):
                    return True
                continue
            if source.token(k) in KEYWORDS and source.token(k) != "const":
                continue
            while source.token(k) in ("*", "&", ">", "const", "&&"):
                k -= 1
            if source.token(k) != name:
                return True
    return False


def opens(tree, file, name):
    """Whether a namespace in which the type is declared is open or used here."""
    spaces, reached = set(), {""}
    for other in tree.visible_files(file.path):
        spaces |= other.declared.spaces.get(name, set())
        reached |= file.used if other is file else other.declared.used
    for space in file.declared.opened:
        parts = space.split("/")
        reached |= {"/".join(parts[:n]) for n in range(1, len(parts) + 1)}
    for used in list(reached):  # `using namespace sandbox` inside keyturn
        reached |= {f"{space}/{used}" for space in file.declared.opened | {"keyturn"}}
    return not spaces or bool(spaces & reached)


def violations(tree, path):
    """(line, what) of one file."""
    file, sight = tree.files[path], tree.sight[path]
    header = path.endswith(".h")
    room_names = set() if header else tree.room_names.get(file.room, set())
    world = tree.header_names | room_names | tree.qt_names
    spaces, kin = tree.spaces, tree.kin(file)
    members = set().union(*(f.declared.members for f in kin))
    for name in sorted(file.names.union(*(f.names for f in kin)) & world):
        if tree.defines.get(name, 0) & sight or name in file.inner:
            continue
        if name in tree.aliases and all(bit & sight for bit in tree.aliases[name]):
            continue
        ours = [p for p in tree.declared_in.get(name, ()) if p.endswith(".h")]
        near = [p for p in tree.declared_in.get(name, ()) if p.endswith(".cpp") and p.rsplit("/", 1)[0] == file.room]
        qt = name in tree.qt_names
        if name[0].islower() and len(name) < 4:
            continue
        if name in members and not qt:
            continue
        kinds = {tree.files[p].declared.defined[name] for p in (ours or near)} or {"type"}
        kind = "type" if kinds & {"type", "alias", "macro"} else "value" if "value" in kinds else "function"
        uses = [i for i in file.places_of(name) if is_use(file, i, kind, spaces)]
        if kind != "type" and is_local(file, name):
            continue
        if tree.announces.get(name, 0) & sight:
            if (place := needs_definition(file, kin, name)) is None:
                continue
            what = "is only announced here"
        elif not uses:
            continue
        else:
            place, what = uses[0], "is not declared here"
            if kind == "function" and inherited(tree, sight, name):
                continue
        where = f"<{name}>" if qt else ", ".join(ours[:3]) if ours else None
        yield file.line(place), (f"{name} {what}: include {where}" if where
                                 else f"{name} belongs to its neighbour {near[0]}")
    yield from unopened(tree, file, members)
    yield from standard(tree, file, sight)


def inherited(tree, sight, name):
    """Whether a class of Qt in sight has a function of that name, which a class derived from it calls as its own."""
    pattern = re.compile(rf"\b{name}\s*\(")
    return any(bit & sight and path.startswith(tree.system.qt + "/") and pattern.search(tree.system.read(path))
               for path, bit in tree.bits.items())


def unopened(tree, file, members):
    """Types and literals that only a neighbour's using directive makes known."""
    used = file.used.union(*(other.declared.used for other in tree.visible_files(file.path)))
    for i, token in enumerate(file.tokens):
        if token in QT_LITERALS and file.token(i - 1).startswith('"'):
            if not any(u.startswith("Qt/") for u in used):
                yield file.line(i), f'"..."{token} without `using namespace Qt::StringLiterals`'
                break
    for i, token in enumerate(file.tokens):
        if token[0].isdigit() and CHRONO.match(token) and not any(u.startswith("std/") for u in used):
            yield file.line(i), f"{token} without `using namespace std::chrono_literals`"
            break
    for name in sorted(file.names & tree.header_names):
        if name in file.declared.defined or name in file.inner or not tree.defines.get(name, 0) & tree.sight[file.path]:
            continue
        if name in members or name in tree.qt_names:
            continue
        kinds = {tree.files[p].declared.defined[name] for p in tree.declared_in[name]}
        if kinds != {"type"}:
            continue
        bare = [i for i in file.places_of(name) if file.token(i - 1) != "::" and is_use(file, i, "type", tree.spaces)]
        if bare and not opens(tree, file, name):
            yield file.line(bare[0]), f"{name} without its namespace, which nothing here opens"


def standard(tree, file, sight):
    told = set()
    for i in file.places_of("std"):
        name = file.token(i + 2)
        if file.token(i + 1) != "::" or name not in STD_NAMES or file.token(i - 1) == "::" or name in told:
            continue
        told.add(name)
        headers = STD_NAMES[name].split()
        if not any(tree.bits.get(f"{tree.system.std}/{h}", 0) & sight for h in headers):
            yield file.line(i), f"std::{name} is not declared here: include <{headers[0]}>"


def check(texts, system):
    tree = Tree(texts, system)
    for path in texts:
        for line, message in sorted(set(violations(tree, path))):
            yield path, line, message


def self_test():
    def entries(folder):
        start = folder + "/"
        return frozenset(p[len(start):].split("/")[0] for p in SYSTEM_SAMPLE if p.startswith(start))

    def found(code, include):
        text = (f"#include {include}\n" if include else "") + f"namespace keyturn {{\n{code}\n}}\n"
        texts = {**HEADERS_SAMPLE, "core/a/neighbour.cpp": NEIGHBOUR, "core/a/x.cpp": text}
        system = System("/qt", "/std", (), entries, lambda path: SYSTEM_SAMPLE.get(path, ""))
        return [message for path, _, message in check(texts, system) if path == "core/a/x.cpp"]

    for code, include, message in BAD:
        assert any(message in m for m in found(code, include)), f"not caught: {code} {found(code, include)}"
    for code, include in GOOD:
        assert not found(code, include), f"wrongly caught: {code} {found(code, include)}"


def main(root):
    self_test()
    system = installed()
    if not system.modules:
        print(f"no headers of Qt in {QT}: its classes are not checked")
    texts = {p.relative_to(pathlib.Path(root)).as_posix(): p.read_text() for p in source_files(root)}
    failed = False
    for path, line, message in check(texts, system):
        print(f"{pathlib.Path(root) / path}:{line}: {message}")
        failed = True
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
