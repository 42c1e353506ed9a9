#!/usr/bin/env python3
"""Who may include whom: the rooms of app -> ui -> core with the arrows of their CMakeLists.txt, and models without widgets."""
import pathlib
import re
import sys

from source_files import line_of, source_files

WIDGETS = re.compile(
    r"^(?:Qt(?:Widgets|Gui|Svg)\b|Q(?:Widget|Application|GuiApplication|MainWindow|Dialog\w*|Action\w*|Abstract(?:Button|ItemView|"
    r"ItemDelegate|ScrollArea)|(?:Push|Tool|Radio)Button|Label|LineEdit|\w*View$|Painter\w*|Pixmap|Image\w*|Icon|Color|Font\w*|"
    r"Palette|Style\w*|Screen|Clipboard|Window|Menu\w*|Layout|\w+Layout|Brush|Pen|Cursor|KeyEvent|MouseEvent|Desktop\w+)$)")
MODEL = re.compile(r"_(?:model|proxy|index)\.(?:h|cpp)$")
PURE = ("QByteArrayView", "QStringView", "QUtf8StringView", "QAnyStringView")
NETWORK = re.compile(r"^(?:QtNetwork\b|QNetwork|QTcp|QUdp|QSsl|QHost|QAbstractSocket|QLocal(?:Socket|Server))")


ROOM = re.compile(r"keyturn_room\(\s*([\w/]+)\s*(?:USES\s+([\w/\s]*?))?\s*(?:LINKS\s+[\w:\s]*)?\)")


def declared_rooms(root):
    """room -> the rooms it USES, as the CMakeLists.txt of the layers say it to the linker."""
    rooms = {}
    for layer in ("core", "ui", "app"):
        text = re.sub(r"#.*", "", (pathlib.Path(root) / layer / "CMakeLists.txt").read_text())
        for match in ROOM.finditer(text):
            rooms[match.group(1)] = (match.group(2) or "").split()
    return rooms


def reachable(rooms):
    """room -> every room it may include; a circle, or a room that nobody declared, is a SystemExit."""
    below = {}

    def visit(room, path):
        if room in path:
            sys.exit(f"the rooms go round in a circle: {' -> '.join(path[path.index(room):] + [room])}")
        if room not in rooms:
            sys.exit(f"{path[-1]} USES {room}, which is no room")
        if room not in below:
            found = set()
            for used in rooms[room]:
                found |= {used} | visit(used, path + [room])
            below[room] = found
        return below[room]

    for room in rooms:
        visit(room, [])
    return below


def room_of(path):
    return path.rsplit("/", 1)[0]


def forbidden(path, header, below):
    """Why the file \\p path (relative, with slashes) may not include \\p header; None when it may."""
    layer = path.split("/")[0]
    ours = header.split("/")[0] in ("core", "ui", "app", "tests", "bench")
    if layer == "core" and WIDGETS.match(header) and header not in PURE:
        return "core knows no widget"
    if layer == "ui" and MODEL.search(path) and WIDGETS.match(header) and header not in PURE:
        return "models are tested without a display"
    if NETWORK.match(header):
        if layer == "core" and not path.startswith("core/http/"):
            if header not in ("QHostInfo", "QHostAddress", "QTcpServer", "QTcpSocket"):
                return "requests go through core/http"
        if layer == "ui":
            return "ui asks core, not the network"
    if layer in ("core", "ui", "app") and ours:
        if header.startswith(("tests/", "bench/")):
            return "programs include no test code"
        room, other = room_of(path), room_of(header)
        if room == "app" or room == other:  # the mains know everything
            return None
        if room not in below:
            return f"{room} is no room: see {layer}/CMakeLists.txt"
        if other not in below[room]:
            return f"{room} does not use {other}: see {layer}/CMakeLists.txt"
        # What a room uses of the signer's room is the signer alone, and only the rotation functions are called over http.
        if room.startswith("app/sandbox") and other.startswith("core/"):
            if room == "app/sandbox/rotation" and other in ("core/async", "core/http"):
                return None
            # Schedules are plain calendar arithmetic, which croniter judges.
            if other not in ("core/base", "core/schedule") and header != "core/aws/signer_v4.h":
                return "the sandbox shares only core/base, core/schedule and the signer with the program it checks"
    return None


def violations(path, text, below):
    for match in re.finditer(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', text, re.MULTILINE):
        if reason := forbidden(path, match.group(1), below):
            yield line_of(text, match.start(1)), f"{match.group(1)}: {reason}"


def self_test():
    below = reachable({
        "core/base": [], "core/aws": ["core/base"], "core/http": ["core/base"], "core/entry": ["core/aws"],
        "ui/style": [], "ui/list": ["ui/style", "core/entry"], "app/gui": ["ui/list"],
        "app/sandbox/ssm": ["core/base", "core/aws"], "app/sandbox/rotation": ["core/http", "core/aws"]})
    bad = [("core/aws/x.h", "QWidget"), ("core/aws/x.h", "QtGui/QColor"), ("core/base/x.h", "core/aws/task.h"),
           ("core/aws/x.cpp", "ui/list/entry_model.h"), ("core/aws/x.cpp", "QNetworkReply"), ("core/entry/y.cpp", "QTableView"),
           ("core/aws/x.h", "core/entry/entry.h"), ("ui/style/x.h", "ui/list/x.h"), ("ui/attic/x.h", "ui/style/x.h"),
           ("ui/list/x.cpp", "QNetworkAccessManager"), ("ui/list/x.cpp", "app/gui/window.h"),
           ("ui/list/name_model.h", "QFont"), ("ui/list/name_proxy.cpp", "QTableView"),
           ("app/sandbox/ssm/x.cpp", "core/aws/sts_client.h"), ("app/sandbox/ssm/x.cpp", "core/http/http_client.h"),
           ("app/sandbox/rotation/x.cpp", "core/aws/sts_client.h"), ("app/gui/x.cpp", "tests/support/run.h")]
    good = [("core/aws/x.h", "QByteArrayView"), ("core/http/x.cpp", "QNetworkReply"), ("core/base/x.cpp", "core/base/log.h"),
            ("ui/list/x.cpp", "QWidget"), ("ui/list/x.cpp", "core/base/log.h"), ("ui/list/name_model.cpp", "QStringView"),
            ("app/sandbox/ssm/x.cpp", "core/aws/signer_v4.h"), ("app/gui/x.cpp", "ui/style/x.h"),
            ("app/sandbox/rotation/x.cpp", "core/http/http_client.h"), ("app/keyturn.cpp", "ui/style/theme.h")]
    for path, header in bad:
        assert list(violations(path, f"#include <{header}>\n", below)), f"not caught: {header} in {path}"
    for path, header in good:
        assert not list(violations(path, f'#include "{header}"\n', below)), f"wrongly caught: {header} in {path}"
    for rooms in ({"a": ["b"], "b": ["c"], "c": ["a"]}, {"a": ["nowhere"]}):
        try:
            reachable(rooms)
        except SystemExit:
            continue
        raise AssertionError(f"not caught: {rooms}")


def main(root):
    self_test()
    below = reachable(declared_rooms(root))
    failed = False
    for path in source_files(root):
        for line, message in violations(path.relative_to(pathlib.Path(root)).as_posix(), path.read_text(), below):
            print(f"{path}:{line}: {message}")
            failed = True
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
