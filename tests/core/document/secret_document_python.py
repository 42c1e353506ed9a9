#!/usr/bin/env python3
"""Judges SecretDocument by Python's json: what a text is, what its members are, and that an edit did what it says to the
parsed value and touched no byte outside its span. The spans are found by Python's own scanner. One case a line."""
import base64
import json
import sys
from json.decoder import scanstring

SPACE = " \t\n\r"


class Number(str):
    pass


class Object(list):
    """Members in order, duplicates kept."""


def constant(name):
    raise ValueError(name)


DECODER = json.JSONDecoder(parse_int=Number, parse_float=Number, parse_constant=constant,
                           object_pairs_hook=lambda pairs: Object([list(pair) for pair in pairs]))


def load(text):
    return DECODER.decode(text)


def typed(value):
    """Equal only if the types are, too: "5" is not 5."""
    if isinstance(value, Object):
        return ("object", [(key, typed(item)) for key, item in value])
    if isinstance(value, list):
        return ("array", [typed(item) for item in value])
    return (type(value).__name__, value)


def verdicts(raw):
    """What the text may be called; more than one where two reasons hold."""
    if raw.startswith(b"\xef\xbb\xbf"):
        return {"BOM"}, None
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return {"UTF-8"}, None
    try:
        top = load(text)
    except ValueError:
        return {"JSON"}, None
    if not isinstance(top, Object):
        return {"not object"}, None
    keys = [key for key, _ in top]
    bad = set()
    if len(set(keys)) < len(keys):
        bad.add("duplicate")
    for key in keys:
        try:
            key.encode("utf-8")
        except UnicodeEncodeError:
            bad.add("surrogate")
    return bad or {"object"}, top


def skip(text, at):
    while at < len(text) and text[at] in SPACE:
        at += 1
    return at


def spans(text, at):
    """(begin, end of key, begin of value, end, key) of each child of the container at `at`."""
    found = []
    is_object = text[at] == "{"
    at = skip(text, at + 1)
    while text[at] not in "}]":
        begin = at
        key, key_end = (scanstring(text, at + 1) if is_object else (str(len(found)), at))
        value = skip(text, skip(text, key_end) + 1) if is_object else at
        end = DECODER.raw_decode(text, value)[1]
        found.append((begin, key_end, value, end, key))
        at = skip(text, end)
        if text[at] == ",":
            at = skip(text, at + 1)
    return found


def siblings(text, path):
    at = skip(text, 0)
    for step in path[:-1]:
        at = next(span for span in spans(text, at) if span[4] == step)[2]
    return spans(text, at)


def container(tree, path):
    for step in path[:-1]:
        tree = next(v for k, v in tree if k == step) if isinstance(tree, Object) else tree[int(step)]
    return tree


def expected(before, edit):
    """The parsed value after the edit, made by Python."""
    tree = load(before)
    place, name, what = container(tree, edit["path"]), edit["path"][-1], edit["what"]
    value = load(edit["value"]) if edit.get("json") else edit["value"]
    if isinstance(place, Object):
        index = next((i for i, (key, _) in enumerate(place) if key == name), len(place))
    else:
        index = len(place) if name == "-" else int(name)
    if what == "set":
        place[index] = [name, value] if isinstance(place, Object) else value
    elif what == "remove":
        del place[index]
    elif what == "rename":
        place[index][0] = value
    elif what == "move":
        place.insert(edit["position"], place.pop(index))
    elif what == "add":
        if "after" in edit:
            index = 1 + next(i for i, (key, _) in enumerate(place) if key == edit["after"])
        place.insert(index, [name, value] if isinstance(place, Object) else value)
    return tree


def only_within(before, after, begin, end):
    tail = len(before) - end
    return len(after) >= begin + tail and after[:begin] == before[:begin] and after[len(after) - tail:] == before[end:]


def cut_out(long, short, begin, end):
    """`short` is `long` without one stretch that holds [begin, end) and otherwise blanks and at most one comma."""
    size = len(long) - len(short)
    for at in range(max(0, end - size), begin + 1):
        if long[:at] + long[at + size:] == short:
            rest = long[at:begin] + long[end:at + size]
            return rest.count(",") <= 1 and not rest.strip(SPACE + ",")
    return False


def touches_only_its_span(before, after, edit):
    what, name = edit["what"], edit["path"][-1]
    if what == "add":
        added = siblings(after, edit["path"])
        keys = [span[4] for span in added]
        if name in keys and not name.isdigit() and name != "-":
            begin, _, _, end, _ = added[keys.index(name)]
        else:
            index = len(added) - 1 if name == "-" else int(name)
            begin, _, _, end, _ = added[index]
        return cut_out(after, before, begin, end)
    children = siblings(before, edit["path"])
    begin, key_end, value, end, _ = next(span for span in children if span[4] == name)
    if what == "set":
        return only_within(before, after, value, end)
    if what == "rename":
        return only_within(before, after, begin, key_end)
    if what == "remove":
        return cut_out(before, after, begin, end)
    moved = children[edit["position"]]
    first, last = min(begin, moved[0]), max(end, moved[3])
    region = after[first:last]
    pieces = [before[span[0]:span[3]] for span in children]
    pieces.insert(edit["position"], pieces.pop([span[4] for span in children].index(name)))
    new = siblings(after, edit["path"])
    return (len(before) == len(after) and only_within(before, after, first, last) and sorted(region) == sorted(before[first:last])
            and [after[span[0]:span[3]] for span in new] == pieces)


def self_test():
    """An oracle that cannot say no proves nothing."""
    before, set_a = '{"a": 1, "b":2}', {"what": "set", "path": ["a"], "value": "x"}
    assert touches_only_its_span(before, '{"a": "x", "b":2}', set_a)
    assert not touches_only_its_span(before, '{"a": "x","b":2}', set_a)
    assert not touches_only_its_span(before, '{"a":"x", "b":2}', set_a)
    assert touches_only_its_span(before, '{"b":2}', {"what": "remove", "path": ["a"]})
    assert not touches_only_its_span(before, '{ "b":2 }', {"what": "remove", "path": ["a"]})
    assert touches_only_its_span(before, '{"b":2, "a": 1}', {"what": "move", "path": ["a"], "position": 1})
    assert not touches_only_its_span(before, '{"b":2,"a":  1}', {"what": "move", "path": ["a"], "position": 1})
    assert not touches_only_its_span(before, '{"a": 1, "b" :2,"c":3}', {"what": "add", "path": ["c"], "value": "3"})
    assert typed(load('{"a":5}')) != typed(load('{"a":"5"}')) != typed(load('{"a":5.0}'))
    assert typed(load('{"a":1,"b":2}')) != typed(load('{"b":2,"a":1}'))


self_test()
counts = {"documents": 0, "objects": 0, "raw": 0, "edits": 0, "nested": 0, "differences": 0}
for line in sys.stdin:
    case = json.loads(line)
    raw = base64.b64decode(case["text"])
    counts["documents"] += 1
    wanted, tree = verdicts(raw)
    problem = None if case["verdict"] in wanted else "we say %s, Python says %s" % (case["verdict"], wanted)
    counts["raw" if tree is None or "object" not in wanted else "objects"] += 1
    if not problem and "object" in wanted:
        text = raw.decode("utf-8")
        if [m["key"] for m in case["members"]] != [key for key, _ in tree]:
            problem = "other keys"
        for m, (_, theirs) in zip(case["members"], tree):
            ours = base64.b64decode(m["value"])
            same = (typed(theirs) == ("str", ours.decode("utf-8")) if m["isString"]
                    else typed(load(ours.decode("utf-8"))) == typed(theirs))
            problem = problem or (None if same else "another value of %r" % m["key"])
        for edit in case["edits"]:
            counts["edits"] += 1
            counts["nested"] += len(edit["path"]) > 1
            after = base64.b64decode(edit["text"]).decode("utf-8")
            if typed(load(after)) != typed(expected(text, edit)):
                problem = "%s: another result: %r" % ({k: edit[k] for k in edit if k != "text"}, after)
            elif not touches_only_its_span(text, after, edit):
                problem = "%s: other bytes changed: %r" % ({k: edit[k] for k in edit if k != "text"}, after)
    if problem:
        counts["differences"] += 1
        sys.stderr.write("%r: %s\n" % (raw, problem))
print(json.dumps(counts))
