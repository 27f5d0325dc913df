"""How large a bundle can get: arithmetic, in bytes before any compression.

Members that do not shrink are stored as they are, so the zip is never larger than
its members and their headers together.
"""

from __future__ import annotations

import json
from typing import Any

from agent.codec import plain
from agent.value import Value, fields_of

MANIFEST = 15_000
CASE = 120_000
TRANSCRIPT = 250_000
REPORT = 126_000
SIGNATURE = 233
HEADERS = 1_000
"""Five members: 76 bytes each and their name twice, and 22 at the end (APPNOTE)."""
LIMIT = MANIFEST + SIGNATURE + CASE + TRANSCRIPT + REPORT + HEADERS
SEAL = 2_000
"""What age adds: 98 bytes for each of eight keys, 16 for each 64 KiB, 70 around them
(C2SP age.md), and up to 270 of no meaning that ``pyrage`` puts in."""
SEALED = (LIMIT + SEAL) * 3 // 2
"""A sealed one may come as text, which takes four bytes for three and ends of lines."""

ASKING = 24_000
"""One asking; a larger one is left out whole."""
SEEN = 4_000
"""One outcome with its facts; those of a larger one are left out."""
TEXT = 400
"""Bytes of one fact about the machine or the case, such as the kernel."""
NAME = 80
"""Characters of the name of what was left out."""
NOTES = 8_000
"""Bytes of all notes in the manifest on what was left out; the rest is summed up."""
NOTE_FRAME = 40
"""Bytes that a note takes besides: it is written over several lines."""


def sparse(thing: Any) -> Any:
    """Return the plain form without the fields that have their default."""
    if isinstance(thing, Value):
        kind, fields = type(thing), fields_of(thing).items()
        return {
            name: sparse(part)
            for name, part in fields
            if not (hasattr(kind, name) and getattr(kind, name) == part)
        }
    if isinstance(thing, list | tuple):
        return [sparse(part) for part in thing]
    return plain(thing)


def encoded(thing: Any) -> bytes:
    """Return the JSON of a value as it lies in the bundle."""
    return json.dumps(sparse(thing), separators=(",", ":")).encode()


def size(thing: Any) -> int:
    """Return how many bytes a value takes in the bundle."""
    return len(encoded(thing))
