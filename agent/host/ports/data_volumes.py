"""The volumes of a machine besides those the system and the home lie on."""

from __future__ import annotations

from agent.host.ports.disk import Volume
from agent.typed import Protocol


class DataVolumes(Protocol):
    """Disks for data, the boot disk, the system's places in memory."""

    def volumes(self) -> tuple[Volume, ...]:
        """Return each that can be written to and that ``Disk`` does not tell of.

        What somebody plugged in, images, and what lies on a server are left out.
        Raises ``PartMissing`` where there is none, ``HostError`` where the kernel does
        not tell.
        """
