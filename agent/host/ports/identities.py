"""The part of a machine that looks at how others prove who they are."""

from __future__ import annotations

from agent.typed import Literal, Protocol
from agent.value import Value

Trust = Literal["trusted", "expired", "early", "another", "stranger", "none", "unknown"]
"""What this machine makes of a certificate: it trusts it; it is over; it is not valid
yet; it is another host's; it was signed by nobody we know, or not as it should be.
``none`` was shown where no handshake came that far, and ``unknown`` is the host."""


class Shown(Value):
    """A certificate and what is made of it; a refused one names who signed it."""

    trust: Trust
    issuer: str = ""


class Identities(Protocol):
    """Who answers on a TLS handshake, directly or through a proxy."""

    def shown(
        self, urls: tuple[str, ...], proxy: str, seconds: float
    ) -> dict[str, Shown]:
        """Shake hands with ``https://`` addresses; ``proxy`` as in ``Web``.

        Nothing is asked of them beyond the handshake.
        """
