"""One tight volume beside a roomy one, and a broom that remembers."""

from agent.host.fake.disk import ROOMY, FakeDisk, FakeDiskControl
from agent.host.ports.disk import Eater
from agent.policy.model import DiskRules
from agent.value import replace

TIGHT = replace(ROOMY, mount="/home", device="/dev/sdb1", free=1)
RULES = DiskRules(temp_days=3, cache_days=4, trash_days=5, evidence_days=6)
PLACES = (
    *("temp", "lasting-temp", "cache", "trash"),
    *("packages", "logs", "core-dumps", "crash-reports"),
)
EVERYTHING = tuple(Eater(place, 10**9, 9) for place in PLACES)


def swept(repair, *eaters, volumes=(ROOMY, TIGHT)):
    """Run a repair; return which places it cleaned, and by which age in days."""
    levers = FakeDiskControl()
    repair(FakeDisk(volumes, {"/dev/sdb1": eaters}), levers, RULES)
    return levers.cleaned


def refused(repair):
    """Return what a repair says where nothing of its kind lies on a tight volume."""
    said = []
    others = [
        e for e in EVERYTHING if (e.place, _age(e)) not in swept(repair, *EVERYTHING)
    ]
    for eaters, volumes in ((others, (TIGHT,)), (EVERYTHING, (ROOMY,))):
        try:
            said.append(swept(repair, *eaters, volumes=volumes))
        except Exception as why:  # what it is, the caller judges
            said.append(type(why))
    return said


def _age(eater):
    from checks.disk._room import ages

    return ages(RULES)[eater.place]
