import pytest

from agent.host import HostError, PartMissing
from agent.host.fake.web import FakePac, FakeWeb
from agent.host.ports.pac import Script
from agent.policy.model import NetworkRules
from checks.network.pac_loads import PAC_BROKEN, PAC_UNREACHABLE, pac_loads

AT = "http://wpad.test/proxy.pac"
PAGE = "http://page.test/"
RULES = NetworkRules(pac=AT, probes=((PAGE, "yes"),))


def ask(state, became="expected"):
    return pac_loads(FakePac(Script(state)), FakeWeb({PAGE: became}), RULES)


def test_without_a_script_there_is_nothing_to_ask():
    with pytest.raises(PartMissing):
        pac_loads(FakePac(), FakeWeb(), NetworkRules())


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ("fine", None),
        ("silent", PAC_UNREACHABLE(pac=AT)),
        ("broken", PAC_BROKEN(pac=AT)),
        ("page", PAC_BROKEN(pac=AT)),
    ],
)
def test_a_script_must_come_and_be_one(state, found):
    assert ask(state) == found


def test_the_page_of_a_network_that_wants_a_sign_in_is_not_its_fault():
    with pytest.raises(HostError):
        ask("page", "other")


def test_an_outage_is_the_same_on_every_machine():
    assert ask("broken").fingerprint == ask("page").fingerprint != ""
