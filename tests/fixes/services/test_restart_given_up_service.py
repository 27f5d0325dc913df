"""Give what IT requires one more chance where the system has given it up."""

import pytest

from agent.fix import Refused
from agent.host.fake.services import FakeServiceControl, FakeServices
from agent.host.ports.services import Service
from agent.policy.model import ServiceRules
from fixes.services.restart_given_up_service import restart_given_up_service

RULES = ServiceRules(required=("guard",), max_restarts=5)
TIRED = Service("guard.service", state="failed", restarts=5, gave_up=True)


def started(*services, rules=RULES):
    levers = FakeServiceControl()
    restart_given_up_service(FakeServices(*services), levers, rules)
    assert levers.started == []
    return levers.anew


def test_what_the_system_gave_up_gets_one_more_chance():
    assert started(TIRED) == ["guard.service"]


def test_it_settles_for_longer_than_the_system_takes_to_give_it_up_again():
    """Ten seconds, where nobody set StartLimitIntervalSec= (systemd.unit(5))."""
    assert restart_given_up_service.settle > 2 * 10


@pytest.mark.parametrize(
    "one",
    [
        Service("guard.service", state="failed", restarts=6, gave_up=True),
        Service("guard.service", state="restarting", restarts=9),
    ],
)
def test_a_loop_is_broken_and_not_fed(one):
    with pytest.raises(Refused, match="crash again"):
        started(one)


@pytest.mark.parametrize("start", ["disabled", "forbidden"])
def test_what_was_switched_off_is_never_started(start):
    off = Service("guard.service", start, "failed", gave_up=True)

    with pytest.raises(Refused):
        started(off)


def test_what_it_does_not_require_and_what_protects_is_left_to_it():
    shield = ServiceRules(required=("guard",), protection=("guard.service",))

    for rules in (ServiceRules(), shield):
        with pytest.raises(Refused):
            started(TIRED, rules=rules)


def test_what_fell_asleep_well_is_left_beside_it():
    assert started(TIRED, Service("cups.service", restarts=9, steady=9e9)) == [
        "guard.service"
    ]
