"""Whom an HTTP session with a desk trusts, and which way it takes."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from weakref import WeakSet

import requests
import truststore
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool

from agent.desk.bounded import Bounded
from agent.typed import Any
from agent.value import Value


class Route(Value):
    """How to a desk: its proxy, more trusted certificates, a client certificate.

    ``ticket`` makes the header by which the proxy knows us, anew for each connection:
    whoever sees one twice takes it for stolen. Raises ``DeskError``. ``apart`` does
    what may hang for good, where this platform has something better than a thread.
    """

    proxy: str = ""
    authority: str = ""
    certificate: str = ""
    ticket: Callable[[], str] | None = None
    apart: Bounded | None = None


def session(route: Route) -> requests.Session:
    """Return a session that trusts what the system trusts, and that knows the way."""
    made = requests.Session()
    made.trust_env = False
    for scheme in ("https://", "http://"):
        made.mount(scheme, _Trusting(route))
    if route.proxy:
        made.proxies = {"http": route.proxy, "https": route.proxy}
    if route.certificate:
        made.cert = route.certificate
    return made


def hang_up(over: requests.Session) -> None:
    """Cut what a session has open; whoever waits for a byte there waits no more."""
    for adapter in over.adapters.values():
        if isinstance(adapter, _Trusting):
            adapter.hang_up()


def context(authority: str) -> ssl.SSLContext:
    """Return a client's end of TLS that trusts the system's store, and a file."""
    made = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if authority:
        made.load_verify_locations(authority)
    return made


class _Trusting(HTTPAdapter):
    """Judges certificates by the store of the system, and a file beside it.

    Knows every connection that it makes, so that a hanging one can be cut.
    """

    def __init__(self, route: Route) -> None:
        self._authority, self._ticket = route.authority, route.ticket
        self._lines: WeakSet[Any] = WeakSet()
        super().__init__()

    def hang_up(self) -> None:
        for line in list(self._lines):
            with suppress(OSError, AttributeError):  # it may be closed by now
                line.sock.shutdown(socket.SHUT_RDWR)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        ours = context(self._authority)
        super().init_poolmanager(*args, ssl_context=ours, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _known(self._lines, None)

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        ours = context(self._authority)
        made = super().proxy_manager_for(*args, ssl_context=ours, **kwargs)
        made.pool_classes_by_scheme = _known(self._lines, self._ticket)
        return made

    def cert_verify(self, conn: Any, *args: Any, **kwargs: Any) -> None:
        """Take back what ``requests`` adds: Mozilla's store, as certifi ships it.

        An authority that IT took out of the system's store would be back in.
        """
        super().cert_verify(conn, *args, **kwargs)  # type: ignore[no-untyped-call] # its stub
        conn.ca_certs = None


def _known(
    lines: WeakSet[Any], ticket: Callable[[], str] | None
) -> dict[str, type[HTTPConnectionPool]]:
    """Return the pools of connections by scheme, which note what they make."""

    class Plain(HTTPConnectionPool):
        def _new_conn(self) -> Any:
            lines.add(made := super()._new_conn())
            return made

    class Safe(HTTPSConnectionPool):
        def _new_conn(self) -> Any:
            lines.add(made := super()._new_conn())
            return made

        def _prepare_proxy(self, conn: Any) -> None:
            if ticket:
                self.proxy_headers = {"Proxy-Authorization": ticket()}
            super()._prepare_proxy(conn)

    return {"http": Plain, "https": Safe}
