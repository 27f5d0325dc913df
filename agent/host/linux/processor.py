"""Who keeps the processor busy: two looks at ``/proc``, half a second apart."""

from __future__ import annotations

import os
from collections.abc import Callable
from time import monotonic, sleep

from agent.host.linux.processes import PROC, Process, processes
from agent.host.ports.processor import Worker

LOOK = 0.5
"""Seconds."""
MOST = 5


class LinuxProcessor:
    """The processes of this machine."""

    def __init__(
        self, proc: str = PROC, pause: Callable[[float], None] = sleep
    ) -> None:
        """Take the kernel's own list and clock, unless a test has others."""
        self._proc, self._pause = proc, pause

    def workers(self) -> tuple[Worker, ...]:
        """See the port; what began between the two looks began from nothing."""
        ours = os.getpid()
        began = monotonic()
        before = {one.number: one.seconds for one in processes(self._proc)}
        self._pause(LOOK)
        now = [one for one in processes(self._proc) if one.number != ours]
        passed = monotonic() - began
        kinds: dict[str, list[Process]] = {}
        for one in now:
            kinds.setdefault(one.name, []).append(one)
        found = []
        for name, all_of_it in kinds.items():
            seconds = sum(one.seconds for one in all_of_it)
            took = seconds - sum(before.get(one.number, 0.0) for one in all_of_it)
            if took > 0:
                yields = all(one.yields for one in all_of_it)
                share = round(100 * took / passed, 1)
                found.append(Worker(name, share, round(seconds, 1), yields))
        return tuple(sorted(found, key=lambda w: w.share, reverse=True)[:MOST])
