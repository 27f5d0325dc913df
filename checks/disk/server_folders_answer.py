"""The folders on servers answer."""

from agent.check import check
from agent.host.ports.remote_mounts import RemoteMounts
from agent.model import Finding, Problem, Severity
from agent.policy.model import DiskRules
from checks.network.address_is_given import address_is_given
from checks.network.gateway_answers import gateway_answers
from checks.network.link_is_up import link_is_up

MOUNT_HANGS = Problem("mount-hangs", Severity.ANNOYING, facts=("mounts",))
SERVER_FOLDER_HANGS = Problem(
    "server-folder-hangs",
    Severity.ANNOYING,
    facts=("mounts", "servers"),
    outage_of=("servers",),
)
MOUNT_BROKEN = Problem("mount-broken", Severity.ANNOYING, facts=("mounts",))


@check(
    explained_by=(link_is_up, address_is_given, gateway_answers),
    timeout=4.5,
    measures=True,
    proves=False,
)
def server_folders_answer(mounts: RemoteMounts, rules: DiskRules) -> Finding | None:
    """Every mounted folder answers that somebody else serves.

    Whatever touches one that does not hangs: the file manager, a program that saves.
    """
    seen = mounts.asked(rules.mount_seconds)
    silent = [one for one in seen if one.answer == "none"]
    places = [one.mount for one in silent]
    if servers := sorted({one.server for one in silent if one.server}):
        return SERVER_FOLDER_HANGS(mounts=places, servers=servers)
    if places:
        return MOUNT_HANGS(mounts=places)
    if broken := [one.mount for one in seen if one.answer == "broken"]:
        return MOUNT_BROKEN(mounts=broken)
    return None
