"""Healthy fakes of what IT's own checks ask: plain data until a field says so."""

from __future__ import annotations

from collections.abc import Mapping

from agent.host.ports.paths import FileSeen, Mounted, RoomSeen
from agent.host.ports.reach import Answer, Knock


class FakeReach:
    """Everybody answers; ``knocks`` by host, ``pages`` by url."""

    def __init__(
        self,
        knocks: Mapping[str, Knock] | None = None,
        pages: Mapping[str, Answer] | None = None,
        days: float = 90.0,
    ) -> None:
        """Take what the network would answer."""
        self._knocks, self._pages, self._days = knocks or {}, pages or {}, days
        self.proxies: list[str] = []

    def connect(self, host: str, port: int, seconds: float) -> Knock:  # noqa: ARG002
        """Say whether somebody takes a connection."""
        return self._knocks.get(host, "open")

    def page(self, url: str, proxy: str, seconds: float) -> Answer:  # noqa: ARG002
        """Return what became of a page; note through whom."""
        self.proxies.append(proxy)
        return self._pages.get(url, Answer("answered", 200))

    def expiry(self, host: str, port: int) -> float:  # noqa: ARG002
        """Return the days."""
        return self._days


class FakePaths:
    """Every file is there, small and new; every volume roomy, every mount mounted."""

    def __init__(
        self,
        files: Mapping[str, FileSeen] | None = None,
        rooms: Mapping[str, RoomSeen] | None = None,
        mounts: Mapping[str, Mounted] | None = None,
        days: float = 90.0,
    ) -> None:
        """Take what the machine would answer, by path."""
        self._files, self._rooms = files or {}, rooms or {}
        self._mounts, self._days = mounts or {}, days

    def file(self, path: str) -> FileSeen:
        """Return the file."""
        return self._files.get(path, FileSeen(exists=True, bytes=100, age=60.0))

    def room(self, path: str) -> RoomSeen:
        """Return the room."""
        return self._rooms.get(path, RoomSeen(120_000_000_000, 250_000_000_000))

    def mounted(self, path: str) -> Mounted:
        """Say whether it is mounted."""
        return self._mounts.get(path, "mounted")

    def expiry(self, path: str) -> float:  # noqa: ARG002
        """Return the days."""
        return self._days


class FakePrograms:
    """One of each program runs."""

    def __init__(self, counts: Mapping[str, int] | None = None) -> None:
        """Take how many run, by name."""
        self._counts = counts or {}

    def count(self, name: str) -> int:
        """Return how many."""
        return self._counts.get(name, 1)
