"""Healthy fakes of the network parts: plain data until a field says otherwise."""

from __future__ import annotations

from collections.abc import Mapping

from agent.host.ports.network import (
    Adapter,
    Address,
    Gateway,
    Reply,
    Status,
)


class FakeLinks:
    """One cable, one address."""

    def __init__(
        self,
        adapters: tuple[Adapter, ...] = (Adapter("eth0", "wired", carrier=True),),
        addresses: tuple[Address, ...] = (Address("eth0", "10.0.0.7"),),
    ) -> None:
        """Take what the machine would answer."""
        self._adapters, self._addresses = adapters, addresses

    def adapters(self) -> tuple[Adapter, ...]:
        """Return the adapters."""
        return self._adapters

    def addresses(self) -> tuple[Address, ...]:
        """Return the addresses."""
        return self._addresses


class FakeRoutes:
    """One gateway, and it answers."""

    def __init__(
        self,
        gateways: tuple[Gateway, ...] = (Gateway("eth0", "10.0.0.1"),),
        silent: tuple[Gateway, ...] = (),
    ) -> None:
        """Take what the machine would answer; ``silent`` ones do not."""
        self._gateways, self._silent = gateways, silent

    def gateways(self) -> tuple[Gateway, ...]:
        """Return the gateways."""
        return self._gateways

    def answering(self, gateways: tuple[Gateway, ...]) -> tuple[Gateway, ...]:
        """Return those that are not silent."""
        return tuple(one for one in gateways if one not in self._silent)


class FakeNameServers:
    """Two servers that know every name; ``says`` has other answers, by server."""

    def __init__(
        self,
        upstream: tuple[str, ...] = ("10.0.0.1", "10.0.0.2"),
        says: Mapping[str, Status] | None = None,
        cache: str = "",
    ) -> None:
        """Take what the machine would answer."""
        self._upstream, self._says, self._cache = upstream, says or {}, cache

    def upstream(self) -> tuple[str, ...]:
        """Return the servers."""
        return self._upstream

    def cache(self) -> str:
        """Return the cache."""
        return self._cache

    def ask(
        self, servers: tuple[str, ...], names: tuple[str, ...]
    ) -> tuple[Reply, ...]:
        """Answer for each server and name; ``says`` may also name a single name."""
        return tuple(
            Reply(server, name, self._says.get(name, self._says.get(server, "found")))
            for server in servers
            for name in names
        )


class FakeClock:
    """A clock that is right, by all who are asked."""

    def __init__(
        self, servers: tuple[float, ...] = (0.01,), pages: tuple[float, ...] = (0.4,)
    ) -> None:
        """Take how far the clock is behind, in seconds."""
        self._servers, self._pages = servers, pages

    def behind_servers(self, servers: tuple[str, ...]) -> tuple[float, ...]:  # noqa: ARG002
        """Return what time servers say."""
        return self._servers

    def behind_pages(self, urls: tuple[str, ...], proxy: str) -> tuple[float, ...]:  # noqa: ARG002
        """Return what web servers say."""
        return self._pages
