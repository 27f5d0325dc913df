"""A healthy fake of the ways out."""

from __future__ import annotations

from agent.host.ports.ways import Way


class FakeWays:
    """One way out, which the network named, and it leads out."""

    def __init__(
        self,
        out: tuple[Way, ...] = (Way("eth0", "10.0.0.1"),),
        dead: tuple[Way, ...] = (),
        leased: tuple[str, ...] = ("10.0.0.1",),
    ) -> None:
        """Take what the machine would answer; ``dead`` ones lead nowhere."""
        self._out, self._dead, self._leased = out, dead, leased

    def out(self) -> tuple[Way, ...]:
        """Return the ways."""
        return self._out

    def leased(self, adapter: str) -> tuple[str, ...]:  # noqa: ARG002
        """Return what the network named."""
        return self._leased

    def leading_out(
        self,
        ways: tuple[Way, ...],
        servers: tuple[str, ...],  # noqa: ARG002
        wanted: tuple[tuple[str, str], ...],  # noqa: ARG002
    ) -> tuple[Way, ...]:
        """Return those that are not dead."""
        return tuple(one for one in ways if one not in self._dead)
