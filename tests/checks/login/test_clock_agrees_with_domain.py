"""The clock agrees with that of the servers that sign people in."""

import pytest

from agent.host import HostError, PartMissing
from agent.host.fake.domain import FakeDomainClock
from agent.host.fake.login import REALM, FakeSignInServers
from agent.host.fake.network import FakeClock
from agent.policy.model import LoginRules, NetworkRules
from checks.login.clock_agrees_with_domain import (
    CLOCK_OFF_FROM_DOMAIN,
    DOMAIN_CLOCK_WRONG,
    clock_agrees_with_domain,
)

NOBODY = FakeClock((), ())


def asked(*behind, clock=NOBODY, joined=True):
    return clock_agrees_with_domain(
        FakeSignInServers(joined=joined),
        FakeDomainClock(*behind),
        clock,
        LoginRules(),
        NetworkRules(max_clock_skew=300),
    )


@pytest.mark.parametrize("behind", [(0.1,), (-300.0,), (300.0,), (900.0, 2.0)])
def test_a_clock_that_one_server_agrees_with_is_healthy(behind):
    assert asked(*behind) is None


@pytest.mark.parametrize(("behind", "late"), [(301.4, True), (-7200.2, False)])
def test_a_clock_too_far_from_all_of_them_is_found(behind, late):
    finding = asked(behind * 3, behind)

    seconds = round(abs(behind))
    assert finding == CLOCK_OFF_FROM_DOMAIN(realm=REALM, seconds=seconds, late=late)


def test_where_others_say_that_ours_is_right_the_domain_is_wrong():
    finding = asked(-600.0, clock=FakeClock((0.2,)))

    assert finding == DOMAIN_CLOCK_WRONG(realm=REALM, seconds=600, late=False)
    assert finding.fingerprint


def test_where_others_say_that_ours_is_wrong_the_domain_is_not_blamed():
    finding = asked(600.0, clock=FakeClock((601.0,)))

    assert finding == CLOCK_OFF_FROM_DOMAIN(realm=REALM, seconds=600, late=True)
    assert not finding.fingerprint


def test_without_an_answer_nothing_is_claimed():
    with pytest.raises(HostError):
        asked()


def test_a_machine_that_is_not_joined_has_no_domain_to_agree_with():
    with pytest.raises(PartMissing):
        asked(900.0, joined=False)
