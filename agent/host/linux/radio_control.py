"""Wi-Fi by NetworkManager's own switch, else by the kernel's (/dev/rfkill)."""

from __future__ import annotations

import os
from struct import Struct

from agent.host.linux.bus import PROPERTIES, Bus
from agent.host.trouble import HostError, PartMissing

NAME, ROOT = "org.freedesktop.NetworkManager", "/org/freedesktop/NetworkManager"
EVENT = Struct("=IBBBB")
"""``rfkill_event`` of linux/rfkill.h: number, type, what to do, soft, hard."""
WLAN, CHANGE_ALL = 1, 3
TIMEOUT = 5.0


class LinuxRadioControl:
    """The setting that both keep across a restart."""

    def __init__(self, bus: str = "", rfkill: str = "/dev/rfkill") -> None:
        """Take another bus and device, for a test."""
        self._bus, self._rfkill = bus, rfkill

    def switch(self, on: bool) -> None:  # noqa: FBT001 - as the port has it
        """See the port."""
        try:
            with Bus(self._bus, TIMEOUT) as talk:
                body = (NAME, "WirelessEnabled", ("b", on))
                talk.call(NAME, ROOT, PROPERTIES, "Set", "ssv", body)
        except PartMissing:
            self._told(EVENT.pack(0, WLAN, CHANGE_ALL, not on, 0))

    def _told(self, event: bytes) -> None:
        try:
            device = os.open(self._rfkill, os.O_WRONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
        except FileNotFoundError as missing:
            msg = "nothing on this PC switches Wi-Fi off"
            raise PartMissing(msg) from missing
        try:
            os.write(device, event)
        except PermissionError:
            raise
        except OSError as trouble:
            msg = f"Wi-Fi cannot be switched: {trouble.strerror}"
            raise HostError(msg) from trouble
        finally:
            os.close(device)
