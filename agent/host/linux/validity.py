"""Until when a certificate is valid (RFC 5280, 4.1), without what cannot be read."""

from __future__ import annotations

import binascii
import calendar
import time
from collections.abc import Iterator
from itertools import islice

from agent.host.linux.der import SEQUENCE, UTC_TIME, inside, items
from agent.host.trouble import HostError

DAY = 86_400
VERSION = 0xA0
BEGIN, END = b"-----BEGIN CERTIFICATE-----", b"-----END CERTIFICATE-----"
LARGEST = 1_000_000
"""Bytes of a file of certificates that are read."""


def days_left(certificate: bytes, now: float) -> float:
    """Return days until the end of a certificate in DER; negative after it.

    ``now`` is in seconds since 1970. Raises ``HostError`` where it is none.
    """
    try:
        return round((_end(certificate) - now) / DAY, 1)
    except (ValueError, StopIteration) as trouble:
        msg = f"the certificate cannot be read: {trouble}"
        raise HostError(msg) from trouble


def days_left_in(data: bytes, now: float) -> float:
    """Return the same of the certificate in a file, PEM or DER, that ends first."""
    every = list(_in_pem(data)) or [data]
    return min(days_left(one, now) for one in every)


def _end(certificate: bytes) -> int:
    """Return ``notAfter``: serial, signature and issuer come before ``validity``."""
    parts = items(inside(certificate, SEQUENCE, SEQUENCE))
    first = next(parts)
    _, validity = next(islice(parts, 3 if first[0] == VERSION else 2, None))
    _, (tag, end) = items(validity)
    said = end.decode("ascii")
    form = "%y%m%d%H%M%SZ" if tag == UTC_TIME else "%Y%m%d%H%M%SZ"
    return calendar.timegm(time.strptime(said, form))


def _in_pem(data: bytes) -> Iterator[bytes]:
    for part in data.split(BEGIN)[1:]:
        try:
            yield binascii.a2b_base64(part.partition(END)[0])
        except binascii.Error as trouble:
            msg = "the certificate cannot be read"
            raise HostError(msg) from trouble
