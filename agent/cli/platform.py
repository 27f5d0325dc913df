"""What the commands ask of the platform; nothing here touches it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from agent.kit import Hold
from agent.policy.places import Places
from agent.typed import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from agent.host.way import DeskWay

T = TypeVar("T")


class Platform(Places, Protocol):
    """What ``agent.host.here()`` offers."""

    PARTS: dict[str, Callable[[], object]]
    hold: Hold

    def state_folder(self) -> str:
        """Return the default state folder."""

    def on_battery(self) -> bool:
        """Tell whether no cable feeds this machine."""

    def log(self, fields: Sequence[tuple[str, str]]) -> bool:
        """Write one entry to the journal of the system, where there is one."""

    def notices_file(self) -> str:
        """Return where a run that nobody started leaves what it has to say."""

    def notice_writers(self) -> tuple[int, ...]:
        """Return the accounts whose word is believed there, by id."""

    def known_values(self) -> dict[str, str]:
        """Return what names this machine and its people."""

    def own_agent(self, state: str, outbox: str) -> object:
        """Return the ``OwnAgent`` of these folders."""

    def about(self) -> dict[str, str]:
        """Return which system this is."""

    def way_to(self, url: str, own: str, proxy: str, script: str) -> DeskWay:
        """Return the way to a desk; raise ``HostError``.

        ``own`` outranks the session's proxy, and that ``proxy`` and ``script`` of IT.
        """

    def proxy_ticket(self, proxy: str) -> str:
        """Return what shows a proxy who we are, for one connection; ``HostError``."""

    def apart(self, seconds: float, work: Callable[[], T]) -> T:
        """Do what may hang for good, as ``agent.desk.bounded.within`` does."""

    def network(self) -> str:
        """Return a sign of what connects this PC now; another where that changed."""

    def kept_secret(self, desk: str) -> str:
        """Return what the keyring keeps for a desk, else empty; ``HostError``."""

    def mighty(self) -> bool:
        """Tell whether this account has the rights of the system."""

    def service_place(self) -> str:
        """Return where the service that lends rights waits; empty where it does not."""

    def system_rights(self, digest: str) -> object:
        """Return the ``SystemRights`` lent here to who has this catalogue."""
