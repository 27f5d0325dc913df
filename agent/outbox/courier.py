"""What a front end may do with a report, where the policy names a desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from agent.case import Case
from agent.value import Value


class Letter(Value):
    """What IT would get: subject and text of the ticket, and a page to look at.

    ``page``: the path of the report as it goes along, for a browser.
    """

    subject: str
    text: str
    page: str


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

    ``show``: the letter of a bundle, with a note of the employee. ``send``: hand over
    a case with its bundle and note. ``deliver``: bring what waits; cheap where nothing
    does.
    """

    show: Callable[[str, str], Letter]
    send: Callable[[Case, str, str], Handed]
    deliver: Callable[[], Brought]
