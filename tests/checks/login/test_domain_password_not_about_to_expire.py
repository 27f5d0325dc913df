"""The password of the domain is good for some days yet."""

import pytest

from agent.host import HostError, PartMissing
from agent.host.fake.domain import FakeDomainAccount
from agent.host.fake.login import FakeKerberos
from agent.host.ports.domain import AccountState
from agent.policy.model import LoginRules
from checks.login.domain_password_not_about_to_expire import (
    domain_password_not_about_to_expire,
)
from checks.login.password_not_about_to_expire import (
    PASSWORD_EXPIRED,
    PASSWORD_EXPIRES_SOON,
    PASSWORD_EXPIRES_TODAY,
)

RULES = LoginRules(password_warn_days=5)


@pytest.mark.parametrize(
    ("days", "finding"),
    [
        (None, None),
        (6, None),
        (5, PASSWORD_EXPIRES_SOON(days=5)),
        (0, PASSWORD_EXPIRES_TODAY()),
    ],
)
def test_a_password_is_judged_by_the_days_it_has_left(days, finding):
    domain = FakeDomainAccount(state=AccountState("none", days))

    assert domain_password_not_about_to_expire(FakeKerberos(), domain, RULES) == finding


def test_one_that_has_expired_is_found():
    domain = FakeDomainAccount(state=AccountState("password", -1))

    finding = domain_password_not_about_to_expire(FakeKerberos(), domain, RULES)
    assert finding == PASSWORD_EXPIRED()


def test_of_an_account_that_may_not_sign_in_nothing_is_claimed():
    domain = FakeDomainAccount(state=AccountState("locked"))

    with pytest.raises(HostError):
        domain_password_not_about_to_expire(FakeKerberos(), domain, RULES)


def test_without_a_ticket_nothing_is_claimed():
    domain = FakeDomainAccount(state=HostError("no ticket"))

    with pytest.raises(HostError):
        domain_password_not_about_to_expire(FakeKerberos(), domain, RULES)


def test_an_account_of_this_machine_alone_has_none():
    with pytest.raises(PartMissing):
        domain_password_not_about_to_expire(
            FakeKerberos(account="local"), FakeDomainAccount(), RULES
        )
