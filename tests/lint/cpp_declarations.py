"""What a C++ file declares, read by its tokens: no preprocessor, no types."""
import re

TOKENS = re.compile(r'[A-Za-z_]\w*|::|->|&&|\|\||\[\[|\]\]|\d[\w.\']*|"[^"\n]*(?:"|$)|[^\s\w]')
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
