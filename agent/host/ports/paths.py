"""The parts of a machine that look at single files, folders and programs."""

from __future__ import annotations

from agent.typed import Literal, Protocol
from agent.value import Value

Mounted = Literal["mounted", "missing", "silent"]
"""Something is mounted and answers; nothing is; something is that does not answer."""


class FileSeen(Value):
    """What a file is like from outside: never what is in it.

    ``age`` is in seconds since it was last written.
    """

    exists: bool
    is_folder: bool = False
    bytes: int = 0
    age: float = 0.0


class RoomSeen(Value):
    """Bytes that this account can still use on a volume, and could ever use."""

    free: int
    size: int


class Paths(Protocol):
    """Paths that IT named; ``~/`` is the home of the account we run as.

    A place that does not answer within two seconds, as a server's may, raises
    ``HostError``; one that this account may not look at, ``PermissionError``.
    """

    def file(self, path: str) -> FileSeen:
        """Look at a file or a folder; links are followed."""

    def room(self, path: str) -> RoomSeen:
        """Measure the volume a path lies on; ``HostError`` where there is no path."""

    def mounted(self, path: str) -> Mounted:
        """Say what is mounted at a path; what is mounted on demand is asked for."""

    def expiry(self, path: str) -> float:
        """Return for how many days a certificate in a PEM or DER file is valid.

        Of several, the one that ends first. Raises ``HostError`` where there is none.
        """


class Programs(Protocol):
    """Programs that run, by name only."""

    def count(self, name: str) -> int:
        """Return how many run under a name.

        Raises ``HostError`` where this account cannot see those of others.
        """
