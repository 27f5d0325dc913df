"""The world outside over HTTP and TLS, directly or through a proxy."""

from __future__ import annotations

import os
import ssl
from collections.abc import Mapping
from contextlib import closing
from typing import Any
from urllib.parse import SplitResult, urlsplit

from requests import ConnectionError as NoConnection
from requests import RequestException, Response, Session
from requests.adapters import HTTPAdapter
from truststore import SSLContext

from agent.host.linux.opening import opened
from agent.host.linux.proxies import PORTS, of_session
from agent.host.linux.together import together
from agent.host.ports.network import Endpoint, Page

PATIENCE = 4.0
CONNECTING = 2.0
READING = 1.5
"""Seconds: for a whole question, until connected, for each piece of an answer."""
NO_WAY_OUT = (407, 502, 503, 504)
"""What a proxy says in the stead of somebody it does not or may not reach."""
LOGIN_REQUIRED = 511
"""Network authentication required (RFC 6585)."""


class LinuxWeb:
    """Asks from this machine, trusting whom this machine trusts."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        """Take another environment, for a test."""
        self._environment = environment

    def pages(self, wanted: tuple[tuple[str, str], ...], proxy: str) -> dict[str, Page]:
        """See the port."""
        way = proxy or of_session(self._environment)
        known = together(
            lambda one: page(*one, way), wanted, PATIENCE, lambda it: it == "expected"
        )
        return {one[0]: known.get(one, "silent") for one in wanted}

    def endpoints(self, urls: tuple[str, ...], proxy: str) -> dict[str, Endpoint]:
        """See the port."""
        way = proxy or of_session(self._environment)
        known = together(lambda url: endpoint(url, way), urls, PATIENCE)
        return {url: known.get(url, "closed") for url in urls}


def page(url: str, text: str, proxy: str) -> Page:
    """Fetch a page and compare how it begins; nothing else of it is kept."""
    with closing(answer("GET", url, proxy)) as response:
        status = response.status_code
        if proxy and status in NO_WAY_OUT:
            return "silent"
        if status == 200:
            begins = response.raw.read(len(text.encode()), decode_content=True)
            return "expected" if begins == text.encode() else "other"
        return "error" if status >= 400 and status != LOGIN_REQUIRED else "other"


def endpoint(url: str, proxy: str) -> Endpoint:
    """Shake hands, and ask whether there is a page; which one does not matter."""
    try:
        with closing(answer("HEAD", url, proxy)) as response:
            return "closed" if proxy and response.status_code == 407 else "open"
    except RequestException as trouble:
        return "certificate" if _refused(trouble) else "closed"


def answer(method: str, url: str, proxy: str) -> Response:
    """Return the beginning of an answer; its body is read by who wants it.

    Addresses are found beforehand: what the C library would wait for a dead name
    server is longer than anybody waits here. Raises ``RequestException``.
    """
    parts = urlsplit(url)
    session = Session()
    session.trust_env = False
    session.mount("https://", _Trusting(parts.hostname or ""))
    way = {"http": _found(urlsplit(proxy)), "https": _found(urlsplit(proxy))}
    return session.request(
        method,
        url if proxy else _found(parts),
        headers={"Host": parts.netloc, "User-Agent": "Blusser"},
        proxies=way if proxy else None,
        allow_redirects=False,
        stream=True,
        timeout=(CONNECTING, READING),
    )


def _found(parts: SplitResult) -> str:
    """Return the same address with a host that takes connections, by its number."""
    if not parts.hostname:
        return ""
    port = parts.port or PORTS.get(parts.scheme, 80)
    knock = opened(parts.hostname, port, CONNECTING)
    if not knock:
        raise NoConnection
    with knock:
        host = knock.getpeername()[0]
    where = f"[{host}]" if ":" in host else host
    user, at, _ = parts.netloc.rpartition("@")
    return parts._replace(netloc=f"{user}{at}{where}:{port}").geturl()


class _Trusting(HTTPAdapter):
    """Trusts whom this machine trusts; the host is named, its address was found."""

    def __init__(self, host: str) -> None:
        self._host = host
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"server_hostname": self._host, "ssl_context": _context()}
        super().init_poolmanager(*args, **kwargs)

    def proxy_manager_for(self, proxy: Any, **kwargs: Any) -> Any:
        return super().proxy_manager_for(proxy, **kwargs, ssl_context=_context())

    def cert_verify(self, conn: Any, *_: Any) -> None:
        conn.cert_reqs = "CERT_REQUIRED"  # by the context, not by certifi


def _context() -> SSLContext:
    return SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _refused(trouble: BaseException | None) -> bool:
    """Say whether a certificate is behind a failure, however deep."""
    while trouble:
        if isinstance(trouble, ssl.SSLCertVerificationError):
            return True
        inner = getattr(trouble, "reason", None) or next(iter(trouble.args), None)
        deeper = trouble.__cause__ or trouble.__context__
        trouble = inner if isinstance(inner, BaseException) else deeper
    return False
