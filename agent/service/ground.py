"""Nothing that the service runs or believes can be changed by anybody but root."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator

from agent.policy.places import Places
from agent.trouble import BadInput

OTHERS = stat.S_IWGRP | stat.S_IWOTH


def stand(places: Iterable[str], owner: int = 0) -> None:
    """Refuse to go on where somebody else could change a place, or the way to it.

    ``places``: folders, with all that is in them, and files; what is not there counts
    by the folder it would be in. Raises ``BadInput`` with a sentence naming the path.
    """
    for fault in faults(places, owner):
        msg = f"The service does not start: {fault}."
        raise BadInput(msg)


def own_places(rules: Places) -> list[str]:
    """Return where what we run comes from: the program, its modules, IT's rules.

    Whoever could take a key away would have rules count that nobody signed.
    """
    believed = [*rules.policy_files(), rules.policy_keys(), rules.policy_kept()]
    program = os.path.realpath(sys.executable)
    frozen = [os.path.dirname(program)] if getattr(sys, "frozen", False) else []
    return [program, *frozen, *(one for one in sys.path if one), *believed]


def faults(places: Iterable[str], owner: int = 0) -> Iterator[str]:
    """Yield each thing that somebody else could change, as the end of a sentence."""
    seen: set[str] = set()
    for place in dict.fromkeys(map(os.path.abspath, places)):
        yield from _way_to(place, owner, seen)
        if os.path.isdir(place) and not os.path.islink(place):
            yield from _inside(place, owner, seen)


def _way_to(place: str, owner: int, seen: set[str]) -> Iterator[str]:
    """Look at a path from the top on, each component once."""
    if place in seen:
        return
    seen.add(place)
    if (above := os.path.dirname(place)) != place:
        yield from _way_to(above, owner, seen)
    yield from _of(place, owner, link=False)


def _inside(top: str, owner: int, seen: set[str]) -> Iterator[str]:
    """Look at all that is below a folder; a link may lead only to what is as firm."""
    try:
        every = list(os.scandir(top))
    except OSError as trouble:
        yield f"{top} cannot be looked into: {trouble.strerror}"
        return
    for one in every:
        seen.add(one.path)
        yield from _of(one.path, owner, link=True)
        if one.is_symlink():
            yield from _way_to(os.path.realpath(one.path), owner, seen)
        elif one.is_dir(follow_symlinks=False):
            yield from _inside(one.path, owner, seen)


def _of(place: str, owner: int, *, link: bool) -> Iterator[str]:
    try:
        about = os.lstat(place)
    except FileNotFoundError:
        return
    except OSError as trouble:
        yield f"{place} cannot be looked at: {trouble.strerror}"
        return
    if about.st_uid != owner:
        yield f"{place} belongs to another account than root"
    elif stat.S_ISLNK(about.st_mode):
        if not link:
            yield f"{place} is a link"
    elif about.st_mode & OTHERS:
        yield f"others than root may write to {place}"
