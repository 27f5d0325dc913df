"""Default routes as /proc shows them; signs of life are proved in the network lab."""

import socket
import struct

import pytest

from agent.host import HostError
from agent.host.linux import neighbours
from agent.host.linux.hops import expired, one_hop
from agent.host.linux.neighbours import Neighbour, State
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
    assert isinstance(neighbours.table(), dict)


def row(state, *attributes):
    body = neighbours.NEIGHBOUR.pack(socket.AF_INET, 1, state, 0, 0)
    for kind, data in attributes:
        length = neighbours.ATTRIBUTE.size + len(data)
        body += neighbours.ATTRIBUTE.pack(length, kind) + data + b"\0" * (-length % 4)
    return body


MAC, WHO = (2, bytes(6)), (1, bytes([10, 0, 0, 1]))


def test_a_row_of_the_neighbour_table_is_read():
    heard = (3, struct.pack("=IIII", 150, 0, 0, 1))

    assert neighbours._entry(row(State.STALE, MAC, WHO, heard)) == (
        ("lo", "10.0.0.1"),
        Neighbour(State.STALE, 1.5),
    )


def test_a_row_without_an_address_is_none():
    with pytest.raises(ValueError):
        neighbours._entry(row(State.REACHABLE, MAC))


@pytest.mark.parametrize(
    ("known", "there"),
    [
        (Neighbour(State.REACHABLE, 0.1), True),
        (Neighbour(State.REACHABLE, 20.0), False),
        (Neighbour(State.REACHABLE), False),
        (Neighbour(State.STALE, 0.1), False),
        (Neighbour(State.PROBE, 0.1), False),
        (Neighbour(State.FAILED, 0.1), False),
        (Neighbour(State.PERMANENT), True),
        (Neighbour(State.NOARP), True),
        (Neighbour(), False),
    ],
)
def test_what_was_heard_before_we_asked_is_a_memory(known, there):
    assert known.heard_within(2.0) is there


def test_an_error_that_this_machine_makes_itself_is_no_sign_of_life():
    """Loopback refuses; nobody sends back what goes one hop and arrives."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        one_hop(sender, "lo")
        sender.connect(("127.0.0.1", 9))
        sender.send(b"?")

        assert not expired(sender)
