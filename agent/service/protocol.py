"""What may be said to the privileged service: two sentences, and nothing else. Pure.

A message is its length, four bytes, the highest first, and then that many bytes of
JSON. The service speaks first: who may not ask hears a refusal before a byte of theirs
is read.
"""

from __future__ import annotations

from enum import StrEnum

from agent.codec import Mismatch, build, plain, to_json
from agent.host.ports.rights import Lent, Told
from agent.typed import Any
from agent.value import Value, fields_of

HEAD = 4
LONGEST_REQUEST = 1024
"""Bytes; the longest sentence takes some two hundred."""
LONGEST_ANSWER = 64 * 1024
HEX = frozenset("0123456789abcdef")


class Reason(StrEnum):
    """Why the service does nothing for somebody; never anything else."""

    WHO = "who"
    BUSY = "busy"
    SHAPE = "shape"
    UNKNOWN = "unknown"
    VERSION = "version"
    RULES = "rules"


class Unheard(Exception):  # noqa: N818 - the caller's mistake, not ours
    """What was said is none of the sentences; ``reason`` says in which way."""

    def __init__(self, reason: Reason) -> None:
        """Keep the reason."""
        super().__init__(reason.value)
        self.reason = reason


class Fixed(str):
    """A text of one fixed form. A request holds no other text."""

    __slots__ = ()

    @classmethod
    def fits(cls, text: str, offer: Offer) -> bool:
        """Say whether a text has this form."""
        raise NotImplementedError


class Key(Fixed):
    """Names one wish, so that it is fulfilled once: 128 random bits in hexadecimal."""

    __slots__ = ()

    @classmethod
    def fits(cls, text: str, offer: Offer) -> bool:  # noqa: ARG003 - of the family
        """Say whether it is one."""
        return len(text) == 32 and HEX.issuperset(text)


class Digest(Fixed):
    """Names the catalogue that both sides must have; see ``Offer``."""

    __slots__ = ()

    @classmethod
    def fits(cls, text: str, offer: Offer) -> bool:  # noqa: ARG003 - of the family
        """Say whether it is one."""
        return len(text) == 64 and HEX.issuperset(text)


class CheckId(Fixed):
    """A check that needs the rights of the system, by its id."""

    __slots__ = ()

    @classmethod
    def fits(cls, text: str, offer: Offer) -> bool:
        """Say whether the catalogue has it."""
        return text in offer.checks


class FixId(Fixed):
    """A repair that needs the rights of the system, by its id."""

    __slots__ = ()

    @classmethod
    def fits(cls, text: str, offer: Offer) -> bool:
        """Say whether the catalogue has it."""
        return text in offer.fixes


class Offer(Value):
    """What can be asked for, by id, and the digest of the catalogue it is from."""

    checks: frozenset[str]
    fixes: frozenset[str]
    digest: str


class Ask(Value):
    """Have a check asked."""

    check: CheckId
    catalogue: Digest


class Apply(Value):
    """Have a repair made; the same key again gets the same answer, and no more."""

    fix: FixId
    key: Key
    catalogue: Digest


class Ready(Value):
    """The service lends its rights to whoever hears this, by this catalogue."""

    catalogue: str


class Refusal(Value):
    """The service does nothing, for this reason."""

    reason: Reason


Request = Ask | Apply
Reply = Ready | Refusal | Lent | Told
SENTENCES: dict[str, type[Ask | Apply]] = {"ask": Ask, "apply": Apply}
REPLIES: dict[str, type[Value]] = {
    "ready": Ready,
    "refusal": Refusal,
    "lent": Lent,
    "told": Told,
}


def size(head: bytes, most: int) -> int:
    """Return how many bytes follow a head, or raise ``Unheard``."""
    length = int.from_bytes(head, "big")
    if len(head) != HEAD or not 0 < length <= most:
        raise Unheard(Reason.SHAPE)
    return length


def framed(data: bytes) -> bytes:
    """Return a message as it is sent."""
    return len(data).to_bytes(HEAD, "big") + data


def request(data: bytes, offer: Offer) -> Request:
    """Read one of the two sentences, or raise ``Unheard``."""
    said = _table(data)
    kind = SENTENCES.get(str(said.pop("do", "")))
    if kind is None or set(said) != set(kind.__match_args__):
        raise Unheard(Reason.SHAPE)
    parts: dict[str, Any] = {n: _part(kind, n, said[n], offer) for n in said}
    made = kind(**parts)
    if made.catalogue != offer.digest:
        raise Unheard(Reason.VERSION)
    return made


def _part(kind: type[Value], name: str, text: str, offer: Offer) -> Fixed:
    form = FORMS[kind, name]
    if not form.fits(text, offer):
        known = issubclass(form, CheckId | FixId)
        raise Unheard(Reason.UNKNOWN if known else Reason.SHAPE)
    return form(text)


FORMS: dict[tuple[type[Value], str], type[Fixed]] = {
    (Ask, "check"): CheckId,
    (Ask, "catalogue"): Digest,
    (Apply, "fix"): FixId,
    (Apply, "key"): Key,
    (Apply, "catalogue"): Digest,
}


def _table(data: bytes) -> dict[str, str]:
    """Read one flat table of short texts; whatever else it is, it is no sentence."""
    import json

    if len(data) > LONGEST_REQUEST or data.count(b"{") != 1 or b"[" in data:
        raise Unheard(Reason.SHAPE)
    try:
        said = json.loads(data.decode("utf-8"), object_pairs_hook=_once)
    except (ValueError, RecursionError) as wrong:
        raise Unheard(Reason.SHAPE) from wrong
    if not isinstance(said, dict) or not all(type(v) is str for v in said.values()):
        raise Unheard(Reason.SHAPE)
    return said


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make a table; a name that stands in it twice is refused."""
    made = dict(pairs)
    if len(made) != len(pairs):
        raise Unheard(Reason.SHAPE)
    return made


def sentence(said: Request) -> bytes:
    """Return a request as it is sent."""
    do = next(word for word, kind in SENTENCES.items() if isinstance(said, kind))
    parts = {name: str(text) for name, text in fields_of(said).items()}
    return framed(to_json({"do": do} | parts).encode())


def answered(reply: Reply) -> bytes:
    """Return a reply as it is sent."""
    says = next(word for word, kind in REPLIES.items() if isinstance(reply, kind))
    fields: dict[str, Any] = plain(reply)
    return framed(to_json({"says": says} | fields).encode())


def reply(data: bytes) -> Reply:
    """Read a reply, or raise ``Unheard``."""
    import json

    try:
        said = json.loads(data.decode("utf-8"), object_pairs_hook=_once)
        made: Reply = build(REPLIES[said.pop("says")], said)
    except (ValueError, RecursionError, Mismatch, KeyError, AttributeError) as wrong:
        raise Unheard(Reason.SHAPE) from wrong
    return made
