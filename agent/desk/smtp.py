"""Sends tickets as e-mails: the last resort, for a desk without anything better.

A ticket is a mail of its own, at once and small; its report follows in a second one
that answers it. Nobody can ask a mail server what became of them: ``find`` knows
nothing, and ``verify`` only what this session saw the server take.
"""

from __future__ import annotations

import smtplib

from agent.desk import letter
from agent.desk.as_file import proper, ref
from agent.desk.model import File, Ref, RefusedError, Ticket, TooLargeError
from agent.desk.patience import hand_in
from agent.desk.post import Office, opened
from agent.desk.trust import Route
from agent.policy.desk import DeskRules
from agent.typed import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from email.message import EmailMessage

AROUND: Final = 8_192
"""Bytes of a mail besides its file: its fields, and those that servers add."""


def desk(rules: DeskRules, secret: str, route: Route) -> Smtp:
    """Return the address in ``place``; ``user`` is the account, and the sender.

    An account that is no address sends as ``blusser@`` the receiver's domain.
    """
    if not letter.ADDRESS.fullmatch(rules.place):
        msg = "desk.place must be the e-mail address that takes tickets"
        raise RefusedError(msg)
    named = letter.ADDRESS.fullmatch(rules.user)
    sender = rules.user if named else f"blusser@{rules.place.rpartition('@')[2]}"
    office = Office(rules.url, rules.user, secret, route)
    return Smtp(office, letter.Envelope(sender, rules.place))


class Smtp:
    """A mailbox that makes tickets of mails."""

    def __init__(self, office: Office, envelope: letter.Envelope) -> None:
        """Take where mails are handed in, and their addresses."""
        self._office, self._envelope = office, envelope
        self._taken: set[str] = set()

    def preflight(self) -> None:
        """Sign in and name both addresses; nothing is sent."""
        with opened(self._office) as (client, _):
            self._named(client, 0)
            client.rset()

    def find(self, key: str) -> None:
        """Return nothing: nobody can be asked."""
        proper(key)

    def find_outage(self, outage: str) -> None:
        """Return nothing: nobody can be asked."""
        del outage

    def create(self, ticket: Ticket) -> Ref:
        """Send the text, unless this session has."""
        self._send(letter.first(ticket, self._envelope))
        return ref(ticket.key)

    def attach(self, ref: Ref, file: File) -> None:
        """Send the file after it, unless this session has."""
        self._send(letter.second(ref.id, file, self._envelope))

    def verify(self, ref: Ref, file: File) -> bool:
        """Say whether the server took it in this session; more is not to be known."""
        mail = letter.second(ref.id, file, self._envelope)
        return mail["Message-ID"] in self._taken

    def link(self, ref: Ref, parent: Ref) -> None:
        """Refuse: a mail is nobody's part."""
        del ref, parent
        msg = "e-mails are not linked"
        raise RefusedError(msg)

    def most(self) -> int:
        """Return what fits into a mail as the first server takes it: base64 (RFC 2045).

        78 bytes of it hold 57, with the ends of its lines.
        """
        with opened(self._office) as (client, _):
            return max(0, _size(client) - AROUND) * 57 // 78

    def _send(self, mail: EmailMessage) -> None:
        if mail["Message-ID"] in self._taken:
            return
        data = mail.as_bytes(policy=letter.WIRE)
        with opened(self._office) as (client, patience):
            if 0 < _size(client) < len(data):
                msg = f"the mail server takes {_size(client)} bytes, not {len(data)}"
                raise TooLargeError(msg)
            self._named(client, len(data))
            hand_in(client, data, patience)
        self._taken.add(mail["Message-ID"])

    def _named(self, client: smtplib.SMTP, size: int) -> None:
        """Name sender and receiver, and the size where it wants it (RFC 1870)."""
        sender, receiver = self._envelope.sender, self._envelope.receiver
        told = [f"size={size}"] if size and client.has_extn("size") else []
        code, said = client.mail(sender, told)
        if code != 250:
            raise smtplib.SMTPSenderRefused(code, said, sender)
        code, said = client.rcpt(receiver)
        if code not in (250, 251):
            raise smtplib.SMTPRecipientsRefused({receiver: (code, said)})


def _size(client: smtplib.SMTP) -> int:
    """Return the bytes of a mail that it says it takes; 0 where it does not say."""
    said = client.esmtp_features.get("size", "")
    return int(said) if said.isdecimal() else 0
