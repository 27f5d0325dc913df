"""A repair pulled by itself: twice is once, and there and back is nowhere."""

from __future__ import annotations

from fnmatch import fnmatch
from time import monotonic, sleep

from fixes.catalogue import ALL
from tests.lab.gauntlet import traces
from tests.lab.gauntlet.case import Case
from tests.lab.gauntlet.office import Office
from tests.lab.systemd.booted import Booted

PULL = """
import sys, time
from agent.cli.options import Arguments
from agent.cli.world import World
from agent.codec import plain
from agent.fix import Refused
from agent.host import PartMissing, here
from agent.host.transcript import Lines
from checks.catalogue import ALL as CHECKS
from fixes.catalogue import ALL as FIXES
name, policy, back, *state = sys.argv[1:]
world = World(lambda _: CHECKS, lambda: FIXES, here(), None)
kit = world.kit(Arguments(command="check", policy=policy, state="".join(state), lang=""))
fix = next(one for one in FIXES if one.id == name)
parts = kit.machine().parts(fix.parts, Lines(name, 0))
before = plain(fix.remember(**parts)) if back else None
assert before is not None or not back, "it remembers nothing"
try:
    fix(**parts)
    said = "done"
except (Refused, PartMissing) as why:
    said = f"refused: {why}"
if back:
    fix.undo(before, **parts)
time.sleep(fix.settle)
print(said)
"""
"""Repair, rules (empty: those of the PC), whether to undo it, and the folder of the history,
where it is not the usual one. Not by way of the check, which would find nothing to do."""
SETTINGS = r"""
ip -brief address; ip route show table all | sed -E 's/metric 20(00|0|)([1-9])/metric \2/'
ip rule
resolvectl dns; nmcli radio; lpstat -a 2>/dev/null | cut -d' ' -f 1-2 || true
"""
"""What a repair may change that is no file. NetworkManager adds 20000 to the metric of a
network while it finds no internet there, which is no setting."""


SETTLING = 15.0
"""Seconds that the PC's own services have to see that all is as it was."""


def again(case: Case, office: Office) -> None:
    """Make a repair that has cured once more: nothing is another, all stays well."""
    before = _all(office)
    said = _pull(case, office)
    if changed := _changed(before, _all(office), ()):
        raise RuntimeError(f"{case.cured_by} a second time ({said}) changed {changed}")
    words = ("--only", case.only) if case.only else ()
    report = office.blusser("check", *words, user=case.cured_as)
    if report.causes:
        raise RuntimeError(f"{case.cured_by} a second time ({said}) broke it: {report}")


def there_and_back(case: Case, office: Office) -> None:
    """Make a repair that can be undone, and undo it: all is as it was."""
    if not next(one for one in ALL if one.id == case.cured_by).undo:
        return
    before, kept = _all(office), _contents(office, case.touches)
    said = _pull(case, office, "back")
    if said != "done":
        raise RuntimeError(f"{case.cured_by} would not act: {said}")
    until = monotonic() + SETTLING
    while changed := _changed(before, _all(office), case.touches):
        if monotonic() > until:
            break
        sleep(1)
    if changed or _contents(office, case.touches) != kept:
        raise RuntimeError(f"{case.cured_by} and back left {changed or case.touches}")


def _pull(case: Case, office: Office, back: str = "") -> str:
    words = ("python3", "-c", PULL, case.cured_by, "", back)
    done = office.session(case.cured_as, *words)
    if done.code:
        raise RuntimeError(f"{case.cured_by} {back}: {done}")
    return done.out.strip()


def _all(office: Office) -> dict[str, str]:
    """Return all files, and the settings that are none under a name of their own."""
    pc = _desk(office)
    return traces.seen(pc) | {"settings": pc.sh(SETTINGS)}


def _changed(
    before: dict[str, str], after: dict[str, str], may: tuple[str, ...]
) -> str:
    told = []
    for one in traces.strays(before, after, may):
        was, now = (about.get(one, "").splitlines() for about in (before, after))
        lines = [f"no {l}" for l in was if l not in now]
        lines += [l for l in now if l not in was]
        told.append(f"{one}: {', '.join(lines)}")
    return "; ".join(told)


def _contents(office: Office, wanted: tuple[str, ...]) -> str:
    """Return mode, owner and sum of each of these files, whenever it was written."""
    pc = _desk(office)
    mine = [p for p in traces.seen(pc) if any(fnmatch(p, one) for one in wanted)]
    script = 'for one; do stat -c "%n %f %u %g" "$one"; done; sha256sum -- "$@"'
    return pc.run("sh", "-c", script, "sh", *mine).out if mine else ""


def _desk(office: Office) -> Booted:
    assert office.desk
    return office.desk
