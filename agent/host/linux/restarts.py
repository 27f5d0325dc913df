"""How long the system is up, and what waits for it to be started again."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from time import CLOCK_BOOTTIME, clock_gettime, time

WANTED, PACKAGES = "run/reboot-required", "run/reboot-required.pkgs"
"""update-notifier-common writes both (Debian, Ubuntu)."""
CONTAINERS = ("run/systemd/container", ".dockerenv", "run/.containerenv")
MOST = 50

Version = tuple[int, ...]


class LinuxRestarts:
    """The first process, the marks of updates, and the kernels on the disk."""

    def __init__(self, root: str = "/", running: str = "") -> None:
        """Take another root and kernel than the machine's own, for a test."""
        self._root = root
        self._running = running or os.uname().release

    def up(self) -> float:
        """See the port; in a container the system is younger than the kernel.

        Where the first process is hidden from us (proc(5), hidepid), the kernel's age
        is the best that is known.
        """
        ticks = 0
        with (
            suppress(FileNotFoundError),
            open(self._at("proc/1/stat"), encoding="utf-8") as file,
        ):
            ticks = int(file.read().rpartition(")")[2].split()[19])
        began = ticks / os.sysconf("SC_CLK_TCK")
        return round(max(0.0, clock_gettime(CLOCK_BOOTTIME) - began), 1)

    def wanted_by(self) -> tuple[str, ...] | None:
        """See the port."""
        if not os.path.exists(self._at(WANTED)):
            return None
        try:
            with open(self._at(PACKAGES), encoding="utf-8", errors="replace") as file:
                return tuple(dict.fromkeys(file.read().split()))[:MOST]
        except OSError:
            return ()

    def newer_kernel(self) -> str:
        """See the port; of a kernel installed before the start somebody chose this."""
        if any(os.path.exists(self._at(mark)) for mark in CONTAINERS):
            return ""
        mine, kind = split(self._running)
        found = {
            split(name)[0]: name
            for name, installed in self._kernels()
            if split(name)[1] == kind and installed > time() - self.up()
        }
        newest = max(found, default=())
        return found[newest] if newest > mine else ""

    def _kernels(self) -> Iterator[tuple[str, float]]:
        """Yield release and time of installation of each kernel."""
        try:
            with os.scandir(self._at("boot")) as entries:
                for entry in entries:
                    name, _, release = entry.name.partition("-")
                    if name == "vmlinuz" and release[:1].isdigit():
                        yield release, entry.stat().st_ctime
        except OSError:
            return

    def _at(self, place: str) -> str:
        return os.path.join(self._root, place)


def split(release: str) -> tuple[Version, str]:
    """Return the numbers that a release begins with, and the kind of kernel behind.

    6.1.0-28-amd64 is 6, 1, 0, 28 of amd64; 6.12.9+bpo-amd64 is 6, 12, 9 of +bpo-amd64.
    """
    numbers: list[int] = []
    rest = release
    while rest[:1].isdigit():
        digits = rest[: next((i for i, c in enumerate(rest) if not c.isdigit()), None)]
        numbers.append(int(digits))
        rest = rest[len(digits) :]
        if rest[:1] in (".", "-") and rest[1:2].isdigit():
            rest = rest[1:]
    return tuple(numbers), rest.lstrip(".-")
