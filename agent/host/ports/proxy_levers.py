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
