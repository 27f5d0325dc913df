"""What can be wrong with the wire's other end and the ways out, in the lab's world."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tests.lab.network import rival
from tests.lab.network.namespace import Namespace, command, connect
from tests.lab.network.plan import GATEWAY_6, PC_6
from tests.lab.network.program import ROOT
from tests.lab.network.world import World


def taken(world: World, address: str, hardware: str = "02:00:00:00:00:99") -> None:
    """Put a machine beside the PC that has its address too, until all is healed."""
    words = (rival.__file__, "lan0", address, hardware)
    world.broken.enter_context(running(world.gateway, *words))


@contextmanager
def running(where: Namespace, *words: str) -> Iterator[None]:
    """Run a program of the lab inside, once it says that it is ready."""
    inside = ["ip", "netns", "exec", where.name, sys.executable, *words]
    process = subprocess.Popen(inside, stdout=subprocess.PIPE, cwd=ROOT)
    try:
        assert process.stdout
        assert process.stdout.readline() == b"ready\n", words
        yield
    finally:
        process.kill()
        process.communicate()


def gateway_drops_web(world: World) -> None:
    """The firewall of the gateway drops connections to the web, without a word."""
    chain = "type filter hook forward priority 0;"
    _nft(world, f"add table inet own; add chain inet own through {{ {chain} }}")
    gone = "add table inet own; delete table inet own"  # no error where it is gone
    world.broken.callback(_nft, world, gone)
    _nft(world, "add rule inet own through tcp dport { 80, 443 } drop")


def _nft(world: World, lines: str) -> None:
    command(["ip", "netns", "exec", world.gateway.name, "nft", lines])


def six_gateway_gone(world: World) -> None:
    """The PC still has IPv6 by a gateway that is no longer there; IPv4 is well."""
    six(world, GATEWAY_6)
    world.gateway.ip6(f"address delete {GATEWAY_6}/64 dev lan0")


def six_on_its_way_out(world: World) -> None:
    """The network has taken IPv6 back: no address may be used for anything new."""
    six(world, GATEWAY_6, "preferred_lft 0")
    world.gateway.ip6("route replace blackhole default")


def six_without_a_way(world: World) -> None:
    """The PC has an IPv6 address and no route beyond its own network."""
    six(world)


def six(world: World, via: str = "", lasting: str = "") -> None:
    """Give the PC an IPv6 address beside its others."""
    world.pc.ip6(f"address replace {PC_6}/64 dev eth0 nodad {lasting}")
    if via:
        world.pc.ip6(f"route replace default via {via} dev eth0")


def second_way(world: World, metric: int, *, forwards: bool = True) -> None:
    """Connect the PC a second time, to another network with a gateway of its own."""
    world.broken.callback(world.gateway.ip, "link del lan1", force=True)
    connect(world.pc, "eth1", world.gateway, "lan1")
    world.pc.ip("address add 10.78.0.2/24 dev eth1")
    world.gateway.ip("address add 10.78.0.1/24 dev lan1")
    world.internet.ip("route replace 10.78.0.0/24 via 198.51.100.2")
    world.pc.ip(f"route add default via 10.78.0.1 dev eth1 metric {metric}")
    if not forwards:
        lines = ("rule add iif lan1 lookup 78", "route add blackhole default table 78")
        world.gateway.ip(*lines)
        world.broken.callback(world.gateway.ip, "rule del iif lan1 lookup 78")
        world.broken.callback(world.gateway.ip, "route flush table 78")


def second_way_well(world: World) -> None:
    """Both ways lead out; the second one is taken."""
    second_way(world, 50)


def second_way_dead_but_not_taken(world: World) -> None:
    """The second way leads nowhere, and is not taken."""
    second_way(world, 900)
    world.gateway.ip("address flush dev lan1")


def second_way_dead(world: World) -> None:
    """The second way is taken, and its gateway is gone."""
    second_way(world, 50)
    world.gateway.ip("address flush dev lan1")


def second_way_leads_nowhere(world: World) -> None:
    """The second way is taken; its gateway answers and passes nothing on."""
    second_way(world, 50, forwards=False)


def a_machine_that_is_no_router(world: World) -> None:
    """Beside the gateway, at 10.77.0.9, somebody answers who passes nothing on."""
    taken(world, "10.77.0.9")


def vpn(world: World, *networks: str, name: str = "tun0") -> None:
    """Put a tunnel on the PC, with networks led into it."""
    words = ("-m", "tests.lab.network.tunnel", name, "10.20.0.2/24", *networks)
    world.broken.enter_context(running(world.pc, *words))


def vpn_well(world: World) -> None:
    """The VPN is up, and both of the company's networks are led into it."""
    vpn(world, "10.21.0.0/16", "10.22.0.0/16")


def vpn_half_led(world: World) -> None:
    """The VPN is up, and one of the company's two networks is led into it."""
    vpn(world, "10.21.0.0/16")


def vpn_not_led(world: World) -> None:
    """The VPN is up, and nothing but its own network is led into it."""
    vpn(world)


def vpn_of_somebody_else(world: World) -> None:
    """A tunnel is up that has nothing to do with the company."""
    vpn(world, "100.64.0.0/10", name="tailscale0")


def vpn_takes_all_and_is_dead(world: World) -> None:
    """A VPN takes everything, and nobody answers at its other end."""
    vpn(world, "default")
