"""How long a mail server may take, and a mail handed in with that much patience."""

from __future__ import annotations

import re
import smtplib
import socket
from contextlib import suppress
from threading import Timer

from agent.typed import Final

MAILING: Final = 300.0
"""Seconds for all until the last dot, however often a byte comes."""
TAKING: Final = 600.0
"""Seconds after it: servers look for viruses then, and who hangs up sooner sends a
mail twice (RFC 5321, 4.5.3.2.6)."""
GO_ON: Final = 354


class Patience:
    """Hangs up on a server when its time is over, so that nothing is said later."""

    def __init__(self, client: smtplib.SMTP) -> None:
        """Begin with the time until the last dot."""
        self._client = client
        self._wait(MAILING)

    def last_dot(self) -> None:
        """Wait anew, and longer: for what becomes of the mail."""
        self.end()
        self._wait(TAKING)
        self._client.sock.settimeout(TAKING)  # type: ignore[union-attr] # it is open

    def _wait(self, seconds: float) -> None:
        self._timer = Timer(seconds, lambda: _hang_up(self._client))
        self._timer.daemon = True
        self._timer.start()

    def end(self) -> None:
        """Hang up no more."""
        self._timer.cancel()


def hand_in(client: smtplib.SMTP, data: bytes, patience: Patience) -> None:
    """Send a mail; raise ``smtplib.SMTPException`` where it is not taken.

    As ``smtplib`` does, but with another patience before the last dot than after.
    """
    code, said = client.docmd("data")
    if code == GO_ON:
        end = b".\r\n" if data.endswith(b"\r\n") else b"\r\n.\r\n"
        client.send(re.sub(rb"(?m)^\.", b"..", data) + end)
        patience.last_dot()
        code, said = client.getreply()
    if code != 250:
        raise smtplib.SMTPDataError(code, said)


def _hang_up(client: smtplib.SMTP) -> None:
    with suppress(OSError, AttributeError):  # it may be closed by now
        client.sock.shutdown(socket.SHUT_RDWR)  # type: ignore[union-attr] # see above
