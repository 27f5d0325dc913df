"""A healthy fake of a fast disk."""

from __future__ import annotations


class FakeDiskSpeed:
    """Takes as long as a test says, else three milliseconds."""

    def __init__(self, *seconds: float) -> None:
        """Take what each write takes."""
        self._seconds = seconds or (0.003,) * 5

    def writes(self, most: int) -> tuple[float, ...]:
        """Return how long they took."""
        return self._seconds[:most]
