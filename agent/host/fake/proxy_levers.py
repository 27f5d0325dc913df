"""A lever on the proxy that remembers being pulled."""

from __future__ import annotations

from agent.host.ports.proxy_levers import Mode


class FakeProxyControl:
    """A desktop with a proxy of the employee's own."""

    def __init__(self, mode: Mode = "manual") -> None:
        """Take what is set."""
        self.mode = mode

    def own(self) -> Mode:
        """Return what is set."""
        return self.mode

    def choose(self, mode: Mode) -> None:
        """Set it."""
        self.mode = mode
