#!/usr/bin/python3
"""What Keyturn uses of logind, on the bus DBUS_SYSTEM_BUS_ADDRESS names. Emits a signal for each line it reads: "lock",
"sleep", "wake". Says "ready" once it is there."""
import sys

from gi.repository import Gio, GLib

MANAGER = Gio.DBusNodeInfo.new_for_xml("""
<node><interface name="org.freedesktop.login1.Manager">
  <method name="GetSessionByPID"><arg type="u" direction="in"/><arg type="o" direction="out"/></method>
  <method name="Inhibit"><arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
    <arg type="s" direction="in"/><arg type="h" direction="out"/></method>
  <signal name="PrepareForSleep"><arg type="b"/></signal>
</interface></node>""").interfaces[0]
PATH, SESSION = "/org/freedesktop/login1", "/org/freedesktop/login1/session/_31"


def answer(connection, sender, path, interface, method, parameters, invocation):
    if method == "GetSessionByPID":
        invocation.return_value(GLib.Variant("(o)", (SESSION,)))
    else:
        invocation.return_dbus_error("org.freedesktop.DBus.Error.NotSupported", "sleep waits for nobody here")


def told(channel, condition, connection):
    line = sys.stdin.readline().strip()
    if line == "lock":
        connection.emit_signal(None, SESSION, "org.freedesktop.login1.Session", "Lock", None)
    elif line:
        connection.emit_signal(None, PATH, MANAGER.name, "PrepareForSleep", GLib.Variant("(b)", (line == "sleep",)))
    else:
        loop.quit()
    return True


def acquired(connection, name):
    connection.register_object(PATH, MANAGER, answer, None, None)
    GLib.io_add_watch(sys.stdin.fileno(), GLib.PRIORITY_DEFAULT, GLib.IO_IN | GLib.IO_HUP, told, connection)


loop = GLib.MainLoop()
Gio.bus_own_name(Gio.BusType.SYSTEM, "org.freedesktop.login1", Gio.BusNameOwnerFlags.NONE, acquired,
                 lambda connection, name: print("ready", flush=True), None)
loop.run()
