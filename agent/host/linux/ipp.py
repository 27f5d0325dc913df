"""As much of IPP as asking CUPS for queues and jobs takes (RFC 8010, RFC 8011).

Own code: the libraries that exist speak asyncio over TCP (aioipp, with aiohttp below),
need CUPS' C headers to install (pycups), or stopped at Python 2 (pkipplib).
"""

from __future__ import annotations

import socket
from collections.abc import Iterator, Mapping
from http.client import HTTPConnection, HTTPException
from typing import Any

from agent.host.trouble import HostError, PartMissing
from agent.value import Value

CANCEL_JOB, GET_JOBS, PAUSE, RESUME = 0x0008, 0x000A, 0x0010, 0x0011
GET_DEFAULT, GET_PRINTERS, ACCEPT, REJECT = 0x4001, 0x4002, 0x4008, 0x4009
"""Operations: RFC 8011, 5.4.15; the second four are CUPS' own."""
NOT_FOUND = 0x0406
FORBIDDEN = (0x0401, 0x0402, 0x0403)
NOT_POSSIBLE = 0x0404
"""Status codes: RFC 8011, appendix B."""
FIRST_ERROR = 0x0400
OPERATION_GROUP, JOB_GROUP, END, PRINTER_GROUP = 0x01, 0x02, 0x03, 0x04
INTEGER, BOOLEAN, ENUM = 0x21, 0x22, 0x23
KEYWORD, URI, CHARSET, LANGUAGE, NAME = 0x44, 0x45, 0x47, 0x48, 0x42
"""Tags: RFC 8010, 3.5."""
KEPT = (JOB_GROUP, PRINTER_GROUP)
LARGEST = 4_000_000
"""Bytes of an answer that are read; 50 jobs take about 20 kB."""
UNREADABLE = "the print service sent something unreadable"

Group = dict[str, list[Any]]


class Answer(Value):
    """A status, and the attributes of each printer or job."""

    status: int
    groups: tuple[Group, ...] = ()


class Keyword(str):
    """A text that goes over the line as a keyword."""

    __slots__ = ()


class Uri(str):
    """A text that goes over the line as an address."""

    __slots__ = ()


class Ipp:
    """Asks the print service behind a Unix socket; one connection per question."""

    def __init__(self, place: str, user: str, timeout: float = 1.5) -> None:
        """Name the socket, the account we run as, and seconds to wait for each."""
        self._place, self._user, self._timeout = place, user, timeout

    def ask(
        self, operation: int, path: str, attributes: Mapping[str, Any], *, proof: bool
    ) -> Answer:
        """Ask, and return what the print service says; a refusal is a status too.

        With ``proof`` the kernel's word tells CUPS who we are. Raises ``PartMissing``
        without a socket, ``HostError`` where nothing readable comes in time.
        """
        headers = {"Content-Type": "application/ipp"}
        if proof:
            headers["Authorization"] = f"PeerCred {self._user}"
        wanted = {"requesting-user-name": self._user, **attributes}
        line = _Line(self._place, self._timeout)
        try:
            line.request("POST", path, encode(operation, wanted), headers)
            answer = line.getresponse()
            body = answer.read(LARGEST)
        except FileNotFoundError as no:
            msg = "this machine has no print service"
            raise PartMissing(msg) from no
        except (OSError, HTTPException) as trouble:
            late = isinstance(trouble, TimeoutError)
            msg = f"the print service {'did not answer in time' if late else 'hung up'}"
            raise HostError(msg) from trouble
        finally:
            line.close()
        if answer.status in (401, 403):
            return Answer(FORBIDDEN[0])
        if answer.status != 200:
            msg = f"the print service answered {answer.status}"
            raise HostError(msg)
        return decode(body)


class _Line(HTTPConnection):
    """HTTP over a Unix socket."""

    def __init__(self, place: str, timeout: float) -> None:
        super().__init__("localhost", timeout=timeout)
        self._place = place

    def connect(self) -> None:
        """Connect to the socket instead of a host."""
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._place)


def encode(operation: int, attributes: Mapping[str, Any]) -> bytes:
    """Write a request: IPP 2.0, number 1, one group of operation attributes."""
    body = bytearray(b"\x02\x00")
    body += operation.to_bytes(2, "big") + (1).to_bytes(4, "big")
    body.append(OPERATION_GROUP)
    body += _field(CHARSET, "attributes-charset", b"utf-8")
    body += _field(LANGUAGE, "attributes-natural-language", b"en")
    for name, value in attributes.items():
        values = value if isinstance(value, tuple) else (value,)
        for at, one in enumerate(values):
            body += _field(_tag(one), name if at == 0 else "", _bytes(one))
    body.append(END)
    return bytes(body)


def decode(data: bytes) -> Answer:
    """Read an answer; of the values only numbers, truths and texts are kept.

    Raises ``HostError`` where it is cut short or makes no sense.
    """
    try:
        status = int.from_bytes(data[2:4], "big")
        groups: list[tuple[int, Group]] = []
        name = ""
        for tag, key, raw in _fields(data, 8):
            if tag <= 0x0F:
                groups.append((tag, {}))
                continue
            name = key or name
            groups[-1][1].setdefault(name, []).append(_value(tag, raw))
    except (IndexError, ValueError) as trouble:
        raise HostError(UNREADABLE) from trouble
    return Answer(status, tuple(g for tag, g in groups if tag in KEPT))


def _fields(data: bytes, at: int) -> Iterator[tuple[int, str, bytes]]:
    """Yield tag, name and value of each attribute; a group's tag has neither."""
    while data[at] != END:
        tag, at = data[at], at + 1
        if tag <= 0x0F:
            yield tag, "", b""
            continue
        name, at = _counted(data, at)
        value, at = _counted(data, at)
        yield tag, name.decode(), value


def _counted(data: bytes, at: int) -> tuple[bytes, int]:
    """Return bytes that are preceded by their number, and where the next begin."""
    begin = at + 2
    end = begin + int.from_bytes(data[at:begin], "big")
    return data[begin:end], end


def _value(tag: int, raw: bytes) -> Any:
    if tag in (INTEGER, ENUM):
        return int.from_bytes(raw, "big", signed=True)
    if tag == BOOLEAN:
        return raw == b"\x01"
    return raw.decode() if 0x41 <= tag <= 0x49 else None


def _tag(value: Any) -> int:
    kinds = {bool: BOOLEAN, int: INTEGER, Keyword: KEYWORD, Uri: URI, str: NAME}
    return kinds[type(value)]


def _bytes(value: Any) -> bytes:
    if isinstance(value, bool):
        return bytes([value])
    return value.to_bytes(4, "big") if isinstance(value, int) else value.encode()


def _field(tag: int, name: str, value: bytes) -> bytes:
    key = name.encode()
    counts = len(key).to_bytes(2, "big"), len(value).to_bytes(2, "big")
    return bytes([tag]) + counts[0] + key + counts[1] + value
