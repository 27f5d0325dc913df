"""Programs that run, by the name the kernel has for them (proc(5))."""

from __future__ import annotations

import os
from contextlib import suppress

from agent.host.trouble import HostError

PROC = "/proc"
KEPT = 15
"""Characters of a name that the kernel keeps (TASK_COMM_LEN is 16 with its end)."""
ENDED = "ZX"
"""States of what runs no more: a zombie, and what is being taken away."""


class LinuxPrograms:
    """What ``/proc`` shows; a test takes another."""

    def __init__(self, proc: str = PROC) -> None:
        """Name the folder."""
        self._proc = proc

    def count(self, name: str) -> int:
        """See the port."""
        if not os.path.exists(f"{self._proc}/1"):
            msg = "this account cannot see the programs of others"
            raise HostError(msg)
        numbers = filter(str.isdigit, os.listdir(self._proc))
        return sum(self._is(number, name) for number in numbers)

    def _is(self, number: str, name: str) -> bool:
        """Say whether a process has a name; of a long one, by its first arguments."""
        with suppress(OSError):
            said = self._read(number, "stat")
            comm, _, rest = said.partition("(")[2].rpartition(")")
            if comm != name[:KEPT] or rest.strip()[:1] in ENDED:
                return False
            if len(name) <= KEPT:
                return True
            words = self._read(number, "cmdline").split("\0")[:2]
            return name in (os.path.basename(word) for word in words)
        return False

    def _read(self, number: str, file: str) -> str:
        path = f"{self._proc}/{number}/{file}"
        with open(path, encoding="utf-8", errors="replace") as opened:
            return opened.read(4096)
