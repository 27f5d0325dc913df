"""How often each account may come: a bucket that fills slowly."""

from __future__ import annotations

from _thread import allocate_lock
from collections.abc import Callable

MOST = 1000
"""Accounts that are remembered; who has not come for longest is forgotten."""


class Rates:
    """Each account may come ``burst`` times at once, then so often a second."""

    def __init__(
        self, burst: int, per_second: float, clock: Callable[[], float]
    ) -> None:
        """Take the numbers, and a clock in seconds."""
        self._burst, self._per_second, self._clock = burst, per_second, clock
        self._left: dict[int, tuple[float, float]] = {}
        self._lock = allocate_lock()

    def allows(self, uid: int) -> bool:
        """Say whether an account may come now, and count it where it may."""
        with self._lock:
            now = self._clock()
            left, then = self._left.pop(uid, (float(self._burst), now))
            left = min(self._burst, left + (now - then) * self._per_second)
            self._left[uid] = (left - 1 if left >= 1 else left, now)
            if len(self._left) > MOST:
                del self._left[next(iter(self._left))]
            return left >= 1

    def full(self) -> float:
        """Return when, by the clock, nobody who came need be remembered any more."""
        with self._lock:
            every = list(self._left.values())
        each = (then + (self._burst - left) / self._per_second for left, then in every)
        return max(each, default=0.0)
