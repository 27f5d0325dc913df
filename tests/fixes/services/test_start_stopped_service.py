"""Start what should run and does not."""

import pytest

from agent.host.fake.services import FakeServiceControl, FakeServices
from agent.host.fake.units import FakeUnits
from agent.host.ports.services import Service
from agent.host.ports.units import Blocker
from agent.policy.model import ServiceRules
from fixes.services.start_stopped_service import start_stopped_service

RULES = ServiceRules(required=("guard.service",), required_if_enabled=("cups.service",))


def started(*services, rules=RULES, **blockers):
    levers = FakeServiceControl()
    units = FakeUnits(**blockers)
    start_stopped_service(FakeServices(*services), units, levers, rules)
    return levers.started


def test_only_what_should_run_and_is_down_is_started_and_once():
    assert started(
        Service("guard.service", state="failed"),
        Service("cups.service"),
        Service("game.service", state="failed"),
    ) == ["guard.service"]


@pytest.mark.parametrize("start", ["disabled", "forbidden"])
def test_what_was_switched_off_stays_off(start):
    assert started(Service("guard.service", start=start, state="stopped")) == []


def test_what_crashes_over_and_over_is_not_started_again():
    assert started(Service("guard.service", state="failed", gave_up=True)) == []
    assert started(Service("guard.service", state="restarting", restarts=9)) == []


def test_without_the_rights_it_says_so():
    levers = FakeServiceControl(PermissionError("no"))
    services = FakeServices(Service("guard.service", state="stopped"))

    with pytest.raises(PermissionError):
        start_stopped_service(services, FakeUnits(), levers, RULES)


@pytest.mark.parametrize(("state", "tried"), [("failed", 1), ("forbidden", 0)])
def test_what_failed_is_started_with_what_needs_it_and_what_is_off_is_left(
    state, tried
):
    down = Service("guard.service", state="stopped")

    assert len(started(down, guard=(Blocker("net.mount", state),))) == tried


def test_what_keeps_the_clock_is_started_once_even_where_it_is_required():
    rules = ServiceRules(required=("chrony",), required_if_enabled=("chrony.service",))
    down = Service("chrony.service", state="stopped")

    assert started(down) == ["chrony.service"]
    assert started(down, Service("chrony", state="stopped"), rules=rules) == [
        "chrony.service"
    ]


def test_what_protects_the_computer_is_never_started():
    rules = ServiceRules(required=("shield",), protection=("shield.service",))

    assert started(Service("shield", state="stopped"), rules=rules) == []


def test_what_remembers_names_is_started_though_nobody_requires_it():
    down = Service("systemd-resolved.service", state="failed")

    assert started(down) == ["systemd-resolved.service"]


def test_where_another_keeps_the_clock_none_is_started_beside_it():
    """It would end the other (``Conflicts=``), which somebody may have chosen."""
    rests = Service("chrony.service", state="stopped")
    keeps = Service("systemd-timesyncd.service", state="running")
    guard = Service("guard.service", state="failed")

    assert started(guard, keeps, rests) == ["guard.service"]
    assert started(guard, rests) == ["guard.service", "chrony.service"]
