"""Healthy fakes of what the domain says: plain data until a field says otherwise."""

from __future__ import annotations

from agent.host.ports.domain import AccountState, Refusal, Trust
from agent.host.trouble import HostError


class FakeDomainClock:
    """A clock that agrees with the domain's."""

    def __init__(self, *behind: float) -> None:
        """Take how far the clock is behind, in seconds; nothing: nobody tells."""
        self._behind = behind

    def behind(self, realm: str) -> tuple[float, ...]:  # noqa: ARG002
        """Return what the domain's servers tell."""
        return self._behind


class FakeDomainAccount:
    """An account that may sign in, with a password that never expires."""

    def __init__(
        self,
        refusal: Refusal | HostError = "none",
        state: AccountState | Exception | None = None,
    ) -> None:
        """Take what the domain would answer, or why it does not."""
        self._refusal, self._state = refusal, state or AccountState()

    def refusal(self, realm: str) -> Refusal:  # noqa: ARG002
        """Return why the account may not sign in."""
        if isinstance(self._refusal, HostError):
            raise self._refusal
        return self._refusal

    def state(self, realm: str) -> AccountState:  # noqa: ARG002
        """Return how the account stands."""
        if isinstance(self._state, Exception):
            raise self._state
        return self._state


class FakeMachineTrust:
    """A machine that the domain trusts."""

    def __init__(self, trust: Trust = "trusted") -> None:
        """Take what the domain would answer."""
        self._trust = trust

    def asked(self, realm: str) -> Trust:  # noqa: ARG002
        """Return what became of the key."""
        return self._trust
