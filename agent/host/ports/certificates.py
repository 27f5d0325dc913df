"""The certificates by which this machine or its user is let into a network."""

from __future__ import annotations

from agent.typed import Literal, Protocol
from agent.value import Value

Use = Literal["wireless", "wired", "vpn", "other"]
"""What a certificate opens; ``other`` for one that IT names."""


class Certificate(Value):
    """One in use, and how long it is good yet; below 0 days it has ended."""

    use: Use
    days_left: int


class Certificates(Protocol):
    """Those of the connections of this machine, and those in files that IT names."""

    def in_use(self, paths: tuple[str, ...]) -> tuple[Certificate, ...]:
        """Return the certificates in these files and of the connections in use.

        A connection is in use that is up, or that comes up by itself and was up within
        the last month. Files that are not there, and what may not be read, are left
        out; where nothing else is left, raises ``HostError`` or ``PartMissing``.
        """
