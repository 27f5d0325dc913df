"""Connects adapters again by their own profiles, over NetworkManager's D-Bus."""

from __future__ import annotations

from time import monotonic, sleep
from typing import Any

from agent.host.linux.bus import Bus, BusError
from agent.host.linux.leases_networkmanager import (
    ACTIVATED,
    DEVICE,
    DISCONNECTED,
    FAILED,
    NAME,
    NOTHING,
    ROOT,
    SETTINGS,
)
from agent.host.trouble import HostError, PartMissing

ACTIVE = f"{NAME}.Connection.Active"
TIMEOUT, PATIENCE = 3.0, 20.0


class LinuxConnectionControl:
    """What NetworkManager runs."""

    def __init__(self, bus: str = "", patience: float = PATIENCE) -> None:
        """Take another bus, and how long to wait, in seconds.

        Raises ``PartMissing`` where NetworkManager does not run.
        """
        self._bus, self._patience = bus, patience
        with Bus(bus, TIMEOUT) as talk:
            talk.get(NAME, ROOT, NAME, "State")

    def reconnect(self, adapter: str) -> bool:
        """See the port."""
        try:
            with Bus(self._bus, TIMEOUT) as talk:
                asked = ("GetDeviceByIpIface", "s", (adapter,))
                device = str(talk.call(NAME, ROOT, NAME, *asked)[0])
                profile = _profile(talk, talk.get_all(NAME, device, DEVICE))
                if not profile:
                    return False
                wanted = (profile, device, NOTHING)
                talk.call(NAME, ROOT, NAME, "ActivateConnection", "ooo", wanted)
                _wait(talk, device, monotonic() + self._patience)
        except BusError as no:
            if no.name.endswith(("UnknownDevice", "UnknownConnection")):
                return False
            raise
        except PartMissing as gone:
            raise HostError(str(gone)) from gone
        return True


def _profile(talk: Bus, about: dict[str, Any]) -> str:
    """Return the profile in use, else the last one that was; empty to leave it alone.

    ``Autoconnect`` of a device is false since somebody disconnected it by hand.
    """
    if not about["Managed"] or not DISCONNECTED <= about["State"] <= FAILED:
        return ""
    if (active := about["ActiveConnection"]) != NOTHING:
        return str(talk.get(NAME, active, ACTIVE, "Connection"))
    if not about["Autoconnect"]:
        return ""
    used = [(_used(talk, one), one) for one in about["AvailableConnections"]]
    when, profile = max(used, default=(0, ""))
    return profile if when else ""


def _used(talk: Bus, profile: str) -> int:
    """Return when a profile was used last, in seconds; 0 never, or not by itself."""
    settings = talk.call(NAME, profile, SETTINGS, "GetSettings")[0]
    about = settings.get("connection", {})
    by_itself = about.get("autoconnect", ("b", True))[1]
    return int(about.get("timestamp", ("t", 0))[1]) if by_itself else 0


def _wait(talk: Bus, device: str, until: float) -> None:
    while (state := talk.get(NAME, device, DEVICE, "State")) != ACTIVATED:
        if state == FAILED or monotonic() > until:
            msg = f"the connection does not come about: {state}"
            raise HostError(msg)
        sleep(0.1)
