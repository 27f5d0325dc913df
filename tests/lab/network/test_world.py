"""The lab itself: what it says is broken is broken, and nothing else."""

from __future__ import annotations

import http.client
import os
import socket
import ssl
import time

import dns.message
import dns.query
import dns.rcode
import pytest

from tests.lab.network import name_server, quality, web
from tests.lab.network.namespace import Namespace, command
from tests.lab.network.plan import GATEWAY, NAMES, PROBE, PROXY, ZONE
from tests.lab.network.world import World

pytestmark = pytest.mark.lab


def ask(world: World, server: str = GATEWAY) -> dns.message.Message:
    with world.pc.entered():
        return dns.query.udp(dns.message.make_query("work.lab.test", "A"), server, 0.5)


def fetch(world: World, address: str) -> tuple[int, str]:
    with world.pc.entered():
        link = http.client.HTTPConnection(address, timeout=0.5)
        try:
            link.request("GET", "/connect.txt", headers={"Host": "probe1.lab.test"})
            answer = link.getresponse()
            return answer.status, answer.read().decode()
        finally:
            link.close()


def shake_hands(world: World) -> str:
    """Return what OpenSSL says of the endpoint's certificate; empty if it is well."""
    trust = ssl.create_default_context(cafile=f"{world.pc.etc}/ssl/cert.pem")
    with world.pc.entered():
        link = socket.create_connection((ZONE["work.lab.test"][0], 443), timeout=0.5)
    with link:
        try:
            trust.wrap_socket(link, server_hostname="work.lab.test").close()
        except ssl.SSLCertVerificationError as trouble:
            return trouble.verify_message
        return ""


def test_the_world_is_well(world):
    assert [a.to_text() for a in ask(world).answer[0]] == ["203.0.113.20"]
    assert ask(world, NAMES).answer
    assert fetch(world, "203.0.113.11") == fetch(world, "203.0.113.12") == (200, PROBE)
    assert shake_hands(world) == ""


@pytest.mark.parametrize("where", ["far", "near"])
def test_a_bad_cable_is_taken_away_without_a_trace(world, where):
    before = command(["ip", "-n", world.gateway.name, "rule"])
    quality.through(world, where, delay=1)
    assert command(["ip", "-n", world.gateway.name, "rule"]) != before

    world.heal()

    assert command(["ip", "-n", world.gateway.name, "rule"]) == before


def test_nothing_leads_out_of_the_lab(world):
    for machine in (world.pc, world.gateway, world.internet):
        with machine.entered(), socket.socket() as one:
            one.settimeout(0.3)
            devices = {name for _, name in socket.if_nameindex()}

            assert devices <= {"lo", "eth0", "lan0", "wan0", "isp0"}


def test_the_tests_own_thread_comes_home(world):
    before = os.stat("/proc/thread-self/ns/net").st_ino
    with world.pc.entered():
        away = os.stat("/proc/thread-self/ns/net").st_ino

    assert os.stat("/proc/thread-self/ns/net").st_ino == before != away


def test_name_servers_misbehave_on_command(world):
    server = world.name_servers[0]
    for manner, code in [
        (name_server.failing, dns.rcode.SERVFAIL),
        (name_server.unknowing, dns.rcode.NXDOMAIN),
        (name_server.refusing, dns.rcode.REFUSED),
    ]:
        server.manner = manner
        assert ask(world).rcode() == code
    server.manner = name_server.silent
    with pytest.raises(dns.exception.Timeout):
        ask(world)
    server.manner = name_server.slow(0.2)
    began = time.monotonic()
    assert ask(world).answer
    assert time.monotonic() - began > 0.2


def test_web_servers_misbehave_on_command(world):
    server = world.webs[0]
    server.manner = web.portal_redirect("http://portal.lab.test/")
    assert fetch(world, "203.0.113.11") == (302, "")
    server.manner = web.portal_page
    assert "Hotel" in fetch(world, "203.0.113.11")[1]
    server.manner = web.overloaded
    assert fetch(world, "203.0.113.11")[0] == 503
    for manner in (web.hanging, web.stalling):
        server.manner = manner
        with pytest.raises(TimeoutError):
            fetch(world, "203.0.113.11")


def test_certificates_are_bad_in_their_own_ways(world):
    seen = []
    early = world.trusted.server("work.lab.test", begins=10)
    for context in (world.stranger, world.over, world.elsewhere, early):
        world.work.tls = context
        seen.append(shake_hands(world))

    assert "issuer" in seen[0]
    assert "expired" in seen[1]
    assert "mismatch" in seen[2]
    assert "not yet valid" in seen[3]


def test_time_servers_tell_the_labs_time(world):
    world.clock.ahead = 600
    with world.pc.entered(), socket.socket(type=socket.SOCK_DGRAM) as one:
        one.settimeout(0.5)
        one.sendto(b"\x23" + bytes(47), (ZONE["time1.lab.test"][0], 123))
        answer = one.recv(100)

    told = int.from_bytes(answer[40:44], "big") - 2_208_988_800
    assert told - time.time() == pytest.approx(600, abs=2)


def test_the_proxy_fetches_from_outside(world):
    with world.pc.entered():
        link = http.client.HTTPConnection(PROXY, 3128, timeout=2)
        link.request("GET", "http://probe1.lab.test/connect.txt")
        answer = link.getresponse()

    assert (answer.status, answer.read().decode()) == (200, PROBE)
    link.close()


def test_a_namespace_leaves_nothing_behind():
    one = Namespace("brief")
    assert os.path.exists(f"/run/netns/{one.name}")
    one.remove()

    assert not os.path.exists(f"/run/netns/{one.name}")
    assert not os.path.exists(one.etc)
