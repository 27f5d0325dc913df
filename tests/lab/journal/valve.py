"""A setting in a real file, a repair that turns it, and a run over both."""

import os
import sys
from contextlib import suppress
from pathlib import Path

from agent.check import check
from agent.fix import fix
from agent.host import Host
from agent.host.linux.places import hold
from agent.journal import Journal
from agent.model import Problem, Severity
from agent.policy.model import FixRules, Policy
from agent.kit import Kit
from agent.session import Session
from agent.trouble import BadInput

SHUT, OPEN = "shut", "open"
IDLE = {"act": 10, "tap": 10, "undo": 20}
"""Calls of each kind that do nothing, before those that count: strace counts for each
thread, and so no two threads reach the same number with what matters."""


class Valve:
    """The setting is a word in a file; ``helps`` beside it says whether that helps."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def setting(self) -> str:
        return (self._folder / "valve").read_text()

    def flows(self) -> bool:
        return self.setting() == OPEN and (self._folder / "helps").exists()

    def turn(self, to: str, why: str) -> None:
        """Turn the valve as settings ought to be written, and leave a trace of it."""
        idle = self._folder / "idle"
        for _ in range(IDLE[why]):
            with suppress(OSError):
                os.rename(idle, idle)
            with suppress(OSError), open("/dev/null", "wb", buffering=0) as nothing:
                nothing.write(b"idle")
        with open(self._folder / "log", "ab", buffering=0) as log:
            log.write(f"{why}\n".encode())
        new = self._folder / "valve.new"
        new.write_text(to)
        os.rename(new, self._folder / "valve")


class ValveControl(Valve):
    """The same, as a lever."""


DRY = Problem("valve-dry", Severity.BLOCKING)


@check()
def water_flows(valve: Valve):
    """Water flows."""
    return None if valve.flows() else DRY()


def _setting(valve):
    return valve.setting()


def _turn_back(before, valve):
    valve.turn(before, "undo")


@fix(repairs=(DRY,), remember=_setting, undo=_turn_back)
def open_valve(valve: ValveControl):
    """Open the valve."""
    valve.turn(OPEN, "act")


@fix(repairs=(DRY,))
def tap_the_pipe(valve: ValveControl):
    """Change no setting."""
    valve.turn(valve.setting(), "tap")


def prepare(folder: Path, *, helps: bool) -> Path:
    """Make the folder of a fresh machine."""
    folder.mkdir()
    (folder / "valve").write_text(SHUT)
    if helps:
        (folder / "helps").write_text("")
    return folder


def kit(folder: Path, policy: Policy = Policy(), fixes=(open_valve,)) -> Kit:
    """Return what a run over this machine is made of."""

    def machine() -> Host:
        valve = Valve(folder)
        return Host({"Valve": lambda: valve, "ValveControl": lambda: valve})

    checks, state = (water_flows,), str(folder / "state")
    return Kit(checks, lambda: fixes, policy, "built-in", state, machine, hold)


def run(folder: Path, policy: Policy = Policy(), fixes=(open_valve,)):
    """Run once and return the case."""
    with Session(kit(folder, policy, fixes), "test") as session:
        session.repair(session.diagnose(), consent=False)
        return session.finish()


def next_start(folder: Path):
    """Run once more, in a run that tries no repair of its own."""
    return run(folder, Policy(fixes=FixRules(only=())))


class Late(Journal):
    """What must be caught: it writes the intent when the act is over."""

    def intend(self, step, before):
        self._late = (step, before)
        return "late"

    def ended(self, entry, result):
        super().ended(super().intend(*self._late), result)

    def undoing(self, entry):
        """Note nothing."""


class Unsynced(Journal):
    """What must be caught: it trusts that what it wrote is on the disk."""

    def intend(self, step, before):
        sync, os.fsync = os.fsync, lambda _: None
        try:
            return super().intend(step, before)
        finally:
            os.fsync = sync


JOURNALS = {"good": Journal, "late": Late, "unsynced": Unsynced}


def main(folder: str, journal: str = "good") -> None:
    """Run once in this process, with one of the journals."""
    import agent.session

    agent.session.Journal = JOURNALS[journal]
    try:
        run(Path(folder))
    except BadInput:
        sys.exit(2)
