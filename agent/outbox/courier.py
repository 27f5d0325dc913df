"""What a front end may do with a report, where the policy names a desk."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress

from agent.case import Case
from agent.typed import Final
from agent.value import Value

Chosen = tuple[str, ...]
"""The items that are left out of a report, by their names."""


PREVIEW: Final = "preview.html"
"""The page to look at, beside the reports. It is sealed for nobody, so that whoever
sends it can read it, and lies there only while they may."""


class Letter(Value):
    """What IT would get: subject and text of the ticket, and a page to look at.

    ``page``: the path of the report as it goes along, for a browser. ``items``: what
    can be left out of it, by name.
    """

    subject: str
    text: str
    page: str
    items: tuple[str, ...] = ()


class Handed(Value):
    """How it went: sentences for the employee, and whether IT has it."""

    said: tuple[str, ...]
    sent: bool = False


class Brought(Value):
    """What a delivery did: whether something still waits, and which cases ended how.

    ``ended``: by the id of a case that this front end handed over before.
    """

    waits: bool
    ended: Mapping[str, Handed] = {}


class Courier(Value):
    """Ways to a desk; each may take a minute, none raises but ``OSError``, ``Busy``.

    ``show``: the letter of a bundle, with a note of the employee and without the items
    they chose. ``send``: hand over a case with its bundle, note, and without the same.
    ``deliver``: bring what waits; cheap where nothing does.
    """

    show: Callable[[str, str, Chosen], Letter]
    send: Callable[[Case, str, str, Chosen], Handed]
    deliver: Callable[[], Brought]


def page_in(outbox: str) -> str:
    """Return where the page to look at lies."""
    return os.path.join(outbox, PREVIEW)


def forget(page: str) -> None:
    """Take away a page that was looked at."""
    with suppress(OSError):
        os.unlink(page)
