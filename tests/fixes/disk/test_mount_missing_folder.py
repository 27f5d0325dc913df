"""Mount what is always mounted here and is not."""

import pytest

from agent.fix import Refused
from agent.host.fake.mounts import FakeMountControl, FakeMounts
from agent.host.fake.units import FakeUnits
from agent.host.ports.mounts import KeptMount
from agent.host.ports.units import Blocker
from agent.moment import Moment
from agent.value import replace
from fixes.disk.mount_missing_folder import mount_missing_folder

HOMES = KeptMount("/srv/homes", "srv-homes.mount")
DATA = KeptMount("/data", "data.mount")


def done(*missing, **blockers):
    levers = FakeMountControl()
    mount_missing_folder(FakeMounts(*missing), FakeUnits(**blockers), levers)
    return levers.done


def test_what_should_be_mounted_and_is_not_is_mounted_once():
    assert done(HOMES, DATA) == [("mount", "srv-homes.mount"), ("mount", "data.mount")]


def test_what_somebody_saved_in_its_place_is_never_hidden():
    occupied = replace(HOMES, occupied=True)

    with pytest.raises(Refused, match="would be hidden"):
        done(occupied)
    assert done(occupied, DATA) == [("mount", "data.mount")]


def test_where_nothing_is_missing_that_the_system_knows_of_it_says_so():
    with pytest.raises(Refused, match="knows of nothing"):
        done()


@pytest.mark.parametrize("state", ["failed", "forbidden", "missing"])
def test_a_disk_that_failed_its_examination_stays_away(state):
    fsck = Blocker("systemd-fsck@dev-sdb1.service", state)

    assert done(HOMES, **{"srv-homes.mount": (fsck,)}) == []
    assert Moment.DRIVE_FAILING in mount_missing_folder.not_during
