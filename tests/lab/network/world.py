"""The lab's world: a PC, its gateway, and an internet, all on this machine.

Nothing of it can leave: no namespace has a device that leads out. Addresses are from
the private and documentation ranges, names end in ``.test``.
"""

from __future__ import annotations

import os
import shutil
import socket
import ssl
import time
from collections.abc import Callable
from contextlib import ExitStack

from tests.lab.network.certificates import Authority, trust
from tests.lab.network.clock import Clock, TimeServer
from tests.lab.network.name_server import NameServer
from tests.lab.network.namespace import Namespace, connect, started, sweep
from tests.lab.network.plan import (
    GATEWAY,
    GATEWAY_6,
    HOSTS,
    INTERNAL,
    LAN_NAMES,
    NAMES,
    PAC,
    PC,
    PROBE,
    PROXY,
    ZONE,
)
from tests.lab.network.web import WebServer, page

TINYPROXY = f"Port 3128\nListen {PROXY}\nTimeout 20\nMaxClients 20\nLogLevel Error\n"


class World:
    """Builds everything healthy; faults change it, ``heal`` puts it right again."""

    def __init__(self, folder: str) -> None:
        """Build in a folder for keys; call ``close`` whatever happens after."""
        self._closing = ExitStack()
        self.broken = self._closing.enter_context(ExitStack())
        self.clock = Clock()
        sweep()
        try:
            self._lay_cables()
            self._issue_certificates(folder)
            self._start_servers()
            self._start_proxy(folder)
            self.heal()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Stop the servers and take the machines away."""
        self.broken.close()
        self._closing.close()

    def heal(self) -> None:
        """Make everything healthy: wired, addressed, routed, served, true."""
        self.broken.close()
        self.clock.ahead = 0.0
        for names in self.name_servers:
            names.heal()
        for web in (*self.webs, self.work, self.work_6, self.partner, self.pac):
            web.heal()
        for server in self.time_servers:
            server.mute = False
        self._heal_gateway()
        self._heal_pc()

    def names_at(self, *addresses: str) -> None:
        """Write the PC's resolv.conf."""
        self.pc.write("resolv.conf", "".join(f"nameserver {a}\n" for a in addresses))

    def names_zone(self, name: str, address: str) -> None:
        """Have every name server give a name another address."""
        for server in self.name_servers:
            server.zone = {**server.zone, name: (address,)}

    def _lay_cables(self) -> None:
        self.pc = self._machine("pc")
        self.gateway = self._machine("gateway")
        self.internet = self._machine("internet")
        self._plug_in()
        connect(self.gateway, "wan0", self.internet, "isp0")
        for last in sorted({*HOSTS.values(), 53}):
            self.internet.ip(f"address add 203.0.113.{last}/32 dev lo")
            self.internet.ip6(f"address add 2001:db8:113::{last}/128 dev lo nodad")
        self.internet.ip(
            "address add 198.51.100.1/30 dev isp0",
            "route add 10.77.0.0/24 via 198.51.100.2",
        )
        self.internet.ip6(
            "address add 2001:db8:51::1/64 dev isp0 nodad",
            "route add 2001:db8:77::/64 via 2001:db8:51::2",
        )
        self.gateway.set("ipv4/ip_forward", 1)
        self.gateway.set("ipv6/conf/all/forwarding", 1)
        self.gateway.set("ipv6/conf/wan0/keep_addr_on_down", 1)
        self.gateway.ip("address add 198.51.100.2/30 dev wan0")
        self.gateway.ip6("address add 2001:db8:51::2/64 dev wan0 nodad")
        self._heal_gateway()

    def _machine(self, name: str) -> Namespace:
        made = Namespace(name)
        self._closing.callback(made.remove)
        by_hand(made)
        return made

    def _plug_in(self) -> None:
        connect(self.pc, "eth0", self.gateway, "lan0")
        self.gateway.set("ipv6/conf/lan0/keep_addr_on_down", 1)

    def _issue_certificates(self, folder: str) -> None:
        trusted, other = (Authority(folder, f"Lab{n}") for n in ("Root", "Stranger"))
        self.trusted, self.other = trusted, other
        self.inspector = Authority(folder, "LabInspector")
        self.partner_good = trusted.server("www.partner.test")
        self.good = trusted.server("work.lab.test")
        self.stranger = other.server("work.lab.test")
        self.elsewhere = trusted.server("other.lab.test")
        self.over = trusted.server("work.lab.test", days=-1)
        trust(f"{self.pc.etc}/ssl", trusted)

    def _start_servers(self) -> None:
        udp, clock = socket.SOCK_DGRAM, self.clock
        at = self.internet
        outside = [NameServer(at.bound(udp, NAMES, 53), ZONE)]
        inside = [
            NameServer(self.gateway.bound(udp, address, 53), ZONE | INTERNAL)
            for address in (GATEWAY, GATEWAY_6, LAN_NAMES)
        ]
        self.name_servers = inside + outside
        self.time_servers = [
            TimeServer(at.bound(udp, address, 123), clock)
            for name in ("time1.lab.test", "time2.lab.test")
            for address in ZONE[name]
        ]
        self.webs = [
            self._web(address, 80)
            for n in (1, 2)
            for address in ZONE[f"probe{n}.lab.test"]
        ]
        four, six = ZONE["work.lab.test"]
        self.work, self.work_6 = (
            self._web(four, 443, self.good),
            self._web(six, 443, self.good),
        )
        (here, _) = ZONE["www.partner.test"]
        self.partner = self._web(here, 443, self.partner_good)
        inner = self.gateway.bound(socket.SOCK_STREAM, PROXY, 80)
        self.pac = WebServer(inner, clock, page(PAC))
        self._closing.callback(self.pac.close)
        for server in (*self.name_servers, *self.time_servers):
            self._closing.callback(server.close)

    def _web(
        self, address: str, port: int, tls: ssl.SSLContext | None = None
    ) -> WebServer:
        bound = self.internet.bound(socket.SOCK_STREAM, address, port)
        made = WebServer(bound, self.clock, page(PROBE), tls)
        self._closing.callback(made.close)
        return made

    def _start_proxy(self, folder: str) -> None:
        """Tinyproxy resolves for itself, at the name server outside."""
        self.gateway.write("resolv.conf", f"nameserver {NAMES}\n")
        path = os.path.join(folder, "tinyproxy.conf")
        with open(path, "w") as file:
            file.write(TINYPROXY)
        daemon = started(self.gateway, "tinyproxy", "-d", "-c", path)
        self._closing.enter_context(daemon)

        wait_until(lambda: listens(self.gateway, PROXY, 3128))

    def _heal_gateway(self) -> None:
        self.gateway.ip(
            "rule del iif lan0 lookup 77", "route flush table 77", force=True
        )
        self.gateway.set("ipv4/icmp_echo_ignore_all", 0)
        self.gateway.set("ipv6/icmp/echo_ignore_all", 0)
        self.gateway.ip(
            "link set lan0 up",
            "link set wan0 up",
            *(f"address replace {a}/24 dev lan0" for a in (GATEWAY, PROXY, LAN_NAMES)),
            "route replace default via 198.51.100.1",
            "neigh flush dev lan0",
        )
        self.gateway.ip6(
            f"address replace {GATEWAY_6}/64 dev lan0 nodad",
            "route replace default via 2001:db8:51::1",
        )

    def _heal_pc(self) -> None:
        """IPv4 by hand; IPv6 has no more than its link-local address."""
        self.pc.ip(
            "link set eth0 up",
            "address flush dev eth0",
            f"address add {PC}/24 dev eth0",
            f"route replace default via {GATEWAY}",
            "neigh flush dev eth0",
        )
        self.pc.ip6("address flush dev eth0 scope global", "route flush default")
        self.names_at(GATEWAY, NAMES)
        shutil.rmtree(self.pc.run)
        os.mkdir(self.pc.run)


def by_hand(machine: Namespace) -> None:
    """Have a machine take no address of IPv6 that nobody gave it."""
    for key in ("accept_dad", "accept_ra"):
        machine.set(f"ipv6/conf/default/{key}", 0)


def listens(where: Namespace, address: str, port: int) -> bool:
    """Say whether a server on a machine takes connections."""
    with where.entered(), socket.socket() as one:
        return one.connect_ex((address, port)) == 0


def wait_until(true: Callable[[], bool], seconds: float = 5.0) -> None:
    """Wait until something is so, or fail."""
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "the lab did not get ready in time"
        time.sleep(0.02)
