"""Default routes as /proc shows them; signs of life are proved in the network lab."""

import socket

import pytest

from agent.host import HostError
from agent.host.linux import neighbours
from agent.host.linux.routes import LinuxRoutes
from agent.host.ports.network import Gateway

FOUR = """\
Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
eth0\t00000000\t014D0A0A\t0003\t0\t0\t0\t00000000\t0\t0\t0
eth0\t004D0A0A\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0
tun0\t00000000\t00000000\t0001\t0\t0\t9\t00000000\t0\t0\t0
eth1\t00000000\t016E0A0A\t0002\t0\t0\t0\t00000000\t0\t0\t0
* \t00000000\t00000000\t0201\t0\t0\t0\t00000000\t0\t0\t0
"""
ANY, NET = "0" * 32, "20010db8" + "0" * 24
SIX = f"""\
{ANY} 00 {ANY} 00 {"20010db8" + "0" * 23 + "1"} 00000400 00000001 00000000 00000003 eth0
{NET} 40 {ANY} 00 {ANY} 00000100 00000001 00000000 00000001 eth0
{ANY} 00 {ANY} 00 {ANY} ffffffff 00000001 00000000 00200200 lo
"""


def routes(folder, four=FOUR, six=SIX):
    (folder / "route").write_text(four)
    (folder / "ipv6_route").write_text(six)
    return LinuxRoutes(str(folder))


def test_usable_default_routes_of_both_families_are_told(tmp_path):
    assert routes(tmp_path).gateways() == (
        Gateway("eth0", "10.10.77.1"),
        Gateway("tun0", ""),
        Gateway("eth0", "2001:db8::1"),
    )


def test_a_kernel_without_a_family_has_no_routes_of_it(tmp_path):
    assert LinuxRoutes(str(tmp_path)).gateways() == ()


def test_what_cannot_be_read_is_not_known(tmp_path):
    with pytest.raises(HostError):
        routes(tmp_path, four="Iface\nrubbish\n").gateways()


def test_somebody_who_refuses_lives(tmp_path):
    """Loopback refuses at once where nobody listens."""
    here = Gateway("lo", "127.0.0.1")

    assert routes(tmp_path).answering((here,)) == (here,)


def test_the_kernel_tells_its_neighbours():
    assert isinstance(neighbours.states(), dict)


def test_a_row_of_the_neighbour_table_is_read():
    row = neighbours.NEIGHBOUR.pack(socket.AF_INET, 1, neighbours.State.STALE, 0, 0)
    mac = neighbours.ATTRIBUTE.pack(10, 2) + bytes(6) + b"\0\0"
    address = neighbours.ATTRIBUTE.pack(8, 1) + bytes([10, 0, 0, 1])

    assert neighbours._entry(row + mac + address) == (
        ("lo", "10.0.0.1"),
        neighbours.State.STALE,
    )


def test_a_row_without_an_address_is_none():
    row = neighbours.NEIGHBOUR.pack(socket.AF_INET, 1, 2, 0, 0)
    with pytest.raises(ValueError):
        neighbours._entry(row + neighbours.ATTRIBUTE.pack(0, 2))
