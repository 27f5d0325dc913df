"""Whether large packets pass: the part that the check of the black hole asks."""

from __future__ import annotations

from agent.typed import Literal, Protocol
from agent.value import Value

Passing = Literal["whole", "lost"]
"""Large packets came through; or they vanished twice where small ones came through."""


class Passed(Value):
    """What became of large packets to or from a host, or through a proxy.

    ``inwards``: those that the host sent, not those it was sent. ``family``: of the
    addresses, 4 or 6.
    """

    host: str
    family: int
    inwards: bool
    how: Passing


class Packets(Protocol):
    """The way of packets that are as large as the adapter can send them."""

    def large(
        self, pages: tuple[str, ...], endpoints: tuple[str, ...], proxy: str
    ) -> tuple[Passed, ...]:
        """Send large requests for pages, and have endpoints send their certificates.

        Of each kind the first two; ``proxy`` as in ``Web``. Who cannot be reached at
        all, or sends nothing large, is left out: that says nothing. Nobody is trusted
        and nothing is told. Takes 3.2 seconds at most, usually a tenth.
        """
