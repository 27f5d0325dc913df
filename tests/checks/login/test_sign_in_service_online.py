"""The service that signs people of the network in reaches the domain."""

from agent.host.fake.account import FakeSignInService
from checks.login.sign_in_service_online import SIGN_IN_OFFLINE, sign_in_service_online


def test_a_service_that_reaches_its_domains_is_healthy():
    assert sign_in_service_online(FakeSignInService()) is None


def test_a_domain_that_it_has_given_up_is_found():
    finding = sign_in_service_online(FakeSignInService("example.org"))

    assert finding == SIGN_IN_OFFLINE(domains=["example.org"])
