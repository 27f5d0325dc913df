"""The account's own password and home, as the machine keeps them."""

from __future__ import annotations

import pytest

from tests.lab.room import EMPLOYEE, HOME

pytestmark = pytest.mark.lab

PASSWORDS = ("check", "--only", "login.password_not_about_to_expire")
HOMES = ("check", "--only", "login.home_is_usable")


def aged(room, changed: int, lasts: int) -> None:
    """Let the password be changed so many days ago, and last so many days."""
    room.sh(
        'today=$(($(date +%s) / 86400)); chage -d $((today - $1)) -M "$2" "$3"',
        *(str(changed), str(lasts), EMPLOYEE),
    )


@pytest.mark.parametrize("user", [EMPLOYEE, "root"])
@pytest.mark.parametrize(
    ("changed", "lasts", "causes", "days"),
    [
        (10, 90, [], None),
        (84, 90, [], None),
        (85, 90, ["password-expires-soon"], 5),
        (89, 90, ["password-expires-soon"], 1),
        (90, 90, ["password-expires-today"], None),
        (91, 90, ["password-expired"], None),
        (5000, 99_999, [], None),
    ],
)
def test_a_password_ages(room, user, changed, lasts, causes, days):
    """An employee may not read the shadow file and asks ``passwd``; root reads it."""
    aged(room, changed, lasts)
    if user == "root":
        room.sh(f"sed -i 's/^root:/gone:/; s/^{EMPLOYEE}:/root:/' /etc/shadow")

    seen = room.blusser(*PASSWORDS, user=user)

    assert (seen.causes, seen.unsure) == (causes, [])
    if days is not None:
        assert seen.said["causes"][0]["facts"] == {"days": days}


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_password_to_be_changed_at_the_next_sign_in_has_expired(room, language):
    room.sh(f"chage -d 0 {EMPLOYEE}")

    assert room.blusser(*PASSWORDS, "--lang", language).causes == ["password-expired"]


def test_a_password_that_never_expires_is_well(room):
    room.sh(f"chage -M -1 {EMPLOYEE}")

    assert room.blusser(*PASSWORDS).code == 0


def test_where_the_tool_is_missing_nothing_is_claimed(room):
    room.sh("mount --bind /dev/null /usr/bin/passwd")

    seen = room.blusser(*PASSWORDS)

    assert (seen.code, seen.causes) == (3, [])


def test_an_account_of_the_network_is_asked_elsewhere(room):
    assert room.blusser(*PASSWORDS, user="4321").said["absent"] == [PASSWORDS[2]]


def test_a_home_of_ones_own_is_well_and_stays_untouched(room):
    look = f"stat -c '%y %z %s' {HOME}; ls -A {HOME}"
    before = room.sh(look)

    assert room.blusser(*HOMES).code == 0
    assert room.sh(look) == before


@pytest.mark.parametrize(
    ("broken", "causes"),
    [
        (f"rmdir {HOME}", ["home-missing"]),
        (f"rmdir {HOME}; touch {HOME}", ["home-missing"]),
        (f"rmdir {HOME}; ln -s /nowhere {HOME}", ["home-missing"]),
        (f"chown root:root {HOME}", ["home-not-yours"]),
        (f"chown root:root {HOME}; chmod 777 {HOME}", ["home-not-yours"]),
        (f"chmod 500 {HOME}", ["home-not-writable"]),
        (f"mount -o bind,ro {HOME} {HOME}", ["home-not-writable"]),
        ("chmod 700 /home", ["home-not-writable"]),
    ],
)
def test_a_home_that_cannot_be_used_is_found(room, broken, causes):
    room.sh(broken)

    assert room.blusser(*HOMES).causes == causes


def test_a_home_that_is_a_link_to_another_place_is_well(room):
    room.sh(f"mv {HOME} /home/moved; ln -s /home/moved {HOME}")

    assert room.blusser(*HOMES).code == 0


def test_a_service_needs_no_home(room):
    room.sh("echo 'printd:x:777:777::/nonexistent:/bin/false' >>/etc/passwd")

    assert room.blusser(*HOMES, user="777").said["absent"] == [HOMES[2]]
