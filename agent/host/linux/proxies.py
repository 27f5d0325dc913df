"""The proxy of this session, without who signs in there."""

from __future__ import annotations

import os
from collections.abc import Mapping
from urllib.parse import urlsplit

from agent.host.linux.opening import opened
from agent.host.trouble import HostError

VARIABLES = ("https_proxy", "HTTPS_PROXY", "http_proxy", "all_proxy", "ALL_PROXY")
"""In the order curl(1) has; ``HTTP_PROXY`` is not used, as a CGI client may set it."""
CONNECTING = 2.0
PORTS = {"http": 80, "https": 443}


class LinuxProxies:
    """The proxy that the environment names."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        """Take another environment, for a test."""
        self._environment = environment

    def configured(self) -> str:
        """See the port."""
        return without_user(of_session(self._environment))

    def answers(self, proxy: str) -> bool:
        """See the port."""
        parts = urlsplit(proxy)
        port = parts.port or PORTS.get(parts.scheme, 80)
        knock = opened(parts.hostname or "", port, CONNECTING)
        if knock:
            knock.close()
        return knock is not None


def of_session(environment: Mapping[str, str] = os.environ) -> str:
    """Return the proxy as the environment has it, who signs in included."""
    named = next((environment[v] for v in VARIABLES if environment.get(v)), "")
    return named if not named or "://" in named else f"http://{named}"


def without_user(proxy: str) -> str:
    """Return scheme, host and port alone; raise ``HostError`` where it is none."""
    try:
        parts = urlsplit(proxy)
        port = parts.port or PORTS.get(parts.scheme, 80)
    except ValueError as trouble:
        msg = "the proxy of this session is not an address"
        raise HostError(msg) from trouble
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    return f"{parts.scheme}://{host}:{port}" if proxy else ""
