import pytest

from agent.host import HostError, PartMissing
from agent.host.fake.web import FakeIdentities, FakePac, FakeWeb
from agent.host.ports.identities import Shown
from agent.host.ports.pac import Script
from agent.policy.model import NetworkRules
from checks.network.endpoints_open import (
    ENDPOINT_ERROR,
    ENDPOINT_UNREACHABLE,
    HTTPS_BLOCKED,
    endpoints_open,
)

MAIL, FILES = "https://mail.test", "https://files.test"
ALL = "https://all.test"
RULES = NetworkRules(endpoints=(MAIL, FILES), secure_probes=(ALL,))
PAC = NetworkRules(endpoints=(MAIL, FILES), pac="http://pac.test/x")


def ask(mail="open", files="open", others="trusted", rules=RULES):
    web = FakeWeb(endpoints={MAIL: mail, FILES: files})
    return endpoints_open(web, FakeIdentities({ALL: Shown(others)}), FakePac(), rules)


def unreachable(*urls, stage, step):
    return ENDPOINT_UNREACHABLE(endpoints=list(urls), stage=stage, step=step)


def test_open_endpoints_are_well():
    assert ask() is None


def test_without_endpoints_there_is_nothing_to_ask():
    with pytest.raises(PartMissing):
        ask(rules=NetworkRules())


@pytest.mark.parametrize(
    ("mail", "files", "found"),
    [
        ("unknown", "open", unreachable(MAIL, stage="name", step=1)),
        ("closed", "open", unreachable(MAIL, stage="connection", step=2)),
        ("broken", "open", unreachable(MAIL, stage="handshake", step=3)),
        ("open", "ill", ENDPOINT_ERROR(endpoints=[FILES])),
        ("closed", "ill", unreachable(MAIL, stage="connection", step=2)),
        ("closed", "broken", unreachable(MAIL, FILES, stage="connection", step=2)),
    ],
)
def test_the_step_that_fails_is_named(mail, files, found):
    assert ask(mail, files) == found


def test_a_refused_certificate_is_for_another_check_to_tell():
    assert ask("certificate", "certificate") is None


@pytest.mark.parametrize(
    ("mail", "files", "others"),
    [
        ("closed", "closed", "none"),
        ("broken", "closed", "none"),
        ("closed", "unknown", "none"),
        ("closed", "closed", "unknown"),
    ],
)
def test_where_nobody_at_all_shakes_hands_something_on_the_way_forbids_it(
    mail, files, others
):
    assert ask(mail, files, others) == HTTPS_BLOCKED(endpoints=[MAIL, FILES])


@pytest.mark.parametrize(
    ("mail", "files", "others"),
    [
        ("closed", "closed", "trusted"),
        ("closed", "closed", "stranger"),
        ("closed", "certificate", "none"),
        ("unknown", "unknown", "none"),
        ("closed", "unknown", "unknown"),
    ],
)
def test_where_somebody_does_or_there_is_but_one_to_ask_it_does_not(
    mail, files, others
):
    assert ask(mail, files, others).problem == ENDPOINT_UNREACHABLE


def test_two_servers_of_one_owner_are_but_one():
    one, two = "https://a.corp.test", "https://b.corp.test"
    web = FakeWeb(endpoints={one: "closed", two: "closed"})
    rules = NetworkRules(endpoints=(one, two), secure_probes=())
    found = endpoints_open(web, FakeIdentities(), FakePac(), rules)

    assert found.problem == ENDPOINT_UNREACHABLE


def test_what_the_proxy_keeps_back_is_for_another_check_to_tell():
    assert ask("forbidden", "open") is None
    with pytest.raises(HostError):
        ask("sign-in", "forbidden")


def test_where_a_script_chooses_a_way_past_the_proxy_counts_too():
    class Both(FakeWeb):
        def endpoints(self, urls, proxy):
            self.proxies.append((proxy, urls))
            return {url: "closed" if proxy and url == FILES else "open" for url in urls}

    web = Both()
    script = FakePac(Script("fine", ("http://p.test:1",)))

    assert endpoints_open(web, FakeIdentities(), script, PAC) is None
    assert web.proxies == [("http://p.test:1", (MAIL, FILES)), ("", (FILES,))]


def test_a_worse_end_of_the_way_past_the_proxy_does_not_count():
    class Both(FakeWeb):
        def endpoints(self, urls, proxy):
            return dict.fromkeys(urls, "ill" if proxy else "closed")

    found = endpoints_open(Both(), FakeIdentities(), FakePac(), PAC)

    assert found == ENDPOINT_ERROR(endpoints=[MAIL, FILES])


def test_others_are_asked_only_where_connections_end():
    for became in ("open", "ill", "certificate", "unknown"):
        seen = FakeIdentities()
        web = FakeWeb(endpoints={MAIL: became, FILES: became})
        endpoints_open(web, seen, FakePac(), RULES)

        assert seen.asked == []


def test_an_outage_is_the_same_on_every_machine():
    assert ask("closed").fingerprint == ask("closed").fingerprint != ""
    assert ask("closed", "closed", "none").fingerprint == ""
