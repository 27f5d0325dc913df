"""Whom an HTTP session with a desk trusts, and which way it takes."""

from __future__ import annotations

import ssl

import requests
import truststore
from requests.adapters import HTTPAdapter

from agent.typed import Any
from agent.value import Value


class Route(Value):
    """How to a desk: its proxy, more trusted certificates, a client certificate."""

    proxy: str = ""
    authority: str = ""
    certificate: str = ""


def session(route: Route) -> requests.Session:
    """Return a session that trusts what the system trusts, and that knows the way."""
    made = requests.Session()
    made.trust_env = False
    made.mount("https://", _Trusting(route.authority))
    if route.proxy:
        made.proxies = {"http": route.proxy, "https": route.proxy}
    if route.certificate:
        made.cert = route.certificate
    return made


def context(authority: str) -> ssl.SSLContext:
    """Return a client's end of TLS that trusts the system's store, and a file."""
    made = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if authority:
        made.load_verify_locations(authority)
    return made


class _Trusting(HTTPAdapter):
    """Judges certificates by the store of the system, and a file beside it."""

    def __init__(self, authority: str) -> None:
        self._authority = authority
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        ours = context(self._authority)
        super().init_poolmanager(*args, ssl_context=ours, **kwargs)

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        ours = context(self._authority)
        return super().proxy_manager_for(*args, ssl_context=ours, **kwargs)

    def cert_verify(self, conn: Any, *args: Any, **kwargs: Any) -> None:
        """Take back what ``requests`` adds: Mozilla's store, as certifi ships it.

        An authority that IT took out of the system's store would be back in.
        """
        super().cert_verify(conn, *args, **kwargs)  # type: ignore[no-untyped-call] # its stub
        conn.ca_certs = None
