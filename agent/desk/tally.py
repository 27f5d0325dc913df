"""The count that PCs with one outage leave on its ticket, where a desk keeps notes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from agent.desk.model import Desk, LaterError, Ref
from agent.typed import Any, Final, Protocol

MARK: Final = re.compile(r"\[blusser-count (\d{1,9})\]")


class Tally(Protocol):
    """What a desk that keeps notes can do besides; each is one request or two."""

    def counted(self, ref: Ref) -> int:
        """Return the largest count on a ticket, 0 without one; raise a ``DeskError``.

        Raises where not all notes are seen: who takes that for none counts anew.
        """

    def count(self, ref: Ref, pcs: int, text: str) -> None:
        """Leave a note with a count, which a caller does not see where it can be."""


def tally(desk: Desk) -> Tally | None:
    """Return a desk as one that keeps counts; nothing where it keeps none."""
    kept: Any = desk
    return kept if hasattr(kept, "counted") else None


def mark(pcs: int) -> str:
    """Return what a count is known by, in whatever language its sentence is."""
    return f"[blusser-count {pcs}]"


def largest(texts: Iterable[str], *, whole: bool = True) -> int:
    """Return the largest count that notes, or what they are in, hold; else 0.

    Raises ``LaterError`` where there is none and these are not all of them.
    """
    told = [int(one) for text in texts for one in MARK.findall(text)]
    if told or whole:
        return max(told, default=0)
    msg = "so much is on the ticket that nobody can say what was counted"
    raise LaterError(msg)
