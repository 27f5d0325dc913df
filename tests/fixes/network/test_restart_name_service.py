"""Start the service anew that remembers names and hangs."""

import pytest

from agent.fix import Refused
from agent.host import HostError
from agent.host.fake.name_levers import FakeNameServiceControl
from agent.host.fake.services import FakeServices
from agent.host.ports.services import Service
from fixes.network.restart_name_service import restart_name_service

RESOLVED = Service("systemd-resolved.service")


def restarted(*services):
    levers = FakeNameServiceControl()
    restart_name_service(FakeServices(*services), levers)
    return levers.restarted


def test_what_runs_and_remembers_names_is_restarted_and_nothing_else():
    others = Service("dnsmasq.service", state="stopped"), Service("cups.service")

    assert restarted(RESOLVED, *others) == ["systemd-resolved.service"]


@pytest.mark.parametrize("start", ["disabled", "forbidden", "at-boot"])
def test_what_was_switched_off_on_purpose_is_not_switched_on_again(start):
    with pytest.raises(Refused, match="no service"):
        restarted(Service("systemd-resolved.service", start=start, state="stopped"))


def test_one_that_somebody_locked_is_left_alone_though_it_still_runs():
    assert restarted(Service("dnsmasq.service", start="forbidden")) == []


def test_one_that_does_not_come_back_is_no_success():
    with pytest.raises(HostError, match="did not come back"):
        restart_name_service(
            FakeServices(RESOLVED),
            FakeNameServiceControl(HostError("did not come back")),
        )


def test_the_engine_waits_longer_than_the_lever_does():
    assert restart_name_service.timeout > 5 + 4 + 14
