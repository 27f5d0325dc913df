"""Lines that are lossy, slow, jittery, narrow, or swallow large packets."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.lab.network import cable
from tests.lab.network.namespace import Namespace, command
from tests.lab.network.world import World

ALL, NOBODY = "0 2147483647", "1 0"
"""Who may ping (``net.ipv4.ping_group_range``): all, as systemd sets it; or nobody."""


def through(world: World, where: str, **manner: Any) -> None:
    """Lead packets through a bad cable until the world is healed."""
    world.broken.enter_context(_laid(world.gateway, where, manner))


@contextmanager
def _laid(gateway: Namespace, where: str, manner: dict[str, Any]) -> Iterator[None]:
    words = [sys.executable, cable.__file__, where, json.dumps(manner)]
    inside = ["ip", "netns", "exec", gateway.name, *words]
    process = subprocess.Popen(inside, stdout=subprocess.PIPE)
    try:
        assert process.stdout
        assert process.stdout.readline() == b"ready\n", "the cable could not be laid"
        yield
    finally:
        process.kill()
        process.communicate()
        for line in cable.GONE:
            for family in ("-4", "-6") if "100" in line else ("-4",):
                words = ["ip", family, "-n", gateway.name, *line.split()]
                command(words, must=False)


def may_ping(world: World, who: str = ALL) -> None:
    """Let the PC's people ping, as on most systems; also part of the faults below."""
    with world.pc.entered(), open("/proc/sys/net/ipv4/ping_group_range", "w") as file:
        file.write(who)


def lossy_line(world: World) -> None:
    """Beyond the gateway, a quarter of all packets is lost, each way."""
    may_ping(world)
    through(world, "far", loss=25)


def lossy_line_without_ping(world: World) -> None:
    """The same, where nobody may ping."""
    may_ping(world, NOBODY)
    through(world, "far", loss=30)


def lossy_wire(world: World) -> None:
    """Between the PC and its gateway, a quarter of all packets is lost, each way."""
    may_ping(world)
    through(world, "near", loss=25)


def slow_line(world: World) -> None:
    """Beyond the gateway, packets take 200 milliseconds, each way."""
    may_ping(world)
    through(world, "far", delay=200)


def slow_wire(world: World) -> None:
    """Between the PC and its gateway, packets take 200 milliseconds, each way."""
    may_ping(world)
    through(world, "near", delay=200)


def jittery_line(world: World) -> None:
    """Beyond the gateway, packets take from nothing to a third of a second, at random.

    They keep their order, as on most lines, which evens them out.
    """
    may_ping(world)
    through(world, "far", delay=100, jitter=100, loss=0, reorder=1)


def far_line(world: World) -> None:
    """Healthy: packets take 40 milliseconds each way, as to another continent."""
    may_ping(world)
    through(world, "far", delay=40)


def slightly_lossy_line(world: World) -> None:
    """Healthy enough: one packet of a hundred is lost, each way."""
    may_ping(world)
    through(world, "far", loss=1)


def slightly_jittery_line(world: World) -> None:
    """Healthy enough: packets differ by some milliseconds."""
    may_ping(world)
    through(world, "far", delay=20, jitter=8)


def gateway_answers_few_pings(world: World) -> None:
    """Healthy: the gateway has better things to do than to answer all pings."""
    may_ping(world)
    rule = "ip protocol icmp icmp type echo-request numgen random mod 100 < 60 drop"
    _filter(
        world.gateway,
        f"chain input {{ type filter hook input priority 0; {rule};\n }}",
        world,
    )


def ping_lost_outside(world: World) -> None:
    """Healthy: somewhere beyond the gateway most pings are thrown away."""
    may_ping(world)
    rule = "ip protocol icmp icmp type echo-request numgen random mod 100 < 60 drop"
    _filter(
        world.gateway,
        f"chain forward {{ type filter hook forward priority 0; {rule};\n }}",
        world,
    )


def black_hole(world: World) -> None:
    """Beyond the gateway, packets of more than 1300 bytes vanish without a word."""
    through(world, "far", longest=1300)


def black_hole_inwards(world: World) -> None:
    """Only what comes from the internet vanishes, when it is large."""
    through(world, "far", longest_in=1300)


def black_hole_of_six(world: World) -> None:
    """Large packets vanish with IPv6 alone, as behind many a tunnel; IPv4 is well."""
    from tests.lab.network.faults import both_families

    both_families(world)
    through(world, "far", longest_6=1300)


def narrow_line(world: World) -> None:
    """Healthy: beyond the gateway packets have 1492 bytes at most, and it says so."""
    world.gateway.ip("link set wan0 mtu 1492")
    world.internet.ip("link set isp0 mtu 1492")
    world.broken.callback(world.internet.ip, "link set isp0 mtu 1500")
    world.broken.callback(world.gateway.ip, "link set wan0 mtu 1500")


def clamped_line(world: World) -> None:
    """Healthy: large packets vanish, but the gateway has TCP make none, as many do."""
    through(world, "far", longest=1300)
    rule = "tcp flags syn tcp option maxseg size set 1200"
    _filter(
        world.gateway,
        f"chain forward {{ type filter hook forward priority 0; {rule};\n }}",
        world,
    )


def _filter(machine: Namespace, chain: str, world: World) -> None:
    nft = ["ip", "netns", "exec", machine.name, "nft"]
    command([*nft, "-f", "-"], f"table inet quality {{ {chain}\n }}")
    gone = [*nft, "delete", "table", "inet", "quality"]
    world.broken.callback(command, gone, must=False)
