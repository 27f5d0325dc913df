"""The way to a web address, stage by stage, so that it is told which one fails.

By hand, as ``requests`` raises the same error for a handshake without an answer as
for a page without one, and cannot tell a proxy's refusal by its number.
"""

from __future__ import annotations

import socket
import ssl
from base64 import b64encode
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from enum import StrEnum
from http.client import HTTPConnection, HTTPException, HTTPResponse
from time import monotonic
from urllib.parse import SplitResult, unquote, urlsplit

from truststore import SSLContext

from agent.host.linux.lookup import addresses
from agent.host.linux.opening import RESOLVING, opened_at
from agent.host.linux.schemes import PORTS

BY_TICKET = ("negotiate", "kerberos")
"""How a browser signs in at a proxy without a question (RFC 4559)."""
WANTS_OURS = (
    "CERTIFICATE_REQUIRED",
    "BAD_CERTIFICATE",
    "CERTIFICATE_UNKNOWN",
    "HANDSHAKE_FAILURE",
)
"""How the name of an alert ends with which a server wants a certificate of ours."""


class Stage(StrEnum):
    """Where the way to an address can end."""

    UNKNOWN = "unknown"
    CLOSED = "closed"
    BROKEN = "broken"
    CERTIFICATE = "certificate"
    ASKED_FOR_OURS = "asked for ours"
    FORBIDDEN = "forbidden"
    SIGN_IN = "sign-in"
    TICKET = "ticket"
    NTLM = "ntlm"


class Stopped(Exception):  # noqa: N818 - it is what happened, not an error of ours
    """The way ends at a stage.

    ``code`` is OpenSSL's number for a bad certificate; ``basic``: a proxy would take
    a name and a password as they are (RFC 7617).
    """

    def __init__(self, stage: Stage, code: int = 0, *, basic: bool = False) -> None:
        """Keep all."""
        super().__init__(stage)
        self.stage, self.code, self.basic = stage, code, basic


def trusting() -> ssl.SSLContext:
    """Return a context that trusts whom this machine trusts now."""
    return SSLContext(ssl.PROTOCOL_TLS_CLIENT)


@contextmanager
def connected(url: str, proxy: str, until: float) -> Iterator[socket.socket]:
    """Open a connection to who answers for an address, through the proxy if any.

    To an ``https://`` address a proxy digs a tunnel. One that asks for a password as
    it is gets that of its address; nobody else does. Raises ``Stopped``.
    """
    there, way = urlsplit(url), urlsplit(proxy)
    with ExitStack() as lines:
        line = lines.enter_context(closing(_opened(way if proxy else there, until)))
        if proxy and there.scheme == "https":
            try:
                _dig(line, there, {}, until)
            except Stopped as no:
                if not (no.basic and (who := _who(way))):
                    raise
                line = lines.enter_context(closing(_opened(way, until)))
                _dig(line, there, who, until)
        yield line


@contextmanager
def secured(
    line: socket.socket, url: str, context: ssl.SSLContext, until: float
) -> Iterator[ssl.SSLSocket]:
    """Shake hands over a connection, and believe who is there. Raises ``Stopped``."""
    line.settimeout(_left(until))
    try:
        safe = context.wrap_socket(line, server_hostname=urlsplit(url).hostname)
    except ssl.SSLCertVerificationError as no:
        raise Stopped(Stage.CERTIFICATE, no.verify_code) from no
    except (OSError, ValueError) as no:
        asks = (getattr(no, "reason", None) or "").endswith(WANTS_OURS)
        raise Stopped(Stage.ASKED_FOR_OURS if asks else Stage.BROKEN) from no
    with safe:
        yield safe


def answer(
    line: socket.socket, method: str, url: str, proxy: str, until: float
) -> HTTPResponse:
    """Ask for a page over a connection; return the beginning of the answer.

    Raises ``OSError`` or ``HTTPException`` where none comes. Close it after.
    """
    parts = urlsplit(url)
    passed_on = bool(proxy) and parts.scheme == "http"
    path = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
    place = url if passed_on else path
    head = {"Host": parts.netloc, "User-Agent": "Blusser", "Connection": "close"}
    said = _asked(line, method, place, head, until)
    who = _who(urlsplit(proxy)) if passed_on and _takes_basic(said) else {}
    if not who:
        return said
    said.close()
    try:
        with closing(_opened(urlsplit(proxy), until)) as again:
            return _asked(again, method, place, head | who, until)
    except Stopped as no:
        raise ConnectionError from no


def _asked(
    line: socket.socket, method: str, place: str, head: dict[str, str], until: float
) -> HTTPResponse:
    line.settimeout(_left(until))
    asking = HTTPConnection("")
    asking.sock = line
    asking.request(method, place, headers=head)
    return asking.getresponse()


def _opened(there: SplitResult, until: float) -> socket.socket:
    host, port = there.hostname or "", there.port or PORTS.get(there.scheme, 80)
    left = until - monotonic()
    if not (places := addresses(host, left * RESOLVING)):
        raise Stopped(Stage.UNKNOWN)
    if line := opened_at(places, port, until):
        return line
    raise Stopped(Stage.CLOSED)


def _dig(
    line: socket.socket, there: SplitResult, who: dict[str, str], until: float
) -> None:
    """Ask a proxy for a tunnel (RFC 9110, 9.3.6)."""
    host = f"[{there.hostname}]" if ":" in (there.hostname or "") else there.hostname
    place = f"{host}:{there.port or PORTS[there.scheme]}"
    head = "".join(f"{k}: {v}\r\n" for k, v in ({"Host": place} | who).items())
    line.settimeout(_left(until))
    try:
        line.sendall(f"CONNECT {place} HTTP/1.1\r\n{head}\r\n".encode())
        with closing(HTTPResponse(line, method="CONNECT")) as said:
            said.begin()
            _passed(said)
    except (OSError, HTTPException) as no:
        raise Stopped(Stage.CLOSED) from no


def _passed(said: HTTPResponse) -> None:
    """Raise ``Stopped`` where a proxy does not say yes."""
    if said.status == 407:
        raise Stopped(sign_in(said), basic=_takes_basic(said))
    if said.status == 403:
        raise Stopped(Stage.FORBIDDEN)
    if not 200 <= said.status < 300:
        raise Stopped(Stage.CLOSED)


def sign_in(said: HTTPResponse) -> Stage:
    """Return how a proxy wants to know who asks: by ticket, NTLM, or a password."""
    offers = _offers(said)
    if any(one.startswith(BY_TICKET) for one in offers):
        return Stage.TICKET
    ntlm = any(one.startswith("ntlm") for one in offers)
    return Stage.NTLM if ntlm else Stage.SIGN_IN


def _takes_basic(said: HTTPResponse) -> bool:
    asks = said.status == 407
    return asks and any(one.startswith("basic") for one in _offers(said))


def _offers(said: HTTPResponse) -> list[str]:
    return [one.lower() for one in said.headers.get_all("Proxy-Authenticate") or []]


def _who(way: SplitResult) -> dict[str, str]:
    """Return the header of who signs in at a proxy, where its address says so."""
    if not way.username:
        return {}
    both = f"{unquote(way.username)}:{unquote(way.password or '')}"
    return {"Proxy-Authorization": f"Basic {b64encode(both.encode()).decode()}"}


def _left(until: float) -> float:
    return max(0.1, until - monotonic())
