"""What only root may ask a real Active Directory, asked for an employee."""

from __future__ import annotations

import json
from base64 import b64encode

import pytest

from tests.lab.directory.directory import ADDRESS, Directory, records
from tests.lab.directory.tree import REALM

pytestmark = [pytest.mark.lab, pytest.mark.timeout(300)]

CHECK = "login.machine_is_trusted"
JOINED = f'[login]\nrealm = "{REALM}"\n'
KRB5 = f"[libdefaults]\n default_realm = {REALM}\n rdns = false\n"


@pytest.fixture
def directory(desk, tmp_path):
    """Return the controller of a domain that the desk's PC is joined to."""
    pc = desk.pc
    pc.at_far("ip", "address", "add", f"{ADDRESS}/32", "dev", "far0")
    made = Directory(pc.far, f"{tmp_path}/directory")
    pc.names.zone = {**pc.names.zone, **records(ADDRESS)}
    key = b64encode(made.key()).decode()
    pc.write("/etc/krb5.conf", KRB5)
    pc.sh(
        f"umask 77; echo {key} | base64 -d >/etc/krb5.keytab; resolvectl flush-caches"
    )
    desk.rules([], JOINED)
    try:
        yield made
    finally:
        pc.sh("rm -f /etc/krb5.keytab /etc/krb5.conf")
        made.close()
        pc.at_far("ip", "address", "del", f"{ADDRESS}/32", "dev", "far0")


def causes(desk, user="alice"):
    words = ("--only", CHECK, "--json", "--state", f"/tmp/state-{user}")
    done = desk.run("python3", "-m", "agent", "check", *words, user=user)
    told = json.loads(done.out)
    return done.code, [one["code"] for one in told["causes"]], told["unsure"]


def test_an_employee_learns_that_the_domain_trusts_the_machine_and_when_it_no_longer_does(
    desk, directory
):
    before = len(desk.ran())
    assert desk.says("ask", CHECK) == "Told(state='healthy', code='', facts={}, why='')"
    assert causes(desk) == (0, [], [])

    directory.tool("user", "setpassword", "PC$", "--newpassword=An0ther-Passw0rd")

    told = desk.says("ask", CHECK)
    assert told.startswith("Told(state='found', code='trust-broken'"), told
    assert REALM in told
    assert causes(desk) == (1, ["trust-broken"], [])
    assert len(desk.ran()) == before + 4, "each was asked in a unit of its own"


def test_who_does_not_sit_there_learns_nothing_of_the_machine_account(desk, directory):
    directory.tool("computer", "delete", "pc")

    assert causes(desk) == (1, ["trust-broken"], [])
    before = len(desk.ran())
    assert causes(desk, user="mallory") == (0, [], [])
    assert "PermissionError" in desk.says("ask", CHECK, user="mallory")
    assert len(desk.ran()) == before, "nothing was asked for somebody else"
