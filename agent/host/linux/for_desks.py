"""What handing over to IT's desk asks of this machine; cheap until it is asked."""

from __future__ import annotations

from agent.typed import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.host.way import DeskWay

T = TypeVar("T")


def network() -> str:
    """Return a sign of what connects this PC now; another one where that changed."""
    from agent.host.linux.connected import network as sign

    return sign()


def way_to(url: str, own: str, proxy: str, script: str) -> DeskWay:
    """Return the way to a desk: its own proxy, the session's, else everybody's."""
    from agent.host.linux.desk_way import way_to as chosen

    return chosen(url, own, proxy, script)


def proxy_ticket(proxy: str) -> str:
    """Return what shows a proxy who we are, for one connection."""
    from agent.host.linux.desk_way import proxy_ticket as made

    return made(proxy)


def kept_secret(desk: str) -> str:
    """Return what the keyring of the session keeps for a desk; empty where nothing."""
    from agent.host.linux.keyring import LinuxKeyring

    return LinuxKeyring().secret(desk)


def apart(seconds: float, work: Callable[[], T]) -> T:
    """Do what may hang for good where it keeps nobody from ending."""
    from agent.host.linux.left_behind import apart as done

    return done(seconds, work)
