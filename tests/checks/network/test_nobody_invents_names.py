import pytest

from agent.host import PartMissing
from agent.host.fake.names import FakeNameService
from agent.host.fake.network import FakeNameServers
from checks.network.nobody_invents_names import NAMES_INVENTED, nobody_invents_names

ONE, TWO = "10.0.0.1", "10.0.0.2"


def test_servers_that_deny_what_does_not_exist_are_well():
    assert nobody_invents_names(FakeNameServers(), FakeNameService()) is None


def test_one_that_invents_an_address_is_named():
    service = FakeNameService(inventing=(TWO,))

    assert nobody_invents_names(FakeNameServers(), service) == NAMES_INVENTED(
        servers=[TWO]
    )


def test_without_servers_nobody_is_asked():
    with pytest.raises(PartMissing):
        nobody_invents_names(FakeNameServers(upstream=()), FakeNameService())
