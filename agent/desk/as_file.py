"""A ticket where it is a file: what it and its files are called, and what it says."""

from __future__ import annotations

import json
import re
from json import JSONDecodeError

from agent.desk.model import File, Ref, RefusedError, Ticket
from agent.typed import Any, Final
from agent.value import fields_of

KEY: Final = re.compile(r"[0-9a-f]{32}")
STRANGE: Final = re.compile(r"[^A-Za-z0-9._-]")
"""Letters that some system or address takes for something else than a name."""
LONGEST: Final = 100
"""Letters of a file's own name; with ours before it, Windows still takes it."""
KIND: Final = "application/json"


def ticket_name(key: str) -> str:
    """Return what the file of a ticket is called."""
    return f"blusser-{proper(key)}.json"


def file_names(key: str, file: File) -> tuple[str, str]:
    """Return what a file of a ticket is called, and what where that name is taken."""
    first, second = own_names(file)
    return f"blusser-{proper(key)}-{first}", f"blusser-{proper(key)}-{second}"


def own_names(file: File) -> tuple[str, str]:
    """Return the same without the ticket; the second says what is in it.

    The first is taken where an earlier try was cut off by a server that crashed, or
    where the report was packed anew: nothing is overwritten then.
    """
    plain = STRANGE.sub("_", file.name)[-LONGEST:].strip(".") or "file"
    return plain, f"{file.digest[:16]}-{plain}"


def proper(key: str) -> str:
    """Return a key; raise ``RefusedError`` for what is none, and may be a path."""
    if KEY.fullmatch(key):
        return key
    msg = "a ticket's key must be 32 hexadecimal digits"
    raise RefusedError(msg)


def ref(key: str) -> Ref:
    """Return the ticket; people search for the first eight digits of its key."""
    return Ref(id=key, number=key[:8])


def written(ticket: Ticket) -> bytes:
    """Return a ticket as JSON, the same bytes whenever it is asked."""
    fields = fields_of(ticket)
    return json.dumps(fields, indent=1, ensure_ascii=False).encode(errors="replace")


def key_in(data: bytes) -> str:
    """Return the key of a written ticket; empty where it is none."""
    try:
        said: Any = json.loads(data)
    except (JSONDecodeError, UnicodeDecodeError, RecursionError):
        return ""
    key = said.get("key") if isinstance(said, dict) else ""
    return key if isinstance(key, str) else ""
