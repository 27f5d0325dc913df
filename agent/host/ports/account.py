"""What this machine itself keeps about the account we run as."""

from __future__ import annotations

from agent.typed import Protocol


class FailedSignIns(Protocol):
    """The machine's own list of passwords that were wrong."""

    def locked(self) -> bool:
        """Say whether the machine takes no password of the account, right or wrong.

        Raises ``PartMissing`` where no such list is kept for the account.
        """


class Keyring(Protocol):
    """Where programs keep the account's passwords, under one that opens them all."""

    def locked(self) -> bool:
        """Say whether the keyring that a sign-in opens is there, and shut.

        Nothing is started or opened for the question. Raises ``PartMissing`` where
        there is no such keyring or no session.
        """


class HomeMount(Protocol):
    """The disk or server on which the account's home lies.

    An administrator's question is about the homes of all who are signed in here too.
    """

    def missing(self) -> str:
        """Return where a home's volume should be mounted, and nothing is.

        Empty where it is. Raises ``PartMissing`` where the home lies on the system's
        own disk. The home itself is not touched.
        """


class SignInService(Protocol):
    """The service that signs people of the network in, and remembers them (SSSD)."""

    def offline(self) -> tuple[str, ...]:
        """Return the domains that it has given up to reach for now.

        Raises ``PartMissing`` without it, ``HostError`` where it does not tell.
        """
