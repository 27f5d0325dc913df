"""What can be wrong with the lab's world; each fault changes a healthy one."""

from __future__ import annotations

from tests.lab.network import name_server, web
from tests.lab.network.name_server import Manner
from tests.lab.network.plan import (
    GATEWAY,
    GATEWAY_6,
    INTERNAL,
    LAN_NAMES,
    NAMES,
    PC_6,
)
from tests.lab.network.quality import *  # noqa: F403 - faults by name, in a file of their own
from tests.lab.network.ways import *  # noqa: F403 - the same
from tests.lab.network.web_faults import *  # noqa: F403 - the same
from tests.lab.network.world import World

NOBODY, FAR_NOBODY = "10.77.0.99", "203.0.113.99"


def cable_unplugged(world: World) -> None:
    """The far end of the PC's cable is down: no carrier."""
    world.gateway.ip("link set lan0 down")


def no_address(world: World) -> None:
    """The PC has no IPv4 address, so no route either."""
    world.pc.ip("address flush dev eth0")


def self_assigned(world: World) -> None:
    """The PC gave itself an address, as it does where no DHCP server answers."""
    no_address(world)
    world.pc.ip("address add 169.254.7.7/16 dev eth0 scope link")


def gateway_dead(world: World) -> None:
    """Nobody on the wire has the gateway's address, or any other."""
    world.gateway.ip("address flush dev lan0")


def gateway_dead_beside_names(world: World) -> None:
    """The gateway is gone, but a name server on the same wire knows the names."""
    gateway_dead(world)
    world.gateway.ip(f"address add {LAN_NAMES}/24 dev lan0")
    world.names_at(LAN_NAMES)


def no_route(world: World) -> None:
    """The PC does not know its gateway; its name server is beyond."""
    world.names_at(NAMES)
    world.pc.ip("route delete default")


def no_route_beside_names(world: World) -> None:
    """The PC does not know its gateway, though it asks it for names."""
    world.names_at(GATEWAY)
    world.pc.ip("route delete default")


def no_name_servers(world: World) -> None:
    """The PC's resolv.conf is empty."""
    world.names_at()


def dead_name_server(world: World) -> None:
    """The PC's resolv.conf points at an address of its network nobody has."""
    world.names_at(NOBODY)


def far_dead_name_server(world: World) -> None:
    """The PC's resolv.conf points at an address of the internet nobody has."""
    world.names_at(FAR_NOBODY)


def closed_name_server(world: World) -> None:
    """The PC's resolv.conf points at a machine that serves no names."""
    world.names_at("203.0.113.20")


def silent_names(world: World) -> None:
    """The name servers take questions and never answer."""
    _all_names(world, name_server.silent)


def failing_names(world: World) -> None:
    """The name servers answer SERVFAIL."""
    _all_names(world, name_server.failing)


def refusing_names(world: World) -> None:
    """The name servers answer REFUSED."""
    _all_names(world, name_server.refusing)


def unknowing_names(world: World) -> None:
    """The name servers answer NXDOMAIN to everything."""
    _all_names(world, name_server.unknowing)


def portal_redirects(world: World) -> None:
    """A captive portal sends every page to its own, and lets nothing else through."""
    for server in world.webs:
        server.manner = web.portal_redirect("http://portal.lab.test/welcome")
    endpoint_hangs(world)


def portal_answers(world: World) -> None:
    """A captive portal answers in every page's stead."""
    for server in world.webs:
        server.manner = web.portal_page
    endpoint_hangs(world)


def internet_silent(world: World) -> None:
    """Beyond the gateway everything is lost; the gateway still knows the names."""
    world.gateway.ip("route replace blackhole default")
    world.names_at(GATEWAY)


def internet_unrouted(world: World) -> None:
    """The gateway says at once that it knows no way."""
    world.gateway.ip("route delete default")
    world.names_at(GATEWAY)


def endpoint_hangs(world: World) -> None:
    """The endpoint takes connections and says nothing."""
    world.work.manner = world.work_6.manner = web.hanging


def endpoint_closed(world: World) -> None:
    """Nothing listens where the endpoint should: its address is another machine's."""
    world.names_zone("work.lab.test", "203.0.113.11")


def endpoint_gone(world: World) -> None:
    """Nobody has the endpoint's address."""
    world.names_zone("work.lab.test", FAR_NOBODY)


def probes_hang(world: World) -> None:
    """Every page takes the connection and says nothing."""
    for server in world.webs:
        server.manner = web.hanging


def probes_stall(world: World) -> None:
    """Every page begins and never ends."""
    for server in world.webs:
        server.manner = web.stalling


def probes_overloaded(world: World) -> None:
    """Every page says 503."""
    for server in world.webs:
        server.manner = web.overloaded


def web_hangs(world: World) -> None:
    """No web server, page or endpoint, says a word."""
    probes_hang(world)
    endpoint_hangs(world)


def stranger_certificate(world: World) -> None:
    """The endpoint's certificate is signed by somebody nobody trusts."""
    world.work.tls = world.stranger


def old_certificate(world: World) -> None:
    """The endpoint's certificate is over."""
    world.work.tls = world.over


def foreign_certificate(world: World) -> None:
    """The endpoint's certificate is another's."""
    world.work.tls = world.elsewhere


def clock_off(world: World) -> None:
    """All the world says the PC's clock is ten minutes behind."""
    world.clock.ahead = 600


def clock_ahead(world: World) -> None:
    """All the world says the PC's clock is ten minutes ahead."""
    world.clock.ahead = -600


def ping_ignored(world: World) -> None:
    """The gateway answers no ping, as many do on purpose."""
    world.gateway.set("ipv4/icmp_echo_ignore_all", 1)
    world.gateway.set("ipv6/icmp/echo_ignore_all", 1)


def first_name_server_dead(world: World) -> None:
    """The first of two name servers is gone."""
    world.names_at(FAR_NOBODY, GATEWAY)


def slow_names(world: World) -> None:
    """The name servers take most of a second."""
    _all_names(world, name_server.slow(0.7))


def time_servers_mute(world: World) -> None:
    """No answer by NTP, as behind many a firewall."""
    for server in world.time_servers:
        server.mute = True


def one_probe_hangs(world: World) -> None:
    """One page of two, on all its addresses, says nothing."""
    for server in world.webs[:2]:
        server.manner = web.hanging


def both_families(world: World) -> None:
    """IPv4 and IPv6."""
    world.pc.ip6(
        f"address add {PC_6}/64 dev eth0 nodad",
        f"route replace default via {GATEWAY_6} dev eth0",
    )
    world.names_at(GATEWAY, GATEWAY_6)


def six_only(world: World) -> None:
    """IPv6 and nothing else."""
    no_address(world)
    both_families(world)
    world.names_at(GATEWAY_6)


def six_broken(world: World) -> None:
    """IPv6 as far as the gateway, where it ends in silence; IPv4 is well."""
    both_families(world)
    world.gateway.ip6("route replace blackhole default")


def through_proxy_only(world: World) -> None:
    """The gateway lets nothing through, outside names are unknown; there is a proxy."""
    world.gateway.ip(
        "rule add iif lan0 lookup 77", "route add blackhole default table 77"
    )
    for server in world.name_servers:
        server.zone = INTERNAL
    world.name_servers[-1].heal()
    world.names_at(GATEWAY)


def _all_names(world: World, manner: Manner) -> None:
    for server in world.name_servers:
        server.manner = manner
