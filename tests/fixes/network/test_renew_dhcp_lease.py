"""Ask the network for an address again."""

import pytest

from agent.host import HostError
from agent.host.fake.network_levers import FakeLeaseControl
from fixes.network.renew_dhcp_lease import renew_dhcp_lease


def test_the_leases_are_renewed_once():
    leases = FakeLeaseControl()

    renew_dhcp_lease(leases)

    assert leases.renewed == 1


def test_a_client_that_does_not_answer_is_no_success():
    with pytest.raises(HostError, match="did not answer"):
        renew_dhcp_lease(FakeLeaseControl(HostError("the client did not answer")))


def test_the_engine_waits_for_an_address_longer_than_the_lever_does():
    assert renew_dhcp_lease.timeout > 4 + 15 + 3 * 5
