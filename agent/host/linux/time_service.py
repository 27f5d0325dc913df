"""The service that keeps the clock: systemd-timesyncd by timedated, or chrony."""

from __future__ import annotations

import os
from contextlib import suppress
from time import monotonic, sleep
from typing import Any

from agent.host.linux.bus import Bus, BusError
from agent.host.linux.running import run
from agent.host.trouble import HostError, PartMissing

TIMEDATE = "org.freedesktop.timedate1"
CLOCK = ("/org/freedesktop/timedate1", TIMEDATE)
SYSTEMD = "org.freedesktop.systemd1"
MANAGER = ("/org/freedesktop/systemd1", f"{SYSTEMD}.Manager")
TIMESYNCD = "systemd-timesyncd.service"
HEARD = "/run/systemd/timesync/synchronized"
"""systemd-timesyncd(8): written at each answer of a server, gone when it restarts."""
CHRONYC, CHRONYD = "/usr/bin/chronyc", "/run/chrony/chronyd.sock"
TIMEOUT, SLOW, PATIENCE = 5.0, 15.0, 8.0
"""Seconds for a service to tell, to act, and for a time server to answer."""


class LinuxTime:
    """Automatic time, and the service behind it. Only that service sets the clock."""

    def __init__(self, bus: str = "", heard: str = HEARD) -> None:
        """Take the places of the bus and of timesyncd's mark.

        Raises ``PartMissing`` where nothing keeps the clock.
        """
        self._bus, self._heard = bus, heard
        if not os.path.exists(CHRONYD) and not self._about().get("CanNTP"):
            msg = "this machine has no service that keeps the clock"
            raise PartMissing(msg)

    def is_automatic(self) -> bool:
        """See the port; timesyncd may be down even where it is on."""
        running = os.path.exists(CHRONYD) or self._enabled()
        return running or bool(self._about().get("NTP"))

    def synchronise(self) -> None:
        """See the port."""
        if os.path.exists(CHRONYD):
            _step_by_chrony()
            return
        before = self._last_heard()
        # where timesyncd is not enabled, another service may be what keeps the clock
        self._tell("RestartUnit" if self._enabled() else "TryRestartUnit")
        self._listen(before)

    def automatic(self, on: bool) -> None:  # noqa: FBT001 - as the port has it
        """See the port."""
        before = self._last_heard()
        self._ask(TIMEDATE, *CLOCK, "SetNTP", "bb", (on, False))
        if on:
            self._listen(before)

    def _about(self) -> dict[str, object]:
        """Return what timedated tells; nothing where there is none."""
        try:
            with Bus(self._bus, TIMEOUT) as talk:
                asked = ("org.freedesktop.DBus.Properties", "GetAll", "s", (TIMEDATE,))
                told = talk.call(TIMEDATE, CLOCK[0], *asked, wake=True)[0]
        except (PartMissing, BusError):
            return {}
        return {name: value for name, (_, value) in told.items()}

    def _enabled(self) -> bool:
        """Return whether timesyncd starts with the system; it may be down even so."""
        with suppress(BusError), Bus(self._bus, TIMEOUT) as talk:
            member, who = "GetUnitFileState", (TIMESYNCD,)
            return talk.call(SYSTEMD, *MANAGER, member, "s", who) == ("enabled",)
        return False

    def _tell(self, member: str) -> None:
        """Have systemd start timesyncd anew; it compares clocks as it starts."""
        self._ask(SYSTEMD, *MANAGER, member, "ss", (TIMESYNCD, "replace"))

    def _ask(self, *what: Any) -> None:
        try:
            with Bus(self._bus, TIMEOUT) as talk:
                talk.call(*what, timeout=SLOW, wake=True)
        except PartMissing as missing:
            raise HostError(str(missing)) from missing

    def _last_heard(self) -> float:
        """Return when timesyncd last heard a server, in seconds; 0 if never."""
        with suppress(OSError):
            return os.stat(self._heard).st_mtime
        return 0.0

    def _listen(self, before: float) -> None:
        """Wait until timesyncd has heard a server; the check tells what came of it."""
        until = monotonic() + PATIENCE
        while self._last_heard() in {0.0, before} and monotonic() < until:
            sleep(0.2)


def _step_by_chrony() -> None:
    """Have chrony measure again, then correct at once (chronyc(1))."""
    if os.geteuid() != 0:
        msg = "chrony wants more rights than this account has"
        raise PermissionError(msg)
    command = (CHRONYC, "-n", "-h", CHRONYD)
    if not run(*command, "burst", "2/4", timeout=TIMEOUT):
        msg = "chrony does not answer"
        raise HostError(msg)
    sleep(PATIENCE / 2)
    run(*command, "makestep", timeout=TIMEOUT)
