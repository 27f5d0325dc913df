"""How well small packets travel: the part that the check of the line's quality asks."""

from __future__ import annotations

from agent.host.ports.network import Gateway
from agent.typed import Literal, Protocol
from agent.value import Value

Way = Literal["echo", "names", "web"]
"""A ping; a question to a name server; the opening of a connection."""


class Volley(Value):
    """Small packets sent one after another to one address, and when each came back.

    ``near``: the address is that of a gateway. ``times``: milliseconds until the
    answer to each, in the order they left; -1 where it was lost.
    """

    to: str
    by: Way
    near: bool
    times: tuple[float, ...]


class Look(Value):
    """What became of a volley at each address that answers such packets at all.

    ``moved``: bytes a second that this machine sent and received meanwhile.
    """

    volleys: tuple[Volley, ...]
    moved: float


class Line(Protocol):
    """The way of packets to the gateway, and to the world beyond it."""

    def look(
        self,
        gateways: tuple[Gateway, ...],
        servers: tuple[str, ...],
        urls: tuple[str, ...],
        proxy: str,
    ) -> Look:
        """Send small packets to all of them at once, for two thirds of a second.

        ``servers``: the name servers, of which those that are a gateway are asked.
        ``urls``: whose hosts are tried, the first two; or the proxy, as in ``Web``.
        When a packet was answered is told by the kernel, so that a busy machine does
        not count as a slow line. Takes 3 seconds at most, a second look 1.6.
        """
