"""Default routes as /proc shows them, and who was named when an address was lent."""

import socket

import pytest

from agent.host.linux.by_adapter import _found
from agent.host.linux.decision import decided
from agent.host.linux.leased import routers
from agent.host.linux.ways import LinuxWays, _near
from tests.agent.host.linux.toybus import toy_bus

HEAD = "Iface Destination Gateway Flags RefCnt Use Metric Mask MTU Window IRTT\n"
NET = "eth0 00004D0A 00000000 0001 0 0 100 00FFFFFF 0 0 0\n"
HOST = "eth0 01094D0A 00000000 0005 0 0 100 FFFFFFFF 0 0 0\n"
WAY = "eth0 00000000 01004D0A 0003 0 0 100 00000000 0 0 0\n"


@pytest.fixture
def rows(tmp_path):
    (tmp_path / "route").write_text(HEAD + NET + HOST + WAY)
    return LinuxWays(str(tmp_path))._rows()


def test_routes_are_read_with_their_metric(rows):
    assert rows[2] == ("eth0", 0, 0, 0x01004D0A, 100)


def test_a_gateway_in_the_network_of_the_adapter_is_near(rows):
    assert _near(rows, "eth0", "10.77.0.1")
    assert not _near(rows, "eth1", "10.77.0.1")


def test_a_route_to_the_gateway_alone_does_not_bring_it_near(rows):
    assert not _near(rows, "eth0", "10.77.9.1")


def test_the_kernel_needs_no_gateway_for_this_machine_and_names_no_way_to_nowhere():
    assert decided("127.0.0.1") is None


def test_a_page_at_an_address_needs_no_name_server():
    assert list(_found("lo", (), "192.0.2.7")) == ["192.0.2.7"]
    assert list(_found("lo", (), "work.test")) == []


def told(tmp_path, options, lease="/lease"):
    def answers(path, _interface, member, body):
        if member == "GetDeviceByIpIface":
            return "o", ("/device",)
        if path == "/device":
            return "v", (("o", lease),)
        return "v", (("a{sv}", options),)

    with toy_bus(tmp_path, answers) as bus:
        return routers("eth0", bus.place, str(tmp_path))


def test_networkmanager_tells_the_routers_of_a_lease(tmp_path):
    options = {"routers": ("s", "10.0.0.1 10.0.0.2"), "domain_name": ("s", "x")}

    assert told(tmp_path, options) == ("10.0.0.1", "10.0.0.2")


@pytest.mark.parametrize("lease", ["/", "/lease"])
def test_a_lease_without_routers_names_none(tmp_path, lease):
    assert told(tmp_path, {}, lease) == ()


def test_networkd_leaves_a_file_by_the_number_of_the_adapter(tmp_path):
    number = socket.if_nametoindex("lo")
    (tmp_path / str(number)).write_text(
        "# private\nADDRESS=10.0.0.7\nROUTER=10.0.0.1\n"
    )

    assert routers("lo", "", str(tmp_path)) == ("10.0.0.1",)


def test_where_nobody_holds_a_lease_nobody_was_named(tmp_path):
    assert routers("eth0", str(tmp_path / "none"), str(tmp_path)) == ()
