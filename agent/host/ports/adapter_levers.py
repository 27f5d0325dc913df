"""The levers on adapters: their connections, and the adapters themselves."""

from __future__ import annotations

from agent.typed import Protocol


class ConnectionControl(Protocol):
    """Connections by the profiles that are there. No profile is made or removed."""

    def reconnect(self, adapter: str) -> bool:
        """Connect an adapter again by the profile it had; say whether that was done.

        It is not where nobody looks after it, where there is nothing to connect to,
        or where somebody disconnected it on purpose. Waits for the connection, 20
        seconds at most. Raises ``PermissionError`` where this account may not,
        ``HostError`` where it does not come about.
        """


class AdapterControl(Protocol):
    """Adapters, off and on again."""

    def restart(self, adapter: str) -> None:
        """Switch an adapter off and on, and wait for who is at its end, 10 seconds.

        Before that somebody else is told to switch it on if we do not. Raises
        ``PartMissing`` where nobody would, or nobody looks after the adapter's
        addresses, ``PermissionError`` where this account may not.
        """
