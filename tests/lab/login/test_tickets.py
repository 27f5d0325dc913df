"""A real KDC: whether the machine finds it, and what became of the ticket."""

from __future__ import annotations

import subprocess
import time

import pytest

from tests.lab.login.realm import CONF, REALM
from tests.lab.room import PLACE

pytestmark = pytest.mark.lab

TICKETS = "login.kerberos_ticket_valid"
SERVERS = "login.domain_controller_reachable"
ASK = ("check", "--only", f"{TICKETS},{SERVERS}")
DIRECTORY = """
import socket, sys, threading
server = socket.create_server(("127.0.0.1", 389))

def serve():
    while True:
        line = server.accept()[0]
        line.recv(1000)
        line.sendall(bytes.fromhex("300c02010165070a013304000400"))
        line.close()

threading.Thread(target=serve, daemon=True).start()
print(flush=True)
sys.stdin.read()
"""
"""A directory that is there, and busy (RFC 4511, 4.1.9)."""
SIGNED_IN_BY_TICKET = f'[login]\nrealm = "{REALM}"\n'


@pytest.fixture(autouse=True)
def _policy(room) -> None:
    room.write(f"{PLACE}/policy.toml", SIGNED_IN_BY_TICKET)


def test_a_valid_ticket_and_a_server_that_answers_are_well(room, realm):
    realm.sign_in()

    seen = room.blusser(*ASK)

    assert (seen.code, seen.said["absent"]) == (0, [])


def test_without_a_ticket_it_is_missing(room, realm):
    seen = room.blusser(*ASK)

    assert (seen.code, seen.causes) == (1, ["ticket-missing"])
    assert seen.said["causes"][0]["facts"] == {"realm": REALM}


@pytest.mark.parametrize("kept", ["", "FILE:/tmp/els-own"])
def test_a_ticket_that_ended_has_expired(room, realm, kept):
    where = {"KRB5CCNAME": kept} if kept else {}
    realm.sign_in("-l", "1s", **where)
    time.sleep(2.1)

    assert room.blusser(*ASK, **where).causes == ["ticket-expired"]


def test_a_ticket_kept_elsewhere_counts(room, realm):
    room.sh("install -d -m 700 -o els /tmp/els")
    realm.sign_in(KRB5CCNAME="DIR:/tmp/els")

    assert room.blusser(*ASK, KRB5CCNAME="DIR:/tmp/els").code == 0
    assert room.blusser(*ASK).causes == ["ticket-missing"]


def test_a_damaged_cache_is_no_ticket_and_no_crash(room, realm):
    room.sh("head -c 3000 /dev/urandom >/tmp/krb5cc_61234; chown els /tmp/krb5cc_*")

    assert room.blusser(*ASK).causes == ["ticket-missing"]


def test_a_dead_server_is_why_there_is_no_ticket(room, realm):
    realm.close()

    seen = room.blusser(*ASK)

    assert (seen.causes, seen.echoes) == (["sign-in-server-silent"], ["ticket-missing"])
    facts = {"realm": REALM, "servers": ["127.0.0.1:88"], "services": ["kerberos"]}
    assert seen.said["causes"][0]["facts"] == facts
    assert seen.said["seconds"] < 4


def test_the_evidence_for_a_dead_server_replays_elsewhere(room, realm):
    realm.close()
    done = room.blusser("fix", *ASK[1:])
    room.sh("rm /etc/krb5.conf /etc/krb5.keytab")

    again = room.blusser("replay", done.bundle, user="root")

    assert (again.code, again.causes, again.echoes) == (1, done.causes, done.echoes)
    assert done.causes == ["sign-in-server-silent"]


def test_no_way_to_the_server_is_not_an_answer(room, realm):
    """No route leads there: the kernel refuses at once, and nobody has answered."""
    room.write("/etc/krb5.conf", CONF.replace("127.0.0.1", "192.0.2.7"))

    assert room.blusser(*ASK).causes == ["sign-in-server-silent"]


def test_a_ticket_that_is_valid_does_not_prove_the_server(room, realm):
    realm.sign_in()
    realm.close()

    assert room.blusser(*ASK).causes == ["sign-in-server-silent"]


def test_a_realm_that_nobody_serves_cannot_be_found(room, realm):
    room.write("/etc/krb5.conf", "[libdefaults]\n default_realm = NO.TEST\n")
    room.write(f"{PLACE}/policy.toml", "")

    seen = room.blusser(*ASK, user="4321")

    assert (seen.causes, seen.echoes) == (
        ["sign-in-server-unknown"],
        ["ticket-missing"],
    )


@pytest.fixture
def name_service(room):
    """Serve the realm's names on loopback, as the company's name service does."""
    room.write("/etc/resolv.conf", "nameserver 127.0.0.1\n")
    words = ["dnsmasq", "--keep-in-foreground", "--conf-file=/dev/null", "--no-hosts"]
    names = [
        "--srv-host=_kerberos._tcp.lab.test,dc1.lab.test,88",
        "--srv-host=_ldap._tcp.lab.test,dc1.lab.test,389",
        "--address=/dc1.lab.test/127.0.0.1",
    ]
    local = ["--listen-address=127.0.0.1", "--bind-interfaces", "--no-resolv"]
    told = ["--pid-file=", "--user=root"]
    process = subprocess.Popen(room.inside(*words, *names, *local, *told))
    until = time.monotonic() + 10
    while " 0100007F:0035 " not in room.sh("cat /proc/net/udp"):
        assert time.monotonic() < until, "the name service does not listen"
        time.sleep(0.05)
    yield
    process.terminate()
    process.wait(10)


def test_servers_are_found_in_the_name_service(room, realm, name_service):
    room.write("/etc/krb5.conf", f"[libdefaults]\n default_realm = {REALM}\n")
    realm.sign_in()

    seen = room.blusser(*ASK)
    assert seen.causes == ["sign-in-server-silent"]
    assert seen.said["causes"][0]["facts"]["services"] == ["ldap"]

    with subprocess.Popen(
        room.inside(room.interpreter, "-Wignore", "-uc", DIRECTORY),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as served:
        served.stdout.readline()
        assert room.blusser(*ASK).code == 0


def test_an_account_of_this_machine_alone_needs_no_ticket(room, realm):
    room.write(f"{PLACE}/policy.toml", "")

    seen = room.blusser(*ASK)

    assert (seen.code, seen.said["absent"]) == (0, [TICKETS])


def test_a_machine_of_no_realm_has_nothing_to_ask(room):
    room.write(f"{PLACE}/policy.toml", "")

    assert room.blusser(*ASK).absent == [SERVERS, TICKETS]
