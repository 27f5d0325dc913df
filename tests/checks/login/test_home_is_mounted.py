"""The disk or server that holds the home folder is there."""

from agent.host.fake.account import FakeHomeMount
from checks.login.home_is_mounted import HOME_NOT_MOUNTED, home_is_mounted


def test_a_home_on_a_volume_that_is_there_is_healthy():
    assert home_is_mounted(FakeHomeMount()) is None


def test_a_volume_that_is_not_there_is_found():
    assert home_is_mounted(FakeHomeMount("/home")) == HOME_NOT_MOUNTED(mount="/home")
