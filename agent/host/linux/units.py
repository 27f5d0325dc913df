"""What systemd's managers say failed, holds others back, or rests for good.

One list answers where all is well; details are asked only of what is in it.
Properties: org.freedesktop.systemd1(5).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from agent.host.linux.bus import Bus, BusError
from agent.host.linux.systemd import (
    ASKING,
    MANAGER,
    MOST,
    PATH,
    SERVICE,
    SYSTEMD,
    UNIT,
    UNKNOWN,
    given_up,
    started_by,
    unit_of,
)
from agent.host.ports.units import Blocker, Down, FailedUnit, TimerState

TIMER = f"{SYSTEMD}.Timer"
LOOKED_AT = ["*.service", "*.socket", "*.path"]
NEEDS = ("Requires", "BindsTo", "Requisite")
"""Without what these name, a unit does not start (systemd.unit(5))."""
LOCKED: dict[str, Down] = {
    "masked": "forbidden",
    "not-found": "missing",
    "error": "missing",
    "bad-setting": "missing",
}
DEEPEST = 5
ON = ["enabled", "enabled-runtime"]
REPEATS = ("OnUnitActiveUSec", "OnUnitInactiveUSec")
"""Of the settings that count from something, those that come again."""

Row = tuple[Any, ...]
"""Name, description, load, active and sub state, followed, path, and the job."""


class LinuxUnits:
    """The system's manager; ``bus`` is the path of its bus, else the usual one."""

    def __init__(self, bus: str = "") -> None:
        """Name the bus; nobody is asked yet."""
        self._bus = bus

    def failed(self) -> tuple[FailedUnit, ...]:
        """See the port."""
        with Bus(self._bus, lasts=ASKING) as bus:
            return failed_units(bus)

    def blockers(self, name: str) -> tuple[Blocker, ...]:
        """See the port."""
        with Bus(self._bus, lasts=ASKING) as bus:
            found: list[Blocker] = []
            seen, at = {unit_of(name)}, [unit_of(name)]
            for _ in range(DEEPEST):
                needed = {other for one in at for other in _needs(bus, one)} - seen
                rows = _by_names(bus, sorted(needed)[:MOST]) if needed else []
                seen |= needed
                found = [*(_blocker(bus, row) for row in rows if _is_down(row)), *found]
                at = [row[0] for row in rows if row[2] == "loaded" and _rests(row)]
        return tuple(found[:MOST])

    def timers(self, names: tuple[str, ...]) -> tuple[TimerState, ...]:
        """See the port."""
        with Bus(self._bus, lasts=ASKING) as bus:
            asked = ("ListUnitFilesByPatterns", "asas", (ON, ["*.timer"]))
            files = bus.call(SYSTEMD, PATH, MANAGER, *asked)[0]
            on = {place.rpartition("/")[2] for place, _ in files}
            on = {name for name in on if not name.endswith("@.timer")}
            rows = _by_names(bus, sorted({*on, *names})[:MOST])
            found = [_timer(bus, row, row[0] in on) for row in rows]
        return tuple(TimerState(*one) for one in found if one[1])


def failed_units(bus: Bus) -> tuple[FailedUnit, ...]:
    """Return what the manager at the other end of a bus says has failed."""
    asked = ("ListUnitsByPatterns", "asas", (["failed"], LOOKED_AT))
    rows = bus.call(SYSTEMD, PATH, MANAGER, *asked)[0]
    found = (_failed(bus, row[0], row[6]) for row in rows[:MOST])
    return tuple(one for one in found if one)


def _failed(bus: Bus, name: str, path: str) -> FailedUnit | None:
    """Return a failed unit, nothing where it is gone or was made for one run."""
    try:
        unit = bus.get_all(SYSTEMD, path, UNIT)
        service = bus.get_all(SYSTEMD, path, SERVICE) if _is_service(name) else {}
        triggers = [str(one) for one in unit.get("TriggeredBy", [])]
        up = [row[0] for row in _by_names(bus, triggers) if row[3] == "active"]
        wakes = _by_names(bus, [str(one) for one in unit.get("Triggers", [])])
    except BusError as gone:
        if gone.name in UNKNOWN or gone.name.endswith(".UnknownObject"):
            return None
        raise
    if unit.get("Transient") or unit.get("ActiveState") != "failed":
        return None
    locked = bool(wakes) and all(row[2] == "masked" for row in wakes)
    return FailedUnit(
        name,
        "forbidden" if locked else started_by(unit, triggered=bool(up)),
        once=service.get("Type") == "oneshot",
        timed=any(one.endswith(".timer") for one in up),
        waked=any(not one.endswith(".timer") for one in up),
        gave_up=given_up(unit, service),
        result=str(service.get("Result", "")),
    )


def _is_service(name: str) -> bool:
    return name.endswith(".service")


def _by_names(bus: Bus, names: list[str]) -> list[Row]:
    """Return the row of each unit, those the machine does not have too."""
    if not names:
        return []
    asked = ("ListUnitsByNames", "as", (names,))
    rows: list[Row] = bus.call(SYSTEMD, PATH, MANAGER, *asked)[0]
    return rows


def _needs(bus: Bus, name: str) -> Iterator[str]:
    (path,) = bus.call(SYSTEMD, PATH, MANAGER, "LoadUnit", "s", (name,))
    for how in NEEDS:
        yield from bus.get(SYSTEMD, path, UNIT, how)


def _rests(row: Row) -> bool:
    return row[3] not in ("active", "reloading", "activating", "refreshing")


def _is_down(row: Row) -> bool:
    return _rests(row) and (row[2] in LOCKED or row[3] == "failed")


def _blocker(bus: Bus, row: Row) -> Blocker:
    """Say why it is not there; what failed says how where it is a service."""
    if state := LOCKED.get(row[2]):
        return Blocker(row[0], state)
    result = bus.get(SYSTEMD, row[6], SERVICE, "Result") if _is_service(row[0]) else ""
    return Blocker(row[0], "failed", str(result))


def _timer(bus: Bus, row: Row, on: bool) -> tuple[str, Any]:  # noqa: FBT001 - a fact
    """Return name and state; no state for one that is not meant to run here."""
    name, load, active, sub, path = row[0], row[2], row[3], row[4], row[6]
    if load == "not-found":
        return name, "missing"
    if active in ("active", "activating"):
        return name, "ended" if sub == "elapsed" and _again(bus, path) else "waiting"
    if load == "masked" or not on:
        return name, "off"
    if active == "failed":
        return name, "failed"
    return name, "stopped" if meant(bus, path) else ""


def _again(bus: Bus, path: str) -> bool:
    """Say whether a timer would come again, if it did not rest for good."""
    counted = bus.get(SYSTEMD, path, TIMER, "TimersMonotonic")
    return any(base in REPEATS for base, _, _ in counted)


def meant(bus: Bus, path: str) -> bool:
    """Say whether what is down should be up, as the system runs now."""
    unit = bus.get_all(SYSTEMD, path, UNIT)
    if unit.get("ConditionTimestampMonotonic") and not unit.get("ConditionResult"):
        return False
    wanting = [*unit.get("WantedBy", []), *unit.get("RequiredBy", [])]
    return any(not _rests(row) for row in _by_names(bus, wanting))
