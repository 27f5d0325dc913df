"""Limits of the settings beyond their types, by key; a number without one is a bug."""

from __future__ import annotations

from collections.abc import Iterator

from agent.policy.model import Policy
from agent.typed import Any
from agent.value import Value

Where = tuple[str, ...]


class Between(Value):
    """A number from ``low`` to ``high``, both included."""

    low: float
    high: float

    def objections(self, value: Any) -> Iterator[tuple[Where, str]]:
        """Yield what is wrong, with the place inside the setting."""
        if not self.low <= value <= self.high:
            yield (), f"must be from {self.low:g} to {self.high:g}, not {value!r}"


class Addresses(Value):
    """Web addresses with this beginning, a host, and no credentials in them.

    In a list of rows the address is the first of each row.
    """

    begins: str

    def objections(self, value: Any) -> Iterator[tuple[Where, str]]:
        """Yield what is wrong, with the place inside the setting."""
        if isinstance(value, str):
            yield from (((), why) for why in self._wrong(value) if value)
            return
        for at, row in enumerate(value):
            address, where = (row, ()) if isinstance(row, str) else (row[0], ("0",))
            yield from (((str(at), *where), why) for why in self._wrong(address))

    def _wrong(self, address: str) -> Iterator[str]:
        place = address.partition("://")[2].partition("/")[0]
        if not address.startswith(self.begins):
            yield f"must begin with {self.begins}"
        elif "@" in place:
            yield "must not hold a user name or password"
        elif not place.strip(":"):
            yield "names no host"


DAYS = Between(0, 3650)
LEFT_ALONE = Between(1, 3650)
"""Days; what was in use today is never old."""
PERCENT = Between(0, 100)
LIMITS: dict[str, Between | Addresses] = {
    "network.probes": Addresses("http://"),
    "network.endpoints": Addresses("https://"),
    "network.proxy": Addresses("http://"),
    "network.max_clock_skew": Between(1, 86_400),
    "disk.min_free_bytes": Between(0, 1e15),
    "disk.min_free_percent": PERCENT,
    "disk.min_free_inodes_percent": PERCENT,
    "disk.temp_days": LEFT_ALONE,
    "disk.cache_days": LEFT_ALONE,
    "disk.trash_days": LEFT_ALONE,
    "login.password_warn_days": DAYS,
    "services.max_restarts": Between(1, 10_000),
    "services.steady_minutes": Between(1, 100_000),
    "services.stuck_job_minutes": Between(1, 100_000),
    "services.max_own_bytes": Between(1_000_000, 1e12),
    "keep_cases": Between(1, 100_000),
}


def objections(policy: Policy) -> Iterator[tuple[Where, str]]:
    """Yield every setting beyond its limit: the path of keys to it, and why."""
    for key, limit in LIMITS.items():
        value: Any = policy
        for name in key.split("."):
            value = getattr(value, name)
        for where, why in limit.objections(value):
            yield (*key.split("."), *where), why
