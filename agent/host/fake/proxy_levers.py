"""A lever on the proxy that remembers being pulled."""

from __future__ import annotations

from agent.host.ports.proxy_levers import Mode


class FakeProxyControl:
    """A desktop with a proxy of the employee's own."""

    def __init__(self, mode: Mode = "manual", **written: str) -> None:
        """Take what is set, and what is written down by scheme."""
        self.mode, self.written = mode, written

    def own(self) -> Mode:
        """Return what is set."""
        return self.mode

    def choose(self, mode: Mode) -> None:
        """Set it."""
        self.mode = mode

    def addresses(self) -> dict[str, str]:
        """Return what is written down."""
        return dict(self.written)

    def write(self, addresses: dict[str, str]) -> None:
        """Write it down."""
        self.written |= addresses
