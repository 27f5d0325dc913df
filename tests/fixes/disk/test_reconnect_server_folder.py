"""Connect a folder again whose program has ended."""

import pytest

from agent.fix import Refused, Risk
from agent.host.fake.mounts import FakeMountControl, FakeMounts
from agent.host.fake.remote_mounts import FakeRemoteMounts
from agent.host.ports.mounts import KeptMount
from agent.host.ports.remote_mounts import RemoteMount
from agent.policy.model import DiskRules
from fixes.disk.reconnect_server_folder import reconnect_server_folder

DEAD = RemoteMount("/srv/far", "attic", "fuse.sshfs", "broken")
HANGS = RemoteMount("/srv/near", "files", "nfs4", "none")
WELL = RemoteMount("/srv/team", "files", "nfs4")
KEPT = (
    KeptMount("/srv/far", "srv-far.mount"),
    KeptMount("/srv/near", "srv-near.mount"),
)


def done(*remote, kept=KEPT):
    levers = FakeMountControl()
    mounts = FakeMounts(kept=kept)
    reconnect_server_folder(FakeRemoteMounts(*remote), mounts, levers, DiskRules())
    return levers.done


def test_only_what_is_dead_is_mounted_anew_and_only_after_a_yes():
    assert done(DEAD, HANGS, WELL) == [("reconnect srv-far.mount", "/srv/far")]
    assert reconnect_server_folder.risk is Risk.ASK


def test_what_hangs_is_never_taken_away():
    with pytest.raises(Refused):
        done(HANGS, WELL)


def test_what_nobody_could_mount_again_is_not_let_go():
    with pytest.raises(Refused, match="knows how"):
        done(DEAD, kept=())
