"""What the domain itself says: the time, this machine's account, the employee's."""

from __future__ import annotations

from agent.typed import Literal, Protocol
from agent.value import Value


class DomainClock(Protocol):
    """The clock of those who sign people in."""

    def behind(self, realm: str) -> tuple[float, ...]:
        """Return how far this machine's clock is behind each that tells, in seconds.

        Takes 4 seconds at most; empty where nobody tells.
        """


Refusal = Literal["none", "locked", "disabled", "over", "password", "unknown"]
"""Why an account may not sign in: locked after failed tries, switched off by IT, past
its last day, its password past its own, or a reason that is not told."""


class AccountState(Value):
    """How an account stands in the directory, and how its password ages.

    ``days_left`` as in ``PasswordAge``, None where it never expires.
    """

    refusal: Refusal = "none"
    days_left: int | None = None


class DomainAccount(Protocol):
    """The account in the domain of whom we run as. No question counts as a try."""

    def refusal(self, realm: str) -> Refusal:
        """Ask a sign-in server, which needs no ticket; 4 seconds at most.

        Some servers tell only who proves his password; they say ``none``. Raises
        ``HostError`` where none answers.
        """

    def state(self, realm: str) -> AccountState:
        """Ask the directory, by the ticket of this session; 4 seconds at most.

        Raises ``HostError`` where there is no ticket for it or no answer,
        ``PartMissing`` where Kerberos is not installed.
        """


Trust = Literal["trusted", "broken"]
"""What became of the machine's own key: taken; or the key, or the machine, is no longer
the domain's."""


class MachineTrust(Protocol):
    """What the domain thinks of this machine."""

    def asked(self, realm: str) -> Trust:
        """Sign in with the key of the machine; 4 seconds at most.

        Raises ``PartMissing`` where there is no key we may read, ``HostError`` where
        the answer does not tell.
        """
