"""Where room is short, it is not for things that may go."""

from agent.check import check
from agent.host.ports.disk import Disk, Eater, Volume
from agent.model import Finding, Problem, Severity
from agent.policy.model import DiskRules
from checks.disk._room import ages, missing_bytes, missing_files, short

SPACE_EATEN = Problem(
    "space-eaten", Severity.ANNOYING, facts=("mount", "eaters", "bytes", "files")
)

WORTH_PERCENT = 5
"""So much of a volume is worth cleaning even where it does not make enough room."""


@check(timeout=4.5, measures=True)
def nothing_eats_the_space(disk: Disk, rules: DiskRules) -> Finding | None:
    """What may go takes up too little of a tight volume to be worth a clean-up.

    What this account may not remove is asked about, for IT, and does not count.
    Nothing is measured while there is room.
    """
    for volume in short(disk.volumes(), rules):
        seen = disk.eaters(volume.device, ages(rules))
        eaters = tuple(eater for eater in seen if eater.removable)
        if worth_it(volume, eaters, rules):
            return SPACE_EATEN(
                mount=volume.mount,
                eaters=[
                    {"place": e.place, "bytes": e.bytes, "files": e.files}
                    for e in eaters
                ],
                bytes=sum(eater.bytes for eater in eaters),
                files=sum(eater.files for eater in eaters),
            )
    return None


def worth_it(volume: Volume, eaters: tuple[Eater, ...], rules: DiskRules) -> bool:
    """Say whether cleaning gives what is missing, or a good share of the volume."""
    lack = missing_bytes(volume, rules)
    enough = min(lack, volume.size * WORTH_PERCENT / 100)
    if lack and sum(eater.bytes for eater in eaters) >= enough:
        return True
    lack = missing_files(volume, rules)
    enough = min(lack, volume.files * WORTH_PERCENT / 100)
    return lack > 0 and sum(eater.files for eater in eaters) >= enough
