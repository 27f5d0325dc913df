"""The password is good for some days yet."""

import pytest

from agent.host import PartMissing
from agent.host.fake.login import FakePasswords
from agent.host.ports.login import PasswordAge
from agent.policy.model import LoginRules
from checks.login.password_not_about_to_expire import (
    PASSWORD_EXPIRED,
    PASSWORD_EXPIRES_SOON,
    PASSWORD_EXPIRES_TODAY,
    password_not_about_to_expire,
)

RULES = LoginRules(password_warn_days=5)


@pytest.mark.parametrize(
    ("age", "finding"),
    [
        (PasswordAge(), None),
        (PasswordAge(days_left=6), None),
        (PasswordAge(days_left=5), PASSWORD_EXPIRES_SOON(days=5)),
        (PasswordAge(days_left=1), PASSWORD_EXPIRES_SOON(days=1)),
        (PasswordAge(days_left=0), PASSWORD_EXPIRES_TODAY()),
        (PasswordAge(days_left=-1), PASSWORD_EXPIRED()),
        (PasswordAge(must_change=True), PASSWORD_EXPIRED()),
    ],
)
def test_a_password_is_judged_by_the_days_it_has_left(age, finding):
    assert password_not_about_to_expire(FakePasswords(age), RULES) == finding


def test_a_password_of_the_network_is_for_the_directory_to_tell():
    with pytest.raises(PartMissing):
        password_not_about_to_expire(FakePasswords(PartMissing("network")), RULES)
