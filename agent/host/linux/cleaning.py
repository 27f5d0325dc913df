"""What may go from which place, and making it go."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from agent.host.linux.folders import in_use, open_below, path_of
from agent.host.linux.mounts import read_mounts, settle
from agent.host.linux.sweep import Sweep
from agent.host.linux.trash import open_trash, sweep_trash
from agent.host.ports.disk import Place

CLEANING = 10.0
"""Seconds one clean-up of one place may take."""

SPARED = (
    ".ICE-",
    ".Test-",
    ".X",
    ".font-",
    "krb5cc",
    "lost+found",
    "snap",
    "ssh-",
    "systemd-private-",
    "tmux-",
)
"""What lies in temporary places for as long as a session lasts, however old
(tmpfiles.d/x11.conf and tmp.conf of systemd; krb5, OpenSSH, snapd and tmux)."""

DAY = 86_400


class LinuxDiskControl:
    """The broom."""

    def __init__(self, spots: Mapping[Place, str]) -> None:
        """Take where the places lie."""
        self._spots = spots

    def clean(self, place: Place, days: int) -> dict[str, int]:
        """See the port."""
        nothing = {"bytes": 0, "files": 0}
        spot, until = self._spots.get(place, ""), time.monotonic() + CLEANING
        if not (spot and removable(place) and settle(spot, read_mounts())):
            return nothing
        try:
            with _alone(place, spot) as alone:
                if not alone:
                    return nothing
                taken = sweep(place, spot, days, until, remove=True)
        except OSError:
            return nothing
        return {"bytes": taken.bytes, "files": taken.files}


def removable(place: Place) -> bool:
    """Say whether this account may remove what lies in a place, or root alone."""
    return place not in ROOTS or os.geteuid() == 0


def sweep(
    place: Place, spot: str, days: int, until: float, *, remove: bool = False
) -> Sweep:
    """Walk a place and return what was taken: counted only, unless ``remove``.

    Raises ``OSError`` where the place cannot be opened, or is a link.
    """
    before = time.time() - days * DAY
    trash = place == "trash"
    parent, name = os.path.split(spot)
    folder = open_trash(spot) if trash else open_below(parent, name)
    try:
        off_limits = _off_limits(path_of(folder), remove=remove)
        taken = broom(place, before, until, off_limits, remove=remove)
        if trash:
            sweep_trash(folder, taken, before, remove=remove)
        else:
            taken.run(folder)
    finally:
        os.close(folder)
    return taken


def broom(
    place: Place,
    before: float,
    until: float,
    off_limits: frozenset[str] = frozenset(),
    *,
    remove: bool,
) -> Sweep:
    """Return what goes through a place by the rules of the place; see ``Sweep``."""
    return Sweep(
        before=float("inf") if place == "trash" else before,
        until=until,
        owner=_owner(place),
        spare=SPARED if place in ("temp", "lasting-temp") else (),
        wanted=WANTED.get(place, _anything),
        off_limits=off_limits,
        looking_counts=place != "logs",
        remove=remove,
    )


def _owner(place: Place) -> int | None:
    """Return whose things count; None is everybody's.

    Root takes what others left in the places that are everybody's, where the kernel
    lets nobody move another's folder; in a home only what is its own.
    """
    uid = os.geteuid()
    return None if place in ROOTS or (place in SHARED and uid == 0) else uid


def _anything(_name: str) -> bool:
    return True


ROOTS = ("packages", "logs", "core-dumps")
"""Places where root alone removes anything, whoever left it."""
SHARED = ("temp", "lasting-temp", "crash-reports")
"""Places where everybody may put something, and root may remove what others left."""

WANTED: dict[Place, Callable[[str], bool]] = {
    "packages": lambda name: name.endswith(".deb"),
    "logs": lambda name: "@" in name and ".journal" in name,
    "core-dumps": lambda name: name.startswith("core."),
    "crash-reports": lambda name: name.endswith((".crash", ".upload", ".uploaded")),
}
"""What counts in a place; a journal with ``@`` is closed (systemd-journald(8)).

Whoever reads the log today touches each of its files: there only writing counts.
"""


def _off_limits(below: str, *, remove: bool) -> frozenset[str]:
    """Return the paths below a folder that must not even be looked at."""
    mounted = frozenset(mount.point for mount in read_mounts())
    return mounted | in_use(below) if remove else mounted


@contextmanager
def _alone(place: Place, spot: str) -> Iterator[bool]:
    """Hold apt's own lock while its packages are cleaned; say whether it was free."""
    if place != "packages":
        yield True
        return
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
    handle = os.open(f"{spot}/lock", flags, 0o640)
    try:
        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        yield False
    else:
        yield True
    finally:
        os.close(handle)
