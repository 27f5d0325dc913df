"""The lever on the proxy that somebody set on his own desktop."""

from __future__ import annotations

from agent.typed import Literal, Protocol

Mode = Literal["none", "manual", "auto", ""]
"""How a desktop chooses a proxy: not at all, as written down, by a script."""


class ProxyControl(Protocol):
    """The proxy of this session's own settings; those of IT are never its."""

    def own(self) -> Mode:
        """Return what was set by whom we run as, and may be changed by them.

        Empty where they set nothing, or IT has locked the setting. Raises
        ``PartMissing`` without a session or such settings.
        """

    def choose(self, mode: Mode) -> None:
        """Set it; addresses that are written down stay.

        Raises ``PermissionError`` where IT has locked it, ``HostError`` where it is
        not kept.
        """

    def addresses(self) -> dict[str, str]:
        """Return what they wrote down as proxies, as ``http://host:port`` by scheme.

        Of ``http`` and ``https`` those that they may change; without a port where they
        wrote none.
        """

    def write(self, addresses: dict[str, str]) -> None:
        """Write addresses down by scheme; raises as ``choose`` does."""
