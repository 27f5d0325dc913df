"""What a desk is told, and what it may answer.

A desk is no friend: what it calls success may be none, and what it calls an error may
have worked. Whoever delivers asks again (``find``) and reads back (``verify``).
"""

from __future__ import annotations

from hashlib import sha256

from agent.typed import Final, Protocol
from agent.value import Value

SUBJECT: Final = 80
"""Letters of a subject; TOPdesk takes no more (incident API 4.2.6)."""


class Ticket(Value):
    """One incident, redacted as the bundle is.

    ``key``: 32 hexadecimal digits, drawn when it was put into the outbox; a desk keeps
    it in the field that is for numbers of others, and no two tickets share one.
    ``outage``: the fingerprint of a fault that many PCs have, else empty. ``text``:
    plain lines. ``caller``: the e-mail address or account it is filed for, or nobody.
    """

    key: str
    subject: str
    text: str
    outage: str = ""
    caller: str = ""


class File(Value):
    """What is attached: ``kind`` is its media type."""

    name: str
    kind: str
    data: bytes

    @property
    def digest(self) -> str:
        """Return the SHA-256 of its bytes, in hexadecimal."""
        return sha256(self.data).hexdigest()


class Ref(Value):
    """A ticket on a desk: ``id`` is for machines, ``number`` for people."""

    id: str
    number: str
    url: str = ""


class DeskError(Exception):
    """What a desk did not do. The text says what to do, and holds no secret."""


class LaterError(DeskError):
    """It may work another time, ``after`` so many seconds where the desk says so.

    Also after a time-out: nobody knows then whether it worked.
    """

    def __init__(self, why: str, after: float = 0.0) -> None:
        """Say why, and what the desk asked for."""
        super().__init__(why)
        self.after = after


class KeylessError(LaterError):
    """This account has nothing to sign in with; nobody was asked."""


class RefusedError(DeskError):
    """It will not work before somebody changes a right, a password or a setting."""


class TooLargeError(DeskError):
    """The desk takes files, but not one of this size."""


class Desk(Protocol):
    """Where IT takes tickets. Every call raises a ``DeskError`` where it fails."""

    def preflight(self) -> None:
        """Prove the credentials, the rights, the names and the fields of the policy.

        Searches for a key that nobody has, which must find nothing: a desk whose
        search returns everything would hand one PC's report to another's ticket.
        Raises ``RefusedError`` that names the setting which is wrong.
        """

    def find(self, key: str) -> Ref | None:
        """Return the ticket with exactly this key, open or closed.

        What a search returns is compared with the key before it is believed.
        """

    def find_outage(self, outage: str) -> Ref | None:
        """Return the open ticket that stands for an outage; nothing without one."""

    def create(self, ticket: Ticket) -> Ref:
        """Create a ticket, without files, and return it."""

    def attach(self, ref: Ref, file: File) -> None:
        """Attach a file, not visible to the caller where the desk can hide it."""

    def verify(self, ref: Ref, file: File) -> bool:
        """Say whether the desk has this file, byte by byte: read back, or by hash."""

    def link(self, ref: Ref, parent: Ref) -> None:
        """Make a ticket one of those that an outage's ticket stands for."""
