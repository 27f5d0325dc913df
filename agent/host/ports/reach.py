"""The part of a machine that asks one place on a network whether it is there."""

from __future__ import annotations

from agent.typed import Literal, Protocol
from agent.value import Value

Knock = Literal["open", "closed", "unknown"]
"""Somebody took the connection; nobody did in time; nobody knows the name."""


Became = Literal["answered", "unknown", "closed", "broken", "silent", "certificate"]
"""A web address answered; nobody knows its name, takes a connection, shakes hands, or
says anything; or it shows a certificate that this machine refuses."""


class Answer(Value):
    """How far one got with a web address, and the HTTP status if it answered."""

    state: Became
    status: int = 0


class Reach(Protocol):
    """Single places on a network; nothing is sent along, stored or followed."""

    def connect(self, host: str, port: int, seconds: float) -> Knock:
        """Say whether somebody takes a connection, directly, in so many seconds."""

    def page(self, url: str, proxy: str, seconds: float) -> Answer:
        """Ask for a page and look at its status; ``proxy`` as in ``Web``.

        Raises ``HostError`` where the proxy is in the way.
        """

    def expiry(self, host: str, port: int) -> float:
        """Return for how many days the certificate shown there is still valid.

        It is negative when it is over. Who signed it does not matter. Raises
        ``HostError`` where none is shown within three seconds.
        """
