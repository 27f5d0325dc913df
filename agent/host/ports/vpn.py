"""Tunnels into other networks, and what is led into them."""

from __future__ import annotations

from agent.typed import Protocol


class Tunnels(Protocol):
    """The adapters that are no cable and no radio: VPNs of any make."""

    def up(self) -> tuple[str, ...]:
        """Return the tunnels that are up and that a program or the kernel serves."""

    def leads(self, networks: tuple[str, ...]) -> dict[str, str]:
        """Return by network (``10.0.0.0/8``) the adapter its first address goes to.

        Empty where it goes nowhere.
        """
