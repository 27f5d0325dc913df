from agent.host.fake.wire import FakeWire
from checks.network.address_is_ours import ADDRESS_TAKEN, address_is_ours


def test_an_address_that_nobody_else_has_is_well():
    assert address_is_ours(FakeWire()) is None


def test_an_address_that_somebody_else_has_too_is_named():
    assert address_is_ours(FakeWire(("10.0.0.7",))) == ADDRESS_TAKEN(
        addresses=["10.0.0.7"]
    )


def test_what_works_now_and_then_does_not_contradict_it():
    assert address_is_ours.measures
