"""The sign of what connects this PC: the same until an address comes or goes."""

import socket
from collections import namedtuple

import psutil
import pytest

from agent.host.linux.connected import network

Row = namedtuple("Row", "family address")
Seen = namedtuple("Seen", "isup")


@pytest.fixture
def pc(monkeypatch):
    """Have the kernel tell of these adapters, each up or down, with its addresses."""

    def has(**adapters):
        up = {name: Seen(rows[0]) for name, rows in adapters.items()}
        rows = {
            name: [
                Row(socket.AF_INET6 if ":" in one else socket.AF_INET, one)
                for one in r[1:]
            ]
            for name, r in adapters.items()
        }
        monkeypatch.setattr(psutil, "net_if_stats", lambda: up)
        monkeypatch.setattr(psutil, "net_if_addrs", lambda: rows)
        return network()

    return has


def test_it_is_the_same_as_long_as_the_addresses_are(pc):
    here = pc(eth0=(True, "10.0.0.2", "fe80::1%eth0"), lo=(True, "127.0.0.1", "::1"))

    assert pc(eth0=(True, "fe80::2%eth0", "10.0.0.2")) == here
    assert pc(eth1=(True, "10.0.0.2")) == here


def test_another_address_a_tunnel_and_a_pulled_cable_are_other_signs(pc):
    here = pc(eth0=(True, "10.0.0.2"))
    others = {
        pc(eth0=(False, "10.0.0.2")),
        pc(eth0=(True, "192.168.1.5")),
        pc(eth0=(True, "10.0.0.2"), tun0=(True, "10.8.0.9")),
        pc(eth0=(True, "10.0.0.2", "2001:db8::2")),
    }

    assert len(others | {here}) == 5


def test_the_real_kernel_is_asked():
    assert network() == network() != ""
