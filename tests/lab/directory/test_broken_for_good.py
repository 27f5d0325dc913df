"""Controllers that a case breaks for good: each has its own."""

from __future__ import annotations

import pytest

from tests.lab.directory.conftest import serving
from tests.lab.directory.tree import ADMINISTRATOR, DOMAIN, HOST, REALM

pytestmark = pytest.mark.lab


@pytest.fixture
def broken(servers, desk, tmp_path):
    """Return a controller that nobody heals; the desk is joined to it."""
    with serving(servers, f"{tmp_path}/directory") as made:
        desk.join(made.key())
        yield made


def test_a_domain_that_the_name_service_does_not_announce_cannot_be_found(desk, broken):
    desk.sign_in()
    for service, port in (("_kerberos", 88), ("_ldap", 389)):
        what = (DOMAIN, f"{service}._tcp", "SRV", f"{HOST}.{DOMAIN} {port} 0 100")
        who = f"-UAdministrator%{ADMINISTRATOR}"
        broken.tool("dns", "delete", broken.address, *what, who)

    assert desk.ask().causes == ["sign-in-server-unknown"]


def test_a_key_that_the_domain_no_longer_takes_is_found(desk, broken):
    broken.tool("user", "setpassword", "PC$", "--newpassword=An0ther-Passw0rd")
    assert desk.ask(user="root").causes == ["trust-broken"]

    broken.tool("computer", "delete", "pc")
    assert desk.ask(user="root").causes == ["trust-broken"]

    broken.close()
    assert desk.ask(user="root").causes == ["sign-in-server-unknown"]


@pytest.mark.parametrize(("ahead", "late"), [("+20m", True), ("-20m", False)])
def test_a_clock_far_from_the_controllers_is_found(
    servers, desk, tmp_path, ahead, late
):
    """Nobody else is there to ask, so that nobody is blamed; no ticket is to be had."""
    with serving(servers, f"{tmp_path}/directory", ahead):
        desk.sign_in()

        seen = desk.ask()

    assert seen.causes == ["clock-off-from-domain"]
    assert set(seen.echoes) <= {"ticket-missing", "ticket-expired"}
    facts = seen.said["causes"][0]["facts"]
    assert facts == {"realm": REALM, "seconds": 1200, "late": late}


def test_a_clock_that_kerberos_tolerates_is_well(servers, desk, tmp_path):
    with serving(servers, f"{tmp_path}/directory", "+4m"):
        assert desk.sign_in() == 0

        assert desk.ask().code == 0
