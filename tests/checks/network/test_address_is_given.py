from agent.host.fake.network import FakeLinks
from agent.host.ports.network import Address
from checks.network.address_is_given import (
    NO_ADDRESS,
    SELF_ASSIGNED_ADDRESS,
    address_is_given,
)

OWN = Address("eth0", "169.254.7.7", self_assigned=True)
GIVEN = Address("wlan0", "2001:db8::7")


def test_an_address_of_either_family_is_enough():
    assert address_is_given(FakeLinks(addresses=(OWN, GIVEN))) is None


def test_no_address_is_found():
    assert address_is_given(FakeLinks(addresses=())) == NO_ADDRESS()


def test_an_address_nobody_gave_is_found():
    found = address_is_given(FakeLinks(addresses=(OWN,)))

    assert found == SELF_ASSIGNED_ADDRESS(addresses=["169.254.7.7"])
