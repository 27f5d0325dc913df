"""Healthy fakes of the name servers one by one, and of the hosts file."""

from __future__ import annotations

from collections.abc import Mapping

from agent.host.ports.names import Paced


class FakeNameService:
    """Servers that know every name at once, and invent none; ``rounds`` in turn."""

    def __init__(
        self,
        *rounds: Mapping[str, Paced],
        inventing: tuple[str, ...] = (),
        addresses: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        """Take what the servers would answer, by server; the last round again."""
        self._rounds, self._inventing = list(rounds), inventing
        self._addresses = dict(addresses or {})

    def paces(self, servers: tuple[str, ...], name: str) -> tuple[Paced, ...]:  # noqa: ARG002
        """Return the next round."""
        known = self._rounds[0] if self._rounds else {}
        if len(self._rounds) > 1:
            self._rounds.pop(0)
        return tuple(known.get(one, Paced(one, "found", 0.01)) for one in servers)

    def inventing(self, servers: tuple[str, ...]) -> tuple[str, ...]:
        """Return those that invent."""
        return tuple(one for one in servers if one in self._inventing)

    def addresses(
        self,
        servers: tuple[str, ...],  # noqa: ARG002
        names: tuple[str, ...],
    ) -> dict[str, tuple[str, ...]]:
        """Return what the servers say."""
        return {
            name: self._addresses[name] for name in names if name in self._addresses
        }


class FakeHostsFile:
    """A hosts file without a name that work depends on."""

    def __init__(self, **entries: tuple[str, ...]) -> None:
        """Take its entries; an underscore stands for a dot."""
        self._entries = {name.replace("_", "."): one for name, one in entries.items()}

    def entries(self, names: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
        """Return its entries for these names."""
        return {name: self._entries[name] for name in names if name in self._entries}
