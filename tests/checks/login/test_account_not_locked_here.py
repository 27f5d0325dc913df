"""This machine takes the password of the account."""

from agent.host.fake.account import FakeFailedSignIns
from checks.login.account_not_locked_here import (
    ACCOUNT_LOCKED_HERE,
    account_not_locked_here,
)


def test_an_account_that_is_not_locked_is_healthy():
    assert account_not_locked_here(FakeFailedSignIns()) is None


def test_a_locked_one_is_found():
    tries = FakeFailedSignIns(locked=True)

    assert account_not_locked_here(tries) == ACCOUNT_LOCKED_HERE()
