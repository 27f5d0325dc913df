"""Whether pam_faillock locks the account, from its tally."""

import os
import pwd

import pytest

from agent.host.linux.faillock import RECORD, USUAL, LinuxFailedSignIns, is_locked
from agent.host.trouble import HostError, PartMissing

NOW = 1_800_000_000
AUTH = "auth required pam_faillock.so {} {}\n"


def tally(*ages, status=1):
    """Write a tally of tries so many seconds ago, as pam_faillock's ``tally.h`` has it."""
    return b"".join(RECORD.pack(b"tty1", 0, status, NOW - age) for age in ages)


@pytest.mark.parametrize(
    ("data", "locked"),
    [
        (b"", False),
        (tally(1, 2), False),
        (tally(1, 2, 3), True),
        (tally(1, 2, 3, status=0), False),
        (tally(599, 610, 620), True),
        (tally(601, 610, 620), False),
        (tally(1, 2, 902), False),
        (tally(1, 2, 3)[:-1], False),
    ],
)
def test_three_wrong_passwords_in_a_quarter_of_an_hour_lock_for_ten_minutes(
    data, locked
):
    assert is_locked(data, USUAL, NOW) is locked


def test_a_lock_may_be_for_good():
    assert is_locked(tally(90_000, 90_001, 90_002), USUAL | {"unlock_time": 0}, NOW)


def test_nobody_is_locked_where_no_number_of_tries_is():
    assert not is_locked(tally(1, 2, 3), USUAL | {"deny": 0}, NOW)


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine that counts wrong passwords of an employee, who has typed three."""
    monkeypatch.setattr(os, "geteuid", lambda: 4321)
    known = pwd.struct_passwd(("els", "x", 4321, 4321, "", "/home/els", "/bin/sh"))
    monkeypatch.setattr(pwd, "getpwuid", lambda _: known)
    monkeypatch.setattr("time.time", lambda: NOW)
    for folder in ("pam.d", "tallies"):
        (tmp_path / folder).mkdir()
    (tmp_path / "pam.d" / "common-auth").write_text(AUTH.format("preauth", ""))
    (tmp_path / "tallies" / "els").write_bytes(tally(1, 2, 3))
    places = (tmp_path / name for name in ("pam.d", "faillock.conf", "tallies"))
    return tmp_path, LinuxFailedSignIns(*map(str, places))


def test_the_tally_of_the_account_is_read(machine):
    folder, tries = machine

    assert tries.locked()
    (folder / "tallies" / "els").unlink()
    assert not tries.locked()


@pytest.mark.parametrize(
    ("settings", "locked"),
    [("deny = 4\n", False), ("# deny = 4\n", True), ("unlock_time = never\n", True)],
)
def test_the_settings_count(machine, settings, locked):
    folder, tries = machine
    (folder / "faillock.conf").write_text(settings)

    assert tries.locked() is locked


def test_what_a_service_is_told_counts_more(machine):
    folder, tries = machine
    (folder / "faillock.conf").write_text("deny = 2\n")
    (folder / "pam.d" / "common-auth").write_text(AUTH.format("preauth", "deny=5"))

    assert not tries.locked()


def test_where_one_service_would_still_take_the_password_nothing_is_claimed(machine):
    folder, tries = machine
    (folder / "pam.d" / "sudo").write_text(AUTH.format("authfail", "deny=9"))

    assert not tries.locked()


def test_a_machine_that_does_not_count_has_nothing_to_tell(machine):
    folder, tries = machine
    (folder / "pam.d" / "common-auth").write_text("# " + AUTH)

    with pytest.raises(PartMissing):
        tries.locked()


def test_a_tally_that_may_not_be_read_claims_nothing(machine):
    folder, tries = machine
    (folder / "tallies" / "els").unlink()
    (folder / "tallies" / "els").mkdir()

    with pytest.raises(HostError):
        tries.locked()
