"""A fake of a machine with a VPN that is well."""

from __future__ import annotations

from collections.abc import Mapping

from agent.host.ports.vpn import KnownVpn


class FakeTunnels:
    """One tunnel, and every network is led into it unless ``leads`` says otherwise."""

    def __init__(
        self,
        up: tuple[str, ...] = ("tun0",),
        leads: Mapping[str, str] | None = None,
    ) -> None:
        """Take what the machine would answer."""
        self._up, self._leads = up, leads or {}

    def up(self) -> tuple[str, ...]:
        """Return the tunnels."""
        return self._up

    def leads(self, networks: tuple[str, ...]) -> dict[str, str]:
        """Return the adapters."""
        usual = self._up[0] if self._up else "eth0"
        return {one: self._leads.get(one, usual) for one in networks}


class FakeTunnelControl:
    """VPNs that can be connected."""

    def __init__(self, *known: KnownVpn) -> None:
        """Take the VPNs."""
        self._known, self.connected = known, list[str]()

    def known(self) -> tuple[KnownVpn, ...]:
        """Return the VPNs."""
        return self._known

    def connect(self, vpn: str) -> None:
        """Remember the id."""
        self.connected.append(vpn)
