"""Limits of a setting beyond its type, written beside it with ``Annotated``."""

from __future__ import annotations

from typing import Any

from agent.value import Value


class Between(Value):
    """A number from ``low`` to ``high``, both included."""

    low: float
    high: float

    def objection(self, value: Any) -> str:
        """Say what is wrong with a value; empty when nothing is."""
        if self.low <= value <= self.high:
            return ""
        return f"must be from {self.low:g} to {self.high:g}, not {value!r}"


class Address(Value):
    """A web address with this beginning, a host, and no credentials in it."""

    begins: tuple[str, ...]

    def objection(self, value: Any) -> str:
        """Say what is wrong with a value; empty when nothing is."""
        if not value.startswith(self.begins):
            return f"must begin with {' or '.join(self.begins)}, not {value!r}"
        place = value.partition("://")[2].partition("/")[0]
        if "@" in place:
            return "must not hold a user name or password"
        return "" if place.strip(":") else f"names no host: {value!r}"
