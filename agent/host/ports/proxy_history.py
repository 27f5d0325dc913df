"""Which proxies this PC came through before."""

from __future__ import annotations

from agent.typed import Protocol


class ProxyHistory(Protocol):
    """What Blusser's own earlier runs on this machine saw of its proxy."""

    def worked(self) -> tuple[str, ...]:
        """Return the proxies of this session that let it through, the newest first.

        As ``http://host:port``, from the last thirty runs that asked one; never one
        that IT's rules set. Raises ``HostError`` where the history cannot be read.
        """
