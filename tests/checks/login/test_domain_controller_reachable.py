"""A server that signs people in can be reached."""

import pytest

from agent.host import HostError, PartMissing
from agent.host.fake.login import SERVERS, FakeSignInServers
from agent.host.ports.login import Server
from agent.policy.model import LoginRules
from checks.login.domain_controller_reachable import (
    SIGN_IN_SERVER_SILENT,
    SIGN_IN_SERVER_UNKNOWN,
    domain_controller_reachable,
)

RULES = LoginRules()
SECOND = Server("kerberos", "dc2.example.org", 88)


def test_servers_that_answer_are_healthy():
    assert domain_controller_reachable(FakeSignInServers(), RULES) is None


def test_one_server_that_answers_is_enough():
    directory = FakeSignInServers((*SERVERS, SECOND), silent=(SERVERS[0],))

    assert domain_controller_reachable(directory, RULES) is None


def test_a_service_that_no_server_answers_is_found():
    directory = FakeSignInServers((*SERVERS, SECOND), silent=(SERVERS[0], SECOND))

    assert domain_controller_reachable(directory, RULES) == SIGN_IN_SERVER_SILENT(
        realm="EXAMPLE.ORG",
        servers=["dc1.example.org:389", "dc1.example.org:88", "dc2.example.org:88"],
        services=["kerberos"],
    )


def test_a_realm_without_known_servers_is_found():
    finding = domain_controller_reachable(FakeSignInServers(servers=()), RULES)

    assert finding == SIGN_IN_SERVER_UNKNOWN(realm="EXAMPLE.ORG")


def test_a_machine_that_is_not_joined_has_no_sign_in_server():
    with pytest.raises(PartMissing):
        domain_controller_reachable(FakeSignInServers(joined=False), RULES)


def test_a_realm_named_by_it_counts_on_a_machine_that_is_not_joined():
    directory = FakeSignInServers(servers=(), joined=False)
    rules = LoginRules(realm="POLICY.TEST")

    assert domain_controller_reachable(directory, rules).facts["realm"] == "POLICY.TEST"


def test_a_joined_machine_that_names_no_realm_cannot_be_told_about():
    with pytest.raises(HostError):
        domain_controller_reachable(FakeSignInServers(realm=""), RULES)
