"""The proxy of this session or its desktop, without who signs in there."""

from __future__ import annotations

import os
from collections.abc import Mapping
from urllib.parse import urlsplit

from agent.host.linux.desktop_proxy import SOMEBODY, of_desktop
from agent.host.linux.opening import opened
from agent.host.linux.schemes import PORTS, SOCKS
from agent.host.linux.together import together
from agent.host.ports.web import Passage
from agent.host.trouble import HostError

VARIABLES = ("https_proxy", "HTTPS_PROXY", "http_proxy", "all_proxy", "ALL_PROXY")
"""In the order curl(1) has; ``HTTP_PROXY`` is not used, as a CGI client may set it."""
CONNECTING = 2.0
PASSING = 2.8


class LinuxProxies:
    """The proxy that the environment names, else the one the desktop chooses."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        """Take another environment, for a test."""
        self._environment = environment

    def configured(self) -> str:
        """See the port."""
        ours = of_session(self._environment)
        return without_user(ours or of_desktop(self._environment).get(SOMEBODY, ""))

    def answers(self, proxy: str) -> bool:
        """See the port."""
        parts = urlsplit(proxy)
        knock = opened(parts.hostname or "", parts.port or _usual(proxy), CONNECTING)
        if knock:
            knock.close()
        return knock is not None

    def lets(self, proxy: str, urls: tuple[str, ...]) -> dict[str, Passage]:
        """See the port."""
        from agent.host.linux.passing import passage

        through = ways(urls, proxy, self._environment)
        asked = [one for one in through.items() if one[1]]
        known = together(lambda one: passage(*one), asked, PASSING)
        silent: Passage = "silent"
        return {
            url: known.get((url, at), silent) if at else "through"
            for url, at in through.items()
        }


def ways(
    urls: tuple[str, ...],
    proxy: str = "",
    environment: Mapping[str, str] = os.environ,
) -> dict[str, str]:
    """Return the HTTP proxy to each address, who signs in included; empty for none.

    ``proxy`` outranks the session's, and that the desktop's. Raises ``HostError``
    where one speaks something else, which Blusser does not.
    """
    if proxy:
        return dict.fromkeys(urls, _spoken(proxy))
    ours = of_session(environment)
    past = {
        url for url in urls if past_proxy(urlsplit(url).hostname or "", environment)
    }
    left = tuple(url for url in urls if url not in past)
    chosen = dict.fromkeys(left, ours) if ours else of_desktop(environment, left)
    return {url: _spoken(chosen.get(url, "")) for url in urls}


def way(url: str, proxy: str = "", environment: Mapping[str, str] = os.environ) -> str:
    """Return the proxy to one address, as ``ways`` does."""
    return ways((url,), proxy, environment)[url]


def _spoken(proxy: str) -> str:
    scheme = proxy.partition("://")[0].lower()
    if not proxy or scheme == "http":
        return proxy
    kind = "SOCKS" if scheme in SOCKS else "TLS"
    msg = f"the proxy of this session speaks {kind}, and Blusser speaks HTTP alone"
    raise HostError(msg)


def past_proxy(host: str, environment: Mapping[str, str]) -> bool:
    """Say whether ``no_proxy`` names a host: itself, a domain above it, or all."""
    listed = environment.get("no_proxy") or environment.get("NO_PROXY") or ""
    names = [one.strip().lstrip("*.").lower() for one in listed.split(",")]
    if listed.strip() == "*":
        return True
    return any(name and f".{host.lower()}".endswith(f".{name}") for name in names)


def of_session(environment: Mapping[str, str] = os.environ) -> str:
    """Return the proxy as the environment has it, who signs in included."""
    named = next((environment[v] for v in VARIABLES if environment.get(v)), "")
    return named if not named or "://" in named else f"http://{named}"


def without_user(proxy: str) -> str:
    """Return scheme, host and port alone; raise ``HostError`` where it is none."""
    try:
        parts = urlsplit(proxy)
        port = parts.port or _usual(proxy)
    except ValueError as trouble:
        msg = "the proxy of this session is not an address"
        raise HostError(msg) from trouble
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    return f"{parts.scheme}://{host}:{port}" if proxy else ""


def _usual(proxy: str) -> int:
    scheme = urlsplit(proxy).scheme
    return PORTS["socks"] if scheme in SOCKS else PORTS.get(scheme, 80)
