"""A line on which every small packet comes back at once, until it is told otherwise."""

from __future__ import annotations

from agent.host.ports.line import Look, Volley
from agent.host.ports.network import Gateway

WELL = (
    Volley("10.0.0.1", "echo", near=True, times=(0.4,) * 32),
    Volley("192.0.2.7", "web", near=False, times=(12.0,) * 16),
    Volley("192.0.2.7", "echo", near=False, times=(11.5,) * 32),
)


class FakeLine:
    """Answers each look in turn, and the last one again and again."""

    def __init__(self, *looks: tuple[Volley, ...], moved: float = 2_000.0) -> None:
        """Take the volleys of each look, and the bytes a second moved meanwhile."""
        self._looks, self._moved = list(looks or (WELL,)), moved
        self.asked: list[tuple[str, ...]] = []

    def look(
        self,
        gateways: tuple[Gateway, ...],  # noqa: ARG002
        servers: tuple[str, ...],  # noqa: ARG002
        urls: tuple[str, ...],
        proxy: str,
    ) -> Look:
        """Return the next look."""
        self.asked.append((*urls, proxy))
        volleys = self._looks.pop(0) if len(self._looks) > 1 else self._looks[0]
        return Look(volleys, self._moved)
