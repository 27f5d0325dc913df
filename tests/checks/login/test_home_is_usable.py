"""The home folder can be used."""

import pytest

from agent.host.fake.login import FakeHome
from agent.host.ports.login import HomeState
from checks.login.home_is_usable import (
    HOME_MISSING,
    HOME_NOT_WRITABLE,
    HOME_NOT_YOURS,
    home_is_usable,
)


def test_a_home_that_takes_what_is_written_is_healthy():
    assert home_is_usable(FakeHome()) is None


@pytest.mark.parametrize(
    ("state", "finding"),
    [
        (HomeState(exists=False), HOME_MISSING()),
        (HomeState(exists=True, is_folder=False), HOME_MISSING()),
        (HomeState(exists=True, is_ours=False), HOME_NOT_YOURS()),
        (HomeState(exists=True, refused="EROFS"), HOME_NOT_WRITABLE(error="EROFS")),
    ],
)
def test_each_way_a_home_is_unusable_has_its_name(state, finding):
    assert home_is_usable(FakeHome(state)) == finding
