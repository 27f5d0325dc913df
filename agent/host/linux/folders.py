"""Folders by handle, so that no path is ever looked up twice."""

from __future__ import annotations

import os
from contextlib import suppress

OPEN = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


def open_below(trusted: str, *names: str) -> int:
    """Open a folder below one that only its owner or root can move.

    Links are followed up to ``trusted``, and in none of ``names``.
    """
    folder = os.open(trusted, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    for name in names:
        try:
            inner = os.open(name, OPEN, dir_fd=folder)
        finally:
            os.close(folder)
        folder = inner
    return folder


def path_of(folder: int) -> str:
    """Return where the kernel says an open folder lies, without any link in it."""
    return os.readlink(f"/proc/self/fd/{folder}")


def mount_of(folder: int) -> str:
    """Return the number of the mount a handle is on (proc(5), fdinfo).

    Tells a bind mount of the same device, which the device number does not.
    """
    with open(f"/proc/self/fdinfo/{folder}", encoding="utf-8") as file:
        return next(line for line in file if line.startswith("mnt_id:"))


def in_use(below: str) -> frozenset[str]:
    """Return the paths below a folder that some process we may look at has open.

    Open, mapped into memory, run, or stood in. Reads where links of ``/proc`` point
    and follows none, so no dead mount hangs it.
    """
    found: set[str] = set()
    for process in filter(str.isdigit, os.listdir("/proc")):
        base = f"/proc/{process}"
        links = [f"{base}/cwd", f"{base}/exe"]
        with suppress(OSError):
            links += [f"{base}/fd/{one}" for one in os.listdir(f"{base}/fd")]
        for link in links:
            with suppress(OSError):
                found.add(os.readlink(link))
        with suppress(OSError):
            found |= _mapped(f"{base}/maps")
    return frozenset(path for path in found if path.startswith(f"{below}/"))


def _mapped(maps: str) -> set[str]:
    """Return the files a process has in its memory; a line break in a name is 012."""
    with open(maps, encoding="utf-8", errors="surrogateescape") as file:
        rows = (line.rstrip("\n").split(maxsplit=5) for line in file)
        paths = {row[5] for row in rows if len(row) > 5 and row[5][0] == "/"}
    return {path.replace("\\012", "\n") for path in paths}
