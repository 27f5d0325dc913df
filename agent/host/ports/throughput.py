"""How fast data goes, measured by moving some; only when somebody asks for it."""

from __future__ import annotations

from agent.typed import Protocol
from agent.value import Value


class Transfer(Value):
    """Bytes that arrived, in seconds, and how fast that was once it was under way.

    ``mbit``: millions of bits a second.
    """

    bytes: int
    seconds: float
    mbit: float


class Public(Value):
    """What a public speed test said: millions of bits a second, and milliseconds.

    ``moved``: bytes, both ways. Where we are, as such tests tell, is not told.
    """

    download: float
    upload: float
    latency: float
    moved: int
    server: str


class Throughput(Protocol):
    """The way to a server of IT's own, used as hard as it can be.

    ``proxy`` as in ``Web``. Raises ``HostError`` where nothing could be moved at all.
    """

    def latency(self, url: str, proxy: str) -> float:
        """Return how many milliseconds an answer takes over an open connection."""

    def download(self, url: str, most: int, seconds: float, proxy: str) -> Transfer:
        """Fetch a file, in part or again and again: ``most`` bytes, for so long.

        Of LibreSpeed's ``garbage.php`` as much as is wanted is asked for.
        """

    def upload(self, url: str, most: int, seconds: float, proxy: str) -> Transfer:
        """Send what means nothing, by POST; what was taken counts."""

    def public(self, seconds: float, proxy: str) -> Public:
        """Let ``speedtest-cli`` measure against servers it chooses itself.

        Raises ``PartMissing`` where that is not installed.
        """
