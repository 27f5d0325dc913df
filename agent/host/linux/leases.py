"""Addresses lent by DHCP, renewed by whichever client holds them."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable
from itertools import chain
from time import monotonic, sleep
from typing import Protocol

from agent.host.trouble import HostError, PartMissing

GENTLE, FIRM = 4.0, 15.0
"""Seconds to wait for addresses after asking, and after starting over.

RFC 2131, 4.1: a client that gets no answer asks again after 4 and after 8 seconds.
"""


class Lease(Protocol):
    """An adapter whose address a DHCP client looks after."""

    adapter: str

    def ask(self) -> None:
        """Have the client ask again, or put back what it holds; the link stays up."""

    def start_over(self) -> None:
        """Have the client begin anew; the adapter may lose the address it has."""


class LinuxLeases:
    """The leases of NetworkManager, systemd-networkd and the clients without either."""

    def __init__(
        self,
        find: Callable[[], Iterable[Lease]] | None = None,
        addressed: Callable[[str], bool] | None = None,
        waits: tuple[float, float] = (GENTLE, FIRM),
    ) -> None:
        """Take how to find leases, how to see an address, and seconds to wait.

        Raises ``PartMissing`` where no adapter is lent its address.
        """
        self._find, self._addressed = find or leases_here, addressed or has_address
        self._gentle, self._firm = waits
        if not list(self._find()):
            msg = "no adapter that is connected is lent its address by the network"
            raise PartMissing(msg)

    def renew(self) -> tuple[str, ...]:
        """See the port."""
        try:
            leases = list(self._find())
            for lease in leases:
                lease.ask()
            for lease in self._without(leases, self._gentle):
                lease.start_over()
        except PartMissing as gone:
            raise HostError(str(gone)) from gone
        self._without(leases, self._firm)
        if not leases:
            msg = "no adapter that is connected is lent its address by the network"
            raise HostError(msg)
        return tuple(lease.adapter for lease in leases)

    def _without(self, leases: list[Lease], seconds: float) -> list[Lease]:
        """Wait until all have an address, or time is up; return those without."""
        until = monotonic() + seconds
        while bare := [one for one in leases if not self._addressed(one.adapter)]:
            if monotonic() > until:
                break
            sleep(0.1)
        return bare


def leases_here() -> Iterable[Lease]:
    """Return the leases of all clients; an adapter has one client."""
    from agent.host.linux.leases_clients import client_leases
    from agent.host.linux.leases_networkd import networkd_leases
    from agent.host.linux.leases_networkmanager import networkmanager_leases

    seen: set[str] = set()
    for lease in chain(networkmanager_leases(), networkd_leases(), client_leases()):
        if lease.adapter not in seen:
            seen.add(lease.adapter)
            yield lease


def has_address(adapter: str) -> bool:
    """Return whether an adapter has an address that it did not give itself.

    Of either kind: on a network with IPv6 alone, starting over would cut what works.
    """
    import psutil

    own = {socket.AF_INET: "169.254.", socket.AF_INET6: "fe80:"}
    return any(
        found.family in own and not found.address.startswith(own[found.family])
        for found in psutil.net_if_addrs().get(adapter, ())
    )
