"""Whether SSSD reaches its domains, told by its InfoPipe (sssd-ifp(5))."""

from __future__ import annotations

import os

from agent.host.linux.bus import Bus
from agent.host.linux.places import has_bus
from agent.host.trouble import PartMissing

SERVICE = "org.freedesktop.sssd.infopipe"
TOP = "/org/freedesktop/sssd/infopipe"
PIPE = "/var/lib/sss/pipes/nss"
"""Where SSSD answers the C library; it is there as long as SSSD runs."""
MOST = 10


class LinuxSignInService:
    """SSSD, where it lets this account ask; usually only root."""

    def __init__(self, bus: str = "", pipe: str = PIPE) -> None:
        """Take another bus and pipe, for a test."""
        self._bus, self._pipe = bus, pipe

    def offline(self) -> tuple[str, ...]:
        """See the port."""
        if not os.path.exists(self._pipe) or not (self._bus or has_bus()):
            msg = "SSSD does not sign people in here"
            raise PartMissing(msg)
        try:
            with Bus(self._bus, lasts=3) as bus:
                called = (SERVICE, TOP, SERVICE, "ListDomains")
                paths = bus.call(*called, timeout=2, wake=True)[0]
                return tuple(
                    name for path in paths[:MOST] if (name := _offline(bus, path))
                )
        except PermissionError as no:
            msg = "SSSD tells only the system itself whether it is online"
            raise PartMissing(msg) from no
        except PartMissing as missing:
            msg = "SSSD tells nobody here whether it is online"
            raise PartMissing(msg) from missing


def _offline(bus: Bus, path: str) -> str:
    """Return the name of a domain that is not reached; empty for one that is."""
    kind = f"{SERVICE}.Domains"
    if bus.call(SERVICE, path, f"{kind}.Domain", "IsOnline")[0]:
        return ""
    return str(bus.get(SERVICE, path, kind, "name"))
