"""The certificates of NetworkManager's connections, and of files that IT names."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from math import floor
from typing import Any

from agent.host.linux.bus import Bus
from agent.host.linux.places import has_bus
from agent.host.linux.plain_file import read_plain
from agent.host.linux.validity import LARGEST, days_left_in
from agent.host.ports.certificates import Certificate, Use
from agent.host.trouble import HostError, PartMissing

NM, SETTINGS = (
    "org.freedesktop.NetworkManager",
    "/org/freedesktop/NetworkManager/Settings",
)
USES: dict[str, Use] = {
    "802-11-wireless": "wireless",
    "802-3-ethernet": "wired",
    "vpn": "vpn",
}
"""By ``connection.type`` (nm-settings-dbus(5))."""
LATELY = 30 * 86_400
"""Seconds; NetworkManager notes every few minutes that a connection is up."""
MOST = 50
OF_VPN = ("cert", "usercert")
"""Where NetworkManager's OpenVPN and strongSwan keep the path."""
FILE = b"file://"


class LinuxClientCertificates:
    """Asks NetworkManager for its connections, as far as it tells this account."""

    def __init__(self, bus: str = "") -> None:
        """Take another bus, for a test."""
        self._bus = bus

    def in_use(self, paths: tuple[str, ...]) -> tuple[Certificate, ...]:
        """See the port."""
        now, found, unread = time.time(), [], 0
        for use, held in (*self._connections(now), *(("other", p) for p in paths)):
            try:
                data = held if isinstance(held, bytes) else _content(held)
                found.append(Certificate(use, floor(days_left_in(data, now))))
            except FileNotFoundError:
                continue
            except (OSError, HostError):
                unread += 1
        if unread and not found:
            msg = "the certificates of this machine may not be read by this account"
            raise HostError(msg)
        if not found:
            msg = "no certificate lets this machine into a network"
            raise PartMissing(msg)
        return tuple(found)

    def _connections(self, now: float) -> Iterator[tuple[Use, str | bytes]]:
        """Yield the certificate of each connection that is in use, or its file."""
        if not (self._bus or has_bus()):
            return
        told, kind = suppress(PartMissing, HostError, PermissionError), f"{NM}.Settings"
        with told, Bus(self._bus, lasts=2) as bus:
            for path in bus.call(NM, SETTINGS, kind, "ListConnections")[0][:MOST]:
                with suppress(HostError, PermissionError):
                    asked = (NM, path, f"{kind}.Connection", "GetSettings")
                    yield from certificate_of(bus.call(*asked)[0], now)


def certificate_of(
    settings: dict[str, dict[str, Any]], now: float
) -> Iterator[tuple[Use, str | bytes]]:
    """Yield what opens a connection, with what for; nothing where it is not in use."""
    about = {key: value for key, (_, value) in settings.get("connection", {}).items()}
    use = USES.get(about.get("type", ""))
    if not use or now - about.get("timestamp", 0) > LATELY:
        return
    _, named = settings.get("vpn", {}).get("data", ("", {}))
    for path in (named[key] for key in OF_VPN if named.get(key, "")[:1] == "/"):
        yield use, path
    _, held = settings.get("802-1x", {}).get("client-cert", ("", b""))
    data = bytes(held)
    if data.startswith(FILE):
        yield use, data.removeprefix(FILE).rstrip(b"\0").decode("utf-8", "replace")
    elif data.startswith(b"\x30"):
        yield use, data


def _content(path: str) -> bytes:
    return read_plain(path, LARGEST)
