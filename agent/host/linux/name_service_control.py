"""Starts a service anew that hangs, over systemd's D-Bus interface."""

from __future__ import annotations

from agent.host.linux.bus import Bus
from agent.host.linux.systemd import MANAGER, PATH, SYSTEMD, unit_of
from agent.host.trouble import HostError

GENTLE, FIRM = 4.0, 14.0
"""Seconds for it to end by itself and come back, and to come back once it is killed."""
KILL = 9


class LinuxNameServiceControl:
    """Restarts as ``systemctl try-restart`` does, and kills what takes no notice."""

    def __init__(
        self, bus: str = "", waits: tuple[float, float] = (GENTLE, FIRM)
    ) -> None:
        """Name the bus, and how many seconds to wait; nobody is asked yet."""
        self._bus, self._waits = bus, waits

    def restart(self, name: str) -> None:
        """See the port; the job goes on while what is in its way is killed."""
        unit = unit_of(name)
        with Bus(self._bus) as bus:
            bus.listen(MANAGER, "JobRemoved")
            bus.call(SYSTEMD, PATH, MANAGER, "Subscribe")
            asked = ("TryRestartUnit", "ss", (unit, "replace"))
            (job,) = bus.call(SYSTEMD, PATH, MANAGER, *asked, timeout=5)
            result = _heard(bus, job, self._waits[0])
            if not result:
                bus.call(SYSTEMD, PATH, MANAGER, "KillUnit", "ssi", (unit, "all", KILL))
                result = _heard(bus, job, self._waits[1])
        if result != "done":
            msg = f"{name} did not come back: {result or 'it has not ended starting'}"
            raise HostError(msg)


def _heard(bus: Bus, job: str, seconds: float) -> str:
    """Return how a job ended; nothing where it goes on."""
    try:
        for _, removed, _, result in bus.hear(MANAGER, "JobRemoved", seconds):
            if removed == job:
                return str(result)
    except HostError:
        return ""
    return ""
