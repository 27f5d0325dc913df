"""Well-kept daemons of Debian in the lab: DHCP at both ends, a cache of names."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from tests.lab.network.namespace import started
from tests.lab.network.plan import GATEWAY, NAMES
from tests.lab.network.world import World, listens, wait_until

LEASE = """#!/bin/sh
case $1 in
deconfig) ip -4 address flush dev $interface ;;
bound | renew)
  ip -4 address flush dev $interface
  ip address add $ip/$mask dev $interface
  ip route replace default via $router dev $interface
  for one in $dns; do echo nameserver $one; done >/etc/resolv.conf
  ;;
esac
"""
"""What udhcpc(8) runs; Debian's own would ask resolvconf, which the lab has not."""


@contextmanager
def lending(world: World, folder: str) -> Iterator[None]:
    """Have the gateway lend addresses, and tell its own as gateway and name server."""
    options = [
        *("--keep-in-foreground", "--conf-file=/dev/null", "--port=0", "--pid-file="),
        *("--interface=lan0", "--bind-dynamic", "--dhcp-authoritative", "--no-ping"),
        "--dhcp-range=10.77.0.50,10.77.0.99,2m",
        f"--dhcp-option=3,{GATEWAY}",
        f"--dhcp-option=6,{GATEWAY}",
        f"--dhcp-leasefile={folder}/leases",
    ]
    with started(world.gateway, "dnsmasq", *options):
        yield


@contextmanager
def borrowing(world: World, folder: str) -> Iterator[None]:
    """Have the PC borrow its address, with udhcpc."""
    script = os.path.join(folder, "lease")
    with open(script, "w") as file:
        file.write(LEASE)
    os.chmod(script, 0o755)
    patient = ["-t", "10", "-T", "1", "-A", "600"]
    words = ["udhcpc", "-f", "-i", "eth0", "-s", script, *patient]
    with started(world.pc, *words):
        yield


@contextmanager
def remembering(world: World) -> Iterator[None]:
    """Have the PC ask a cache of its own, which believes an hour what it hears."""
    options = [
        *("--keep-in-foreground", "--conf-file=/dev/null", "--pid-file="),
        *("--listen-address=127.0.0.1", "--bind-interfaces", "--no-hosts"),
        *("--no-resolv", f"--server={GATEWAY}", f"--server={NAMES}", "--neg-ttl=3600"),
    ]
    with started(world.pc, "dnsmasq", *options):
        world.names_at("127.0.0.1")
        behind = f"nameserver {GATEWAY}\nnameserver {NAMES}\n"
        world.pc.states("NetworkManager/no-stub-resolv.conf", behind)
        wait_until(lambda: listens(world.pc, "127.0.0.1", 53))
        yield


def wait_for_lease(world: World) -> None:
    """Wait until the PC has an address and a way out."""
    wait_until(lambda: "10.77.0." in world.pc.shows("route show default"), 10)
