"""What runs, from ``/proc``: by short name, with time and memory, and nothing else."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress

from agent.value import Value

PROC = "/proc"
PAGE = os.sysconf("SC_PAGESIZE")
TICKS = os.sysconf("SC_CLK_TCK")
ODD = "?"


class Process(Value):
    """One process, see proc_pid_stat(5): seconds of processor time since its start.

    ``yields`` says that it runs only when nobody else wants to.
    """

    number: int
    name: str
    seconds: float
    yields: bool


def processes(proc: str = PROC) -> Iterator[Process]:
    """Yield what runs now; what ends meanwhile and what has no memory is left out."""
    for entry in os.listdir(proc):
        if entry.isdigit():
            with suppress(OSError, ValueError, IndexError):
                if one := parse(_read(f"{proc}/{entry}/stat")):
                    yield one


def parse(text: str) -> Process | None:
    """Read one line of stat; nothing for a thread of the kernel.

    The name is in parentheses and may hold some itself. Fields count from the state.
    """
    number, _, rest = text.partition(" (")
    name, _, rest = rest.rpartition(") ")
    fields = rest.split()
    if int(fields[20]) == 0:
        return None
    nice, policy = int(fields[16]), int(fields[38])
    seconds = (int(fields[11]) + int(fields[12])) / TICKS
    return Process(int(number), short(name), seconds, nice > 0 or policy == IDLE)


IDLE = 5
"""``SCHED_IDLE`` (sched(7))."""


def short(name: str) -> str:
    """Return a name that holds nothing but letters and the like."""
    kept = "".join(one if one.isprintable() else ODD for one in name)
    return kept.replace("/", ODD)[:15]


def memory_of(number: int, proc: str = PROC) -> int:
    """Return the bytes that are a process's own, in memory and in the swap.

    What it shares with others counts for nobody (proc_pid_status(5)).
    """
    taken = 0
    with suppress(OSError, ValueError):
        for line in _read(f"{proc}/{number}/status").splitlines():
            if line.startswith(("RssAnon:", "RssShmem:", "VmSwap:")):
                taken += int(line.split()[1]) * 1024
    return taken


def _read(path: str) -> str:
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read()
