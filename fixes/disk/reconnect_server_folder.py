"""Connect a folder again whose program has ended."""

from agent.fix import Refused, Risk, fix
from agent.host.ports.mounts import MountControl, Mounts
from agent.host.ports.remote_mounts import RemoteMounts
from agent.model import Account
from agent.policy.model import DiskRules
from checks.disk.server_folders_answer import MOUNT_BROKEN


@fix(
    repairs=(MOUNT_BROKEN,),
    risk=Risk.ASK,
    runs_as=Account.SYSTEM,
    settle=1,
    timeout=90,
)
def reconnect_server_folder(
    remote: RemoteMounts, mounts: Mounts, levers: MountControl, rules: DiskRules
) -> None:
    """Mount each anew that is dead and that the settings can mount.

    Never one that only hangs: somebody's file may still be on its way.
    """
    seen = remote.asked(rules.mount_seconds)
    dead = tuple(one.mount for one in seen if one.answer == "broken")
    if not (known := mounts.kept(dead)):
        msg = "nothing on this machine knows how the folder was connected"
        raise Refused(msg)
    for one in known:
        levers.reconnect(one.unit, one.place)
