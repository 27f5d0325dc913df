"""How fast what is saved lies on the disk."""

from __future__ import annotations

from agent.typed import Protocol


class DiskSpeed(Protocol):
    """Measures by saving a little, and leaves nothing behind."""

    def writes(self, most: int) -> tuple[float, ...]:
        """Save 4 kB in the home a few times; return the seconds each took.

        At least one and at most ``most``; stops after two seconds. Raises
        ``PartMissing`` where the home does not lie on a disk of this machine,
        ``HostError`` where nothing can be saved there.
        """
