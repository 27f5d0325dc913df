"""The parts of a machine that the network checks ask."""

from __future__ import annotations

from agent.typed import Literal, Protocol
from agent.value import Value

Kind = Literal["wired", "wireless", "mobile"]


class Adapter(Value):
    """A way out of this machine that somebody can plug in or switch on.

    ``carrier``: there is a cable, or a radio network, with somebody at its end.
    """

    name: str
    kind: Kind
    carrier: bool


class Address(Value):
    """An address of this machine on an adapter with a carrier, or on top of one.

    ``self_assigned``: nobody gave it (169.254/16, RFC 3927). Addresses that reach no
    further than the wire (fe80::/10) are not told.
    """

    adapter: str
    address: str
    self_assigned: bool = False


class Links(Protocol):
    """Adapters and their addresses, as the kernel knows them."""

    def adapters(self) -> tuple[Adapter, ...]:
        """Return every adapter; in a container, what stands for one."""

    def addresses(self) -> tuple[Address, ...]:
        """Return the addresses of those with a carrier."""


class Gateway(Value):
    """Where a default route leads; ``address`` is empty where it needs no gateway."""

    adapter: str
    address: str


class Routes(Protocol):
    """The way out of the local network."""

    def gateways(self) -> tuple[Gateway, ...]:
        """Return where the default routes lead, of both families."""

    def answering(self, gateways: tuple[Gateway, ...]) -> tuple[Gateway, ...]:
        """Return those that show a sign of life within three seconds.

        A sign is an answer of any kind, a refusal too, or their address on the wire.
        A ping that stays unanswered proves nothing, so none is sent; nor does it count
        that one was there a moment ago.
        """


Status = Literal["found", "unknown", "refused", "silent"]
"""What a name server made of a question.

``refused`` stands for any answer but the name, or that there is none.
"""


class Reply(Value):
    """Whom we asked for what, and what came of it."""

    server: str
    name: str
    status: Status


class NameServers(Protocol):
    """The servers that turn names into addresses, each asked past every cache."""

    def upstream(self) -> tuple[str, ...]:
        """Return the servers this machine is set up to ask, the first three.

        Where it asks a cache of its own, the servers behind the cache, as far as the
        cache tells; else the cache itself.
        """

    def cache(self) -> str:
        """Return the address of the cache on this machine; empty without one."""

    def ask(
        self, servers: tuple[str, ...], names: tuple[str, ...]
    ) -> tuple[Reply, ...]:
        """Ask each of the servers for each of the names; takes 2.5 seconds at most."""


class Clock(Protocol):
    """How far this machine's clock is behind others', in seconds."""

    def behind_servers(self, servers: tuple[str, ...]) -> tuple[float, ...]:
        """Ask time servers by SNTP (RFC 5905); return what those say that answer.

        Takes 2 seconds at most.
        """

    def behind_pages(self, urls: tuple[str, ...], proxy: str) -> tuple[float, ...]:
        """Compare with the dates web servers put on their answers, good to a second.

        Takes 2 seconds at most. ``proxy`` as in ``Web``.
        """
