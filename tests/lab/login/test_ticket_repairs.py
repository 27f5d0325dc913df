"""A real KDC renews what is about to end; what ended is set aside, and not destroyed."""

from __future__ import annotations

import time

import pytest

from tests.lab.gauntlet.twice import PULL
from tests.lab.login.realm import REALM
from tests.lab.room import PLACE

pytestmark = pytest.mark.lab

LASTS = ("--only", "login.kerberos_ticket_lasts")
VALID = ("--only", "login.kerberos_ticket_valid")
FOLDER = {"KRB5CCNAME": "DIR:/tmp/els"}
RENEW = "from agent.host.linux.tickets import LinuxTickets as T; T().renew()"
OTHER = "kadmin.local -r {} -q 'addprinc -pw another +requires_preauth other' 2>&1"


@pytest.fixture(autouse=True)
def _policy(room) -> None:
    room.write(f"{PLACE}/policy.toml", f'[login]\nrealm = "{REALM}"\n')
    room.sh("install -d -m 700 -o els /tmp/els")


def steps(seen):
    return [(one["fix"], one["result"]) for one in seen.said["steps"]]


@pytest.mark.parametrize("kept", ["FILE:/tmp/els/own", "DIR:/tmp/els"])
def test_a_ticket_that_is_about_to_end_is_renewed(room, realm, kept):
    where = {"KRB5CCNAME": kept}
    realm.sign_in("-l", "24s", "-r", "10m", **where)
    early = room.blusser("check", *LASTS, **where)
    time.sleep(13)
    before = room.blusser("check", *LASTS, **where)

    seen = room.blusser("fix", *LASTS, **where)

    assert early.code == 0, early.said
    assert before.causes == ["ticket-ends-soon"]
    assert (seen.code, steps(seen)) == (0, [("renew_kerberos_ticket", "cured")])
    twice = (PULL, "renew_kerberos_ticket", f"{PLACE}/policy.toml", "")
    again = room.run(room.interpreter, "-c", *twice, user="els", **where)
    assert again.returncode == 0, again
    assert room.blusser("check", *LASTS, **where).code == 0
    left = room.sh("find /tmp/els -type f -name '*.*' ; find /tmp/els -type f | wc -l")
    assert left.strip() in {"1", "2"}, "a file of the half-way is left"


def test_a_ticket_that_may_not_be_renewed_ends_as_it_must(room, realm):
    realm.sign_in("-l", "20s", KRB5CCNAME="FILE:/tmp/els/own")
    time.sleep(11)

    assert room.blusser("check", *LASTS, KRB5CCNAME="FILE:/tmp/els/own").code == 0


def test_offline_the_ticket_stays_as_it_is_to_the_byte(room, realm):
    where = {"KRB5CCNAME": "FILE:/tmp/els/own"}
    realm.sign_in("-l", "40s", "-r", "10m", **where)
    time.sleep(21)
    realm.close()
    before = room.sh("sha256sum /tmp/els/own; ls /tmp/els")

    seen = room.blusser("fix", *LASTS, **where)

    assert steps(seen) == [("renew_kerberos_ticket", "refused")], seen.said
    assert room.sh("sha256sum /tmp/els/own; ls /tmp/els") == before


def test_on_a_full_disk_the_old_ticket_stays(room, realm):
    room.sh("mount -t tmpfs -o size=64k,mode=777 full /tmp/els")
    where = {"KRB5CCNAME": "FILE:/tmp/els/own"}
    realm.sign_in("-l", "1h", "-r", "10h", **where)
    room.sh("head -c 100k /dev/zero >/tmp/els/fill || true")
    before = room.sh("sha256sum /tmp/els/own; ls /tmp/els")

    done = room.run(room.interpreter, "-c", RENEW, user="els", **where)

    assert done.returncode, "a ticket was kept where there is no room"
    assert "HostError" in done.stderr or "RefusedError" in done.stderr, done.stderr
    assert room.sh("sha256sum /tmp/els/own; ls /tmp/els") == before


def test_where_a_ticket_that_ended_stands_before_a_good_one_the_good_one_is_used(
    room, realm
):
    realm.sign_in(**FOLDER)
    room.sh(f"env KRB5_KDC_PROFILE={PLACE}/kdc/kdc.conf {OTHER.format(REALM)}")
    script = f"echo another | kinit -l 1s other@{REALM}"
    assert not room.run("sh", "-c", script, user="els", **FOLDER).returncode
    time.sleep(2.1)
    before = room.blusser("check", *VALID, **FOLDER)
    caches = room.sh("sha256sum /tmp/els/tkt*")

    seen = room.blusser("fix", *VALID, **FOLDER)

    assert before.causes == ["ticket-missing"]
    assert (seen.code, steps(seen)) == (0, [("use_good_ticket_cache", "cured")])
    assert room.sh("sha256sum /tmp/els/tkt*") == caches
    after = room.sh("sha256sum /tmp/els/*")
    twice = (PULL, "use_good_ticket_cache", f"{PLACE}/policy.toml", "")
    again = room.run(room.interpreter, "-c", *twice, user="els", **FOLDER)
    assert (again.returncode, room.sh("sha256sum /tmp/els/*")) == (0, after), again


def test_what_was_used_before_is_used_again_where_it_did_not_help(room, realm):
    realm.sign_in(**FOLDER)
    room.sh(f"env KRB5_KDC_PROFILE={PLACE}/kdc/kdc.conf {OTHER.format(REALM)}")
    script = f"echo another | kinit -l 1s other@{REALM}"
    assert not room.run("sh", "-c", script, user="els", **FOLDER).returncode
    time.sleep(2.1)
    before = room.sh("sha256sum /tmp/els/*")
    code = (
        "from agent.host.linux.tickets import LinuxTickets as T; t = T()\n"
        f"was = t.current(); t.use(t.good('{REALM}'))\n"
        "assert t.current() != was; t.use(was)"
    )

    done = room.run(room.interpreter, "-c", code, user="els", **FOLDER)

    assert done.returncode == 0, done.stderr
    assert room.sh("sha256sum /tmp/els/*") == before


def test_the_ticket_of_somebody_else_is_never_used(room, realm):
    room.sh(f"env KRB5_KDC_PROFILE={PLACE}/kdc/kdc.conf {OTHER.format(REALM)}")
    script = f"echo another | kinit -l 1h other@{REALM}"
    assert not room.run("sh", "-c", script, user="els", **FOLDER).returncode
    realm.sign_in("-l", "1s", **FOLDER)
    time.sleep(2.1)

    seen = room.blusser("fix", *VALID, **FOLDER)

    assert steps(seen) == [("use_good_ticket_cache", "refused")], seen.said
