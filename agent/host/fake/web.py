"""Healthy fakes of the web's parts: plain data until a field says otherwise."""

from __future__ import annotations

from collections.abc import Mapping

from agent.host.ports.identities import Shown
from agent.host.ports.pac import Script
from agent.host.ports.web import Endpoint, Page, Passage


class FakeProxies:
    """No proxy; one that is set answers unless it is silent, and lets all through."""

    def __init__(
        self,
        configured: str = "",
        *,
        silent: bool = False,
        lets: Mapping[str, Passage] | None = None,
    ) -> None:
        """Take what the machine would answer, and by address what the proxy says."""
        self._configured, self._silent, self._lets = configured, silent, lets or {}

    def configured(self) -> str:
        """Return the proxy."""
        return self._configured

    def answers(self, proxy: str) -> bool:  # noqa: ARG002
        """Say whether it answers."""
        return not self._silent

    def lets(self, proxy: str, urls: tuple[str, ...]) -> dict[str, Passage]:  # noqa: ARG002
        """Return what the proxy says."""
        return {url: self._lets.get(url, "through") for url in urls}


class FakeWeb:
    """Every page is as it should be and every endpoint open."""

    def __init__(
        self,
        pages: Mapping[str, Page] | None = None,
        endpoints: Mapping[str, Endpoint] | None = None,
    ) -> None:
        """Take what becomes of a page or an endpoint, by address."""
        self._pages, self._endpoints = pages or {}, endpoints or {}
        self.proxies: list[str] = []

    def pages(self, wanted: tuple[tuple[str, str], ...], proxy: str) -> dict[str, Page]:
        """Return what becomes of each; note through whom."""
        self.proxies.append(proxy)
        return {url: self._pages.get(url, "expected") for url, _ in wanted}

    def endpoints(self, urls: tuple[str, ...], proxy: str) -> dict[str, Endpoint]:
        """Return what becomes of each; note through whom."""
        self.proxies.append(proxy)
        return {url: self._endpoints.get(url, "open") for url in urls}


class FakeIdentities:
    """Everybody shows a certificate that is trusted; ``shown`` has others."""

    def __init__(self, shown: Mapping[str, Shown] | None = None) -> None:
        """Take what is shown, by address."""
        self._shown = shown or {}
        self.asked: list[str] = []

    def shown(
        self,
        urls: tuple[str, ...],
        proxy: str,  # noqa: ARG002
        seconds: float,  # noqa: ARG002
    ) -> dict[str, Shown]:
        """Return what is shown; note who was asked."""
        self.asked += urls
        return {url: self._shown.get(url, Shown("trusted")) for url in urls}


class FakePac:
    """A script that names one proxy."""

    def __init__(self, script: Script | None = None) -> None:
        """Take what became of it."""
        self._script = script or Script("fine", ("http://proxy.test:3128",))

    def script(self, url: str) -> Script:  # noqa: ARG002
        """Return what became of it."""
        return self._script
