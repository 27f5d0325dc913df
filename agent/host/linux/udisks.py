"""What UDisks2 tells about the health of drives, over the system bus."""

from __future__ import annotations

from typing import Any

from agent.host.ports.disk import Drive
from agent.host.trouble import HostError

SERVICE = "org.freedesktop.UDisks2"
DRIVE = f"{SERVICE}.Drive"
ATA = f"{SERVICE}.Drive.Ata"
NVME = f"{SERVICE}.NVMe.Controller"
TIMEOUT = 1.5
"""Seconds for the whole conversation."""

Objects = dict[str, dict[str, dict[str, tuple[str, Any]]]]


def managed_objects(bus: str) -> Objects:
    """Return all that UDisks2 manages; empty where it does not run (never starts it).

    Raises ``HostError`` when it runs but does not answer.
    """
    from jeepney import DBusAddress, DBusErrorResponse, new_method_call  # type: ignore[import-untyped]
    from jeepney.bus_messages import message_bus  # type: ignore[import-untyped]
    from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]
    from jeepney.wrappers import unwrap_msg  # type: ignore[import-untyped]

    manager = DBusAddress(
        "/org/freedesktop/UDisks2",
        bus_name=SERVICE,
        interface="org.freedesktop.DBus.ObjectManager",
    )
    try:
        with open_dbus_connection(f"unix:path={bus}") as connection:
            asked = message_bus.NameHasOwner(SERVICE)
            answer = connection.send_and_get_reply(asked, timeout=TIMEOUT)
            if answer.body != (True,):
                return {}
            asked = new_method_call(manager, "GetManagedObjects")
            answer = connection.send_and_get_reply(asked, timeout=TIMEOUT)
            objects: Objects = unwrap_msg(answer)[0]
            return objects
    except (OSError, DBusErrorResponse, TimeoutError) as trouble:
        msg = f"the drive service did not answer: {type(trouble).__name__}"
        raise HostError(msg) from trouble


def drives_of(objects: Objects) -> tuple[Drive, ...]:
    """Read the health of each drive that tells; one that does not is left out.

    ``SmartFailing`` of org.freedesktop.UDisks2.Drive.Ata counts once SMART was read
    (``SmartUpdated``); ``SmartCriticalWarning`` is a list of words since UDisks 2.10.
    """
    found: list[Drive] = []
    for faces in objects.values():
        ata, nvme = faces.get(ATA, {}), faces.get(NVME, {})
        signs = [str(sign) for sign in _value(nvme, "SmartCriticalWarning", [])]
        if _value(ata, "SmartFailing", default=False):
            signs.append("failing")
        tells = _value(ata, "SmartUpdated", 0) or _value(nvme, "SmartUpdated", 0)
        if tells or signs:
            name = str(_value(faces.get(DRIVE, {}), "Model", "")) or "drive"
            found.append(Drive(name, tuple(signs)))
    return tuple(found)


def _value(face: dict[str, tuple[str, Any]], name: str, default: Any) -> Any:
    """Return a property without the signature D-Bus puts before it."""
    return face[name][1] if name in face else default
