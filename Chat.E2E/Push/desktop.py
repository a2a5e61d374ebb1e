#!/usr/bin/python3
"""A desktop that shows notifications, for browsers under test.

It speaks org.freedesktop.Notifications (https://specifications.freedesktop.org/notification-spec/latest/) on the session
bus. What it is told it prints, a line of JSON each; "click ID" and "dismiss ID" on its input do what a person would do.
It ends with its input.
"""
import hashlib
import json
import os

import dbus
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib

NAME = "org.freedesktop.Notifications"
DISMISSED, CLOSED = 2, 3


def say(**what):
    print(json.dumps(what), flush=True)


def picture(icon, hints):
    """A sign of the picture that comes with it, or nothing: browsers hand over a file or the pixels."""
    file = hints.get("image-path") or icon
    if file:
        with open(file.removeprefix("file://"), "rb") as read:
            return hashlib.sha256(read.read()).hexdigest()
    pixels = hints.get("image-data")
    return hashlib.sha256(bytes(pixels[-1])).hexdigest() if pixels else ""


class Desktop(dbus.service.Object):
    last = 0

    @dbus.service.method(NAME, in_signature="susssasa{sv}i", out_signature="u")
    def Notify(self, program, replaces, icon, title, body, actions, hints, timeout):
        if not replaces:
            Desktop.last += 1
        number = int(replaces) or Desktop.last
        say(event="shown", id=number, title=title, words=body, picture=picture(str(icon), hints))
        return dbus.UInt32(number)

    @dbus.service.method(NAME, in_signature="u")
    def CloseNotification(self, number):
        say(event="closed", id=int(number))
        self.NotificationClosed(number, CLOSED)

    @dbus.service.method(NAME, out_signature="as")
    def GetCapabilities(self):
        return ["actions", "body", "persistence"]

    @dbus.service.method(NAME, out_signature="ssss")
    def GetServerInformation(self):
        return "Desktop", "Chat", "1", "1.2"

    @dbus.service.signal(NAME, signature="us")
    def ActionInvoked(self, number, action):
        pass

    @dbus.service.signal(NAME, signature="uu")
    def NotificationClosed(self, number, reason):
        pass

    def obey(self, line):
        verb, number = line.split()
        if verb == "click":
            # It stays until the browser takes it away.
            self.ActionInvoked(int(number), "default")
        else:
            self.NotificationClosed(int(number), DISMISSED)


def main():
    dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
    bus = dbus.SessionBus()
    name = dbus.service.BusName(NAME, bus)
    desktop = Desktop(bus, "/org/freedesktop/Notifications")
    loop = GLib.MainLoop()

    # Without a buffer, in which a second line would lie unnoticed.
    orders = open(0, "rb", buffering=0)

    def hear(source, condition):
        line = orders.readline().decode()
        if not line:
            loop.quit()
            return False
        desktop.obey(line)
        return True

    GLib.io_add_watch(orders.fileno(), GLib.IO_IN | GLib.IO_HUP, hear)
    say(event="ready", bus=os.environ["DBUS_SESSION_BUS_ADDRESS"])
    loop.run()


main()
