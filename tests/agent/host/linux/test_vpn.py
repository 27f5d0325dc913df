"""Tunnels as sysfs shows them."""

import pytest

from agent.host import HostError
from agent.host.linux.vpn import LinuxTunnels


@pytest.fixture
def net(tmp_path):
    def add(name, kind, flags="0x1091", carrier="1", *parts):
        folder = tmp_path / name
        folder.mkdir()
        for what, text in (("type", kind), ("flags", flags), ("carrier", carrier)):
            (folder / what).write_text(f"{text}\n")
        for part in parts:
            (folder / part).mkdir()

    add.tunnels = LinuxTunnels(str(tmp_path))
    return add


def test_a_tunnel_has_no_device_and_speaks_no_ethernet(net):
    net("eth0", "1", "0x1003", "1", "device")
    net("docker0", "1", "0x1003", "1", "bridge")
    net("tap0", "1", "0x1003", "1")
    net("tun0", "65534")
    net("ppp0", "512")
    net("wwan0", "65534", "0x1091", "1", "device")

    assert net.tunnels.up() == ("ppp0", "tun0")


def test_a_tunnel_that_is_off_or_that_nobody_serves_is_not_up(net):
    net("tun0", "65534", "0x1090")
    net("tun1", "65534", "0x1091", "0")

    assert net.tunnels.up() == ()


def test_the_kernel_says_where_a_network_goes(net):
    assert net.tunnels.leads(("127.0.0.0/8",)) == {"127.0.0.0/8": ""}


def test_a_machine_that_does_not_list_its_adapters_says_so(tmp_path):
    with pytest.raises(HostError):
        LinuxTunnels(str(tmp_path / "none")).up()
