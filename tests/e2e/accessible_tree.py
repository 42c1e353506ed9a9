"""The accessible tree of the program under test, as another program on the bus sees it.

Runs as a process of its own (libatspi keeps the first bus it saw). It reads requests, one a line: "dump" is answered with
the nodes in the order of the tree, "press NAME" does what the first button does that has this name, or begins with it,
"focus NAME" gives the keyboard to the first field of this name.
"""
import json
import subprocess
import sys
from dataclasses import dataclass

TEXTS = ("text", "password text", "entry", "spin button", "combo box")
BUTTONS = ("push button", "radio button", "check box", "toggle button", "menu item")


@dataclass(frozen=True)
class Node:
    role: str
    name: str
    description: str
    states: frozenset
    text: str
    path: tuple  # of what is above it: the name, or the role of what has none
    is_shown_above: bool

    def __str__(self):
        return " / ".join([*self.path[-3:], f"{self.role} '{self.name}'"])

    def has(self, *states):
        return self.states.issuperset(states)


class AccessibleTree:
    """\\p spawn: Desktop.spawn of the desktop whose bus it is."""

    def __init__(self, spawn):
        self._process = spawn("/usr/bin/python3", "-B", __file__, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def nodes(self):
        return [Node(role, name, description, frozenset(states), text, tuple(path), above)
                for role, name, description, states, text, path, above in self._ask("dump")]

    def press(self, name):
        """Whether there was such a button."""
        return self._ask("press " + name)

    def focus(self, name):
        """Whether there was such a field."""
        return self._ask("focus " + name)

    def _ask(self, request):
        self._process.stdin.write(request + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise AssertionError("the walker has ended")
        return json.loads(line)


def states_of(node):
    return [STATES[state] for state in node.getState().getStates() if state in STATES]


def children(node):
    for index in range(min(node.childCount, 400)):
        child = node.getChildAtIndex(index)
        if child is not None:
            yield child


def dump(node, path, is_shown_above, found):
    try:
        role, name, states = node.getRoleName(), node.name, states_of(node)
        is_shown = "showing" in states
        text = ""
        if is_shown and role in TEXTS:
            try:
                face = node.queryText()
                text = face.getText(0, face.characterCount)
            except NotImplementedError:
                pass
        found.append([role, name, node.description if is_shown else "", states, text, path, is_shown_above])
        for child in children(node):
            dump(child, [*path, name or role], is_shown, found)
    except gi.repository.GLib.GError:  # it went away while we looked
        pass


def press(node, fits):
    try:
        if fits(node.name) and node.getRoleName() in BUTTONS and {"showing", "enabled"} <= set(states_of(node)):
            return node.queryAction().doAction(0)
        return any(press(child, fits) for child in children(node))
    except gi.repository.GLib.GError:
        return False


def first(node, fits):
    """Depth first; None if nothing fits."""
    try:
        if fits(node):
            return node
        return next(filter(None, (first(child, fits) for child in children(node))), None)
    except gi.repository.GLib.GError:
        return None


def called(name, *states):
    return lambda node: node.name == name and {"showing", *states} <= set(states_of(node))


if __name__ == "__main__":
    import gi.repository.GLib
    import pyatspi

    STATES = {getattr(pyatspi, "STATE_" + name.upper()): name for name in
              ("showing", "focusable", "focused", "enabled", "sensitive", "checkable", "checked", "editable")}
    for request in sys.stdin:
        desktop = pyatspi.Registry.getDesktop(0)
        verb, _, argument = request.rstrip("\n").partition(" ")
        if verb == "press":
            answer = any(press(program, fits) for fits in (argument.__eq__, lambda name: name.startswith(argument))
                         for program in children(desktop))
        elif verb == "focus":
            fields = (first(program, called(argument, "focusable")) for program in children(desktop))
            field = next(filter(None, fields), None)
            answer = bool(field) and field.queryComponent().grabFocus()
        else:
            answer = []
            for program in children(desktop):
                dump(program, [], True, answer)
        print(json.dumps(answer), flush=True)
