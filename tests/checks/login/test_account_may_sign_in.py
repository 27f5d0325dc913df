"""The account may sign in to the domain."""

import pytest

from agent.host import HostError, PartMissing
from agent.host.fake.domain import FakeDomainAccount
from agent.host.fake.login import REALM, FakeKerberos
from agent.host.ports.domain import AccountState
from agent.policy.model import LoginRules
from checks.login.account_may_sign_in import (
    ACCOUNT_DISABLED,
    ACCOUNT_LOCKED,
    ACCOUNT_OVER,
    ACCOUNT_REFUSED,
    account_may_sign_in,
)
from checks.login.password_not_about_to_expire import PASSWORD_EXPIRED

RULES, NAMED = LoginRules(), LoginRules(realm="POLICY.TEST")
FOUND = [
    ("locked", ACCOUNT_LOCKED(realm=REALM)),
    ("disabled", ACCOUNT_DISABLED(realm=REALM)),
    ("over", ACCOUNT_OVER(realm=REALM)),
    ("password", PASSWORD_EXPIRED()),
]


def asked(domain, rules=RULES, **kerberos):
    return account_may_sign_in(FakeKerberos(**kerberos), domain, rules)


def test_an_account_that_nobody_refuses_is_healthy():
    assert asked(FakeDomainAccount()) is None


@pytest.mark.parametrize(("why", "finding"), FOUND)
def test_what_the_sign_in_server_says_at_once_is_found(why, finding):
    nobody = FakeDomainAccount(why, HostError("no ticket"))

    assert asked(nobody) == finding


@pytest.mark.parametrize(("why", "finding"), FOUND)
@pytest.mark.parametrize("said", ["none", "unknown"])
def test_what_only_the_directory_tells_is_found_too(said, why, finding):
    """Some sign-in servers tell only who proves his password, and not always why."""
    assert asked(FakeDomainAccount(said, AccountState(why))) == finding


@pytest.mark.parametrize("silent", [HostError("no ticket"), PartMissing("no library")])
def test_a_directory_that_is_not_to_be_asked_changes_nothing(silent):
    assert asked(FakeDomainAccount("none", silent)) is None
    assert asked(FakeDomainAccount("unknown", silent)) == ACCOUNT_REFUSED(realm=REALM)


def test_a_refusal_that_the_directory_does_not_explain_is_one():
    assert asked(FakeDomainAccount("unknown")) == ACCOUNT_REFUSED(realm=REALM)


def test_without_a_sign_in_server_nothing_is_claimed():
    with pytest.raises(HostError):
        asked(FakeDomainAccount(HostError("nobody answers")))


@pytest.mark.parametrize(
    ("account", "rules"), [("system", RULES), ("system", NAMED), ("local", RULES)]
)
def test_an_account_that_signs_in_without_a_ticket_is_not_the_domains(account, rules):
    with pytest.raises(PartMissing):
        asked(FakeDomainAccount("locked"), rules, account=account)


def test_where_it_names_the_realm_local_accounts_are_asked_about_too():
    finding = asked(FakeDomainAccount("locked"), NAMED, account="local")

    assert finding == ACCOUNT_LOCKED(realm="POLICY.TEST")
