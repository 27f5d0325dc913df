"""Batteries, from the kernel (Documentation/ABI/testing/sysfs-class-power)."""

from __future__ import annotations

import os
from contextlib import suppress

from agent.host.ports.battery import BatteryState
from agent.host.trouble import PartMissing

FOLDER = "/sys/class/power_supply"


class LinuxBatteries:
    """The batteries the kernel tells of; a test has another folder."""

    def __init__(self, folder: str = FOLDER) -> None:
        """Take the folder."""
        self._folder = folder

    def worn(self) -> tuple[BatteryState, ...]:
        """See the port; some count energy, some charge."""
        found = []
        for name in sorted(
            os.listdir(self._folder) if os.path.isdir(self._folder) else ()
        ):
            if self._told(name, "type") == "Battery" and self._feeds(name):
                for unit in ("energy", "charge"):
                    now = self._number(name, f"{unit}_full")
                    new = self._number(name, f"{unit}_full_design")
                    if now > 0 and new > 0:
                        found.append(BatteryState(name, round(100 * now / new, 1)))
                        break
        if not found:
            msg = "this machine has no battery that tells how worn it is"
            raise PartMissing(msg)
        return tuple(found)

    def _feeds(self, name: str) -> bool:
        """Say whether it feeds the machine; a mouse has the scope ``Device``."""
        return (
            self._told(name, "scope") != "Device" and self._told(name, "present") != "0"
        )

    def _told(self, name: str, what: str) -> str:
        path = f"{self._folder}/{name}/{what}"
        with suppress(OSError), open(path, encoding="utf-8") as file:
            return file.read().strip()
        return ""

    def _number(self, name: str, what: str) -> int:
        told = self._told(name, what)
        return int(told) if told.isdigit() else 0
