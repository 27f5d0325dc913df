"""What UDisks2 tells about the health of drives, over the system bus."""

from __future__ import annotations

from contextlib import suppress

from agent.host.linux.bus import Bus, BusError
from agent.host.ports.disk import Drive
from agent.host.ports.drive_wear import Wear
from agent.host.trouble import HostError, PartMissing
from agent.typed import Any

SERVICE = "org.freedesktop.UDisks2"
DRIVE = f"{SERVICE}.Drive"
ATA = f"{SERVICE}.Drive.Ata"
NVME = f"{SERVICE}.NVMe.Controller"
MANAGER = "org.freedesktop.DBus.ObjectManager"
TIMEOUT = 1.5
"""Seconds to connect, and for the answer."""

Objects = dict[str, dict[str, dict[str, tuple[str, Any]]]]


def managed_objects(bus: str = "") -> Objects:
    """Return all that UDisks2 manages; empty where it does not run (never starts it).

    Raises ``HostError`` when it runs but does not answer.
    """
    try:
        with Bus(bus, TIMEOUT) as conversation:
            asked = ("/org/freedesktop/UDisks2", MANAGER, "GetManagedObjects")
            objects: Objects = conversation.call(SERVICE, *asked)[0]
            return objects
    except PartMissing:
        return {}
    except PermissionError as no:
        raise HostError(str(no)) from no


def drives_of(objects: Objects) -> tuple[Drive, ...]:
    """Read the health of each drive that tells; one that does not is left out.

    ``SmartFailing`` of org.freedesktop.UDisks2.Drive.Ata counts once SMART was read
    (``SmartUpdated``); ``SmartCriticalWarning`` is a list of words since UDisks 2.10.
    A drive that is too warm now is not about to fail.
    """
    found: list[Drive] = []
    for faces in objects.values():
        ata, nvme = faces.get(ATA, {}), faces.get(NVME, {})
        told = map(str, _value(nvme, "SmartCriticalWarning", []))
        signs = [sign for sign in told if sign != "temperature"]
        if _value(ata, "SmartFailing", default=False):
            signs.append("failing")
        tells = _value(ata, "SmartUpdated", 0) or _value(nvme, "SmartUpdated", 0)
        if tells or signs:
            name = str(_value(faces.get(DRIVE, {}), "Model", "")) or "drive"
            found.append(Drive(name, tuple(signs)))
    return tuple(found)


def wear_of(bus: str = "") -> tuple[Wear, ...]:
    """Ask each NVMe drive how much of it is used up; who does not say is left out.

    ``SmartGetAttributes`` answers from what UDisks2 read last, and wakes no drive;
    ``percent_used`` goes past 100 (NVM Express base specification, log page 02h).
    """
    found: list[Wear] = []
    for path, faces in managed_objects(bus).items():
        if _value(faces.get(NVME, {}), "SmartUpdated", 0):
            name = str(_value(faces.get(DRIVE, {}), "Model", "")) or "drive"
            with Bus(bus, TIMEOUT) as conversation, suppress(BusError):
                what = (SERVICE, path, NVME, "SmartGetAttributes")
                told = conversation.call(*what, "a{sv}", ({},))[0]
                if (used := _value(told, "percent_used", -1)) >= 0:
                    found.append(Wear(name, int(used)))
    return tuple(found)


def _value(face: dict[str, tuple[str, Any]], name: str, default: Any) -> Any:
    """Return a property without the signature D-Bus puts before it."""
    return face[name][1] if name in face else default
