"""The domain trusts this machine."""

import pytest

from agent.host import PartMissing
from agent.host.fake.domain import FakeMachineTrust
from agent.host.fake.login import REALM, FakeSignInServers
from agent.policy.model import LoginRules
from checks.login.machine_is_trusted import TRUST_BROKEN, machine_is_trusted


def test_a_key_that_opens_the_domain_is_healthy():
    asked = (FakeSignInServers(), FakeMachineTrust(), LoginRules())

    assert machine_is_trusted(*asked) is None


def test_a_key_that_no_longer_does_is_found():
    asked = (FakeSignInServers(), FakeMachineTrust("broken"), LoginRules())

    assert machine_is_trusted(*asked) == TRUST_BROKEN(realm=REALM)


def test_a_machine_that_is_not_joined_needs_no_trust():
    with pytest.raises(PartMissing):
        machine_is_trusted(
            FakeSignInServers(joined=False), FakeMachineTrust("broken"), LoginRules()
        )
