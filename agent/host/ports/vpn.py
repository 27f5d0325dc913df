"""Tunnels into other networks, and what is led into them."""

from __future__ import annotations

from agent.typed import Protocol
from agent.value import Value


class Tunnels(Protocol):
    """The adapters that are no cable and no radio: VPNs of any make."""

    def up(self) -> tuple[str, ...]:
        """Return the tunnels that are up and that a program or the kernel serves."""

    def leads(self, networks: tuple[str, ...]) -> dict[str, str]:
        """Return by network (``10.0.0.0/8``) the adapter its first address goes to.

        Empty where it goes nowhere.
        """


class KnownVpn(Value):
    """A VPN that is set up here; ``id`` is a number of the system's own.

    ``adapter``: the name of its tunnel, where that is set up. ``used``: it was up
    before. ``asks``: it would have somebody type or show something.
    """

    id: str
    adapter: str = ""
    used: bool = True
    asks: bool = False


class TunnelControl(Protocol):
    """VPNs that the system itself can connect."""

    def known(self) -> tuple[KnownVpn, ...]:
        """Return those that are set up here and are not up."""

    def connect(self, vpn: str) -> None:
        """Connect one by its id, and wait for it, 20 seconds at most.

        Raises ``PermissionError`` where this account may not, ``HostError`` where it
        does not come about.
        """
