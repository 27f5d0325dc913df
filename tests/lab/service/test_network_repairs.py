"""Each repair of the network does its work with the few rights that its unit has."""

from __future__ import annotations

import socket
from threading import Thread

import pytest

pytestmark = [pytest.mark.lab, pytest.mark.timeout(400)]

CURED = "Lent(result='cured', why='', freed=None)"
PAGE = b"HTTP/1.1 200 OK\r\nContent-Length: 22\r\n\r\nThe Lab's Connect Test"
ASKED = (
    *("restart_adapter", "prefer_working_way"),
    *("remove_hosts_override", "restore_leased_name_servers"),
)
REQUESTED = f"[service]\non_request = {list(ASKED)}\n".replace("'", '"')
SECOND = """
ip link add way9 type veth peer name far9
nmcli device set way9 managed no
ip link set far9 up
ip link set way9 up
ip address add 10.99.0.2/24 dev way9
ip route add default via 10.99.0.1 dev way9 metric 5 proto static
"""
ROUTES = "ip -details -4 route | sort"


@pytest.fixture
def page(desk):
    """Have the far end serve the page that must answer, at port 80."""
    listener = desk.pc.far_socket(socket.SOCK_STREAM, 80)
    listener.listen()

    def serve():
        while True:
            try:
                line, _ = listener.accept()
            except OSError:
                return
            with line:
                line.settimeout(2)
                try:
                    line.recv(4096)
                    line.sendall(PAGE)
                except OSError:
                    continue

    thread = Thread(target=serve, daemon=True)
    thread.start()
    yield
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join(5)


@pytest.fixture(autouse=True)
def _requested(desk):
    desk.rules([], REQUESTED)


def test_a_service_that_hangs_is_started_anew(desk):
    desk.pc.sh("systemctl kill --signal=STOP systemd-resolved")

    assert desk.says("apply", "restart_name_service") == CURED
    assert "10.77.0.1" in desk.run("getent", "ahosts", "office.lab.test").out


def test_what_lost_its_address_is_connected_again(desk):
    desk.pc.sh("ip address flush dev host0")

    assert desk.says("apply", "reconnect_network") == CURED
    desk.pc.sh("ip -4 -br address show dev host0 | grep 10.77.0.")


def test_an_adapter_is_switched_off_and_on(desk):
    down = "nmcli -g GENERAL.STATE device show host0 | grep -q ^20"
    desk.pc.sh(f"ip link set host0 down; until {down}; do sleep .2; done")

    assert desk.says("apply", "restart_adapter") == CURED
    desk.pc.wait("ip -4 -br address show dev host0 | grep 10.77.0.", 20)


def test_name_servers_that_were_typed_in_are_left_for_those_of_the_network(desk, page):
    desk.pc.sh("resolvectl dns host0 10.77.0.66; sleep 4")

    assert desk.says("apply", "restore_leased_name_servers") == CURED
    assert "10.77.0.1" in desk.pc.sh("resolvectl dns host0")


def test_a_name_is_taken_out_of_the_hosts_file(desk, page):
    rules = 'endpoints = ["https://office.lab.test:80"]'
    desk.pc.sh(f"sed -i 's|^endpoints.*|{rules}|' /etc/blusser/policy.toml; sleep 1.1")
    before = desk.pc.sh("stat -c '%a %u %g' /etc/hosts; cat /etc/hosts")
    desk.pc.sh("echo 10.77.0.66 office.lab.test >>/etc/hosts")
    try:
        told = desk.says("apply", "remove_hosts_override")
        after = desk.pc.sh("stat -c '%a %u %g' /etc/hosts; grep -v ^# /etc/hosts")
    finally:
        desk.pc.sh("sed -i '/office.lab.test/d' /etc/hosts; rm -f /etc/hosts.blusser-*")

    assert told == CURED
    assert after == before


def test_a_way_that_is_dead_is_put_last(desk, page):
    desk.pc.sh(SECOND)
    try:
        told = desk.says("apply", "prefer_working_way")
        routes = desk.pc.sh("ip -4 route show default").splitlines()
    finally:
        desk.pc.sh("ip link delete way9")

    assert told == CURED
    assert "10.77.0.1" in routes[0]
    assert "10.99.0.1" in routes[1]


@pytest.mark.parametrize("name", ASKED)
def test_what_it_lets_nobody_request_is_not_done(desk, name):
    desk.rules([])
    before = desk.pc.sh(f"{ROUTES}; cat /etc/hosts; resolvectl dns")
    desk.pc.sh("resolvectl dns host0 10.77.0.66" if "servers" in name else "true")

    told = desk.says("apply", name)

    assert "cured" not in told
    desk.pc.sh("resolvectl dns host0 10.77.0.1")
    assert desk.pc.sh(f"{ROUTES}; cat /etc/hosts; resolvectl dns") == before
