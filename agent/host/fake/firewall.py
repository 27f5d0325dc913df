"""A healthy fake of this machine's own firewall."""

from __future__ import annotations

from agent.host.ports.firewall import Exit


class FakeOwnFirewall:
    """It lets everything out."""

    def __init__(
        self,
        refused: tuple[str, ...] = (),
        web: Exit = "open",
        *,
        other_means: bool = False,
    ) -> None:
        """Take what the machine would answer."""
        self._refused, self._web, self._means = refused, web, other_means

    def refused(self, servers: tuple[str, ...]) -> tuple[str, ...]:
        """Return the servers nobody may send to."""
        return tuple(one for one in servers if one in self._refused)

    def names_by_other_means(self, cache: str, below: str) -> bool:
        """Say whether there are any."""
        return bool(cache and below and self._means)

    def web(self, urls: tuple[str, ...], proxy: str) -> Exit:  # noqa: ARG002
        """Return what became of the connections."""
        return self._web
