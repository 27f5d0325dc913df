"""Levers that remember being pulled, and move nothing."""

from __future__ import annotations


class FakeNameCacheControl:
    """A cache that can be emptied, or says why not."""

    def __init__(self, trouble: Exception | None = None) -> None:
        """Take what goes wrong."""
        self._trouble, self.flushed = trouble, 0

    def flush(self) -> tuple[str, ...]:
        """Count."""
        if self._trouble:
            raise self._trouble
        self.flushed += 1
        return ("fake",)


class FakeLeaseControl:
    """Leases that can be renewed, or say why not."""

    def __init__(self, trouble: Exception | None = None) -> None:
        """Take what goes wrong."""
        self._trouble, self.renewed = trouble, 0

    def renew(self) -> tuple[str, ...]:
        """Count."""
        if self._trouble:
            raise self._trouble
        self.renewed += 1
        return ("eth0",)


class FakeTimeControl:
    """A time service that is on, or off until somebody switches it on."""

    def __init__(self, *, on: bool = True) -> None:
        """Take whether automatic time is on."""
        self.on, self.synchronised = on, 0

    def is_automatic(self) -> bool:
        """Return whether it is on."""
        return self.on

    def synchronise(self) -> None:
        """Count."""
        self.synchronised += 1

    def automatic(self, on: bool) -> None:  # noqa: FBT001 - as the port has it
        """Switch."""
        self.on = on
