"""A healthy fake of drives that tell how worn they are."""

from __future__ import annotations

from agent.host.ports.drive_wear import Wear


class FakeDriveWear:
    """One drive that is nearly new."""

    def __init__(self, *drives: Wear) -> None:
        """Take the drives, else the one."""
        self._drives = drives or (Wear("Fake SSD", 3),)

    def used(self) -> tuple[Wear, ...]:
        """Return the drives."""
        return self._drives
