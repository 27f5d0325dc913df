"""What a run needs of the machine it looks at."""

from __future__ import annotations

from collections.abc import Mapping

from agent.host.transcript import Lines
from agent.typed import Any, Protocol


class Machine(Protocol):
    """What a run needs of a host: parts for whoever asks, or ``PartMissing``.

    ``replays``: its answers were given once and for all, however late we come.
    """

    replays: bool

    def parts(self, wanted: Mapping[str, type], lines: Lines) -> dict[str, Any]:
        """Hand over the wanted parts, by parameter name."""
