"""Runs cases: breaks the office, asks Blusser, and scores what it says."""

from __future__ import annotations

import subprocess
from time import monotonic
from agent.typed import Any

from agent.value import Value
from tests.lab.gauntlet import breaks, traces, twice
from tests.lab.gauntlet.case import Case
from tests.lab.gauntlet.office import Office
from tests.lab.gauntlet.report import Report
from tests.lab.network import faults


class Score(Value):
    """How Blusser did in one case.

    ``named``: every cause was named, the first of them first. ``wrong``: causes that
    were claimed and are none; echoes that are not allowed are ``astray``. ``seconds``:
    from the click to the named cause, by the wall clock; ``cpu``: what that took of
    the processors; ``cured``: from the click to the cure, where the case has one. ``trouble``: why the case could not be run.
    """

    name: str
    kind: str
    family: str
    causes: tuple[str, ...]
    said: tuple[str, ...] = ()
    named: bool = False
    wrong: tuple[str, ...] = ()
    astray: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    seconds: float = 0.0
    cpu: float = 0.0
    cured: float | None = None
    trouble: str = ""
    peers: dict[str, Any] = {}

    @property
    def passed(self) -> bool:
        """Say whether nothing is missing and nothing else was claimed."""
        return self.named and not (self.wrong or self.astray or self.trouble)


def run(case: Case, office: Office, *, peers: bool = False) -> Score:
    """Run one case in a healthy world with a new PC.

    With peers nothing is repaired: they take half a minute, in which a lease that is
    renewed may mend the PC.
    """
    about = (case.name, case.kind, case.family, case.causes)
    try:
        office.heal()
        office.switch_on()
        office.rules(case.policy)
        break_it(case, office)
        began = monotonic()
        words = ("--only", case.only) if case.only else ()
        report = office.blusser("check", *words, user=case.user, language=case.language)
        seconds = monotonic() - began
        seen = _peers(office) if peers else {}
        cured = _cure(case, office) if case.cured_by and not peers else None
    except Exception as trouble:  # a case that cannot be run must not end the others
        return Score(*about, trouble=f"{type(trouble).__name__}: {trouble}"[:2000])
    finally:
        office.switch_off()
        office.lend()
    return judge(case, report, seconds, cured, seen)


def break_it(case: Case, office: Office) -> None:
    """Break what the case says: its faults first, then its script."""
    for name in case.faults:
        (getattr(breaks, name, None) or getattr(faults, name))(office)
    if not case.script:
        return
    if case.on == "pc":
        assert office.desk
        office.desk.sh(case.script)
        return
    where = getattr(office, case.on).name
    inside = ["ip", "netns", "exec", where, "sh", "-euc", case.script]
    done = subprocess.run(inside, capture_output=True, text=True, timeout=30)
    if done.returncode:
        raise RuntimeError(f"the script failed: {done.stderr}{done.stdout}")


def judge(
    case: Case, report: Report, seconds: float, cured: float | None, peers: Any
) -> Score:
    """Compare what was said with what is so."""
    said, wanted = report.causes, list(case.causes)
    first = not wanted or said[:1] == wanted[:1] or case.kind == "pair"
    return Score(
        case.name,
        case.kind,
        case.family,
        case.causes,
        said=tuple(said),
        named=first and set(wanted) <= set(said),
        wrong=tuple(sorted(set(said) - set(wanted))),
        astray=tuple(sorted(report.echoes - set(case.echoes or report.echoes))),
        unsure=tuple(report.unsure),
        seconds=round(seconds, 2),
        cpu=round(report.cpu, 2),
        cured=cured if cured is None else round(cured, 2),
        peers=peers,
    )


def _cure(case: Case, office: Office) -> float:
    """Repair, all allowed, and return how long it took; it must be cured.

    Nothing else on the PC may be another than before. What can be undone was made and
    undone before, to no effect; made once more it changes nothing.
    """
    assert office.desk
    twice.there_and_back(case, office)
    before, began = traces.seen(office.desk), monotonic()
    words = ("--yes", *(("--only", case.only) if case.only else ()))
    report = office.blusser("fix", *words, user=case.cured_as, language=case.language)
    if (case.cured_by, "cured") not in report.steps or report.said[
        "outcome"
    ] != "repaired":
        raise RuntimeError(f"{case.cured_by} did not cure it: {report}")
    took = monotonic() - began
    if left := traces.strays(before, traces.seen(office.desk), case.touches):
        raise RuntimeError(f"{case.cured_by} also changed {', '.join(left)}")
    twice.again(case, office)
    return took


def _peers(office: Office) -> dict[str, Any]:
    from tests.lab.gauntlet.peers import seen

    return seen(office)
