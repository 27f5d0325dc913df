"""Nothing is half installed."""

from agent.host.fake.upkeep import FakePackages
from agent.host.ports.upkeep import PackageLock
from agent.policy.model import ServiceRules
from checks.services.updates_not_stuck import (
    UPDATES_HALF_DONE,
    UPDATES_INTERRUPTED,
    UPDATES_LOCKED,
    updates_not_stuck,
)

RULES = ServiceRules(update_lock_minutes=120)
BUSY, IDLE = PackageLock("apt-get", 7199.0), PackageLock("apt-get", 7200.0)


class Begins(FakePackages):
    """Somebody begins to install between the first question and the last."""

    asked = False

    def lock(self):
        began, self.asked = self.asked, True
        return BUSY if began else None


def seen(*broken, **more):
    return updates_not_stuck(FakePackages(*broken, **more), RULES)


def test_a_machine_where_all_is_installed_is_fine():
    assert seen() is None


def test_what_was_left_half_done_is_found_by_name():
    found = seen("libc6", "bash")

    assert found == UPDATES_HALF_DONE(packages=["libc6", "bash"], count=2)


def test_what_was_never_written_down_was_interrupted():
    assert seen("libc6", journal=3) == UPDATES_INTERRUPTED(changes=3)


def test_while_somebody_installs_nothing_is_said_of_what_is_half_done():
    assert seen("libc6", journal=3, lock=BUSY) is None
    assert updates_not_stuck(Begins("libc6"), RULES) is None


def test_an_installation_without_a_sign_of_life_is_stuck():
    assert seen(lock=IDLE) == UPDATES_LOCKED(program="apt-get", idle=7200)
