#!/usr/bin/env python3
"""Every file stands alone: what it uses comes from what it includes, not from its neighbours in a room's unit.

The presets that build a room as one unit cannot see that a file relies on the includes, the helpers or the using
directives of another one. This reads instead of compiling: it knows names, not types, and lets pass what is in doubt.
"""
import pathlib
import re
import sys

from source_files import blanked, source_files

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

TOKENS = re.compile(r'[A-Za-z_]\w*|::|->|&&|\|\||\[\[|\]\]|\d[\w.\']*|"[^"\n]*(?:"|$)|[^\s\w]')
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]', re.MULTILINE)
DEFINE = re.compile(r"^[ \t]*#[ \t]*define[ \t]+(\w+)", re.MULTILINE)
DIRECTIVE = re.compile(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", re.MULTILINE)
IDENTIFIER = re.compile(r"[A-Za-z_]\w*$")
KEYWORDS = frozenset(
    "return co_return co_await co_yield throw case else do new delete and or not if while for switch goto sizeof "
    "using namespace public private protected signals slots operator const constexpr consteval constinit static "
    "inline virtual explicit friend typename class struct enum union template final override noexcept default "
    "break continue this nullptr true false requires concept mutable volatile extern typedef try catch emit".split())
SPECIFIERS = frozenset("typedef const constexpr static inline extern friend constinit thread_local".split())
LABELS = frozenset("public private protected signals slots Q_SIGNALS Q_SLOTS".split())


class Declarations:
    """What one file declares: where a neighbour or an includer can see it, and in its classes."""

    def __init__(self):
        self.defined = {}  # name -> its kind: type, alias, function, value, macro
        self.announced = set()  # class X;
        self.spaces = {}  # name -> the namespaces it stands in, as a/b
        self.members = set()
        self.opened = set()  # namespaces
        self.used = set()  # using namespace
        self.kin = set()  # classes whose members are words of their own here: bases, and those whose functions stand here

    def define(self, name, kind, space):
        self.defined.setdefault(name, kind)
        self.spaces.setdefault(name, set()).add(space)


def without_template(head):
    """Without `template <...>`, attributes and the macros that stand alone in a class."""
    while head:
        if head[0] in ("Q_OBJECT", "Q_GADGET"):
            head = head[1:]
        elif head[0] == "template" and len(head) > 1 and head[1] == "<":
            depth, i = 0, 1
            while i < len(head):
                depth += (head[i] == "<") - (head[i] == ">")
                i += 1
                if not depth:
                    break
            head = head[i:]
        elif head[0] == "[[":
            head = head[head.index("]]") + 1:] if "]]" in head else head[1:]
        else:
            return head
    return head


def declarator(head):
    """(name, is a function) of a declaration, or (None, False) where it is none or belongs to a class elsewhere."""
    angles = 0
    last = None
    for i, token in enumerate(head):
        if token == "operator":
            return None, False
        if token == "<" and i and IDENTIFIER.match(head[i - 1]):
            angles += 1
        elif token == ">" and angles:
            angles -= 1
        elif angles:
            continue
        elif token == "(":
            if last is None or last != i - 1 or last == 0 or head[last - 1] in ("::", "~", ".", "->"):
                return None, False
            return head[last], True
        elif token in ("=", "{", "[", ":"):
            break
        elif IDENTIFIER.match(token) and token not in KEYWORDS:
            last = i
    if not last or head[last - 1] == "::":
        return None, False
    return head[last], False


def pairs(tokens):
    """The index of each opening brace or parenthesis -> that of the closing one."""
    found, open_ones = {}, []
    for i, token in enumerate(tokens):
        if token in ("{", "("):
            open_ones.append(i)
        elif token in ("}", ")") and open_ones:
            found[open_ones.pop()] = i
    return found


def class_name(head):
    """(name, stands alone) after class, struct, union or enum; None for A::B, and for a specialisation."""
    i = 1
    if head[0] == "enum" and len(head) > 1 and head[1] in ("class", "struct"):
        i = 2
    name = None
    while i < len(head):
        if head[i] == "[[":
            i = head.index("]]", i) if "]]" in head[i:] else i
        elif head[i] in ("::", "<"):
            return None
        elif head[i] in (":", "final"):
            break
        elif IDENTIFIER.match(head[i]):
            name = head[i]
        i += 1
    return name


def declarations(tokens):
    found = Declarations()
    closing = pairs(tokens)
    scopes = [("", False)]  # the namespace, and whether we are in a class
    i = start = 0

    def note(name, kind):
        space, in_class = scopes[-1]
        if not name:
            return
        if in_class:
            found.members.add(name)
        else:
            found.define(name, kind, space)

    def statement(head):
        head = without_template(head)
        if not head or head[0] in ("static_assert", "friend"):
            return
        if head[:2] == ["using", "namespace"]:
            found.used.add("/".join(t for t in head[2:] if t != "::"))
        elif head[0] == "using":
            note(head[1] if "=" in head else head[-1], "alias")
        elif head[0] == "typedef":
            note(head[-1], "alias")
        else:
            i = 0
            while i < len(head) - 1 and head[i] in SPECIFIERS:
                i += 1
            if head[i] in ("class", "struct", "union", "enum") and "(" not in head and "=" not in head:
                words = [t for t in head[i:] if IDENTIFIER.match(t)]
                if head[i] == "enum" or len(words) == 2:
                    name = class_name(head[i:])
                    if head[i] == "enum":
                        note(name, "type")
                    elif name and not scopes[-1][1]:
                        found.announced.add(name)
                        found.spaces.setdefault(name, set()).add(scopes[-1][0])
                    elif name:
                        found.members.add(name)
                    return
            name, function = declarator(head)
            note(name, "function" if function else "value")

    while i < len(tokens):
        token = tokens[i]
        if token == "(":
            i = closing.get(i, i)
        elif token == ";":
            statement(tokens[start:i])
            start = i + 1
        elif token == "}":
            if len(scopes) > 1:
                scopes.pop()
            start = i + 1
        elif token == ":" and i and tokens[i - 1] in LABELS and scopes[-1][1]:
            start = i + 1
        elif token == "{":
            head = without_template(tokens[start:i])
            kind = next((t for t in head if t not in SPECIFIERS), "")
            space, in_class = scopes[-1]
            end = closing.get(i, len(tokens))
            if kind == "namespace":
                names = [t for t in head if IDENTIFIER.match(t) and t not in ("inline", "namespace")]
                space = "/".join([space] * bool(space) + names)
                found.opened.add(space)
                scopes.append((space, False))
                start = i + 1
            elif head[:1] == ["extern"] and len(head) == 2:
                scopes.append((space, False))
                start = i + 1
            elif kind == "enum":
                head = head[head.index("enum"):]
                note(class_name(head), "type")
                scoped = head[1:2] in (["class"], ["struct"])
                depth, fresh = 0, True
                for t in tokens[i + 1:end]:
                    depth += (t in "([{") - (t in ")]}")
                    if fresh and IDENTIFIER.match(t):
                        if scoped or in_class:
                            found.members.add(t)
                        else:
                            found.define(t, "value", space)
                        fresh = False
                    fresh = fresh or (t == "," and depth == 0)
                i, start = end, end + 1
            elif kind in ("class", "struct", "union") and "(" not in head and "=" not in head:
                head = head[head.index(kind):]
                note(class_name(head), "type")
                if ":" in head:
                    found.kin.update(t for t in head[head.index(":"):] if IDENTIFIER.match(t))
                found.kin.update(head[k - 1] for k, t in enumerate(head) if t == "::")
                scopes.append((space, True))
                start = i + 1
            else:
                name, function = declarator(head)
                for k, t in enumerate(head):
                    if t == "(":
                        break
                    if t == "::" and k:
                        found.kin.add(head[k - 1])
                if function or (name is None and "=" not in head and "(" in head):
                    note(name, "function")
                    start = end + 1
                i = end
        i += 1
    return found


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


SYSTEM_SAMPLE = {
    "/qt/QtCore/QString": '#include "qstring.h"\n', "/qt/QtCore/qstring.h": "class Q_CORE_EXPORT QString\n{};\nclass QUrl;\n",
    "/qt/QtCore/QUrl": '#include "qurl.h"\n', "/qt/QtCore/qurl.h": "#include <QtCore/qstring.h>\nclass QUrl {};\n",
    "/qt/QtCore/QTimer": '#include "qtimer.h"\n', "/qt/QtCore/qtimer.h": "class QTimer : public QObject { void finish(); };\n",
    "/std/memory": "#include <bits/unique_ptr.h>\n", "/std/bits/unique_ptr.h": "", "/std/algorithm": "", "/std/chrono": "",
    "/std/functional": "#include <memory>\n#include <parallel/algorithm>\n", "/std/parallel/algorithm": "#include <algorithm>\n",
}
HEADERS_SAMPLE = {
    "core/a/shape.h": "namespace keyturn {\nclass [[nodiscard]] Shape {\n    Q_OBJECT\npublic:\n    enum class Side { Left };\n"
                      "    struct Part {};\n    int lines() const { return 1; }\n};\n"
                      "template <typename T>\nstruct Pair : Shape { T a; };\nenum class Colour : int { Red };\n"
                      "constexpr int widest = 3;\nQString wordsOf(const Shape &shape, int most = {});\n"
                      "inline std::function<void(int)> counted() { return {}; }\nusing Shapes = QList<Shape>;\n}\n",
    "core/a/early.h": "#pragma once\nclass QUrl;\nnamespace keyturn {\nclass Shape;\nstruct Holder { Shape *m_shape; };\n}\n",
    "core/a/through.h": '#include "core/a/shape.h"\n',
    "core/a/box.h": '#include "core/a/early.h"\nnamespace keyturn { struct Box { Shape *m_inner; Shape &other(); }; }\n',
    "core/a/log.h": "namespace keyturn {\nQ_DECLARE_LOGGING_CATEGORY(ourLog)\n}\n",
    "core/b/far.h": "namespace keyturn::far { struct Away {}; void go(); }\n",
}
NEIGHBOUR = ("using namespace Qt::StringLiterals;\nnamespace keyturn { namespace {\nconstexpr int ourMargin = 1;\n"
             "using Field = int;\nstruct Helper { int size; };\nint helped(int x) { return x; }\n}\n"
             "static int counter = 0;\n}\n")
BAD = [
    ("Shape &f(Shape *s);", "", "Shape is not declared"), ("Colour c = Colour::Red;", "", "Colour is not"),
    ("int f() { return widest; }", "", "widest is not"), ("int f() { return wordsOf(s); }", "", "wordsOf is not"),
    ("void f() { counted()(1); }", "", "counted is not"), ("Shapes all;", "", "Shapes is not"),
    ("void f() { new Shape; }", '"core/a/early.h"', "Shape is only announced"), ("struct X : public Shape {};", '"core/a/early.h"', "Shape"),
    ("int f() { return int(Shape::Side::Left); }", '"core/a/early.h"', "Shape is only"), ("Pair<int> p;", '"core/a/early.h"', "Pair"),
    ("int f(Shape *s) { return s->lines(); }", '"core/a/early.h"', "Shape is only"), ("void f(Shape &s) { s.lines(); }", '"core/a/early.h"', "Shape"),
    ("int f() { return ourMargin; }", "", "ourMargin belongs"), ("Field f;", "", "Field belongs"), ("Helper h;", "", "Helper belongs"),
    ("int f() { return helped(1); }", "", "helped belongs"), ("int f() { return ++counter; }", "", "counter belongs"),
    ("QString s;", "", "QString is not"), ("QUrl u;", "<QString>", "QUrl is only announced"), ("QTimer *t;", "<QUrl>", "QTimer is not"),
    ("QString f(QUrl *u) { return u->host(); }", "<QString>", "QUrl is only announced"),
    ("auto s = u\"a\"_s;", "", "StringLiterals"), ("auto t = 5ms;", "", "chrono_literals"),
    ("std::unique_ptr<int> p;", "<algorithm>", "include <memory>"), ("void f() { std::sort(a, b); }", "<functional>", "include <algorithm>"),
    ("void Box::f() { g(1, m_inner, 2); m_inner->lines(); }", '"core/a/box.h"', "Shape is only"),
    ("Log f() { return ourLog(); }", "", "ourLog is not"), ("std::chrono::seconds s;", "", "include <chrono>"), ("Away a;", '"core/b/far.h"', "without its namespace"),
]
GOOD = [
    ("Shape s; Pair<int> p; int f() { return widest + wordsOf(s) + counted(); } Colour c; Shapes a;", '"core/a/through.h"'),
    ("Shape *f(const Shape &s);", '"core/a/early.h"'), ("class Shape; Shape *s;", ""), ("// Shape\nauto s = \"Shape\";", ""),
    ("int f(int widest) { return widest; }", ""), ("int f() { const int counter = 1; return counter; }", ""),
    ("struct X { int ourMargin; int f() { return ourMargin; } };", ""), ("int f(auto x) { return x.helped(1) + x->widest; }", ""),
    ("void f() { struct Helper { int a; }; Helper h; }", ""), ("template <typename Field> Field g(Field f);", ""),
    ("namespace { int helped(int); } int f() { return helped(1); }", ""), ("int f() { return Other::helped(2); }", ""),
    ("void f() { auto [widest, b] = g(); h(widest); }", ""), ("auto f = [counter = 1] { return counter; };", ""),
    ("QString s; QUrl *u; QUrl f(); QString g(QUrl u);", "<QString>"), ("QUrl u; QString s;", "<QUrl>"), ("class QTimer; QTimer *t;", ""),
    ("using namespace Qt::StringLiterals; auto s = u\"a\"_s;", ""), ("using namespace std::chrono_literals; auto t = 5ms;", "<chrono>"),
    ("std::unique_ptr<int> p;", "<functional>"), ("std::chrono::seconds s;", "<chrono>"), ("int f() { return 0x5s0; }", "<chrono>"),
    ("far::Away a; void f() { far::go(); }", '"core/b/far.h"'), ("using namespace far; Away a;", '"core/b/far.h"'),
    ("} namespace keyturn::far { Away a;", '"core/b/far.h"'), ("int f(Shape *s) { return g(s); } int h(Other *o) { return o->lines(); }", '"core/a/early.h"'),
]


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
