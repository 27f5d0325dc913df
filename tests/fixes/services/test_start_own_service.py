"""Start once more what failed in the session of this person."""

from agent.fix import Risk
from agent.host.fake.units import FakeOwnServiceControl, FakeUnits
from agent.host.ports.units import FailedUnit
from agent.model import Account
from fixes.services.start_own_service import start_own_service


def started(*failed):
    levers = FakeOwnServiceControl()
    start_own_service(FakeUnits(*failed), levers)
    return levers.started


def test_what_failed_in_the_session_is_started_once_after_a_yes():
    assert started(FailedUnit("sync.service")) == ["sync.service"]
    assert start_own_service.risk is Risk.ASK
    assert start_own_service.runs_as is Account.USER


def test_what_crashes_makes_sound_or_belongs_to_a_program_is_left():
    assert (
        started(
            FailedUnit("sync.service", gave_up=True),
            FailedUnit("pipewire.service"),
            FailedUnit("app-mail.service"),
        )
        == []
    )
