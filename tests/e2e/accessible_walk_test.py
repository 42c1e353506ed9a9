#!/usr/bin/python3
"""Every page and dialog of the running program, as a screen reader sees it from outside.

What can have the focus has a name, roles and states say what is on the screen, what is closed is not shown, and no value
that is masked can be read.
"""
import json
import os
import subprocess
import tempfile
import unittest

from accessible_tree import AccessibleTree
from desktop import Desktop, wait_until
from sandbox_process import Sandbox

NAME = "amazon-api-access-token"
TYPED = "cnry7Q-typed-9xyZ"
SENSITIVE = ("api-access-token", "lwa-refresh-token", "lwa-client-secret")
SEGMENTED = {"View of the values", "View of the changes", "View of the comparison", "Format"}


class AccessibleWalk(unittest.TestCase):
    def setUp(self):
        state = self.enterContext(tempfile.TemporaryDirectory())
        self.sandbox = Sandbox("--fresh", "--state", os.path.join(state, "sandbox.sqlite"))
        self.addCleanup(self.sandbox.stop)
        self.desktop = self.enterContext(Desktop())
        self.tree = AccessibleTree(self.desktop.spawn)
        keys = dict(AWS_ACCESS_KEY_ID="testing", AWS_SECRET_ACCESS_KEY="testing", AWS_REGION="us-east-1",
                    AWS_DEFAULT_REGION="us-east-1")
        self.environment = dict(self.desktop.environment, **keys)
        self.value = json.loads(self.aws("get-secret-value", "--secret-id", NAME)["SecretString"])
        self.secrets = {self.value[key] for key in SENSITIVE} | {TYPED}
        self.problems, self.places, self.segments = [], [], set()

    def start(self, *arguments, **options):
        self.keyturn = self.desktop.spawn(os.environ["KEYTURN"], *arguments, **options)
        self.desktop.focus_window("Keyturn")

    def aws(self, *arguments):
        run = subprocess.run(["/usr/bin/aws", "--endpoint-url", self.sandbox.url, "secretsmanager", *arguments],
                             env=self.environment, capture_output=True, check=True, timeout=60)
        return json.loads(run.stdout)

    # --- what is done

    def command(self, name):
        self.desktop.keys("ctrl+k")
        self.desktop.type(name)
        self.desktop.keys("Return")

    def press(self, name):
        wait_until(f'a button "{name}"', lambda: self.tree.press(name))

    def close(self):
        def is_gone():
            return not any(node.role == "dialog" and node.has("showing") for node in self.tree.nodes())
        title = [node.name for node in self.tree.nodes() if node.role == "dialog" and node.has("showing")]
        # A key comes where the focus is: in the tree a dialog shows a moment before it has it.
        wait_until(f"the focus in {title}", lambda: any(
            node.has("focused", "showing") and set(title) & {node.name, *node.path} for node in self.tree.nodes()))
        self.desktop.keys("Escape")
        wait_until(f"the end of {title}", is_gone)

    # --- what is seen

    def shown(self, name, role=None):
        """The nodes, once one that begins with `name` is shown."""
        def look():
            nodes = self.tree.nodes()
            found = [node for node in nodes if node.has("showing") and node.name.startswith(name)
                     and role in (None, node.role)]
            return found and nodes
        try:
            return wait_until(f'"{name}" on the screen', look)
        except AssertionError as error:
            focused = [str(node) for node in self.tree.nodes() if node.has("focused", "showing")]
            raise AssertionError(f"{error}, after {self.places}; the focus is in {focused}") from None

    def page(self, place, name, role=None):
        self.check(place, self.shown(name, role))

    def dialog(self, title):
        self.page(title, title, "dialog")

    def check(self, place, nodes):
        self.places.append(place)

        def wrong(what, node):
            if len(self.problems) < 40:
                self.problems.append(f"{place}: {what}: {node}")

        for node in nodes:
            if node.has("showing") and not node.is_shown_above:
                wrong("shown in what is not shown", node)
            if node.has("focusable", "showing") and not node.name:
                wrong("takes the focus and has no name", node)
            if node.path and node.path[-1] in SEGMENTED and node.has("showing"):
                self.segments.add(node.path[-1])
                if node.role != "radio button":
                    wrong("a segment is no radio button", node)
            for secret in self.secrets:
                if any(secret[:16] in text for text in (node.name, node.description, node.text)):
                    wrong("tells a value", node.role)

    # --- the walk

    def test_the_first_page(self):
        self.start()
        self.page("first run", "Open the sandbox")
        self.assertEqual(self.problems, [])

    def test_every_page_and_dialog(self):
        self.start("--profile", "environment", "--endpoint-url", self.sandbox.url, env=self.environment)
        self.page("the list", "senior-living")
        self.walk_filter()
        self.command(NAME)
        self.walk_values()
        self.walk_menus()
        self.walk_palette()
        self.walk_dialogs()
        self.walk_versions()
        self.walk_tokens()
        self.walk_due_board()
        self.walk_changes()
        self.walk_several()
        self.walk_lock()
        self.assertEqual(self.problems, [])
        self.assertEqual(self.segments, SEGMENTED, "these were seen")

    def walk_filter(self):
        self.desktop.keys("ctrl+f")
        self.desktop.type("key:lwa-* regoin:us")
        self.page("filter", "Use region:us")
        self.desktop.keys("Escape")

    def walk_values(self):
        self.page("values", "lwa-auth-scope")
        self.desktop.keys("ctrl+e")
        nodes = self.shown("New value of api-access-token")
        editors = [node for node in nodes if node.name.startswith("New value of") and node.has("showing")]
        self.assertEqual([(node.role, node.has("focused", "editable")) for node in editors], [("password text", True)])
        self.desktop.type(TYPED)
        self.page("editor of a value", "New value of")
        self.desktop.keys("Escape")
        self.assertFalse(any(node.name.startswith("New value of") and node.has("showing") for node in self.tree.nodes()))
        for view in ("Tree", "Raw", "Table"):
            self.press(view)
            self.page("values as " + view, "lwa-auth-scope" if view != "Raw" else "Show")
        self.command("Find in this entry")
        self.page("find", "Find in this entry", "text")
        self.desktop.keys("Escape")
        self.desktop.keys("ctrl+shift+c")  # the positive control: what is revealed is told
        wait_until("the revealed value", lambda: any(
            self.value["api-access-token"] in node.name + node.text for node in self.tree.nodes()))
        self.desktop.keys("ctrl+shift+c")
        self.desktop.keys("ctrl+5")
        self.page("details", "ARN")
        self.desktop.keys("ctrl+e")
        self.page("details, editing", "Description", "text")
        self.desktop.keys("ctrl+1")

    def walk_menus(self):
        self.desktop.keys("F10")
        self.menu("Menu", "Keyboard shortcuts", "Undo")
        self.press("Profile ")
        self.menu("Profiles", "Add access keys…")  # a command that stands in the other one, too
        for _ in range(2):  # made anew each time
            self.desktop.keys("F3", "Down", "Menu")
            self.menu("Entry", "Copy name", "Restore")

    def menu(self, name, item, disabled=None):
        """Of the one that opens: its items are told, as enabled as they are, and nothing of it is when it is closed."""
        self.page("menu " + name, name, "popup menu")
        items = {node.name: node for node in self.tree.nodes() if node.role == "menu item" and node.path[-1] == name}
        self.assertTrue(items)
        for node in items.values():
            if not node.name or not node.has("showing"):
                self.problems.append(f"menu {name}: not told: {node}")
        self.assertTrue(any(told.startswith(item) for told in items), items.keys())
        for node in (node for told, node in items.items() if disabled and told.startswith(disabled)):
            if node.has("enabled") or node.has("sensitive"):
                self.problems.append(f"menu {name}: enabled though it is not possible: {node}")
        self.desktop.keys("Escape")
        wait_until(f"the end of the menu {name}", lambda: not any(
            node.role in ("popup menu", "menu item") and node.has("showing") for node in self.tree.nodes()))

    def walk_palette(self):
        self.desktop.keys("ctrl+k")
        self.desktop.type("undo")
        nodes = self.shown("Undo", "list item")
        self.check("palette", nodes)
        undo = [node for node in nodes if node.role == "list item" and node.name.startswith("Undo")]
        self.assertTrue(undo)
        for node in undo:  # there is nothing to undo yet
            if node.has("enabled") or node.has("sensitive"):
                self.problems.append(f"palette: enabled though there is nothing to undo: {node}")
        self.desktop.keys("Escape")
        nodes = wait_until("the end of the palette", lambda: (now := self.tree.nodes()) and not any(
            node.name == "Command palette" and node.has("showing") for node in now) and now)
        self.check("palette, closed", nodes)
        self.assertEqual([str(node) for node in nodes if node.role == "list item" and "Results" in node.path], [])

    def walk_dialogs(self):
        for command, title in (("Keyboard shortcuts", "Keyboard shortcuts"), ("Add access keys…", "Add access keys"),
                               ("Export…", "Export"), ("Add key", "Add"), ("Generate password…", "Generate password"),
                               ("Compare with another entry…", "Compare"), ("Delete…", "Delete"),
                               ("Settings…", "Settings"), ("Doctor…", "Doctor"),
                               ("Reminder settings…", "Reminder settings"),
                               ("Find in other regions…", "Find in other regions")):
            self.command(command)
            self.dialog(title)
            self.close()
        subprocess.run(["xclip", "-i", "-selection", "clipboard"], env=self.environment, check=True, timeout=60,
                       input=f"lwa-client-secret={TYPED}\nother=1".encode(), stdout=subprocess.DEVNULL)
        self.command("Paste and merge keys…")
        self.dialog("Merge")
        self.close()
        self.walk_new()

    def walk_new(self):
        self.command("New secret or parameter…")
        self.dialog("New secret or parameter")
        wait_until("the field of the name", lambda: self.tree.focus("Name"))
        self.desktop.type("walk/made")
        self.press("Review…")
        self.dialog("Review the new entry")
        self.close()

    def walk_versions(self):
        self.desktop.keys("ctrl+2")
        self.page("versions", "AWSPREVIOUS")
        for button, title in (("Roll back to", "Roll back"), ("Edit labels…", "Edit labels")):
            self.press(button)
            self.dialog(title)
            self.close()
        self.desktop.keys("ctrl+1")

    def walk_tokens(self):
        self.desktop.keys("ctrl+3")
        self.page("tokens and rotation", "Refresh token", "push button")
        self.command("Key mapping…")
        self.dialog("Key mapping")
        self.close()
        self.desktop.keys("ctrl+1")

    def walk_lock(self):
        self.desktop.keys("ctrl+l")
        self.page("locked", "Unlock", "push button")
        self.assertFalse([str(node) for node in self.tree.nodes() if node.name == NAME and node.has("showing")])

    def walk_due_board(self):
        def board():
            found = [node for node in self.tree.nodes() if node.name == "Due board" and node.has("showing", "focusable")]
            self.assertEqual(len(found), 1)
            return found[0]
        # Qt 6.4 has one role for everything that is on or off.
        self.assertIn(board().role, ("toggle button", "check box"))
        self.assertFalse(board().has("checked"))
        self.desktop.keys("ctrl+d")
        self.page("due board", "Due dates", "table")
        self.assertTrue(board().has("checked"))
        self.desktop.keys("ctrl+d")

    def walk_changes(self):
        self.shown("lwa-auth-scope")
        self.desktop.keys("ctrl+e")
        self.shown("New value of")
        self.desktop.type(TYPED)
        self.desktop.keys("Return")
        self.page("an unsaved change", "1 change in 1 secret")
        self.desktop.keys("ctrl+s")
        self.dialog("Review")
        self.close()
        theirs = dict(self.value, **{"api-access-token": "somebody else's"})
        self.aws("put-secret-value", "--secret-id", NAME, "--secret-string", json.dumps(theirs, indent=2))
        self.desktop.keys("ctrl+s")
        self.dialog("Merge")
        self.close()
        self.command("Discard unsaved changes…")
        self.dialog("Discard unsaved changes?")
        self.press("Discard")
        wait_until("no change", lambda: not any(
            node.name.startswith("1 change in") and node.has("showing") for node in self.tree.nodes()))

    def walk_several(self):
        self.desktop.keys("F3", "Escape", "Down", "ctrl+a")
        self.page("several entries", "Set, rename or remove a key…")
        self.press("Set, rename or remove a key…")
        self.dialog("Change")
        self.close()
        self.desktop.keys("F3")
        self.desktop.type("value:")
        self.desktop.keys("Return")
        self.dialog("Search for a value")
        self.close()


if __name__ == "__main__":
    unittest.main(verbosity=2)
