"""Servers from the settings, and whether they answer as such."""

import socket
import time

import pytest

from agent.host.linux.signin import LinuxSignInServers, at
from agent.host.ports.login import Server
from tests.agent.host.linux.toykdc import error, serving


@pytest.fixture
def door():
    """A port on loopback at which a sign-in server answers."""
    with serving(error(25)) as (port, _):
        yield port


@pytest.fixture
def shut():
    """A port on loopback at which nobody answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        number = server.getsockname()[1]
    return number


@pytest.fixture
def full():
    """A port whose queue is full: it neither accepts nor refuses."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as server:
        place = server.getsockname()
        waiting = [socket.socket() for _ in range(3)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(place)
        yield place[1]
        for one in waiting:
            one.close()


def asked(*servers):
    return LinuxSignInServers().answering(servers)


def test_those_that_answer_are_answering(door, shut):
    here = Server("kerberos", "127.0.0.1", door)
    gone = Server("ldap", "127.0.0.1", shut)

    assert asked(gone, here) == (here,)


def test_who_does_not_answer_is_waited_for_two_seconds(door, full):
    here = Server("kerberos", "127.0.0.1", door)
    stuck = Server("ldap", "127.0.0.1", full)
    began = time.monotonic()

    assert asked(stuck, here) == (here,)
    assert time.monotonic() - began < 2.5


@pytest.mark.parametrize("service", ["kerberos", "ldap"])
def test_who_takes_the_connection_and_says_nothing_does_not_answer(service):
    with serving(None) as (port, _):
        assert asked(Server(service, "127.0.0.1", port)) == ()


def test_who_speaks_another_language_does_not_answer():
    with serving(b"220 mail.example.org", frame=False) as (port, _):
        assert asked(Server("ldap", "127.0.0.1", port)) == ()


@pytest.mark.parametrize("address", ["fe80::1%nowhere", "255.255.255.255"])
def test_an_address_that_leads_nowhere_is_no_answer(address):
    """The kernel refuses at once; that is not somebody who accepts."""
    assert asked(Server("kerberos", address, 9)) == ()


@pytest.mark.parametrize(
    ("text", "host", "port"),
    [
        ("dc1.example.org", "dc1.example.org", 88),
        ("dc1.example.org:8888", "dc1.example.org", 8888),
        ("10.0.0.1:750", "10.0.0.1", 750),
        ("fd00::1", "fd00::1", 88),
        ("[fd00::1]", "fd00::1", 88),
        ("[fd00::1]:750", "fd00::1", 750),
        ("https://proxy.example.org/KdcProxy", "proxy.example.org", 443),
        ("https://proxy.example.org:8443/KdcProxy", "proxy.example.org", 8443),
    ],
)
def test_a_server_of_the_settings_is_read(text, host, port):
    assert at(text) == Server("kerberos", host, port)


def test_a_key_shows_that_the_machine_is_joined(tmp_path):
    (tmp_path / "krb5.keytab").touch()

    assert LinuxSignInServers(f"{tmp_path}/krb5.keytab").is_joined()
    assert not LinuxSignInServers(f"{tmp_path}/gone").is_joined()


def test_the_realm_is_that_of_the_settings(tmp_path, monkeypatch):
    (tmp_path / "conf").write_text("[libdefaults]\n default_realm = A.ORG\n")
    monkeypatch.setenv("KRB5_CONFIG", f"{tmp_path}/conf")

    assert LinuxSignInServers().default_realm() == "A.ORG"
