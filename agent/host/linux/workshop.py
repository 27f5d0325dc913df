"""Where the service has things done: units of systemd, and the answers they leave."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from time import time

from agent.host.linux.bus import Bus
from agent.host.linux.systemd import MANAGER, PATH, SYSTEMD
from agent.host.trouble import HostError

ANSWERS = "/run/blusser/answers"
"""Made by systemd for each of our units: root's alone, gone when the system stops."""
LARGEST = 60 * 1024
RUNNING = 230.0
"""Seconds; each unit's own ``TimeoutStartSec=`` is shorter."""
MOST = 500
KEPT = 24 * 3600
"""Seconds an answer is kept for whoever asks again with the same key."""


class LinuxWorkshop:
    """Templates of systemd, started by name over its bus."""

    def __init__(self, folder: str = ANSWERS, bus: str = "") -> None:
        """Take another folder and bus than the usual ones, for a test."""
        self._folder, self._bus = folder, bus

    def run(self, name: str) -> None:
        """Start a unit and wait for its end; a job that is there already is joined."""
        with Bus(self._bus) as bus:
            bus.listen(MANAGER, "JobRemoved")
            bus.call(SYSTEMD, PATH, MANAGER, "Subscribe")
            asked = ("StartUnit", "ss", (name, "replace"))
            (job,) = bus.call(SYSTEMD, PATH, MANAGER, *asked, timeout=10)
            for _, removed, _, _ in bus.hear(MANAGER, "JobRemoved", RUNNING):
                if removed == job:
                    return
        msg = f"{name} has not ended"
        raise HostError(msg)

    def left(self, name: str) -> bytes | None:
        """Return what a unit left; see ``leave``."""
        try:
            handle = os.open(self._place(name), os.O_RDONLY | os.O_NOFOLLOW)
        except FileNotFoundError:
            return None
        except OSError as trouble:
            msg = f"the answer of {name} cannot be read"
            raise HostError(msg) from trouble
        with open(handle, "rb") as file:
            about = os.fstat(handle)
            if not stat.S_ISREG(about.st_mode) or about.st_uid != os.geteuid():
                msg = f"the answer of {name} is not ours"
                raise HostError(msg)
            return file.read(LARGEST)

    def claim(self, name: str) -> bool:
        """Say whether nobody has begun this before, and begin it; exactly once."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
        try:
            os.close(os.open(f"{self._place(name)}.begun", flags, 0o600))
        except FileExistsError:
            return False
        return True

    def leave(self, name: str, answer: bytes) -> None:
        """Leave the answer of what was claimed: whole, or not at all."""
        place = self._place(name)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
        with open(os.open(f"{place}.part", flags, 0o600), "wb") as file:
            file.write(answer)
        os.rename(f"{place}.part", place)

    def tidy(self) -> None:
        """Remove answers that nobody will ask for again, and the oldest of too many."""
        found: list[tuple[float, str]] = []
        with suppress(FileNotFoundError):
            for name in os.listdir(self._folder):
                with suppress(FileNotFoundError):
                    found.append((os.lstat(self._place(name)).st_mtime, name))
        newest = sorted(found, reverse=True)[:MOST]
        for made, name in found:
            if (made, name) not in newest or time() - made > KEPT:
                with suppress(FileNotFoundError):
                    os.unlink(self._place(name))

    def _place(self, name: str) -> str:
        return os.path.join(self._folder, os.path.basename(name))
