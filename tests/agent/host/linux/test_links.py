"""Adapters as sysfs shows them; the addresses are proved in the network lab."""

import socket
from types import SimpleNamespace

import pytest

from agent.host import HostError
from agent.host.linux.links import LinuxLinks, _parsed
from agent.host.ports.network import Adapter


@pytest.fixture
def net(tmp_path):
    def add(name, kind="1", carrier="1", *parts):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "type").write_text(f"{kind}\n")
        if carrier is not None:
            (folder / "carrier").write_text(f"{carrier}\n")
        for part in parts:
            (folder / part).mkdir()

    add("lo", "772")
    add.links = LinuxLinks(str(tmp_path))
    return add


def test_an_adapter_has_a_device_and_the_rest_is_built_upon_it(net):
    net("eth0", "1", "1", "device")
    net("wlan0", "1", "0", "device", "wireless")
    net("wwan0", "519", "1", "device")
    net("br0", "1", "1", "bridge")
    net("tun0", "65534", "1")

    assert net.links.adapters() == (
        Adapter("eth0", "wired", carrier=True),
        Adapter("wlan0", "wireless", carrier=False),
        Adapter("wwan0", "mobile", carrier=True),
    )


def test_in_a_container_what_looks_like_ethernet_stands_for_an_adapter(net):
    net("eth0")
    net("docker0", "1", "1", "bridge")
    net("veth1", "1", "1", "master")
    net("tap0", "1", "1", "tun_flags")

    assert [one.name for one in net.links.adapters()] == ["eth0"]


def test_an_adapter_that_is_switched_off_has_no_carrier(net):
    net("eth0", "1", None, "device")

    assert net.links.adapters() == (Adapter("eth0", "wired", carrier=False),)


def test_a_bridge_over_a_bond_is_built_upon_the_adapters_of_the_bond(net):
    net("eth0", "1", "1", "device")
    net("bond0", "1", "1", "bonding", "lower_eth0")
    net("br0", "1", "1", "bridge", "lower_bond0")
    net("docker0", "1", "1", "bridge", "lower_veth1")

    assert net.links._below("br0") == {"bond0", "eth0"}
    assert net.links._below("docker0") == {"veth1"}


def test_a_machine_that_does_not_list_its_adapters_says_so(tmp_path):
    with pytest.raises(HostError):
        LinuxLinks(str(tmp_path / "none")).adapters()


def test_addresses_that_reach_no_further_than_the_wire_are_left_out():
    rows = [
        SimpleNamespace(family=family, address=address)
        for family, address in [
            (socket.AF_INET, "169.254.1.2"),
            (socket.AF_INET6, "fe80::1%eth0"),
            (socket.AF_INET6, "2001:db8::7"),
            (socket.AF_PACKET, "02:00:00:00:00:01"),
        ]
    ]

    assert [address for address, _ in _parsed(rows)] == ["169.254.1.2", "2001:db8::7"]
