"""The mails of a ticket: one with its text, and one for each file that follows.

Both carry the key, so that a rule of the desk can tell them: in the subject's tag, in
a field of their own, and in a Message-ID that is the same when one is sent again.
"""

from __future__ import annotations

import re
from email.message import EmailMessage
from email.policy import SMTP

from agent.desk.as_file import own_names, proper
from agent.desk.model import SUBJECT, File, Ticket
from agent.typed import Final
from agent.value import Value

ADDRESS: Final = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+")
"""An address that needs no quotes and no SMTPUTF8 (RFC 5322, 3.4.1)."""
CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
WIRE: Final = SMTP.clone(cte_type="7bit", max_line_length=998)
"""Lines as SMTP takes them (RFC 5321, 4.5.3.1.6); no field is folded within a key."""


class Envelope(Value):
    """Who a mail is from, and who it is for."""

    sender: str
    receiver: str


def first(ticket: Ticket, envelope: Envelope) -> EmailMessage:
    """Return the mail that makes a ticket."""
    mail = _begun(ticket.key, envelope, ticket.subject)
    mail["Message-ID"] = message_id(ticket.key, envelope)
    if ADDRESS.fullmatch(ticket.caller):
        mail["Reply-To"] = ticket.caller
    if ticket.outage:
        mail["X-Blusser-Outage"] = plain(ticket.outage)
    lines = [ticket.text, "", f"Blusser: {ticket.key}"]
    if ticket.caller:
        lines.append(f"For: {plain(ticket.caller)}")
    mail.set_content("\n".join(lines).encode(errors="replace").decode())
    return mail


def second(key: str, file: File, envelope: Envelope) -> EmailMessage:
    """Return the mail that brings a file after it, as an answer to the first."""
    before = message_id(key, envelope)
    mail = _begun(key, envelope, "report")
    mail["Message-ID"] = message_id(f"{key}.{file.digest[:16]}", envelope)
    mail["In-Reply-To"] = mail["References"] = before
    mail.set_content(f"{plain(file.name)}\nSHA-256 {file.digest}\nBlusser: {key}\n")
    main, _, sub = file.kind.partition("/")
    mail.add_attachment(
        file.data, maintype=main, subtype=sub, filename=own_names(file)[0]
    )
    return mail


def message_id(key: str, envelope: Envelope) -> str:
    """Return the Message-ID of a key, in the sender's domain (RFC 5322, 3.6.4)."""
    return f"<{key}@{envelope.sender.rpartition('@')[2]}>"


def plain(text: str) -> str:
    """Return a text as one line of a field, whatever somebody put into it."""
    return CONTROL.sub(" ", text).encode(errors="replace").decode()


def _begun(key: str, envelope: Envelope, subject: str) -> EmailMessage:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"] = envelope.sender, envelope.receiver
    mail["Subject"] = f"[blusser:{proper(key)}] {plain(subject)[:SUBJECT]}"
    mail["X-Blusser-Key"] = key
    return mail
