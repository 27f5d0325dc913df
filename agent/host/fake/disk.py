"""Healthy fakes of the disk parts: plain data until a field says otherwise."""

from __future__ import annotations

from agent.host.ports.disk import Drive, Eater, Place, Volume
from agent.host.trouble import HostError

ROOMY = Volume(
    mount="/",
    device="/dev/sda2",
    kind="ext4",
    free=120_000_000_000,
    size=250_000_000_000,
    free_files=14_000_000,
    files=15_000_000,
)

WELL = Drive("Fake SSD")


class FakeDisk:
    """One roomy, writable volume on a drive that tells that it is well."""

    def __init__(
        self,
        volumes: tuple[Volume, ...] = (ROOMY,),
        eaters: dict[str, tuple[Eater, ...]] | None = None,
        damage: dict[str, int] | None = None,
        drives: tuple[Drive, ...] | HostError = (WELL,),
    ) -> None:
        """Take what the machine would answer; ``eaters`` by device."""
        self._volumes, self._eaters, self._drives = volumes, eaters or {}, drives
        self._damage = {"sda2": 0} if damage is None else damage
        self.walked: list[str] = []

    def volumes(self) -> tuple[Volume, ...]:
        """Return the volumes."""
        return self._volumes

    def eaters(self, device: str, days: dict[str, int]) -> tuple[Eater, ...]:  # noqa: ARG002
        """Return what may go, and remember that somebody looked."""
        self.walked.append(device)
        return self._eaters.get(device, ())

    def damage(self) -> dict[str, int]:
        """Return the error counters."""
        return self._damage

    def drives(self) -> tuple[Drive, ...]:
        """Return the drives, or fail as the drive service would."""
        if isinstance(self._drives, HostError):
            raise self._drives
        return self._drives


class FakeDiskControl:
    """Remembers what was cleaned, and removes nothing."""

    def __init__(self, each: int = 0) -> None:
        """Begin with nothing cleaned; so many bytes lie in each place."""
        self.cleaned: list[tuple[Place, int]] = []
        self._each = each

    def clean(self, place: Place, days: int) -> dict[str, int]:
        """Remember the place."""
        self.cleaned.append((place, days))
        return {"bytes": self._each, "files": 0}
