"""How worn the NVMe drives of this machine are; UDisks2 reads it for everybody."""

from __future__ import annotations

import os

from agent.host.linux.places import has_bus
from agent.host.ports.drive_wear import Wear
from agent.host.trouble import PartMissing

NVME = "/sys/class/nvme"


class LinuxDriveWear:
    """The drives that tell; nobody is asked where there is no such drive."""

    def __init__(self, folder: str = NVME, bus: str = "") -> None:
        """Take another folder of the kernel and another bus, for a test."""
        self._folder, self._bus = folder, bus

    def used(self) -> tuple[Wear, ...]:
        """See the port."""
        found: tuple[Wear, ...] = ()
        here = os.path.isdir(self._folder) and os.listdir(self._folder)
        if here and (self._bus or has_bus()):
            from agent.host.linux.udisks import wear_of

            found = wear_of(self._bus)
        if not found:
            msg = "no drive here tells how worn it is"
            raise PartMissing(msg)
        return found
