"""Healthy fakes of what the machine keeps about the account: plain data."""

from __future__ import annotations

from agent.host.ports.certificates import Certificate
from agent.host.trouble import PartMissing


class FakeFailedSignIns:
    """Nobody typed a wrong password."""

    def __init__(self, *, locked: bool = False) -> None:
        """Take what the machine would answer."""
        self._locked = locked

    def locked(self) -> bool:
        """Say whether the account is locked."""
        return self._locked


class FakeKeyring:
    """A keyring that the sign-in opened."""

    def __init__(self, *, locked: bool = False) -> None:
        """Take what the machine would answer."""
        self._locked = locked

    def locked(self) -> bool:
        """Say whether it is shut."""
        return self._locked


class FakeHomeMount:
    """A home on a volume that is there."""

    def __init__(self, missing: str = "") -> None:
        """Take what the machine would answer."""
        self._missing = missing

    def missing(self) -> str:
        """Return where nothing is mounted."""
        return self._missing


class FakeSignInService:
    """A service that reaches its domains."""

    def __init__(self, *offline: str) -> None:
        """Take the domains it does not reach."""
        self._offline = offline

    def offline(self) -> tuple[str, ...]:
        """Return the domains it does not reach."""
        return self._offline


class FakeCertificates:
    """One certificate, good for a year."""

    def __init__(self, *held: Certificate) -> None:
        """Take what the machine would answer."""
        self._held = held or (Certificate("wireless", 365),)
        self.paths: tuple[str, ...] = ()

    def in_use(self, paths: tuple[str, ...]) -> tuple[Certificate, ...]:
        """Return the certificates; note which files IT named."""
        self.paths = paths
        if not self._held:
            msg = "no certificate is in use"
            raise PartMissing(msg)
        return self._held
