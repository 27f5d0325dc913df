"""DHCP leases that NetworkManager holds, over its D-Bus interface."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from agent.host.linux.bus import Bus, BusError
from agent.host.trouble import PartMissing

NAME = "org.freedesktop.NetworkManager"
ROOT = "/org/freedesktop/NetworkManager"
DEVICE = f"{NAME}.Device"
SETTINGS = f"{NAME}.Settings.Connection"
NOTHING = "/"
DISCONNECTED, PREPARING, ACTIVATED, FAILED = 30, 40, 100, 120
"""``NMDeviceState``; one below ``DISCONNECTED`` has no cable or is not managed."""
DNS_RC = 2
"""``NMManagerReloadFlags``."""
TIMEOUT = 5.0


class NetworkManagerLease:
    """A device that NetworkManager runs with DHCP, and its profile."""

    def __init__(
        self, bus: str, adapter: str, device: str, profile: str, state: int
    ) -> None:
        """Take the bus, the interface's name, the D-Bus paths, ``NMDeviceState``."""
        self._bus, self.adapter = bus, adapter
        self._device, self._profile, self._state = device, profile, state

    def ask(self) -> None:
        """Put back what was lost without taking the device down.

        ``Device.Reapply`` with no settings applies the profile's own, and the DHCP
        client goes on with its lease; ``Reload`` with ``DNS_RC`` tells the name
        servers again, for which an employee's rights may not suffice.
        """
        if not PREPARING <= self._state <= ACTIVATED:
            return
        nothing: dict[str, Any] = {}
        again = ("Reapply", "a{sa{sv}}tu", (nothing, 0, 0))
        with Bus(self._bus, TIMEOUT) as talk:
            talk.call(NAME, self._device, DEVICE, *again)
            with suppress(PermissionError):
                talk.call(NAME, ROOT, NAME, "Reload", "u", (DNS_RC,))

    def start_over(self) -> None:
        """Activate the same profile again, which asks for a new lease."""
        with Bus(self._bus, TIMEOUT) as talk:
            wanted = (self._profile, self._device, NOTHING)
            talk.call(NAME, ROOT, NAME, "ActivateConnection", "ooo", wanted)


def networkmanager_leases(bus: str = "") -> Iterator[NetworkManagerLease]:
    """Yield the connected devices with DHCP; none where NetworkManager does not run."""
    try:
        with Bus(bus, TIMEOUT) as talk:
            devices = talk.call(NAME, ROOT, NAME, "GetDevices")[0]
            found = [_lease(talk, bus, device) for device in devices]
    except PartMissing:
        return
    yield from filter(None, found)


def _lease(talk: Bus, bus: str, device: str) -> NetworkManagerLease | None:
    """Return a device's lease; nothing where it is not up, or its address is fixed."""
    try:
        about = talk.get_all(NAME, device, DEVICE)
        if not about["Managed"] or not DISCONNECTED <= about["State"] <= FAILED:
            return None
        for profile in _profiles(talk, about):
            settings = talk.call(NAME, profile, SETTINGS, "GetSettings")[0]
            if settings.get("ipv4", {}).get("method") == ("s", "auto"):
                adapter, state = str(about["Interface"]), int(about["State"])
                return NetworkManagerLease(bus, adapter, device, profile, state)
            return None
    except BusError:  # the device or the profile has just gone
        return None
    return None


def _profiles(talk: Bus, about: dict[str, Any]) -> Iterator[str]:
    """Yield the profile in use, else those that NetworkManager may choose from."""
    if (active := about["ActiveConnection"]) != NOTHING:
        interface = f"{NAME}.Connection.Active"
        yield str(talk.get(NAME, active, interface, "Connection"))
    else:
        yield from about["AvailableConnections"]
