"""Addresses that are lent: nobody lends, the lease is lost, the lease is renewed."""

from __future__ import annotations

import pytest

from tests.lab.network import faults
from tests.lab.network.daemons import borrowing, lending, wait_for_lease

pytestmark = pytest.mark.lab


@pytest.fixture
def borrower(world, tmp_path):
    """Return the world with a PC that has no address but what it borrows."""
    faults.no_address(world)
    world.names_at()
    with borrowing(world, str(tmp_path)):
        yield world


def test_a_lent_address_is_healthy(borrower, program, tmp_path):
    with lending(borrower, str(tmp_path)):
        wait_for_lease(borrower)
        report = program.check()

    assert (report.said["outcome"], report.exit_code) == ("healthy", 0), report


def test_where_nobody_lends_there_is_no_address(borrower, program):
    report = program.check()

    assert report.causes == {("network.address_is_given", "no-address")}, report
    assert report.seconds <= 5, report


def test_a_lease_is_asked_for_again_and_the_network_is_well(
    borrower, program, tmp_path
):
    before = program.check()
    with lending(borrower, str(tmp_path)):
        report = program.run("fix", "--only", "network", "--json", keep="sys_ptrace")

    assert ("network.address_is_given", "no-address") in before.causes, before
    steps = [(one["fix"], one["result"]) for one in report.said["steps"]]
    assert steps[0] == ("renew_dhcp_lease", "cured"), report
    assert (report.said["outcome"], report.exit_code) == ("repaired", 0), report
