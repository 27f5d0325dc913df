"""The levers of the fixes of names: the hosts file, the name service, whom it asks."""

from __future__ import annotations

from agent.typed import Protocol


class HostsFileControl(Protocol):
    """The list on this machine that is read before anybody is asked."""

    def keep(self, names: tuple[str, ...]) -> str:
        """Keep a copy of the file beside it, and return its fingerprint.

        Empty where the file has none of these names. Raises ``HostError`` where it is
        no file of its own, ``PermissionError`` where this account may not.
        """

    def silence(self, names: tuple[str, ...]) -> None:
        """Take these names out of the file's lines; the lines stay as comments.

        The names of this machine itself are never taken out. Errors as above.
        """

    def put_back(self, kept: str) -> None:
        """Put the copy with this fingerprint back, byte for byte, and remove it.

        Raises ``HostError`` where somebody has changed the file since.
        """


class NameServersControl(Protocol):
    """Whom this machine asks for names on each adapter, until it connects anew."""

    def lent(self) -> dict[str, tuple[str, ...]]:
        """Return by adapter the name servers that the network named with the address.

        Adapters without such are left out.
        """

    def used(self, adapter: str) -> tuple[str, ...]:
        """Return whom it asks now.

        Raises ``PartMissing`` where that was set up to be done under cover.
        """

    def use(self, adapter: str, servers: tuple[str, ...]) -> None:
        """Have it ask these; nothing is written down.

        Raises ``PermissionError`` where this account may not.
        """


class NameServiceControl(Protocol):
    """The services of this machine that remember names."""

    def restart(self, name: str) -> None:
        """Start a service anew that runs; one that hangs is ended by force.

        Takes 20 seconds at most. Never starts one that does not run. Raises
        ``PermissionError`` where this account may not, ``HostError`` where it does
        not come back.
        """
