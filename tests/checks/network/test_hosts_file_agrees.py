from agent.host.fake.names import FakeHostsFile, FakeNameService
from agent.host.fake.network import FakeNameServers
from agent.host.fake.own import FakeReach
from agent.policy.model import NetworkRules
from checks.network.hosts_file_agrees import HOSTS_OVERRIDE, hosts_file_agrees

RULES = NetworkRules(
    endpoints=("https://work.test:8443/app",), probes=(("http://probe.test/x", "hi"),)
)
RIGHT, WRONG = "198.51.100.1", "192.0.2.9"
KNOWN = {"work.test": (RIGHT,), "probe.test": (RIGHT,)}
NOBODY = {WRONG: "closed"}


def asked(known=KNOWN, knocks=NOBODY, **entries):
    return hosts_file_agrees(
        FakeHostsFile(**entries),
        FakeNameServers(),
        FakeNameService(addresses=known),
        FakeReach(knocks),
        RULES,
    )


def test_a_file_without_these_names_is_well():
    assert asked() is None
    assert asked(other_test=(WRONG,)) is None


def test_a_name_that_is_sent_to_where_nobody_is_is_named():
    assert asked(work_test=(WRONG,)) == HOSTS_OVERRIDE(names=["work.test"])
    assert asked(work_test=(WRONG,), probe_test=(WRONG,)) == HOSTS_OVERRIDE(
        names=["probe.test", "work.test"]
    )


def test_an_entry_that_works_was_put_there_on_purpose():
    assert asked(knocks={}, work_test=(WRONG,)) is None


def test_an_entry_that_agrees_is_well_though_nobody_is_there():
    assert asked(knocks={RIGHT: "closed"}, work_test=(RIGHT,)) is None


def test_where_the_right_place_is_down_too_the_file_is_not_to_blame():
    assert asked(knocks=NOBODY | {RIGHT: "closed"}, work_test=(WRONG,)) is None


def test_what_the_name_servers_do_not_know_cannot_be_compared():
    assert asked(known={}, work_test=(WRONG,)) is None
