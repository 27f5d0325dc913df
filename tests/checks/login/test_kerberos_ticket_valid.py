"""The ticket that opens the network's services is valid."""

import pytest

from agent.host import PartMissing
from agent.host.fake.login import FakeKerberos
from agent.policy.model import LoginRules
from checks.login.kerberos_ticket_valid import (
    TICKET_EXPIRED,
    TICKET_MISSING,
    TICKET_OF_ANOTHER_REALM,
    kerberos_ticket_valid,
)

RULES, NAMED = LoginRules(), LoginRules(realm="POLICY.TEST")


def test_a_valid_ticket_is_healthy():
    assert kerberos_ticket_valid(FakeKerberos(), RULES) is None


@pytest.mark.parametrize("account", ["system", "local", "network"])
def test_an_expired_ticket_is_found_whoever_had_it(account):
    finding = kerberos_ticket_valid(FakeKerberos("expired", account=account), RULES)

    assert finding == TICKET_EXPIRED(realm="EXAMPLE.ORG")


@pytest.mark.parametrize("ticket", ["none", "unknown"])
def test_an_account_of_the_network_without_a_ticket_is_found(ticket):
    finding = kerberos_ticket_valid(FakeKerberos(ticket), RULES)

    assert finding == TICKET_MISSING(realm="EXAMPLE.ORG")


@pytest.mark.parametrize(
    ("account", "rules"), [("system", RULES), ("system", NAMED), ("local", RULES)]
)
def test_an_account_that_signs_in_without_a_ticket_needs_none(account, rules):
    with pytest.raises(PartMissing):
        kerberos_ticket_valid(FakeKerberos("none", account=account), rules)


def test_where_it_names_the_realm_local_accounts_need_a_ticket_too():
    finding = kerberos_ticket_valid(FakeKerberos("none", account="local"), NAMED)

    assert finding == TICKET_MISSING(realm="POLICY.TEST")


def test_without_a_realm_there_is_no_question():
    with pytest.raises(PartMissing):
        kerberos_ticket_valid(FakeKerberos(realm=""), RULES)


def test_a_ticket_of_another_realm_than_it_names_is_found():
    kerberos = FakeKerberos(holds="ELSEWHERE.TEST")

    assert kerberos_ticket_valid(kerberos, NAMED) == TICKET_OF_ANOTHER_REALM(
        realm="POLICY.TEST"
    )


def test_without_that_name_realms_may_trust_each_other():
    assert kerberos_ticket_valid(FakeKerberos(holds="PARENT.TEST"), RULES) is None


def test_a_ticket_of_the_realm_that_it_names_is_healthy():
    assert kerberos_ticket_valid(FakeKerberos(holds="POLICY.TEST"), NAMED) is None
