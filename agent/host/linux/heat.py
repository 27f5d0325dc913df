"""Thermal throttling, from what the kernel counts for each core.

``core_throttle_total_time_ms`` and ``package_throttle_total_time_ms`` of Intel (Linux
5.8, arch/x86/kernel/cpu/mce/therm_throt.c); else the state of the processor as a
cooling device (Documentation/driver-api/thermal/sysfs-api.rst).
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from glob import iglob
from time import monotonic, sleep

from agent.host.trouble import PartMissing

SYSTEM = "/sys"
COUNTERS = "devices/system/cpu/cpu[0-9]*/thermal_throttle/*_throttle_total_time_ms"
DEVICES = "class/thermal/cooling_device*/type"
LOOK = 1.0
"""Seconds."""


class LinuxHeat:
    """What the kernel of this machine does against heat."""

    def __init__(
        self, folder: str = SYSTEM, pause: Callable[[float], None] = sleep
    ) -> None:
        """Take the kernel's own folder and clock, unless a test has others."""
        self._folder, self._pause = folder, pause

    def throttled(self) -> float:
        """See the port; the core that is slowed down the most counts."""
        before = self._times()
        if before:
            if not any(before.values()):
                return 0.0
            began = monotonic()
            self._pause(LOOK)
            passed = (monotonic() - began) * 1000
            lost = [t - before.get(path, t) for path, t in self._times().items()]
            return round(min(100.0, 100 * max(lost, default=0) / passed), 1)
        return self._cooled()

    def _times(self) -> dict[str, int]:
        """Return the milliseconds lost since the start, by counter."""
        found = {}
        for path in iglob(f"{self._folder}/{COUNTERS}"):
            with suppress(OSError, ValueError):
                found[path] = _number(path)
        return found

    def _cooled(self) -> float:
        """Return how far the processor is held back, in percent of all it can be."""
        states = []
        for path in iglob(f"{self._folder}/{DEVICES}"):
            with suppress(OSError, ValueError, ZeroDivisionError):
                with open(path, encoding="utf-8") as file:
                    kind = file.read().strip()
                if kind == "Processor":
                    place = path.removesuffix("type")
                    most = _number(f"{place}max_state")
                    states.append(100 * _number(f"{place}cur_state") / most)
        if not states:
            msg = "this machine does not tell whether heat slows it down"
            raise PartMissing(msg)
        return round(max(states), 1)


def _number(path: str) -> int:
    with open(path, encoding="ascii") as file:
        return int(file.read())
