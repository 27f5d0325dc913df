"""A case of the gauntlet: what is broken, and what may be said about it."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from agent.typed import Any

from agent.codec import Mismatch, build
from agent.value import Value

FOLDER = os.path.join(os.path.dirname(os.path.dirname(__file__)), "cases")
FAMILIES = ("network", "disk", "login", "services", "performance", "own", "pairs")
MACHINES = ("pc", "gateway", "internet")


class BadCase(Exception):  # noqa: N818 - reads as what it is
    """A case file cannot be used; the message says which, why, and what would do."""


class Case(Value):
    """One file of ``tests/lab/cases``; the name is the file's, the family its folder's.

    ``script``: lines of ``sh -eu``, run as root ``on`` a machine. ``faults``: by name,
    of ``tests.lab.network.faults`` or ``tests.lab.gauntlet.breaks``; they come first.
    ``causes``: the codes that must be named, the first of them first; none where all
    is well. ``echoes``: where given, the only checks that may be explained by them.
    ``never``: what others would claim here. ``cured_by``: the repair after which all
    is well, ``cured_as``: by whom; it may change the files that match ``touches``, and
    no other of the PC. ``policy``: changes to IT's rules. ``user`` and
    ``language``: who asks. ``ci``: whether a run that must be short leaves it out.
    """

    summary: str
    name: str = ""
    family: str = ""
    on: str = "pc"
    script: str = ""
    faults: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    echoes: tuple[str, ...] | None = None
    never: tuple[str, ...] = ()
    cured_by: str = ""
    cured_as: str = "root"
    touches: tuple[str, ...] = ()
    policy: dict[str, Any] = {}
    user: str = "alice"
    language: str = "C.UTF-8"
    only: str = ""
    ci: bool = True

    @property
    def kind(self) -> str:
        """Return ``healthy``, ``single`` or ``pair``, by the number of causes."""
        return ("healthy", "single", "pair")[min(2, len(self.causes))]


def every() -> tuple[Case, ...]:
    """Return all cases, by family and name."""
    return tuple(_all())


def _all() -> Iterator[Case]:
    for family in FAMILIES:
        folder = os.path.join(FOLDER, family)
        for file in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
            if file.endswith(".toml"):
                yield read(os.path.join(folder, file))


def read(path: str) -> Case:
    """Read one file, or raise ``BadCase`` with one sentence."""
    folder, file = os.path.split(path)
    try:
        with open(path, "rb") as open_file:
            told = tomllib.load(open_file)
        made: Case = build(Case, told)
    except (tomllib.TOMLDecodeError, Mismatch) as trouble:
        raise BadCase(f"{path}: {trouble}") from trouble
    if made.on not in MACHINES:
        raise BadCase(f"{path}, key on: must be one of {', '.join(MACHINES)}")
    if not made.script and not made.faults and made.causes:
        raise BadCase(f"{path}: names causes, but neither a script nor faults")
    named = {"name": file.removesuffix(".toml"), "family": os.path.basename(folder)}
    return build(Case, told | named)
