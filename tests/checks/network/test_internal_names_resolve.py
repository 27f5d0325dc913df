import pytest

from agent.host import PartMissing
from agent.host.fake.network import FakeNameServers
from agent.policy.model import NetworkRules
from checks.network.internal_names_resolve import (
    INTERNAL_NAMES_FAIL,
    internal_names_resolve,
)

RULES = NetworkRules(internal_names=("files.corp.test", "time.corp.test"))
ONE, TWO = "10.0.0.1", "10.0.0.2"


def test_internal_names_that_are_known_are_well():
    assert internal_names_resolve(FakeNameServers(), RULES) is None


def test_one_server_that_knows_them_is_enough():
    servers = FakeNameServers(says={ONE: "unknown"})

    assert internal_names_resolve(servers, RULES) is None


@pytest.mark.parametrize("status", ["unknown", "refused", "silent"])
def test_those_that_nobody_knows_are_named(status):
    servers = FakeNameServers(says={"time.corp.test": status})

    assert internal_names_resolve(servers, RULES) == INTERNAL_NAMES_FAIL(
        names=["time.corp.test"], servers=[ONE, TWO]
    )


def test_where_it_names_none_nobody_is_asked():
    with pytest.raises(PartMissing):
        internal_names_resolve(FakeNameServers(), NetworkRules())
