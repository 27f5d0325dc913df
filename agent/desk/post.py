"""A connection to a mail server, and what its refusals mean."""

from __future__ import annotations

import ipaddress
import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

from agent.desk.bounded import within
from agent.desk.model import DeskError, LaterError, RefusedError, TooLargeError
from agent.desk.patience import Patience
from agent.desk.trust import Route, context
from agent.typed import Final
from agent.value import Value

PORTS = {"smtp": 587, "smtps": 465}
"""Submission (RFC 6409, RFC 8314)."""
CONNECTING, ANSWERING, SIGNING_IN = 40.0, 120.0, 120.0
"""Seconds; the last for all of it, however often a byte comes."""
FULL: Final = re.compile(rb"\s*[45]\.2\.2\b")
"""A mailbox without room, not a mail too large (RFC 3463, 3.3)."""
TOO_LARGE: Final = 552
OURSELVES: Final = "[127.0.0.1]"
"""What we say who we are: a name would be looked up first, and tell the PC's."""
WHAT = {
    smtplib.SMTPSenderRefused: "desk.user, as a sender",
    smtplib.SMTPAuthenticationError: "desk.user and its password",
}


class Office(Value):
    """Where mails are handed in, and how to sign in there."""

    url: str
    user: str
    secret: str
    route: Route

    def __repr__(self) -> str:
        """Show no secret."""
        return f"Office({self.url!r}, {self.user!r})"


@contextmanager
def opened(office: Office) -> Iterator[tuple[smtplib.SMTP, Patience]]:
    """Sign in; whatever goes wrong meanwhile is raised as a ``DeskError``."""
    try:
        client = within(SIGNING_IN, lambda: _ready(office))
        patience = Patience(client)
        try:
            yield client, patience
            with suppress(smtplib.SMTPException, OSError):
                client.quit()
        finally:
            patience.end()
            client.close()
    except smtplib.SMTPException as wrong:
        raise trouble(wrong) from None
    except ssl.SSLError as wrong:
        msg = f"the mail server's certificate is not trusted here: {wrong.reason}"
        raise LaterError(msg) from wrong
    except OSError as wrong:
        msg = f"the mail server does not answer: {type(wrong).__name__}"
        raise LaterError(msg) from wrong


def trouble(wrong: smtplib.SMTPException) -> DeskError:
    """Return the error that a refusal is; what the server says may hold a secret."""
    if isinstance(wrong, smtplib.SMTPRecipientsRefused):
        code, text = next(iter(wrong.recipients.values()))
        return _told(code, text, "desk.place, the address that takes tickets")
    if isinstance(wrong, smtplib.SMTPResponseException):
        what = WHAT.get(type(wrong), "what Blusser sends")
        return _told(wrong.smtp_code, wrong.smtp_error, what)
    if isinstance(wrong, smtplib.SMTPServerDisconnected):
        return LaterError("the mail server hung up")
    return RefusedError("the mail server signs nobody in as Blusser can; see desk.user")


def place(url: str) -> tuple[str, str, int]:
    """Return scheme, host and port of an address, or raise ``RefusedError``."""
    parts = urlsplit(url)
    with suppress(ValueError):
        if parts.scheme in PORTS and parts.hostname:
            return parts.scheme, parts.hostname, parts.port or PORTS[parts.scheme]
    msg = "desk.url must be smtp://host or smtps://host, with a port or without"
    raise RefusedError(msg)


def _told(code: int, text: bytes | str, what: str) -> DeskError:
    said = text.encode(errors="replace") if isinstance(text, str) else text
    if code == TOO_LARGE and not FULL.match(said):
        return TooLargeError(f"the mail server answered {code}: too large for it")
    if code < 500 or code == TOO_LARGE:
        return LaterError(f"the mail server answered {code}: not now")
    return RefusedError(f"the mail server answered {code}: it does not take {what}")


def _ready(office: Office) -> smtplib.SMTP:
    client = _connected(office)
    try:
        _signed_in(client, office)
    except BaseException:
        client.close()
        raise
    return client


def _connected(office: Office) -> smtplib.SMTP:
    kind, host, port = place(office.url)
    if kind == "smtps":
        tls = _context(office.route)
        client: smtplib.SMTP = smtplib.SMTP_SSL(
            host, port, OURSELVES, timeout=CONNECTING, context=tls
        )
    else:
        client = smtplib.SMTP(host, port, OURSELVES, timeout=CONNECTING)
    client.sock.settimeout(ANSWERING)  # type: ignore[union-attr] # it is connected
    return client


def _signed_in(client: smtplib.SMTP, office: Office) -> None:
    """Sign in, never in the clear unless on this PC itself."""
    client.ehlo_or_helo_if_needed()
    if not isinstance(client, smtplib.SMTP_SSL):
        if client.has_extn("starttls"):
            client.starttls(context=_context(office.route))
            client.ehlo()
        elif not _here(client):
            msg = "whoever answers at desk.url does not offer STARTTLS"
            raise LaterError(msg)
    if office.user:
        client.login(office.user, office.secret)


def _context(route: Route) -> ssl.SSLContext:
    made = context(route.authority)
    if route.certificate:
        made.load_cert_chain(route.certificate)
    return made


def _here(client: smtplib.SMTP) -> bool:
    peer = client.sock.getpeername()[0]  # type: ignore[union-attr] # it is connected
    return ipaddress.ip_address(peer.partition("%")[0]).is_loopback
