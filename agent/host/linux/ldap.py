"""Reads one's own entry in the directory of a domain, by the ticket of this session."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from typing import Self

from agent.host.linux import der
from agent.host.linux.gssapi import PRIVATE_LAYER, Context
from agent.host.linux.kdc import exactly
from agent.host.linux.opening import opened
from agent.host.trouble import HostError

BIND, BOUND, SEARCH, ENTRY, END = 0x60, 0x61, 0x63, 0x64, 0x65
SASL, SAID = 0xA3, 0x87
EQUAL = 0xA3
"""Tags of RFC 4511, 4.2 and 4.5."""
DONE, GO_ON = 0, 14
WHOLE, NEVER = 2, 0
"""A search of everything below; links are not followed."""
MOST = 1_000_000
"""Bytes of an answer; one entry with some attributes holds some hundreds."""

Entry = dict[str, str]


class Ldap:
    """A conversation that nobody else can read; to be used with ``with``."""

    def __init__(self, host: str, port: int, realm: str, seconds: float) -> None:
        """Connect and sign in. Raises ``HostError`` where that does not go."""
        self._until, self._serial = time.monotonic() + seconds, 0
        self._secret: Context | None = None
        line = opened(host, port, seconds)
        if not line:
            msg = "no directory of the domain takes a connection"
            raise HostError(msg)
        self._line: socket.socket = line
        self._context = Context(f"ldap/{host}@{realm}")
        try:
            self._sign_in()
        except BaseException:
            self.__exit__()
            raise

    def __enter__(self) -> Self:
        """Return the conversation."""
        return self

    def __exit__(self, *_: object) -> None:
        """Hang up."""
        self._line.close()
        self._context.__exit__()

    def find(self, base: str, name: str, value: str, wanted: tuple[str, ...]) -> Entry:
        """Return attributes of the first entry in which one has a value."""
        texts = (der.item(der.BYTES, one.encode()) for one in wanted)
        self._say(
            der.item(
                SEARCH,
                _text(base),
                der.number(WHOLE, der.ENUMERATED),
                der.number(NEVER, der.ENUMERATED),
                *(der.number(2), der.number(2), der.item(0x01, b"\0")),
                der.item(EQUAL, _text(name), _text(value)),
                der.item(der.SEQUENCE, *texts),
            )
        )
        for tag, data in self._answers():
            if tag == ENTRY:
                return dict(_attributes(data))
            if tag == END:
                break
        msg = "the directory does not tell about this account"
        raise HostError(msg)

    def _sign_in(self) -> None:
        """Bind by GSSAPI (RFC 4752), and have everything encrypted from then on."""
        heard, known = b"", False
        while not known:
            said, known = self._context.step(heard)
            heard = self._bind(said, GO_ON)
        offer = self._context.unwrap(heard)
        if len(offer) != 4 or not offer[0] & PRIVATE_LAYER:
            msg = "the directory does not take encrypted questions"
            raise HostError(msg)
        layer = bytes((PRIVATE_LAYER,)) + MOST.to_bytes(3, "big")
        self._bind(self._context.wrap(layer), DONE)
        self._secret = self._context

    def _bind(self, token: bytes, wanted: int) -> bytes:
        proof = der.item(SASL, _text("GSSAPI"), der.item(der.BYTES, token))
        self._say(der.item(BIND, der.number(3), _text(""), proof))
        tag, data = next(self._answers())
        rows = der.fields(data)
        code = int.from_bytes(rows.get(der.ENUMERATED, b"\xff"), "big")
        if tag != BOUND or code != wanted:
            msg = f"the directory does not let this account in: {code}"
            raise HostError(msg)
        return rows.get(SAID, b"")

    def _say(self, what: bytes) -> None:
        self._serial += 1
        data = der.item(der.SEQUENCE, der.number(self._serial), what)
        if self._secret:
            data = self._secret.wrap(data)
            data = len(data).to_bytes(4, "big") + data
        try:
            self._line.settimeout(max(0.001, self._until - time.monotonic()))
            self._line.sendall(data)
        except OSError as trouble:
            raise _silent() from trouble

    def _answers(self) -> Iterator[der.Item]:
        """Yield what is answered to the last question: tag and contents."""
        while True:
            try:
                for _, message in der.items(self._message()):
                    _, answer, *_ = der.items(message)
                    yield answer
            except (OSError, ValueError) as trouble:
                raise _silent() from trouble

    def _message(self) -> bytes:
        if self._secret:
            size = int.from_bytes(self._exactly(4), "big")
            return self._secret.unwrap(self._exactly(size))
        head = self._exactly(2)
        size = head[1]
        if size & 0x80:
            long = self._exactly(size & 0x7F)
            head, size = head + long, int.from_bytes(long, "big")
        return head + self._exactly(size)

    def _exactly(self, size: int) -> bytes:
        if size > MOST:
            raise _silent()
        return exactly(self._line, size, self._until)


def _silent() -> HostError:
    return HostError("the directory does not answer as it should")


def _text(text: str) -> bytes:
    return der.item(der.BYTES, text.encode())


def _attributes(entry: bytes) -> Iterator[tuple[str, str]]:
    """Yield name and first value of each attribute of an entry (RFC 4511, 4.5.2)."""
    _, (_, rows), *_ = der.items(entry)
    for _, row in der.items(rows):
        (_, name), (_, values), *_ = der.items(row)
        for _, value in der.items(values):
            yield name.decode("utf-8", "replace"), value.decode("utf-8", "replace")
            break
