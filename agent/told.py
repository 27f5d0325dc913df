"""Reads what a run left for the sessions, and what this employee was told of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress

from agent.codec import plain, to_json
from agent.host.trouble import HostError, PartMissing
from agent.moment import Moment
from agent.notices import BUSY, SCHEMA, Memory, Told
from agent.typed import Any
from agent.value import Value
from agent.whole import read_value, write_whole

LARGEST = 64 * 1024
"""Bytes; what somebody else writes is not read without an end."""


class Spoken(Value):
    """What a session needs to say what the timer's run left there.

    ``writers``: the accounts that may have left it. ``moments``: tells which are now.
    ``background``: only the icon is shown at first.
    """

    left: str
    writers: Collection[int]
    moments: Callable[[], Collection[Moment]]
    background: bool = False


def read_told(path: str, writers: Collection[int]) -> Told | None:
    """Return what the last run left, if one of these accounts did, and all of it."""
    told = read_value(path, Told, LARGEST, writers)
    return told if told and told.schema == SCHEMA else None


def read_memory(path: str) -> Memory:
    """Return what this employee was told; of a file that is spoiled, nothing."""
    return read_value(path, Memory, LARGEST) or Memory()


def write_memory(path: str, memory: Memory) -> bool:
    """Remember what was told; say whether the disk took it."""
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        write_whole(path, to_json(plain(memory)).encode())
    except OSError:
        return False
    return True


def moments_now(parts: Mapping[str, Callable[[], object]]) -> frozenset[Moment]:
    """Return the moments in which nobody is spoken to, of those that are now.

    What this machine cannot tell is not so: a notice is no harm.
    """
    from agent.inquiry import within

    factory = parts.get("Moments")
    return (factory and within(2.0, lambda: _now(factory))) or frozenset()


def _now(factory: Callable[[], object]) -> frozenset[Moment]:
    found = set[Moment]()
    with suppress(PartMissing, HostError):
        part: Any = factory()
        for moment in BUSY:
            with suppress(PartMissing, HostError, PermissionError):
                if getattr(part, moment.name.lower())():
                    found.add(moment)
    return frozenset(found)
