"""A toy house whose every trouble can be arranged, and its catalogue.

The answers name a person and hold a secret, so that a replay is one after redaction.
"""

import re
import threading

from agent.bundle.evidence import gather
from agent.bundle.gate import Lists
from agent.bundle.pack import packed
from agent.bundle.redact import Redactor
from agent.bundle.unpack import read_bundle
from agent.hands import UNWRITTEN
from agent.case import CaseFile
from agent.check import check
from agent.engine import Engine
from agent.fix import Risk, fix
from agent.host import Host, HostError, PartMissing
from agent.model import Problem, Severity
from agent.moment import Moment
from agent.planning import Allowed
from agent.value import Value, fields_of, replace
from agent.words import Words

KNOWN = {
    "user": "jan.peeters",
    "home": "/home/jan.peeters",
    "name": "Jan Peeters",
    "host": "PC-0042",
    "domain": "corp.example",
}
SECRET = "hunter2hunter2"
EVER = threading.Event()


class HouseRules(Value):
    least: int = 1
    server: str = "https://pc-0042.corp.example/"


class State(Value):
    level: int
    path: str
    notes: dict[str, str] = {}


class House:
    def look(self, room: str) -> State: ...
    def owner(self, path: str) -> str: ...


class HouseControl:
    def turned(self, room: str) -> int: ...
    def mend(self, room: str) -> int: ...
    def turn(self, room: str, level: int) -> None: ...


class Ghost:
    def seen(self) -> bool: ...


LISTS = Lists(
    ports={"House": House, "HouseControl": HouseControl, "Ghost": Ghost},
    questions={
        "House": ("look", "owner"),
        "HouseControl": ("turned", "mend", "turn"),
        "Ghost": ("seen",),
    },
    fields={"State": ("level", "path", "notes")},
    rules={"HouseRules": ("least", "server")},
)


class RealHouse:
    """``levels`` by room; ``mends`` what mending a room sets; an exception is raised.

    Both as a pair: the one, then the other.
    """

    def __init__(self, levels=None, mends=None, turns=None):
        self.levels = {"roof": 5, "wall": 5, "door": 5} | (levels or {})
        self.mends, self.turns = mends or {}, turns or {}

    def look(self, room):
        level = raise_if(self.levels[room])
        path = f"/home/jan.peeters/{room}"
        return State(level, path, {f"PC-0042:{path}": f"password={SECRET}"})

    def owner(self, path):
        assert path.startswith("/home/jan.peeters/")
        return "Jan.Peeters@corp.example"

    def turned(self, room):
        before = self.levels[room]
        return before if isinstance(before, int) else 0

    def mend(self, room):
        before = self.turned(room)
        what = self.mends.get(room, {})
        levels, trouble = what if isinstance(what, tuple) else (raise_if(what), None)
        self.levels.update(levels)
        raise_if(trouble)
        return before

    def turn(self, room, level):
        self.levels[room] = raise_if(self.turns.get(room, level))


def raise_if(thing):
    if thing == "hang":
        EVER.wait()
    if isinstance(thing, Exception):
        raise thing
    return thing


class RealGhost:
    def seen(self):
        raise PartMissing("ghosts went to the house of Jan Peeters")


LOW = Severity.ANNOYING
ROOF = Problem("roof-leaks", Severity.BLOCKING, facts=("level", "path", "owner"))
WALL = Problem("wall-wet", LOW, facts=("level",))
DOOR = Problem("door-stuck", LOW, facts=("level",))


def look(house, room, rules=HouseRules()):
    return house.look(room).level >= rules.least


@check(timeout=0.4)
def roof_is_tight(house: House, rules: HouseRules):
    """The roof is tight."""
    seen = house.look("roof")
    if seen.level == 3:
        raise ZeroDivisionError(f"of {seen.path}")
    if seen.level >= rules.least:
        return None
    return ROOF(level=seen.level, path=seen.path, owner=house.owner(seen.path))


@check(explained_by=(roof_is_tight,), timeout=0.4)
def wall_is_dry(house: House):
    """The wall is dry."""
    return None if look(house, "wall") else WALL(level=0)


@check(explained_by=(wall_is_dry,), timeout=0.4)
def door_opens(house: House):
    """The door opens."""
    try:
        return None if look(house, "door") else DOOR(level=0)
    except HostError:
        return None


@check()
def no_ghost_walks(ghost: Ghost):
    """No ghost walks."""
    return ROOF(level=0, path="", owner="") if ghost.seen() else None


def look_before(house: HouseControl):
    return house.turned("roof")


def put_back(before, house: HouseControl):
    house.turn("roof", before)


@fix(
    repairs=(ROOF,),
    remember=look_before,
    undo=put_back,
    not_during=(Moment.UPDATING,),
    timeout=0.4,
)
def mend_roof(house: HouseControl):
    house.mend("roof")


@fix(repairs=(ROOF,), risk=Risk.ASK)
def new_roof(house: HouseControl):
    house.mend("new roof")


@fix(repairs=(WALL,))
def dry_wall(house: HouseControl):
    house.mend("wall")


@fix(repairs=(DOOR,))
def oil_door(house: HouseControl):
    house.mend("door")


CHECKS = (roof_is_tight, wall_is_dry, door_opens, no_ghost_walks)
FIXES = (mend_roof, new_roof, dry_wall, oil_door)


def recorded(  # noqa: PLR0913, PLR0917 - what can be otherwise
    real,
    fixes=FIXES,
    risks=(Risk.SAFE,),
    ghost=RealGhost,
    checks=CHECKS,
    moments=None,
    halt=None,
    ledger=UNWRITTEN,
):
    """Run for real and return the case and its askings."""
    parts = {"House": lambda: real, "HouseControl": lambda: real}
    parts |= {"Ghost": ghost} if ghost else {}
    parts |= {"Moments": lambda: moments} if moments else {}
    file = CaseFile("test", "cold feet")
    engine = Engine(
        Host(parts, (HouseRules(),)),
        checks,
        fixes,
        file.hear,
        lambda _: None,
        ledger=ledger,
    )
    allowed = Allowed(risks, halt=halt)
    engine.repair(engine.diagnose(allowed), allowed)
    engine.close()
    return file.case(), file.askings


def bundled(case, askings, path, known=KNOWN, lists=LISTS):
    """Pack into a file and read it back."""
    evidence = gather(case, askings, {}, Redactor(known), lists)
    path.write_bytes(packed(evidence, Words("en")))
    return read_bundle(str(path))


def timeless(case):
    steps = tuple(replace(step, seconds=0.0) for step in case.steps)
    case = replace(case, steps=steps)
    return {
        name: part
        for name, part in fields_of(case).items()
        if name not in ("id", "started", "trigger", "symptom", "seconds")
    }


def numbered(thing):
    """Write stand-ins as kind and number, in order of appearance."""
    seen = {}

    def number(found):
        kind, word = found[1], found[0].lower()
        mine = seen.setdefault(kind.lower(), {})
        return f"{kind}-{mine.setdefault(word, len(mine) + 1)}"

    def write(part):
        if isinstance(part, str):
            return re.sub(
                rf"\b({'|'.join(KINDS)})-[a-z2-7]{{4,}}\b", number, part, flags=re.I
            )
        if isinstance(part, dict):
            return {write(key): write(one) for key, one in part.items()}
        return [write(one) for one in part] if isinstance(part, list) else part

    return write(thing)


KINDS = "user name pc domain secret person key hex query sid rid serial".split()
