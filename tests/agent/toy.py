"""A toy machine and its catalogue: three things in a chain, and levers for them."""

from agent.check import check
from agent.fix import Risk, fix
from agent.host import Host, HostError, PartMissing
from agent.model import Problem, Severity
from agent.value import Value


class Rules(Value):
    least: int = 1


class Water:
    def level(self, place: str) -> int: ...


class WaterControl:
    def fill(self, place: str) -> int: ...


class Ghost:
    def seen(self) -> bool: ...


class Tanks:
    """Levels by place; a dry well leaves all below it dry.

    ``stuck`` places do not fill, ``mute`` ones do not tell; ``feeds`` says which
    other levels come back with one.
    """

    def __init__(self, **levels):
        dry = 0 in levels.values() and "well" in levels
        below = {"pump": 0, "tap": 0} if dry else {}
        self.levels = {"well": 5, "pump": 5, "tap": 5} | below | levels
        self.stuck, self.mute, self.filled = set(), set(), []
        self.feeds = {}

    def level(self, place: str) -> int:
        if place in self.mute:
            raise HostError(f"the gauge of the {place} is gone")
        return self.levels[place]

    def fill(self, place: str) -> int:
        before = self.levels[place]
        self.filled.append(place)
        if place not in self.stuck:
            self.levels[place] = 5
            self.levels.update(self.feeds.get(place, {}))
        return before

    def host(self, *extra):
        here = {"Water": lambda: self, "WaterControl": lambda: self}
        return Host(here | dict(extra), (Rules(),))


WELL_DRY = Problem("well-dry", Severity.BLOCKING, facts=("level",))
PUMP_DRY = Problem("pump-dry", Severity.BLOCKING, facts=("level",))
TAP_DRY = Problem("tap-dry", Severity.ANNOYING, facts=("level",))


@check()
def well_has_water(water: Water, rules: Rules):
    """The well has water."""
    level = water.level("well")
    return None if level >= rules.least else WELL_DRY(level=level)


@check(explained_by=(well_has_water,))
def pump_has_water(water: Water):
    """The pump has water."""
    level = water.level("pump")
    return None if level >= 1 else PUMP_DRY(level=level)


@check(explained_by=(pump_has_water,))
def tap_has_water(water: Water):
    """The tap has water."""
    level = water.level("tap")
    return None if level >= 1 else TAP_DRY(level=level)


@check()
def no_ghost(ghost: Ghost):
    """No ghost was seen."""
    return None if not ghost.seen() else TAP_DRY(level=0)


@fix(repairs=(WELL_DRY,))
def fill_well(water: WaterControl):
    water.fill("well")


@fix(repairs=(PUMP_DRY,))
def fill_pump(water: WaterControl):
    water.fill("pump")


@fix(repairs=(TAP_DRY,), risk=Risk.ASK)
def fill_tap(water: WaterControl):
    water.fill("tap")


CHECKS = (well_has_water, pump_has_water, tap_has_water)
FIXES = (fill_well, fill_pump, fill_tap)


def no_such_thing():
    raise PartMissing("there are no ghosts here")
