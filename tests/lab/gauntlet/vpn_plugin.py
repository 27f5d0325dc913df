"""A VPN that NetworkManager runs: a tunnel that leads two networks in, to nobody.

Run as root on the PC; NetworkManager starts and stops it by D-Bus, as any other VPN.
"""

from __future__ import annotations

import fcntl
import os
import socket
import struct
from agent.typed import Any

from jeepney import DBusAddress, HeaderFields, MessageType, new_error, new_method_return
from jeepney import new_method_call, new_signal
from jeepney.io.blocking import open_dbus_connection

NAME = "org.freedesktop.NetworkManager.lab"
PLUGIN = DBusAddress(
    "/org/freedesktop/NetworkManager/VPN/Plugin",
    interface="org.freedesktop.NetworkManager.VPN.Plugin",
)
STARTING, STARTED, STOPPED = 3, 4, 6
"""``NMVpnServiceState``."""
TUNSETIFF, TUN = 0x400454CA, 0x1001


def number(address: str) -> int:
    """Return an address as NetworkManager takes it: in the wire's order."""
    return int(struct.unpack("=I", socket.inet_aton(address))[0])


def tunnel() -> int:
    """Make the tunnel, and serve it as long as this is open."""
    handle = os.open("/dev/net/tun", os.O_RDWR)
    fcntl.ioctl(handle, TUNSETIFF, struct.pack("16sH22s", b"tun0", TUN, b""))
    return handle


def told() -> list[tuple[str, str, tuple[Any, ...]]]:
    """Return the signals by which a VPN says that it is up, and what it leads in."""
    ways = [[number(net), 16, 0, 0] for net in ("10.21.0.0", "10.22.0.0")]
    four = {
        "address": ("u", number("10.20.0.2")),
        "prefix": ("u", 24),
        "routes": ("aau", ways),
        "never-default": ("b", True),
    }
    about = {
        "gateway": ("u", number("198.51.100.2")),
        "tundev": ("s", "tun0"),
        "has-ip4": ("b", True),
        "has-ip6": ("b", False),
    }
    return [
        ("StateChanged", "u", (STARTING,)),
        ("Config", "a{sv}", (about,)),
        ("Ip4Config", "a{sv}", (four,)),
        ("StateChanged", "u", (STARTED,)),
    ]


def serve() -> None:
    """Answer NetworkManager until killed."""
    line = open_dbus_connection(bus="SYSTEM")
    bus = ("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
    asked = new_method_call(DBusAddress(*bus), "RequestName", "su", (NAME, 0))
    assert line.send_and_get_reply(asked).body == (1,)
    print("ready", flush=True)
    handle = -1
    while True:
        message = line.receive()
        if message.header.message_type is not MessageType.method_call:
            continue
        member, after = message.header.fields[HeaderFields.member], []
        match member:
            case "NeedSecrets":
                line.send(new_method_return(message, "s", ("",)))
            case "Connect" | "ConnectInteractive":
                handle = tunnel()
                line.send(new_method_return(message))
                after = told()
            case "Disconnect":
                os.close(handle)
                line.send(new_method_return(message))
                after = [("StateChanged", "u", (STOPPED,))]
            case _:
                unknown = "org.freedesktop.DBus.Error.UnknownMethod"
                line.send(new_error(message, unknown))
        for name, signature, body in after:
            line.send(new_signal(PLUGIN, name, signature, body))


if __name__ == "__main__":
    serve()
