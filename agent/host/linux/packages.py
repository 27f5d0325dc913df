"""What dpkg wrote down, and who holds its lock."""

from __future__ import annotations

import os
from time import CLOCK_BOOTTIME, clock_gettime, time

from agent.host.linux.package_locks import holder
from agent.host.ports.upkeep import PackageLock
from agent.host.trouble import HostError, PartMissing

STATUS = "var/lib/dpkg/status"
UPDATES = "var/lib/dpkg/updates"
LOCKS = ("var/lib/dpkg/lock-frontend", "var/lib/dpkg/lock")
LISTED = ("var/lib/apt/periodic/update-success-stamp", "var/lib/apt/lists")
TRACES = (
    STATUS,
    UPDATES,
    "var/log/dpkg.log",
    "var/log/apt/term.log",
    "var/cache/apt/archives/partial",
)
"""What changes while packages are fetched or installed."""
WELL = b"\nStatus: install ok installed\n"
ANY = b"\nStatus: "
HALF = (b"half-installed", b"unpacked", b"half-configured")
"""dpkg(1), package states; a trigger that is still to run does no harm."""
MOST = 50


class LinuxPackages:
    """Debian's packages; ``root`` is the folder of the system."""

    def __init__(self, root: str = "/") -> None:
        """Take another root than the usual one, for a test.

        Raises ``PartMissing`` where dpkg keeps no records.
        """
        self._root = root
        if not os.path.exists(self._at(STATUS)):
            msg = "this machine does not install its software as Debian does"
            raise PartMissing(msg)

    def broken(self) -> tuple[str, ...]:
        """See the port; where all are well the records are only counted through."""
        try:
            with open(self._at(STATUS), "rb") as file:
                records = b"\n" + file.read()
        except OSError as trouble:
            msg = f"the list of what is installed cannot be read ({trouble.strerror})"
            raise HostError(msg) from trouble
        if records.count(ANY) == records.count(WELL):
            return ()
        names = (_broken(one) for one in records.split(b"\n\n"))
        return tuple(name for name in names if name)[:MOST]

    def journal(self) -> int:
        """See the port; dpkg numbers what it has still to write down."""
        try:
            names = os.listdir(self._at(UPDATES))
        except OSError:
            return 0
        return sum(name.isdigit() for name in names)

    def lock(self) -> PackageLock | None:
        """See the port."""
        pid = holder(self._root, LOCKS)
        return self._holder(pid) if pid else None

    def refreshed(self) -> float | None:
        """See the port."""
        ages = [age for place in LISTED if (age := self._age(place)) is not None]
        return min(ages, default=None)

    def _holder(self, pid: int) -> PackageLock | None:
        """Return who holds the lock, nothing where it has just ended."""
        try:
            place = self._at(f"proc/{pid}/stat")
            with open(place, encoding="utf-8", errors="replace") as file:
                before, _, after = file.read().rpartition(")")
        except OSError:
            return None
        ticks = int(after.split()[19])
        up = clock_gettime(CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")
        ages = [age for place in TRACES if (age := self._age(place)) is not None]
        return PackageLock(before.partition("(")[2], round(max(0, min(up, *ages)), 1))

    def _age(self, place: str) -> float | None:
        try:
            return round(max(0.0, time() - os.stat(self._at(place)).st_mtime), 1)
        except OSError:
            return None

    def _at(self, place: str) -> str:
        return os.path.join(self._root, place)


def _broken(record: bytes) -> str:
    """Return the name of a package that is half done, else nothing."""
    fields = dict(
        line.split(b": ", 1) for line in record.split(b"\n") if b": " in line[:20]
    )
    _, flag, state = (*fields.get(b"Status", b"install ok installed").split(), b"")[:3]
    bad = state in HALF or flag != b"ok"
    return fields.get(b"Package", b"?").decode(errors="replace") if bad else ""
