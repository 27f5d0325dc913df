"""The levers of the fixes of signing in."""

from __future__ import annotations

from agent.typed import Protocol


class SignInServiceControl(Protocol):
    """The service that signs people of the network in (SSSD)."""

    def try_again(self) -> None:
        """Have it reach for its domains at once; what it remembers stays.

        Raises ``PermissionError`` where this account may not, ``PartMissing``
        without it, ``HostError`` where it does not run.
        """
