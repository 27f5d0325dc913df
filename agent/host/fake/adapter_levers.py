"""Levers on adapters that remember being pulled, and move nothing."""

from __future__ import annotations


class FakeConnectionControl:
    """Connections that can be made again, but for those of ``off``."""

    def __init__(self, *off: str) -> None:
        """Take the adapters that are left alone."""
        self._off, self.reconnected = off, list[str]()

    def reconnect(self, adapter: str) -> bool:
        """Remember the adapter."""
        if adapter in self._off:
            return False
        self.reconnected.append(adapter)
        return True


class FakeAdapterControl:
    """Remembers which adapters were restarted."""

    def __init__(self, trouble: Exception | None = None) -> None:
        """Take what goes wrong."""
        self._trouble, self.restarted = trouble, list[str]()

    def restart(self, adapter: str) -> None:
        """Remember the adapter."""
        if self._trouble:
            raise self._trouble
        self.restarted.append(adapter)
