"""Blusser itself is well."""

from agent.host.fake.services import FakeOwnAgent
from agent.policy.model import ServiceRules
from checks.services.agent_is_healthy import (
    OWN_FOLDER_NOT_WRITABLE,
    OWN_RECORDS_TOO_LARGE,
    agent_is_healthy,
)

RULES = ServiceRules(max_own_bytes=1000)


def test_a_folder_that_takes_records_and_small_records_are_fine():
    own = FakeOwnAgent(history=900, outbox=100)

    assert agent_is_healthy(own, RULES) is None


def test_a_folder_that_takes_no_records_is_found():
    found = agent_is_healthy(FakeOwnAgent(refused="EROFS"), RULES)

    assert found == OWN_FOLDER_NOT_WRITABLE(error="EROFS")


def test_records_are_too_large_all_together():
    own = FakeOwnAgent(history=900, damaged=100, outbox=1)

    assert agent_is_healthy(own, RULES) == OWN_RECORDS_TOO_LARGE(bytes=1001)
