"""Mount what is always mounted here and is not."""

import pytest

from agent.fix import Refused
from agent.host import PartMissing
from agent.host.fake.account import FakeHomeMount
from agent.host.fake.mounts import FakeMountControl, FakeMounts
from agent.host.fake.units import FakeUnits
from agent.host.ports.mounts import KeptMount
from agent.host.ports.units import Blocker
from agent.moment import Moment
from agent.value import replace
from fixes.disk.mount_missing_folder import mount_missing_folder

HOMES = KeptMount("/srv/homes", "srv-homes.mount")
DATA = KeptMount("/data", "data.mount")


class Homes(FakeMountControl):
    """Volumes of homes that are missing until they are mounted."""

    def __init__(self, *places):
        super().__init__()
        self.places = list(places)

    def missing(self):
        return min(self.places, default="")

    def mount(self, unit):
        name = unit.removesuffix(".mount").replace("-", "/")
        self.places = [one for one in self.places if one != f"/{name}"]
        return super().mount(unit)


class OnTheSystemsDisk(FakeHomeMount):
    def missing(self):
        raise PartMissing("the home lies on the disk of the system")


def done(*missing, home=None, **blockers):
    levers = home if isinstance(home, Homes) else FakeMountControl()
    mounts, units = FakeMounts(*missing), FakeUnits(**blockers)
    mount_missing_folder(mounts, units, home or OnTheSystemsDisk(), levers)
    return levers.done


def test_what_should_be_mounted_and_is_not_is_mounted_once():
    assert done(HOMES, DATA) == [("mount", "srv-homes.mount"), ("mount", "data.mount")]


def test_where_a_home_is_missing_what_it_does_not_need_may_be_unmounted_on_purpose():
    """An administrator who examines the disk of the data must not have it mounted."""
    top = KeptMount("/srv", "srv.mount")
    home = Homes("/srv/homes")

    assert done(HOMES, DATA, top, home=home) == [
        ("mount", "srv-homes.mount"),
        ("mount", "srv.mount"),
    ]


def test_each_volume_of_the_homes_that_is_missing_is_mounted():
    more = KeptMount("/srv/more", "srv-more.mount")
    home = Homes("/srv/homes", "/srv/more")

    assert [unit for _, unit in done(HOMES, DATA, more, home=home)] == [
        "srv-homes.mount",
        "srv-more.mount",
    ]


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
