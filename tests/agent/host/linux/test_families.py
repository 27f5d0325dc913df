"""When IPv6 counts as used, and who answers by which kind of address."""

import socket

import pytest

from agent.host.linux.families import LinuxFamilies, _answered

GLOBAL = "20010db8007700000000000000000002 02 40 00 {} eth0\n"
OWN = "fd000000000000000000000000000002 02 40 00 80 eth0\n"
LINK = "fe800000000000000000000000000002 02 40 20 80 eth0\n"
NOWHERE = "0" * 32
ROUTE = f"{NOWHERE} 00 {NOWHERE} 00 fe80{'0' * 27}1 00000400 1 0 00000003 eth0\n"
NONE = f"{NOWHERE} 00 {NOWHERE} 00 {NOWHERE} ffffffff 1 0 00200200 lo\n"


@pytest.fixture
def used(tmp_path):
    def ask(addresses, routes):
        (tmp_path / "if_inet6").write_text(addresses)
        (tmp_path / "ipv6_route").write_text(routes)
        return LinuxFamilies(str(tmp_path)).six_is_used()

    return ask


def test_an_address_for_the_internet_and_a_way_out_make_ipv6_used(used):
    assert used(LINK + GLOBAL.format("80"), NONE + ROUTE)


def test_without_a_way_out_it_is_not_used(used):
    assert not used(GLOBAL.format("80"), NONE)


@pytest.mark.parametrize("addresses", [LINK, OWN])
def test_addresses_that_reach_less_far_are_not_tried_first(used, addresses):
    assert not used(addresses, ROUTE)


@pytest.mark.parametrize("flags", ["40", "a0", "88"])
def test_an_address_on_its_way_in_or_out_is_not_used(used, flags):
    assert not used(GLOBAL.format(flags), ROUTE)


def test_a_machine_without_ipv6_does_not_use_it(tmp_path):
    assert not LinuxFamilies(str(tmp_path / "none")).six_is_used()


def test_who_takes_or_refuses_a_connection_has_answered():
    with (
        socket.create_server(("127.0.0.1", 0)) as there,
        socket.socket() as refusing,
    ):
        refusing.bind(("127.0.0.1", 0))
        aims = [there.getsockname(), refusing.getsockname()]

        assert _answered(aims) == set(aims)


def test_a_host_with_one_kind_of_address_is_not_compared():
    assert LinuxFamilies().compare(("http://127.0.0.1/",)) == ()
