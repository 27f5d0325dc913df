"""The time the lab's servers tell; only they lie, the machine's clock never moves."""

from __future__ import annotations

import socket
import struct
import time

from tests.lab.network.datagrams import Datagrams

TO_1900 = 2_208_988_800
"""Seconds from the epoch of NTP to that of Unix (RFC 5905)."""


class Clock:
    """What all honest or lying servers agree on: true time plus ``ahead`` seconds."""

    def __init__(self) -> None:
        """Begin true."""
        self.ahead = 0.0

    def now(self) -> float:
        """Return the time told, in seconds since 1970."""
        return time.time() + self.ahead


class TimeServer(Datagrams):
    """Tells a clock's time by SNTP (RFC 4330) until it is closed."""

    def __init__(self, bound: socket.socket, clock: Clock) -> None:
        """Serve on a bound socket; ``mute`` makes it silent."""
        self.mute, self._clock = False, clock
        super().__init__(bound, self._tell)

    def _tell(self, asked: bytes) -> bytes | None:
        return None if self.mute or len(asked) < 48 else self._packet(asked)

    def _packet(self, asked: bytes) -> bytes:
        """Version as asked, mode 4 (server), stratum 2; the asker's time comes back."""
        head = struct.pack("!BBbb", asked[0] & 0b111000 | 4, 2, asked[2], -20)
        now = _stamp(self._clock.now())
        return (
            head + struct.pack("!II4s", 0, 0, b"LAB\0") + now + asked[40:48] + now * 2
        )


def _stamp(seconds: float) -> bytes:
    return struct.pack("!Q", int((seconds + TO_1900) * 2**32))
