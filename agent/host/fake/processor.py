"""Healthy fakes of a processor."""

from __future__ import annotations

from agent.host.ports.processor import Worker
from agent.host.trouble import PartMissing


class FakeProcessor:
    """Hardly busy."""

    def __init__(self, *workers: Worker) -> None:
        """Take who is at work, else one program that hardly is."""
        self._workers = workers or (Worker("firefox", 4.0, 90.0),)
        self.asked = 0

    def workers(self) -> tuple[Worker, ...]:
        """Return who is at work."""
        self.asked += 1
        return self._workers


class FakeHeat:
    """Cool."""

    def __init__(self, percent: float | None = 0.0) -> None:
        """Take how much of the time heat slows it down; none: not measured."""
        self._percent = percent

    def throttled(self) -> float:
        """Return it."""
        if self._percent is None:
            msg = "not measured"
            raise PartMissing(msg)
        return self._percent
