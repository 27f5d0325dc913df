"""A way on which large packets pass, until it is told otherwise."""

from __future__ import annotations

from agent.host.ports.packets import Passed

WELL = (
    Passed("probe.test", 4, inwards=False, how="whole"),
    Passed("work.test", 4, inwards=True, how="whole"),
)


class FakePackets:
    """Answers what it was given, in turn."""

    def __init__(self, *seen: tuple[Passed, ...]) -> None:
        """Take what became of large packets, by question."""
        self._seen = list(seen or (WELL,))

    def large(
        self,
        pages: tuple[str, ...],  # noqa: ARG002
        endpoints: tuple[str, ...],  # noqa: ARG002
        proxy: str,  # noqa: ARG002
    ) -> tuple[Passed, ...]:
        """Return it; nothing where no more was given."""
        return self._seen.pop(0) if self._seen else ()
