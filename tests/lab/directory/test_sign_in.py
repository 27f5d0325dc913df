"""A real Active Directory: what it says of the account, the machine and the time."""

from __future__ import annotations

import time

import pytest

from tests.lab.directory.tree import ADMINISTRATOR, DOMAIN, HOST, REALM
from tests.lab.room import EMPLOYEE

pytestmark = pytest.mark.lab

WINDOWS = 11_644_473_600
DAY = 86_400


def windows(days: float) -> int:
    """Return a time of Windows so many days from now."""
    return int((time.time() + days * DAY + WINDOWS) * 10_000_000)


def locked(desk) -> None:
    """Have the account locked by wrong passwords from elsewhere."""
    for at in range(3):
        assert desk.sign_in("-c", "FILE:/tmp/phone", password=f"old{at}")


def test_a_good_login_is_well_and_nothing_is_left_out(desk, directory):
    assert desk.sign_in() == 0

    seen = desk.ask()

    asked = {one.removeprefix("login.") for one in seen.absent + seen.unsure}
    here = {"account_not_locked_here", "keyring_is_open", "sign_in_service_online"}
    there = {"home_is_mounted", "certificates_not_about_to_end", "machine_is_trusted"}
    assert (seen.code, asked) == (0, here | there)


def test_no_question_counts_as_a_wrong_password(desk, directory):
    desk.sign_in()
    for _ in range(4):
        desk.ask()
        desk.ask(user="root")

    shown = directory.shown(EMPLOYEE)
    assert shown.get("badPwdCount", "0") == "0"
    assert shown.get("lockoutTime", "0") == "0"


def test_without_a_ticket_it_is_missing(desk, directory):
    assert desk.ask().causes == ["ticket-missing"]


def test_a_ticket_that_ended_has_expired(desk, directory):
    desk.sign_in("-l", "2s")
    time.sleep(3.1)

    assert desk.ask().causes == ["ticket-expired"]


def test_a_ticket_of_another_realm_is_found(desk, directory):
    desk.sign_in()
    conf = desk.sh("cat /etc/krb5.conf")
    there = f"[realms]\n OTHER.TEST = {{\n  kdc = {directory.address}\n }}\n"
    desk.write("/etc/krb5.conf", conf + there)
    desk.policy('[login]\nrealm = "OTHER.TEST"\n')

    assert desk.ask().causes == ["ticket-of-another-realm"]


def test_an_account_that_others_lock_is_found_while_its_ticket_is_still_valid(
    desk, directory
):
    """As when a phone goes on with an old password."""
    desk.sign_in()
    desk.ask()
    locked(desk)

    seen = desk.ask()

    assert (seen.causes, seen.echoes) == (["account-locked"], [])


def test_a_locked_account_that_gets_no_ticket_for_the_directory_is_refused(
    desk, directory
):
    """Then nobody says why."""
    desk.sign_in()
    locked(desk)

    assert desk.ask().causes == ["account-refused"]


@pytest.mark.parametrize(
    ("change", "causes"),
    [
        ({"userAccountControl": 514}, ["account-disabled"]),
        ({"accountExpires": windows(-1)}, ["account-over"]),
        ({"accountExpires": windows(30)}, []),
        ({"pwdLastSet": 0}, ["password-expired"]),
        ({"pwdLastSet": windows(-43)}, ["password-expired"]),
        ({"pwdLastSet": windows(-39.5)}, ["password-expires-soon"]),
        ({"pwdLastSet": windows(-41.5)}, ["password-expires-today"]),
        ({"pwdLastSet": windows(-30)}, []),
        ({"pwdLastSet": windows(-300), "userAccountControl": 66_048}, []),
    ],
)
def test_the_directory_tells_how_the_account_stands(desk, directory, change, causes):
    desk.sign_in()
    desk.ask()
    directory.change(EMPLOYEE, **change)

    assert desk.ask().causes == causes


def test_a_controller_that_takes_connections_and_says_nothing_does_not_answer(
    desk, directory
):
    desk.sign_in()
    directory.stop()
    desk.write("/etc/hosts", f"{directory.address} {HOST}.{DOMAIN}\n")
    desk.write(
        "/etc/krb5.conf", f"[realms]\n {REALM} = {{\n  kdc = {HOST}.{DOMAIN}\n }}\n"
    )

    seen = desk.ask()

    assert seen.causes == ["sign-in-server-silent"]
    assert seen.said["causes"][0]["facts"]["services"] == ["kerberos"]
    assert seen.said["seconds"] < 4.6


@pytest.mark.parametrize(("port", "service"), [(389, "ldap"), (88, "kerberos")])
def test_a_service_that_a_firewall_blocks_is_silent(desk, directory, port, service):
    desk.sign_in()
    directory.block(port)

    seen = desk.ask()

    assert seen.causes == ["sign-in-server-silent"]
    assert seen.said["causes"][0]["facts"]["services"] == [service]
    assert seen.said["causes"][0]["facts"]["servers"] == [
        f"{HOST}.{DOMAIN}:389",
        f"{HOST}.{DOMAIN}:88",
    ]


def test_the_domain_trusts_the_machine(desk, directory):
    seen = desk.ask(user="root")

    assert seen.code == 0
    assert "login.machine_is_trusted" not in seen.absent + seen.unsure
