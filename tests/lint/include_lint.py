#!/usr/bin/env python3
"""The direction of the layers, app -> ui -> core, as a rule on #include lines."""
import pathlib
import re
import sys

from source_files import line_of, source_files

WIDGETS = re.compile(
    r"^(?:Qt(?:Widgets|Gui|Svg)\b|Q(?:Widget|Application|GuiApplication|MainWindow|Dialog\w*|Action\w*|Abstract(?:Button|ItemView|"
    r"ItemDelegate|ScrollArea)|(?:Push|Tool|Radio)Button|Label|LineEdit|\w*View$|Painter\w*|Pixmap|Image\w*|Icon|Color|Font\w*|"
    r"Palette|Style\w*|Screen|Clipboard|Window|Menu\w*|Layout|\w+Layout|Brush|Pen|Cursor|KeyEvent|MouseEvent|Desktop\w+)$)")
NETWORK = re.compile(r"^(?:QtNetwork\b|QNetwork|QTcp|QUdp|QSsl|QHost|QAbstractSocket|QLocal(?:Socket|Server))")


def forbidden(path, header):
    """Why the file \\p path (relative, with slashes) may not include \\p header; None when it may."""
    ours = header.split("/")[0] in ("core", "ui", "app", "tests", "bench")
    if path.startswith("core/"):
        if header.startswith(("ui/", "app/", "tests/", "bench/")):
            return "core includes nothing from above"
        if WIDGETS.match(header) and header not in ("QByteArrayView", "QStringView", "QUtf8StringView", "QAnyStringView"):
            return "core knows no widget"
    if path.startswith("core/base/") and ours and not header.startswith("core/base/"):
        return "core/base includes nothing of ours"
    if NETWORK.match(header) and path.startswith("core/") and not path.startswith("core/http/"):
        if header not in ("QHostInfo", "QHostAddress", "QTcpServer", "QTcpSocket"):
            return "requests go through core/http"
    if path.startswith("ui/"):
        if header.startswith(("app/", "tests/", "bench/")):
            return "ui includes nothing from above"
        if NETWORK.match(header):
            return "ui asks core, not the network"
    if path.startswith("app/") and header.startswith(("tests/", "bench/")):
        return "app includes no test code"
    # Rotation functions are called, not served: there the sandbox is a client, and waits without blocking.
    if path.startswith("app/sandbox/rotation/") and header.startswith(("core/async/", "core/http/")):
        return None
    if path.startswith("app/sandbox/") and ours:
        if not header.startswith(("app/sandbox/", "core/base/")) and header != "core/aws/signer_v4.h":
            return "the sandbox shares only core/base and the signer with the program it checks"
    return None


def violations(path, text):
    for match in re.finditer(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', text, re.MULTILINE):
        if reason := forbidden(path, match.group(1)):
            yield line_of(text, match.start(1)), f"{match.group(1)}: {reason}"


def self_test():
    bad = [("core/aws/x.h", "QWidget"), ("core/aws/x.h", "QtGui/QColor"), ("core/base/x.h", "core/async/task.h"),
           ("core/aws/x.cpp", "ui/models/entry_model.h"), ("core/aws/x.cpp", "QNetworkReply"), ("core/x/y.cpp", "QTableView"),
           ("ui/pages/x.cpp", "QNetworkAccessManager"), ("ui/pages/x.cpp", "app/gui/window.h"),
           ("app/sandbox/x.cpp", "core/secrets/entry.h"), ("app/sandbox/x.cpp", "core/http/http_client.h"),
           ("app/sandbox/rotation/x.cpp", "core/rotation/due_date.h"), ("app/gui/x.cpp", "tests/support/run.h")]
    good = [("core/aws/x.h", "QByteArrayView"), ("core/http/x.cpp", "QNetworkReply"), ("core/base/x.cpp", "core/base/log.h"),
            ("ui/pages/x.cpp", "QWidget"), ("app/sandbox/x.cpp", "core/aws/signer_v4.h"), ("app/gui/x.cpp", "ui/main_window/x.h"),
            ("app/sandbox/rotation/x.cpp", "core/http/http_client.h")]
    for path, header in bad:
        assert list(violations(path, f"#include <{header}>\n")), f"not caught: {header} in {path}"
    for path, header in good:
        assert not list(violations(path, f'#include "{header}"\n')), f"wrongly caught: {header} in {path}"


def main(root):
    self_test()
    failed = False
    for path in source_files(root):
        for line, message in violations(path.relative_to(pathlib.Path(root)).as_posix(), path.read_text()):
            print(f"{path}:{line}: {message}")
            failed = True
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
