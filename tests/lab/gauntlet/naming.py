"""What can be wrong with the office's name servers and its gateway."""

from __future__ import annotations

import itertools
import time

import dns.message
import dns.rrset

from tests.lab.gauntlet.office import Office
from tests.lab.network import faults, name_server
from tests.lab.network.name_server import Zone, well
from tests.lab.network.plan import GATEWAY
from tests.lab.systemd.machine import unknown_for_long

ANYWHERE = "203.0.113.80"


def gateway_dies_after_use(office: Office) -> None:
    """The gateway dies while the PC remembers it well."""
    assert office.desk
    office.desk.sh(f"ping -c 2 -i 0.2 -q {GATEWAY} >/dev/null")
    faults.gateway_dead(office)


def gateway_is_mute(office: Office) -> None:
    """The gateway forwards, and answers nothing that is meant for itself but ARP."""
    names = office.name_servers[-1]
    assert names and office.desk
    office.names_at("203.0.113.53")
    nft = "add table inet mute; add chain inet mute in"
    rules = "{ type filter hook input priority 0; policy accept; }"
    keep = "udp dport 67 accept; add rule inet mute in iifname lan0 drop"
    office.gateway.sh(f"nft '{nft} {rules}; add rule inet mute in {keep}'")
    office.gateway.sh(
        "nft 'add chain inet mute out { type filter hook output priority 0; }'"
    )
    office.gateway.sh("nft 'add rule inet mute out icmp type time-exceeded drop'")


def one_server_refuses(office: Office) -> None:
    """The first of two name servers refuses."""
    office.name_servers[0].manner = name_server.refusing


def servers_disagree(office: Office) -> None:
    """The first of two name servers knows none of the names."""
    office.name_servers[0].manner = name_server.unknowing


def names_crawl(office: Office) -> None:
    """Every name server takes a second and a half for every answer."""
    for server in office.name_servers:
        server.manner = name_server.slow(1.5)


def names_crawl_once(office: Office) -> None:
    """The first answer of each name server takes long, as after a restart."""
    for server in office.name_servers:
        server.manner = _slow_once()


def names_are_invented(office: Office) -> None:
    """The name servers have an address for what does not exist."""
    for server in office.name_servers:
        server.manner = _inventing


def aliases_lead_nowhere(office: Office) -> None:
    """Every name is another name for one that has no address."""
    for server in office.name_servers:
        server.manner = _aliased


def remembered_wrongly(office: Office) -> None:
    """The PC's cache believes for hours that a name does not exist; it does again."""
    assert office.desk
    for _ in range(10):
        for server in office.name_servers:
            server.manner = unknown_for_long
        office.desk.run("getent", "ahosts", "office.lab.test")
        for server in office.name_servers:
            server.heal()
        if office.desk.run("getent", "ahosts", "office.lab.test").code:
            return
        office.desk.sh("sleep .3; resolvectl flush-caches")
    raise RuntimeError("office.lab.test is not remembered wrongly")


def cache_hangs(office: Office) -> None:
    """The PC's own cache takes questions and answers none; systemd calls it active."""
    assert office.desk
    office.desk.sh("systemctl kill --signal=STOP systemd-resolved")


def _slow_once() -> name_server.Manner:
    turn = itertools.count()

    def late(query: dns.message.Message, zone: Zone) -> dns.message.Message:
        if not next(turn):
            time.sleep(1.5)
        return well(query, zone)

    return late


def _inventing(query: dns.message.Message, zone: Zone) -> dns.message.Message:
    asked = query.question[0].name.to_text(omit_final_dot=True).lower()
    return well(query, zone if asked in zone else {**zone, asked: (ANYWHERE,)})


def _aliased(query: dns.message.Message, _: Zone) -> dns.message.Message:
    answer = dns.message.make_response(query, recursion_available=True)
    name = query.question[0].name
    alias = dns.rrset.from_text(name, 5, "IN", "CNAME", "gone.lab.test.")
    answer.answer.append(alias)
    return answer
