"""Services as systemd's manager tells about them over D-Bus (org.freedesktop.systemd1).

Properties and their words: org.freedesktop.systemd1(5).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from time import monotonic
from typing import Any

from agent.host.linux.bus import Bus, BusError
from agent.host.ports.services import Service, Start, State
from agent.host.trouble import HostError, PartMissing

SYSTEMD = "org.freedesktop.systemd1"
PATH = "/org/freedesktop/systemd1"
MANAGER = f"{SYSTEMD}.Manager"
UNIT = f"{SYSTEMD}.Unit"
SERVICE = f"{SYSTEMD}.Service"
BOOTED = "/run/systemd/system"
UNKNOWN = ("org.freedesktop.DBus.Error.InvalidArgs", f"{SYSTEMD}.NoSuchUnit")
CONSOLE = ("tty", "tty-force", "tty-fail")
"""``StandardInput`` of the sign-in consoles, which end whenever somebody signs out."""
ASKING = 3.5
"""Seconds for all questions of one check."""
STARTING = 20.0
"""Seconds a service may take to start."""
MOST = 50

Properties = Mapping[str, Any]


def booted() -> None:
    """Raise ``PartMissing`` where systemd is not PID 1 (sd_booted(3))."""
    if not os.path.isdir(BOOTED):
        msg = "systemd does not run this machine"
        raise PartMissing(msg)


class LinuxServices:
    """The system's services; ``bus`` is the path of its bus, else the usual one."""

    def __init__(self, bus: str = "") -> None:
        """Name the bus; nobody is asked yet."""
        self._bus = bus

    def named(self, names: tuple[str, ...]) -> tuple[Service, ...]:
        """See the port."""
        with Bus(self._bus, lasts=ASKING) as bus:
            found = (_find(bus, name) for name in names)
            return tuple(service for service in found if service)

    def unsteady(self) -> tuple[Service, ...]:
        """See the port; of a service that never restarted only one number is read."""
        with Bus(self._bus, lasts=ASKING) as bus:
            every: tuple[list[str], list[str]] = ([], ["*.service"])
            asked = ("ListUnitsByPatterns", "asas", every)
            units = bus.call(SYSTEMD, PATH, MANAGER, *asked)[0]
            up = [unit for unit in units if unit[3] != "inactive"]
            found = [_unsteady(bus, unit[0], unit[3], unit[6]) for unit in up]
        services = [service for service in found if service]
        return tuple(sorted(services, key=lambda s: (-s.restarts, s.name))[:MOST])


class LinuxServiceControl:
    """Starts services as ``systemctl start`` does."""

    def __init__(self, bus: str = "") -> None:
        """Name the bus; nobody is asked yet."""
        self._bus = bus

    def start(self, name: str) -> str:
        """See the port."""
        return start_unit(self._bus, name)

    def start_anew(self, name: str) -> str:
        """See the port."""
        return start_unit(self._bus, name, anew=True)


def start_unit(
    place: str, name: str, *, anew: bool = False, how: str = "StartUnit"
) -> str:
    """Start a unit, wait for the job to be removed, and return its result.

    ``anew``: its failures no longer count against the start limit. ``how``: another
    method of the manager that makes a job.
    """
    unit = unit_of(name)
    with Bus(place) as bus:
        bus.listen(MANAGER, "JobRemoved")
        bus.call(SYSTEMD, PATH, MANAGER, "Subscribe")
        if anew:
            bus.call(SYSTEMD, PATH, MANAGER, "ResetFailedUnit", "s", (unit,))
        asked = (how, "ss", (unit, "replace"))
        (job,) = bus.call(SYSTEMD, PATH, MANAGER, *asked, timeout=5)
        for _, removed, _, result in bus.hear(MANAGER, "JobRemoved", STARTING):
            if removed == job:
                return str(result)
    msg = f"{name} has not ended starting"
    raise HostError(msg)


def unit_of(name: str) -> str:
    """Return the unit a name means: a service where it does not say."""
    known = (".service", ".socket", ".timer", ".path", ".mount", ".target")
    return name if name.endswith(known) else f"{name}.service"


def service_of(
    name: str, unit: Properties, service: Properties, now: float, *, triggered: bool
) -> Service:
    """Read a service from the properties of its unit.

    ``triggered`` says that a socket, timer or path that is up would start it; ``now``
    is in seconds by the clock that systemd's monotonic timestamps are of.
    """
    result = str(service.get("Result", ""))
    state = _state(unit, service, result)
    since = unit.get("ActiveEnterTimestampMonotonic", 0) / 1e6
    up = state in ("running", "finished") and since
    return Service(
        name,
        started_by(unit, triggered=triggered),
        state,
        int(service.get("NRestarts", 0)),
        round(max(0.0, now - since), 1) if up else 0.0,
        gave_up=state == "failed" and given_up(unit, service),
        result=result,
    )


def _state(unit: Properties, service: Properties, result: str) -> State:
    """Translate; ``ConditionResult`` is no verdict where nobody tried to start it."""
    active, sub = unit.get("ActiveState", ""), str(unit.get("SubState", ""))
    tried = unit.get("ConditionTimestampMonotonic", 0)
    not_meant = tried and not unit.get("ConditionResult", True)
    once = service.get("Type") == "oneshot" and result == "success"
    match active:
        case "active" | "reloading" | "refreshing":
            return "finished" if sub == "exited" else "running"
        case "activating":
            return "restarting" if sub.startswith("auto-restart") else "starting"
        case "deactivating":
            return "stopping"
        case "failed" | "maintenance":
            return "failed"
    return "finished" if not_meant or once else "stopped"


def given_up(unit: Properties, service: Properties) -> bool:
    """Say whether the start limit was hit (StartLimitBurst=, systemd.unit(5)).

    ``Result`` says so only where nothing failed before; else it keeps the failure.
    """
    burst = unit.get("StartLimitBurst", 0)
    often = service.get("Restart", "no") != "no" and service.get("NRestarts", 0)
    return service.get("Result") == "start-limit-hit" or 0 < burst <= often


def started_by(unit: Properties, *, triggered: bool) -> Start:
    """Translate ``UnitFileState``, the word of ``systemctl is-enabled``."""
    file = str(unit.get("UnitFileState", ""))
    if unit.get("LoadState") == "masked" or file.startswith("masked"):
        return "forbidden"
    if triggered:
        return "when-needed"
    if file in ("enabled", "enabled-runtime", "generated", "alias"):
        return "at-boot"
    if file in ("disabled", "linked", "linked-runtime", "bad"):
        return "disabled"
    return "when-needed"


def _find(bus: Bus, name: str) -> Service | None:
    """Return a service by name, nothing where the machine has none of it."""
    unit = unit_of(name)
    try:
        (path,) = bus.call(SYSTEMD, PATH, MANAGER, "LoadUnit", "s", (unit,))
    except BusError as trouble:
        if trouble.name in UNKNOWN:
            return None
        raise
    if bus.get(SYSTEMD, path, UNIT, "LoadState") == "not-found":
        return None
    told = bus.get_all(SYSTEMD, path, UNIT)
    is_service = unit.endswith(".service")
    more = _details(bus, path, told) if is_service else {}
    triggered = any(_is_up(bus, one) for one in told.get("TriggeredBy", []))
    return service_of(name, told, more, monotonic(), triggered=triggered)


def _details(bus: Bus, path: str, unit: Properties) -> Properties:
    """Return what a service tells of itself: of one that runs only what counts then.

    It has three hundred properties, and all of them are read again at each check.
    """
    if (unit.get("ActiveState"), unit.get("SubState")) == ("active", "running"):
        return {"NRestarts": bus.get(SYSTEMD, path, SERVICE, "NRestarts")}
    return bus.get_all(SYSTEMD, path, SERVICE)


def _is_up(bus: Bus, unit: str) -> bool:
    (path,) = bus.call(SYSTEMD, PATH, MANAGER, "LoadUnit", "s", (unit,))
    return bool(bus.get(SYSTEMD, path, UNIT, "ActiveState") == "active")


def _unsteady(bus: Bus, name: str, active: str, path: str) -> Service | None:
    """Return a service that restarted or was given up; one gone meanwhile did not."""
    try:
        restarts = bus.get(SYSTEMD, path, SERVICE, "NRestarts")
        service = _find(bus, name) if restarts or active == "failed" else None
        if not service or not (service.restarts or service.gave_up):
            return None
        console = bus.get(SYSTEMD, path, SERVICE, "StandardInput") in CONSOLE
    except BusError as gone:
        if gone.name in UNKNOWN or gone.name.endswith(".UnknownObject"):
            return None
        raise
    return None if console else service
