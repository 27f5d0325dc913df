"""A healthy fake of the volumes for data."""

from __future__ import annotations

from agent.host.ports.disk import Volume

DATA = Volume(
    mount="/data",
    device="/dev/sdb1",
    kind="ext4",
    free=400_000_000_000,
    size=1_000_000_000_000,
    free_files=60_000_000,
    files=61_000_000,
)


class FakeDataVolumes:
    """One roomy disk for data."""

    def __init__(self, *volumes: Volume) -> None:
        """Take the volumes it has, else the one."""
        self._volumes = volumes or (DATA,)

    def volumes(self) -> tuple[Volume, ...]:
        """Return the volumes."""
        return self._volumes
