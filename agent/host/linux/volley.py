"""Fires small packets at addresses, and notes when the kernel saw each answer."""

from __future__ import annotations

import errno
import selectors
import socket
import struct
from contextlib import suppress
from time import monotonic, sleep, time_ns

from agent.host.ports.line import Volley, Way

SHOTS, KNOCKS = 32, 16
LASTS = 0.64
"""Seconds over which they are spread: a call by voice sends fifty a second."""
NOBODY = 0.8
SOON, LATE = 0.15, 0.9
"""Seconds: for the first answer at all; for the last one, at least and at most.

A connection whose first packet is lost is opened a second later (RFC 6298, 2.1).
"""
TIMESTAMP = 35
"""``SO_TIMESTAMPNS`` of asm-generic/socket.h: nanoseconds, as two longs."""
RTT_AT = 68
"""Where ``tcpi_rtt`` stands in ``struct tcp_info`` (linux/tcp.h), in microseconds."""
ECHO, ECHO_6 = 8, 128
"""Types of an echo request (RFC 792, RFC 4443)."""


class Target:
    """One address asked in one way; what comes back is noted by the packet's number."""

    def __init__(
        self, to: str, by: Way, *, near: bool, shots: int, refuses: bool = False
    ) -> None:
        """Prepare; nothing is sent yet. Who ``refuses`` is not measured."""
        self.to, self.by, self.near, self.shots = to, by, near, shots
        self.times = [-1.0] * shots
        self.sent: list[tuple[int, float]] = []
        self.worst = 0.0
        self.refuses = refuses

    def begin(self, waiting: selectors.BaseSelector) -> None:
        """Have answers announced there."""
        self.waiting = waiting

    def fire(self) -> None:
        """Send the next packet."""
        raise NotImplementedError

    def hear(self, where: socket.socket) -> None:
        """Take what a socket has."""
        raise NotImplementedError

    def note(self, number: int, seconds: float) -> None:
        """Keep how long the answer to a packet took, the first time it comes."""
        if 0 <= number < len(self.sent) and self.times[number] < 0:
            self.times[number] = round(max(seconds, 0) * 1000, 1)
            self.worst = max(self.worst, seconds, 1e-6)

    def left(self, now: float) -> float:
        """Return how many seconds are still worth waiting; 0 when all is known."""
        if self.refuses or all(one >= 0 for one in self.times):
            return 0
        if not self.worst:
            return self.sent[0][1] + NOBODY - now if self.sent else NOBODY
        wait = min(max(4 * self.worst, SOON), LATE)
        return self.sent[-1][1] + wait - now

    def volley(self) -> Volley:
        """Return what became of them."""
        return Volley(self.to, self.by, self.near, tuple(self.times))


class Datagrams(Target):
    """Packets of one socket, told apart by a number of 16 bits in each."""

    def __init__(  # noqa: PLR0913 - an address has three parts
        self,
        to: str,
        scope: int,
        by: Way,
        *,
        near: bool,
        ask: bytes,
        port: int = 53,
    ) -> None:
        """Open the socket; ``ask`` is what follows the number in each packet.

        Raises ``OSError`` where this account may not, or where there is no way.
        """
        super().__init__(to, by, near=near, shots=SHOTS)
        six = ":" in to
        family = socket.AF_INET6 if six else socket.AF_INET
        icmp = socket.IPPROTO_ICMPV6 if six else socket.IPPROTO_ICMP
        self._echo, self._ask = by == "echo", ask
        self._head = struct.pack("!BBHH", ECHO_6 if six else ECHO, 0, 0, 0)
        kind = socket.SOCK_DGRAM | socket.SOCK_NONBLOCK
        self._socket = socket.socket(family, kind, icmp if self._echo else 0)
        try:
            self._socket.setsockopt(socket.SOL_SOCKET, TIMESTAMP, 1)
            where = (to, 0 if self._echo else port)
            self._socket.connect((*where, 0, scope) if six else where)
        except OSError:
            self._socket.close()
            raise

    def begin(self, waiting: selectors.BaseSelector) -> None:
        """Have answers announced there."""
        waiting.register(self._socket, selectors.EVENT_READ, self)

    def fire(self) -> None:
        """Send one; a packet that could not leave is a lost one."""
        mark = struct.pack("!H", len(self.sent))
        try:
            self._socket.send((self._head if self._echo else b"") + mark + self._ask)
        except OSError as trouble:
            self.refuses |= trouble.errno == errno.ECONNREFUSED
        self.sent.append((time_ns(), monotonic()))

    def hear(self, where: socket.socket) -> None:
        """Read every answer that is there."""
        with suppress(BlockingIOError):
            while True:
                try:
                    data, extra, _, _ = where.recvmsg(512, 64)
                except ConnectionError:
                    self.refuses = True
                else:
                    self._take(data, extra)

    def _take(self, data: bytes, extra: list[tuple[int, int, bytes]]) -> None:
        at = 6 if self._echo else 0
        number = int.from_bytes(data[at : at + 2], "big")
        if number >= len(self.sent):
            return
        wall, began = self.sent[number]
        took = monotonic() - began
        for level, kind, stamp in extra:
            if (level, kind) == (socket.SOL_SOCKET, TIMESTAMP):
                seconds, nanos = struct.unpack("@ll", stamp[:16])
                took = min(took, (seconds * 10**9 + nanos - wall) / 1e9)
        self.note(number, took)

    def close(self) -> None:
        """Let go."""
        self._socket.close()


class Knocks(Target):
    """Connections that are opened and left; each is one packet there and one back."""

    def __init__(self, to: str, port: int, *, near: bool) -> None:
        """Open nothing yet."""
        super().__init__(to, "web", near=near, shots=KNOCKS)
        self._port, self._open = port, list[socket.socket]()

    def fire(self) -> None:
        """Begin to connect."""
        family = socket.AF_INET6 if ":" in self.to else socket.AF_INET
        one = socket.socket(family, socket.SOCK_STREAM | socket.SOCK_NONBLOCK)
        self._open.append(one)
        self.sent.append((0, monotonic()))
        with suppress(OSError):
            begun = one.connect_ex((self.to, self._port))
            if begun in (0, errno.EINPROGRESS):
                self.waiting.register(one, selectors.EVENT_WRITE, self)

    def hear(self, where: socket.socket) -> None:
        """Note how long the kernel says the way there and back was."""
        number = self._open.index(where)
        self.waiting.unregister(where)
        if where.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
            self.refuses = True
        elif (took := monotonic() - self.sent[number][1]) < 1:
            told = where.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 128)
            exact = struct.unpack_from("=I", told, RTT_AT)[0] / 1e6
            self.note(number, min(took, exact) if exact else took)
        where.close()

    def close(self) -> None:
        """Let go of those that never opened."""
        for one in self._open:
            one.close()


def fire(targets: list[Datagrams | Knocks]) -> tuple[Volley, ...]:
    """Fire at all at once; return what became of each that answers at all.

    Nobody wakes up for an answer meanwhile: the kernel keeps it, with its time.
    """
    begin = monotonic()
    with selectors.DefaultSelector() as waiting:
        for target in targets:
            target.begin(waiting)
        for tick in range(SHOTS):
            sleep(max(0, begin + tick * LASTS / SHOTS - monotonic()))
            _listen(waiting, 0)
            for target in targets:
                if tick * target.shots % SHOTS == 0:
                    target.fire()
        while targets and (left := max(one.left(monotonic()) for one in targets)) > 0:
            _listen(waiting, left)
    for target in targets:
        target.close()
    told = [one for one in targets if one.worst and not one.refuses]
    return tuple(one.volley() for one in told)


def _listen(waiting: selectors.BaseSelector, seconds: float) -> None:
    """Take what is there, or comes in first within so many seconds."""
    for key, _ in waiting.select(seconds):
        assert isinstance(key.fileobj, socket.socket)
        key.data.hear(key.fileobj)
