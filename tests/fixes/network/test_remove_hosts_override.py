"""Take out of the hosts file what sends work to where nobody is."""

from agent.fix import Risk
from agent.host.fake.name_levers import FakeHostsFileControl
from agent.host.fake.names import FakeHostsFile, FakeNameService
from agent.host.fake.network import FakeNameServers
from agent.host.fake.own import FakeReach
from agent.policy.model import NetworkRules
from fixes.network.remove_hosts_override import remove_hosts_override

RULES = NetworkRules(
    endpoints=("https://work.test",), probes=(("http://probe.test/x", "hi"),)
)
RIGHT, WRONG = "198.51.100.1", "192.0.2.9"


def machine(levers, knocks):
    return {
        "hosts": FakeHostsFile(work_test=(WRONG,), probe_test=(RIGHT,)),
        "servers": FakeNameServers(),
        "service": FakeNameService(
            addresses={"work.test": (RIGHT,), "probe.test": (RIGHT,)}
        ),
        "reach": FakeReach(knocks),
        "levers": levers,
        "rules": RULES,
    }


def test_only_what_leads_nowhere_is_taken_out_and_twice_is_once():
    levers = FakeHostsFileControl("work.test", "probe.test", "printer")
    parts = machine(levers, {WRONG: "closed"})

    remove_hosts_override(**parts)
    remove_hosts_override(**parts)

    assert levers.held == {"probe.test", "printer"}


def test_what_did_not_help_is_put_back():
    levers = FakeHostsFileControl("work.test", "printer")
    parts = machine(levers, {WRONG: "closed"})

    before = remove_hosts_override.remember(**parts)
    remove_hosts_override(**parts)
    remove_hosts_override.undo(before, **parts)

    assert levers.held == {"work.test", "printer"}


def test_an_entry_that_works_by_now_stays_as_somebody_put_it_there_on_purpose():
    levers = FakeHostsFileControl("work.test")

    remove_hosts_override(**machine(levers, {}))

    assert levers.held == {"work.test"}


def test_a_file_without_these_names_has_nothing_to_be_put_back():
    parts = machine(FakeHostsFileControl("printer"), {})

    assert remove_hosts_override.remember(**parts) is None


def test_nobody_but_a_person_decides_on_it():
    assert remove_hosts_override.risk is Risk.ASK
