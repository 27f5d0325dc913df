"""Programs can get at the passwords they keep for the employee."""

from agent.check import check
from agent.host.ports.account import Keyring
from agent.model import Finding, Problem, Severity

KEYRING_LOCKED = Problem("keyring-locked", Severity.ADVICE)


@check(measures=True)
def keyring_is_open(keyring: Keyring) -> Finding | None:
    """The keyring that a sign-in opens is open."""
    return KEYRING_LOCKED() if keyring.locked() else None
