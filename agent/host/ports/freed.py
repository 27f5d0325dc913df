"""What a repair that makes room tells of it."""

from __future__ import annotations

from agent.value import Value


class Freed(Value):
    """The room that a repair made: bytes it removed; bytes free before and after."""

    bytes: int
    before: int
    after: int
