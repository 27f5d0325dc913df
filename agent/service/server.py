"""Answers whoever may ask, one thread each, within caps; ends when nobody asks."""

from __future__ import annotations

import socket
from _thread import allocate_lock, start_new_thread
from collections.abc import Callable
from contextlib import suppress
from time import monotonic

from agent.service.authority import Caller
from agent.service.protocol import (
    HEAD,
    LONGEST_REQUEST,
    Offer,
    Ready,
    Reason,
    Refusal,
    Reply,
    Request,
    Unheard,
    answered,
    request,
    size,
)
from agent.service.rates import Rates
from agent.typed import Protocol
from agent.value import Value


class Limits(Value):
    """How much the service bears; times are in seconds.

    ``at_once``: connections, ``each`` of one account. ``listening``: for a whole
    sentence to come, ``idle``: until it ends where nobody asks.
    """

    at_once: int = 32
    each: int = 4
    listening: float = 2
    idle: float = 15
    burst: int = 60
    per_second: float = 1


class Desk(Protocol):
    """What stands behind the counter: who may ask, and what becomes of it."""

    offer: Offer

    def caller(self, line: socket.socket) -> Caller:
        """Say who is at the other end, by the kernel's word."""

    def refusal(self, caller: Caller) -> Reason | None:
        """Say why they get nothing, or nothing where they may ask."""

    def answer(self, asked: Request, caller: Caller) -> Reply:
        """Fulfil a wish."""

    def leave(self, caller: Caller) -> None:
        """Let go of what was held of them."""

    def counts(self) -> float:
        """Return until when, by the same clock, it counts what somebody asked."""


class Server:
    """One listening socket, from systemd or from a test."""

    def __init__(
        self,
        listener: socket.socket,
        desk: Desk,
        limits: Limits | None = None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """Take the socket and who stands behind the counter."""
        self._listener, self._desk = listener, desk
        self._limits, self._clock = limits or Limits(), clock
        self._rates = Rates(self._limits.burst, self._limits.per_second, clock)
        self._lock, self._busy = allocate_lock(), {0: 0}
        self._last = clock()

    def serve(self) -> None:
        """Answer until nobody has asked for a while, nor too often of late.

        Else whoever asked too often would let it end, and begin anew with a new one.
        """
        while (left := self._until() - self._clock()) > 0:
            self._listener.settimeout(max(0.05, left))
            try:
                line, _ = self._listener.accept()
            except TimeoutError:
                line = None
            if line:
                self._receive(line)
            if line or any(self._busy.values()):
                self._last = self._clock()

    def _until(self) -> float:
        idle = self._last + self._limits.idle
        return max(idle, self._rates.full(), self._desk.counts())

    def _receive(self, line: socket.socket) -> None:
        """Take a caller in where there is room for them, else hang up at once."""
        try:
            caller = self._desk.caller(line)
        except OSError:
            line.close()
            return
        if not self._enters(caller.uid):
            with suppress(OSError):
                line.settimeout(0)
                line.send(answered(Refusal(Reason.BUSY)))
            line.close()
            self._desk.leave(caller)
            return
        start_new_thread(self._serve_one, (line, caller))

    def _enters(self, uid: int) -> bool:
        with self._lock:
            every, mine = sum(self._busy.values()), self._busy.get(uid, 0)
            full = every >= self._limits.at_once or mine >= self._limits.each
            if full or not self._rates.allows(uid):
                return False
            self._busy[uid] = mine + 1
            return True

    def _serve_one(self, line: socket.socket, caller: Caller) -> None:
        try:
            with line, suppress(OSError):
                line.settimeout(self._limits.listening)
                self._talk(line, caller)
        finally:
            self._desk.leave(caller)
            with self._lock:
                self._busy[caller.uid] -= 1
                if not self._busy[caller.uid]:
                    del self._busy[caller.uid]

    def _talk(self, line: socket.socket, caller: Caller) -> None:
        """Authorize first; only then read, then parse, then act on what was read."""
        if reason := self._desk.refusal(caller):
            line.sendall(answered(Refusal(reason)))
            return
        line.sendall(answered(Ready(self._desk.offer.digest)))
        try:
            asked = request(self._read(line), self._desk.offer)
        except Unheard as no:
            line.sendall(answered(Refusal(no.reason)))
            return
        line.sendall(answered(self._desk.answer(asked, caller)))

    def _read(self, line: socket.socket) -> bytes:
        until = self._clock() + self._limits.listening
        length = size(self._exactly(line, HEAD, until), LONGEST_REQUEST)
        return self._exactly(line, length, until)

    def _exactly(self, line: socket.socket, count: int, until: float) -> bytes:
        """Return so many bytes; whoever dawdles or hangs up is left."""
        got = b""
        while len(got) < count:
            line.settimeout(max(0.001, until - self._clock()))
            more = line.recv(count - len(got))
            if not more:
                raise Unheard(Reason.SHAPE)
            got += more
        return got
