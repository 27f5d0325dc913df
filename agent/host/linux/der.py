"""The little of DER (ITU-T X.690) that Kerberos, LDAP and certificates need."""

from __future__ import annotations

from collections.abc import Iterator

INTEGER, BITS, BYTES, ENUMERATED, SEQUENCE = 0x02, 0x03, 0x04, 0x0A, 0x30
UTC_TIME, TIME, TEXT = 0x17, 0x18, 0x1B
"""Universal tags; ``TEXT`` is a GeneralString, ``TIME`` a GeneralizedTime."""
EXPLICIT, APPLICATION = 0xA0, 0x60
"""Added to a number: a tag of the context, or of the protocol, around others."""

Item = tuple[int, bytes]
"""A tag and what it holds."""


def item(tag: int, *inside: bytes) -> bytes:
    """Write one thing; numbers above 30 have tags of another form."""
    data = b"".join(inside)
    size = len(data)
    if size < 0x80:
        return bytes((tag, size)) + data
    long = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(long))) + long + data


def number(value: int, tag: int = INTEGER) -> bytes:
    """Write a whole number in as few bytes as hold it with its sign."""
    size = (value + (value < 0)).bit_length() // 8 + 1
    return item(tag, value.to_bytes(size, "big", signed=True))


def items(data: bytes) -> Iterator[Item]:
    """Read one thing after the other. Raises ``ValueError`` for what is none."""
    at = 0
    while at < len(data):
        tag, size, at = _head(data, at)
        if at + size > len(data):
            msg = "it ends in the middle"
            raise ValueError(msg)
        yield tag, data[at : at + size]
        at += size


def fields(data: bytes) -> dict[int, bytes]:
    """Return what a sequence holds by tag, the first of each."""
    found: dict[int, bytes] = {}
    for tag, inside in items(data):
        found.setdefault(tag, inside)
    return found


def inside(data: bytes, *tags: int) -> bytes:
    """Open one thing in the other; each must be the first there, with its tag."""
    for wanted in tags:
        tag, data = next(items(data), (0, b""))
        if tag != wanted:
            msg = f"tag {tag:#x} where {wanted:#x} should be"
            raise ValueError(msg)
    return data


def _head(data: bytes, at: int) -> tuple[int, int, int]:
    """Return tag, size, and where what it holds begins."""
    head = data[at : at + 2]
    if len(head) < 2 or head[0] & 0x1F == 0x1F:
        msg = "there is no tag we know"
        raise ValueError(msg)
    tag, size, at = head[0], head[1], at + 2
    if size < 0x80:
        return tag, size, at
    long = data[at : at + (size & 0x7F)]
    if not 0 < size & 0x7F <= 4 or len(long) < size & 0x7F:
        msg = "its size is none"
        raise ValueError(msg)
    return tag, int.from_bytes(long, "big"), at + len(long)
