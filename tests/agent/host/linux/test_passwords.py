"""How a password ages, from the files and from the tool."""

import os
import time

import pytest

from agent.host.linux.passwords import EPOCH, LinuxPasswords, aged, from_status
from agent.host.ports.login import PasswordAge
from agent.host.trouble import HostError, PartMissing

TODAY = int(time.time() // 86_400)


@pytest.fixture
def files(tmp_path):
    """An account database in which we are ``els``, beside others."""

    def made(shadow=None, tool="", uid=None, account=None):
        uid = os.geteuid() if uid is None else uid
        (tmp_path / "passwd").write_text(
            f"broken\nroot2:x:{uid + 9}:0::/:/bin/sh\nels:x:{uid}:9::/h:/bin/sh\n"
        )
        paths = [str(tmp_path / name) for name in ("passwd", "shadow", "tool")]
        if shadow is not None:
            (tmp_path / "shadow").write_text(f"other:*:1:0:2:7:::\n{shadow}\n")
        (tmp_path / "tool").write_text(f"#!/bin/sh\n{tool}\n")
        (tmp_path / "tool").chmod(0o755)
        return LinuxPasswords(*paths, account=account)

    return made


@pytest.mark.parametrize(
    ("fields", "age"),
    [
        (f"{TODAY - 10}:0:30", PasswordAge(days_left=20)),
        (f"{TODAY - 30}:0:30", PasswordAge(days_left=0)),
        (f"{TODAY - 31}:0:30", PasswordAge(days_left=-1)),
        (f"{TODAY + 5}:0:30", PasswordAge(days_left=35)),
        ("0:0:99999", PasswordAge(must_change=True)),
        (f"{TODAY}:0:99999", PasswordAge()),
        (f"{TODAY}:0:", PasswordAge()),
        (f"{TODAY}:0:-1", PasswordAge()),
        (":0:30", PasswordAge()),
        ("²:0:30", PasswordAge()),
    ],
)
def test_the_shadow_file_tells(files, fields, age):
    assert files(f"els:*:{fields}:7:::").own() == age


@pytest.mark.parametrize("row", ["", "els:*:19000", "elsa:*:1:0:1:7:::"])
def test_without_an_entry_nothing_is_claimed(files, row):
    with pytest.raises(HostError):
        files(row).own()


def test_an_account_of_the_network_is_asked_elsewhere(files):
    with pytest.raises(PartMissing):
        files("", uid=os.geteuid() + 1).own()


def test_where_the_shadow_file_may_not_be_read_the_tool_tells(files):
    assert files(tool='echo "els P 2020-01-31 0 1 7 -1"').own().days_left < -2000


@pytest.mark.parametrize("tool", ["exit 1", "exec sleep 60", "echo", "echo els P x y"])
def test_a_tool_that_fails_or_says_something_else_is_no_answer(files, tool):
    began = time.monotonic()

    with pytest.raises(HostError):
        files(tool=tool).own()

    assert time.monotonic() - began < 4


def test_the_account_of_a_service_has_no_password_that_ages(files):
    with pytest.raises(PartMissing, match="nobody signs in"):
        files("els:x:1:0:30:::::", account=999).own()


def test_without_an_account_database_nothing_is_claimed(tmp_path):
    with pytest.raises(HostError):
        LinuxPasswords(f"{tmp_path}/gone").own()


@pytest.mark.parametrize(
    ("changed", "days"),
    [("2026-01-31", 30), ("01/31/2026", 30), ("never", None)],
)
def test_the_tool_writes_dates_in_two_ways(changed, days):
    import datetime

    today = datetime.date(2026, 1, 31).toordinal() - EPOCH
    age = from_status(f"els P {changed} 0 30 7 -1", today)

    assert age == PasswordAge(days_left=days)


@pytest.mark.parametrize("changed", ["31.01.2026", "2026-13-01", "soon", "1/2"])
def test_a_date_in_another_way_is_not_guessed(changed):
    with pytest.raises(HostError):
        from_status(f"els P {changed} 0 30 7 -1", TODAY)


def test_the_first_day_of_1970_means_change_it_now():
    assert from_status("els P 01/01/1970 0 99999 7 -1", TODAY).must_change


def test_an_age_of_many_years_is_no_limit():
    assert aged(TODAY, 10_000, TODAY) == PasswordAge()
    assert aged(TODAY, 9_999, TODAY) == PasswordAge(days_left=9_999)
