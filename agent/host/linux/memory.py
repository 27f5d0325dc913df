"""Memory from ``/proc/meminfo``, and who takes the most of it."""

from __future__ import annotations

from agent.host.linux.processes import PROC, memory_of, processes
from agent.host.ports.memory import MemoryState, Taker
from agent.host.trouble import HostError

MOST = 3


class LinuxMemory:
    """The memory the kernel tells of; a test has another ``/proc``."""

    def __init__(self, proc: str = PROC) -> None:
        """Take the place where the kernel tells."""
        self._proc = proc

    def state(self) -> MemoryState:
        """See the port; ``MemAvailable`` as in proc_meminfo(5), kB are 1024 bytes."""
        path = f"{self._proc}/meminfo"
        try:
            with open(path, encoding="ascii") as file:
                rows = (line.split() for line in file)
                told = {row[0]: int(row[1]) * 1024 for row in rows if len(row) > 1}
            return MemoryState(
                told["MemTotal:"],
                told["MemAvailable:"],
                told["SwapTotal:"],
                told["SwapFree:"],
            )
        except (OSError, ValueError, KeyError) as trouble:
            msg = f"{path} does not tell how much memory there is: {trouble}"
            raise HostError(msg) from trouble

    def takers(self) -> tuple[Taker, ...]:
        """See the port."""
        taken: dict[str, int] = {}
        for one in processes(self._proc):
            size = memory_of(one.number, self._proc)
            taken[one.name] = taken.get(one.name, 0) + size
        most = sorted(taken.items(), key=lambda pair: pair[1], reverse=True)[:MOST]
        return tuple(Taker(name, size) for name, size in most if size)
