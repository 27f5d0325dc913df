import pytest

from agent.host import HostError, PartMissing
from agent.host.fake.network import FakeClock
from agent.host.fake.web import FakeIdentities, FakePac
from agent.host.ports.identities import Shown
from agent.policy.model import NetworkRules
from checks.network.certificates_trusted import (
    CERTIFICATE_EXPIRED,
    CERTIFICATE_NOT_YET_VALID,
    CERTIFICATE_OF_ANOTHER,
    CERTIFICATE_REFUSED,
    TLS_INTERCEPTED,
    certificates_trusted,
)

MAIL, FILES, ALL = "https://mail.test", "https://files.test", "https://all.test"
RULES = NetworkRules(endpoints=(MAIL, FILES), secure_probes=(ALL,))
GOOD, CORP, EVE = Shown("trusted"), Shown("stranger", "Corp"), Shown("stranger", "Eve")
NAMELESS, NONE = Shown("stranger"), Shown("none")


def ask(mail=GOOD, files=GOOD, others=GOOD, clock=None, rules=RULES):
    shown = FakeIdentities({MAIL: mail, FILES: files, ALL: others})
    return certificates_trusted(shown, clock or FakeClock(), FakePac(), rules)


def test_trusted_certificates_are_well_whoever_signed_them():
    assert ask() is None
    assert ask(NONE) is None, "who shows none is for another check to tell"


def test_without_endpoints_there_is_nothing_to_ask():
    with pytest.raises(PartMissing):
        ask(rules=NetworkRules())


def test_where_nobody_shows_one_nothing_is_known():
    with pytest.raises(HostError):
        ask(NONE, Shown("unknown"))


@pytest.mark.parametrize(
    ("trust", "problem"),
    [
        ("expired", CERTIFICATE_EXPIRED),
        ("early", CERTIFICATE_NOT_YET_VALID),
        ("another", CERTIFICATE_OF_ANOTHER),
    ],
)
def test_what_is_wrong_with_a_certificate_is_told(trust, problem):
    found = ask(files=Shown(trust, "Corp"))

    assert found == problem(endpoints=[FILES])
    assert found.fingerprint


@pytest.mark.parametrize("trust", ["expired", "early"])
def test_without_the_time_no_date_is_blamed(trust):
    with pytest.raises(HostError):
        ask(Shown(trust), clock=FakeClock((), ()))
    assert ask(Shown(trust), clock=FakeClock((), (0.3,)))
    assert ask(Shown(trust), clock=FakeClock((0.3,), ()))


def test_the_clock_says_nothing_about_a_name():
    assert ask(Shown("another"), clock=FakeClock((), ()))


@pytest.mark.parametrize(
    ("mail", "files", "others"),
    [(CORP, CORP, CORP), (CORP, CORP, NONE), (CORP, NONE, CORP), (CORP, EVE, CORP)],
)
def test_one_stranger_behind_independent_servers_stands_on_the_way(mail, files, others):
    found = ask(mail, files, others)

    assert (found.problem, found.facts["issuer"]) == (TLS_INTERCEPTED, "Corp")
    assert not found.fingerprint


@pytest.mark.parametrize(
    ("mail", "files", "others"),
    [
        (CORP, GOOD, GOOD),
        (CORP, NONE, NONE),
        (CORP, CORP, GOOD),
        (CORP, GOOD, CORP),
        (NAMELESS, NAMELESS, NAMELESS),
    ],
)
def test_any_other_stranger_is_that_servers(mail, files, others):
    assert ask(mail, files, others).problem == CERTIFICATE_REFUSED


def test_two_servers_of_one_owner_may_be_signed_by_that_owner():
    one, two = "https://a.corp.test:8443/x", "https://b.corp.test"
    shown = FakeIdentities({one: CORP, two: CORP})
    rules = NetworkRules(endpoints=(one, two), secure_probes=())
    found = certificates_trusted(shown, FakeClock(), FakePac(), rules)

    assert found == CERTIFICATE_REFUSED(endpoints=[one, two], issuer="Corp")


@pytest.mark.parametrize(
    ("one", "two", "owners"),
    [
        ("https://a.example.co.uk", "https://b.other.co.uk", 2),
        ("https://a.example.co.uk", "https://b.example.co.uk", 1),
        ("https://a.bank.be", "https://b.bank.be:444/x", 1),
        ("https://10.0.0.1", "https://10.0.0.2", 2),
        ("https://[2001:db8::1]:444", "https://[2001:db8::2]", 2),
    ],
)
def test_owners_are_told_apart_by_name(one, two, owners):
    from checks.network._web import independent

    assert independent([one, two]) == owners
