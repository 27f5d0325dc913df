"""What can be wrong with the web: certificates, servers, proxies, portals, scripts.

A policy that names ``https://www.partner.test`` too, or a proxy or script, needs a
case to say so.
"""

from __future__ import annotations

import os
import ssl
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from tests.lab.network import web
from tests.lab.network.namespace import started
from tests.lab.network.plan import NAMES, PROBE, PROXY, ZONE
from tests.lab.network.world import World, listens, wait_until

YEAR = 365
PORTAL = ZONE["probe2.lab.test"][0]


def early_certificate(world: World) -> None:
    """The endpoint's certificate begins to count in ten days."""
    world.work.tls = world.trusted.server("work.lab.test", begins=10)


def year_behind(world: World) -> None:
    """The PC's clock is a year behind: all say so, and certificates are of this year."""
    world.clock.ahead = YEAR * 86_400.0
    for server, host in ((world.work, "work.lab.test"), _partner(world)):
        server.tls = world.trusted.server(host, begins=YEAR - 10)


def nobody_tells_the_time(world: World) -> None:
    """Time servers are mute, and web servers put no date on what they say."""
    for server in world.time_servers:
        server.mute = True
    for server in world.webs:
        server.manner = web.timeless


def inspected(world: World) -> None:
    """Somebody nobody knows stands between the PC and every secure server."""
    for server, host in ((world.work, "work.lab.test"), _partner(world)):
        server.tls = world.inspector.server(host)


def inspected_by_the_office(world: World) -> None:
    """The same, but the PC trusts who inspects, as IT has set it up."""
    inspected(world)
    with open(world.inspector.certificate) as file:
        known = file.read()
    for name in ("cert.pem", "certs/ca-certificates.crt"):
        path = os.path.join(world.pc.etc, "ssl", name)
        with open(path, "r+") as file:
            size = len(file.read())
            file.write(known)
        world.broken.callback(os.truncate, path, size)


def endpoint_ill(world: World) -> None:
    """The endpoint says 503, whatever it is asked."""
    world.work.manner = web.overloaded


def partner_ill(world: World) -> None:
    """The partner's server says 503, whatever it is asked."""
    world.partner.manner = web.overloaded


def endpoint_slow(world: World) -> None:
    """The endpoint needs two seconds for its page."""
    world.work.manner = web.slow(2.0, PROBE)


def endpoint_hides(world: World) -> None:
    """The endpoint says 403 to who has not signed in, as many do."""
    world.work.manner = web.error(403)


def endpoint_resets(world: World) -> None:
    """The endpoint takes connections and resets them."""
    world.work.manner = web.hanging_up


def endpoint_speaks_plainly(world: World) -> None:
    """The endpoint knows no TLS."""
    world.work.tls = None


def endpoint_speaks_old_tls(world: World) -> None:
    """The endpoint knows no TLS that is still safe (RFC 8996)."""
    old = world.trusted.server("work.lab.test")
    old.set_ciphers("ALL:@SECLEVEL=0")
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1
    world.work.tls = old


def endpoint_wants_certificate(world: World) -> None:
    """The endpoint wants to see a certificate of the visitor, in the old handshake."""
    careful = world.trusted.server("work.lab.test")
    careful.maximum_version = ssl.TLSVersion.TLSv1_2
    careful.load_verify_locations(world.other.certificate)
    careful.verify_mode = ssl.CERT_REQUIRED
    world.work.tls = careful


def endpoint_unknown(world: World) -> None:
    """No name server knows the endpoint."""
    for server in world.name_servers:
        zone = dict(server.zone)
        zone.pop("work.lab.test", None)
        server.zone = zone


def endpoint_filtered(world: World) -> None:
    """A firewall drops what goes to the endpoint's port 443."""
    _rule(world, f"to {ZONE['work.lab.test'][0]} ipproto tcp dport 443 blackhole")


def https_dropped(world: World) -> None:
    """A firewall drops all that goes to port 443."""
    _rule(world, "ipproto tcp dport 443 blackhole")


def https_forbidden(world: World) -> None:
    """A firewall says at once that nobody may go to port 443."""
    _rule(world, "ipproto tcp dport 443 prohibit")


def https_reset(world: World) -> None:
    """Whoever takes a connection on port 443, it is reset."""
    world.work.manner = world.partner.manner = web.hanging_up


def portal_wants_sign_in(world: World) -> None:
    """A captive portal says 511 (RFC 6585), and resets what is secure."""
    for server in world.webs:
        server.manner = web.error(511)
    https_reset(world)


def portal_takes_names(world: World) -> None:
    """A captive portal gives every name its own address; nothing secure is there."""
    for server in world.name_servers:
        server.zone = dict.fromkeys(server.zone, (PORTAL,))
    for web_server in world.webs:
        web_server.manner = web.portal_redirect("http://portal.lab.test/welcome")


def pages_blocked(world: World) -> None:
    """Who watches over the office shows its own page for the pages that are tried."""
    for server in world.webs:
        server.manner = web.portal_page


def proxy_wants_password(world: World) -> None:
    """A second proxy, at port 3130, lets nobody through without a password."""
    _proxy(world, 3130, "BasicAuth somebody secret")


def proxy_forbids_tunnels(world: World) -> None:
    """A second proxy, at port 3130, lets nobody dig a tunnel to port 443."""
    _proxy(world, 3130, "ConnectPort 563")


def proxy_wants_ticket(world: World) -> None:
    """A second proxy, at port 3130, wants a Kerberos ticket, which browsers show."""
    _toy_proxy(world, web.error(407, **{"Proxy-Authenticate": "Negotiate"}))


def proxy_ill(world: World) -> None:
    """A second proxy, at port 3130, says 503 whatever it is asked."""
    _toy_proxy(world, web.overloaded)


def script_gone(world: World) -> None:
    """The script that chooses a proxy is no longer served."""
    world.pac.manner = web.error(404)


def script_hangs(world: World) -> None:
    """Who serves the script that chooses a proxy says nothing."""
    world.pac.manner = web.hanging


def script_cut(world: World) -> None:
    """The script that chooses a proxy ends in the middle."""
    world.pac.manner = web.page(
        'function FindProxyForURL(url, host) {\n  if (host == "'
    )


def script_is_a_page(world: World) -> None:
    """A page comes in the stead of the script that chooses a proxy."""
    world.pac.manner = web.portal_page


def script_names_nobody(world: World) -> None:
    """The script that chooses a proxy names one that is not there."""
    text = f'function FindProxyForURL(u, h) {{ return "PROXY {PROXY}:3131"; }}'
    world.pac.manner = web.page(text)


def _partner(world: World) -> tuple[web.WebServer, str]:
    return world.partner, "www.partner.test"


def _rule(world: World, what: str) -> None:
    """Have the gateway treat what comes from the PC by a rule of its own."""
    world.gateway.ip(f"rule add priority 40 iif lan0 {what}")
    world.broken.callback(world.gateway.ip, "rule del priority 40", force=True)


def _toy_proxy(world: World, manner: web.Manner) -> None:
    bound = world.gateway.bound(web.socket.SOCK_STREAM, PROXY, 3130)
    server = web.WebServer(bound, world.clock, manner)
    world.broken.callback(server.close)


def _proxy(world: World, port: int, *lines: str) -> None:
    world.broken.enter_context(_tinyproxy(world, port, lines))


@contextmanager
def _tinyproxy(world: World, port: int, lines: tuple[str, ...]) -> Iterator[None]:
    world.gateway.write("resolv.conf", f"nameserver {NAMES}\n")
    base = (f"Port {port}", f"Listen {PROXY}", "Timeout 20", "LogLevel Error")
    with tempfile.NamedTemporaryFile("w", suffix=".conf") as file:
        file.write("\n".join([*base, *lines, ""]))
        file.flush()
        with started(world.gateway, "tinyproxy", "-d", "-c", file.name):
            wait_until(lambda: listens(world.gateway, PROXY, port))
            yield
