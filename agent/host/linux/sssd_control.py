"""Has SSSD go online at once, by the signal it has for that (sssd(8), SIGUSR2)."""

from __future__ import annotations

import signal

from agent.host.linux.bus import Bus, BusError
from agent.host.linux.systemd import MANAGER, PATH, SYSTEMD
from agent.host.trouble import HostError

UNIT = "sssd.service"
TIMEOUT = 5.0


class LinuxSignInServiceControl:
    """SSSD as systemd runs it; its files are never touched."""

    def __init__(self, bus: str = "") -> None:
        """Take another bus, for a test."""
        self._bus = bus

    def try_again(self) -> None:
        """See the port; only the first process knows the signal."""
        body = (UNIT, "main", int(signal.SIGUSR2))
        try:
            with Bus(self._bus, TIMEOUT) as bus:
                bus.call(SYSTEMD, PATH, MANAGER, "KillUnit", "ssi", body)
        except BusError as no:
            msg = "the service that signs people in does not run"
            raise HostError(msg) from no
