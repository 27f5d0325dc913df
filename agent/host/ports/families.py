"""IPv4 and IPv6 beside each other."""

from __future__ import annotations

from agent.typed import Protocol
from agent.value import Value


class Pair(Value):
    """A host with addresses of both kinds, and by which of them it took a connection.

    A refusal is an answer too.
    """

    host: str
    four: bool
    six: bool


class Families(Protocol):
    """The two kinds of addresses, as far as this machine uses them."""

    def six_is_used(self) -> bool:
        """Say whether programs here try IPv6 first.

        That takes an address for the whole internet (2000::/3, RFC 4291) which is not
        on its way out (RFC 4862, 5.5.4), and a default route.
        """

    def compare(self, urls: tuple[str, ...]) -> tuple[Pair, ...]:
        """Connect to the hosts that have both, by both.

        Takes 2.7 seconds at most the first time, and 1.5 the next.
        """
