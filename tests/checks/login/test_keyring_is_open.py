"""Programs can get at the passwords they keep for the employee."""

from agent.host.fake.account import FakeKeyring
from agent.model import Severity
from checks.login.keyring_is_open import KEYRING_LOCKED, keyring_is_open


def test_an_open_keyring_is_healthy():
    assert keyring_is_open(FakeKeyring()) is None


def test_a_locked_one_is_worth_knowing_and_no_more():
    finding = keyring_is_open(FakeKeyring(locked=True))

    assert finding == KEYRING_LOCKED()
    assert finding.problem.severity is Severity.ADVICE
