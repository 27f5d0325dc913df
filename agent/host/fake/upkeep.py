"""Healthy fakes of what keeps a machine up to date."""

from __future__ import annotations

from agent.host.ports.upkeep import PackageLock


class FakePackages:
    """All that is installed is installed well, and nobody installs."""

    def __init__(
        self,
        *broken: str,
        journal: int = 0,
        lock: PackageLock | None = None,
        refreshed: float | None = 3600.0,
    ) -> None:
        """Take what is half done, who installs, and when the list was fetched."""
        self._broken, self._journal = broken, journal
        self._lock, self._refreshed = lock, refreshed

    def broken(self) -> tuple[str, ...]:
        """Return what is half installed."""
        return self._broken

    def journal(self) -> int:
        """Return the number of changes not written."""
        return self._journal

    def lock(self) -> PackageLock | None:
        """Return who installs."""
        return self._lock

    def refreshed(self) -> float | None:
        """Return the age of the list."""
        return self._refreshed


class FakePackageControl:
    """Counts how often it was asked to finish."""

    def __init__(self) -> None:
        """Begin with never."""
        self.finished = 0

    def finish(self) -> int:
        """Count."""
        self.finished += 1
        return 0


class FakeRestarts:
    """Started an hour ago, and nothing asks for another start."""

    def __init__(
        self,
        up: float = 3600.0,
        wanted_by: tuple[str, ...] | None = None,
        kernel: str = "",
    ) -> None:
        """Take how long it is up, and what asks for a restart."""
        self._up, self._wanted_by, self._kernel = up, wanted_by, kernel

    def up(self) -> float:
        """Return seconds."""
        return self._up

    def wanted_by(self) -> tuple[str, ...] | None:
        """Return the packages."""
        return self._wanted_by

    def newer_kernel(self) -> str:
        """Return the kernel."""
        return self._kernel
