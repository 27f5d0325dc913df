"""Wi-Fi switches from sysfs, and from NetworkManager what was used last."""

from __future__ import annotations

import os
from typing import Any, Literal

from agent.host.linux.bus import Bus, BusError
from agent.host.ports.radio import Radio, Usual
from agent.host.trouble import HostError, PartMissing

NAME = "org.freedesktop.NetworkManager"
SETTINGS = "/org/freedesktop/NetworkManager/Settings"
PROFILE = f"{NAME}.Settings.Connection"
KINDS: dict[str, Literal["wired", "wireless"]] = {
    "802-3-ethernet": "wired",
    "802-11-wireless": "wireless",
}
MOST = 60
TIMEOUT = 1.5


class LinuxRadios:
    """What /sys/class/rfkill shows."""

    def __init__(self, rfkill: str = "/sys/class/rfkill", bus: str = "") -> None:
        """Take another folder and another bus, for a test."""
        self._rfkill, self._bus = rfkill, bus

    def wireless(self) -> tuple[Radio, ...]:
        """See the port.

        A switch of the case itself has a name that does not begin with ``phy``; what
        it does is shown by those of the senders, and it counts where there are none.
        """
        try:
            entries = sorted(os.listdir(self._rfkill))
        except OSError:
            return ()
        found = [one for one in entries if self._read(one, "type") == "wlan"]
        named = [(one, self._read(one, "name") or one) for one in found]
        senders = [one for one in named if one[1].startswith("phy")]
        return tuple(
            Radio(
                name,
                soft=self._read(one, "soft") == "1",
                hard=self._read(one, "hard") == "1",
            )
            for one, name in senders or named
        )

    def usual(self) -> Usual:
        """See the port; every profile has the second of its last use."""
        try:
            with Bus(self._bus, TIMEOUT, lasts=2 * TIMEOUT) as talk:
                told = talk.call(NAME, SETTINGS, f"{NAME}.Settings", "ListConnections")
                used = [_used(talk, path) for path in told[0][:MOST]]
        except (HostError, PartMissing, PermissionError):
            return ""
        when, kind = max(used, default=(0, ""))
        return KINDS[kind] if when else ""

    def _read(self, entry: str, what: str) -> str:
        try:
            path = os.path.join(self._rfkill, entry, what)
            with open(path, encoding="utf-8") as file:
                return file.read().strip()
        except OSError:
            return ""


def _used(talk: Bus, path: str) -> tuple[int, str]:
    """Return when a profile was used last, and its kind; 0 for other kinds."""
    try:
        profile: dict[str, Any] = talk.call(NAME, path, PROFILE, "GetSettings")[0]
    except BusError:  # it has just gone
        return 0, ""
    about = profile.get("connection", {})
    kind = str(about.get("type", ("s", ""))[1])
    when = int(about.get("timestamp", ("t", 0))[1])
    return (when, kind) if kind in KINDS else (0, "")
