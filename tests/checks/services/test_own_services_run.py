"""Nothing that starts with the session of this person has failed."""

import pytest

from agent.host import PartMissing
from agent.host.fake.units import FakeUnits
from agent.host.ports.units import FailedUnit
from checks.services.own_services_run import OWN_SERVICES_FAILED, own_services_run


def seen(*failed):
    return own_services_run(FakeUnits(*failed))


def test_a_session_where_nothing_failed_is_fine():
    assert seen() is None


def test_a_lasting_service_that_failed_is_found_even_if_it_crashed_often():
    found = seen(FailedUnit("sync.service", gave_up=True, result="signal"))

    assert found == OWN_SERVICES_FAILED(
        services=["sync.service"], results=["signal"], count=1
    )


@pytest.mark.parametrize(
    "failed",
    [
        FailedUnit("pipewire.service"),
        FailedUnit("app-org.example.Mail@autostart.service"),
        FailedUnit("tidy.service", once=True),
        FailedUnit("portal.service", "when-needed"),
    ],
)
def test_what_may_fail_or_is_told_of_elsewhere_is_left(failed):
    assert seen(failed) is None


def test_without_a_session_there_is_nothing_to_ask():
    with pytest.raises(PartMissing):
        own_services_run(FakeUnits(trouble=PartMissing("no session")))
