"""Asks a Kerberos server for a ticket without proving anything (RFC 4120).

That is how every sign-in begins: the server answers that it wants a proof, or that the
account may not sign in. Nobody is signed in, and it is no failed try of a password.
"""

from __future__ import annotations

import secrets
import socket
import time
from calendar import timegm

from agent.host.linux import der
from agent.host.linux.opening import opened
from agent.host.trouble import HostError
from agent.value import Value

VERSION, AS_REQ = 5, 10
AS_REP_TAG, ERROR_TAG = der.APPLICATION + 11, der.APPLICATION + 30
PRINCIPAL, SERVICE = 1, 2
"""NT-PRINCIPAL and NT-SRV-INST (RFC 4120, 6.2)."""
KEYS = (18, 17, 20, 19, 23)
"""Kinds of keys we say we take: AES of RFC 3962 and 8009, then RC4 (RFC 4757)."""
NTSTATUS = 3
"""Type of the data in which Windows tells why (MS-KILE 2.2.1, KERB-EXT-ERROR)."""
MOST = 100_000
"""Bytes of an answer; one holds some hundreds."""


class Said(Value):
    """What the server said: an error of RFC 4120, 7.5.9; 0 is a ticket.

    ``status``: the NTSTATUS behind it, 0 where none is told. ``behind``: how many
    seconds this machine's clock is behind the server's; None where it is not told.
    """

    code: int
    status: int = 0
    behind: float | None = None


def ask(host: str, port: int, realm: str, name: str, seconds: float) -> Said:
    """Ask for a ticket of an account; raises ``HostError`` where no answer comes."""
    until = time.monotonic() + seconds
    connection = opened(host, port, seconds)
    if not connection:
        msg = f"{host} takes no connection"
        raise HostError(msg)
    with connection:
        question = request(realm, name)
        try:
            left = time.time()
            connection.sendall(len(question).to_bytes(4, "big") + question)
            size = int.from_bytes(exactly(connection, 4, until), "big")
            answer = exactly(connection, min(size, MOST), until)
            return read(answer, (left + time.time()) / 2)
        except (OSError, ValueError) as trouble:
            msg = f"{host} does not answer as a sign-in server does"
            raise HostError(msg) from trouble


def request(realm: str, name: str) -> bytes:
    """Write a KDC-REQ (RFC 4120, 5.4.1) with nothing that proves who we are."""
    till = time.strftime("%Y%m%d%H%M%SZ", time.gmtime(time.time() + 36_000))
    body = der.item(
        der.SEQUENCE,
        _field(0, der.item(der.BITS, bytes(5))),
        _field(1, _principal(PRINCIPAL, name)),
        _field(2, der.item(der.TEXT, realm.encode())),
        _field(3, _principal(SERVICE, "krbtgt", realm)),
        _field(5, der.item(der.TIME, till.encode())),
        _field(7, der.number(secrets.randbits(31))),
        _field(8, der.item(der.SEQUENCE, *map(der.number, KEYS))),
    )
    whole = _field(1, der.number(VERSION)), _field(2, der.number(AS_REQ))
    return der.item(
        der.APPLICATION + AS_REQ, der.item(der.SEQUENCE, *whole, _field(4, body))
    )


def read(answer: bytes, now: float) -> Said:
    """Read a KRB-ERROR (5.9.1), or a ticket, which tells nothing more.

    Raises ``ValueError`` for what is neither.
    """
    tag, data = next(der.items(answer), (0, b""))
    if tag == AS_REP_TAG:
        return Said(0)
    if tag != ERROR_TAG:
        msg = "this is no answer of Kerberos"
        raise ValueError(msg)
    told = der.fields(der.inside(data, der.SEQUENCE))
    if _tag(6) not in told or _tag(4) not in told:
        msg = "this is no whole error of Kerberos"
        raise ValueError(msg)
    code = int.from_bytes(der.inside(told[_tag(6)], der.INTEGER), "big")
    stamp = der.inside(told[_tag(4)], der.TIME).decode("ascii")
    parts = der.inside(told[_tag(5)], der.INTEGER) if _tag(5) in told else b""
    there = timegm(time.strptime(stamp, "%Y%m%d%H%M%SZ"))
    behind = there + int.from_bytes(parts, "big") / 1e6 - now
    return Said(code, _status(told.get(_tag(12), b"")), behind)


def _status(data: bytes) -> int:
    """Return the NTSTATUS in the data of an error; 0 where there is none.

    It stands alone (KERB-ERROR-DATA) or among others of the same form (METHOD-DATA).
    """
    try:
        whole = der.inside(data, der.BYTES, der.SEQUENCE)
        rows = [one for tag, one in der.items(whole) if tag == der.SEQUENCE] or [whole]
        for row in map(der.fields, rows):
            kind, value = row[_tag(1)], row.get(_tag(2), b"")
            if kind == der.number(NTSTATUS) and value:
                return int.from_bytes(der.inside(value, der.BYTES)[:4], "little")
    except (ValueError, KeyError):
        pass
    return 0


def _principal(kind: int, *names: str) -> bytes:
    texts = (der.item(der.TEXT, name.encode()) for name in names)
    return der.item(
        der.SEQUENCE,
        _field(0, der.number(kind)),
        _field(1, der.item(der.SEQUENCE, *texts)),
    )


def _field(place: int, what: bytes) -> bytes:
    return der.item(_tag(place), what)


def _tag(place: int) -> int:
    return der.EXPLICIT + place


def exactly(connection: socket.socket, size: int, until: float) -> bytes:
    """Return so many bytes; raises ``OSError`` where they do not come in time."""
    data = b""
    while len(data) < size:
        connection.settimeout(max(0.001, until - time.monotonic()))
        if not (more := connection.recv(size - len(data))):
            msg = "it hung up"
            raise OSError(msg)
        data += more
    return data
