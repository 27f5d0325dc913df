"""Serves datagrams, each in a thread of its own."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import suppress
from threading import Thread

Answer = Callable[[bytes], bytes | None]
Asker = tuple[str, int]


class Datagrams:
    """Answers what comes in on a bound socket until it is closed; None is silence."""

    def __init__(self, bound: socket.socket, answer: Answer) -> None:
        """Begin to serve."""
        self._socket, self._answer = bound, answer
        self._thread = Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop serving."""
        with suppress(OSError):  # not connected, it says, and wakes the thread
            self._socket.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._socket.close()

    def _serve(self) -> None:
        while packet := self._next():
            Thread(target=self._send, args=packet, daemon=True).start()

    def _next(self) -> tuple[bytes, Asker] | None:
        try:
            asked, asker = self._socket.recvfrom(4096)
        except OSError:
            return None
        return (asked, asker) if asked else None

    def _send(self, asked: bytes, asker: Asker) -> None:
        answer = self._answer(asked)
        if answer:
            with suppress(OSError):  # nobody is there any more
                self._socket.sendto(answer, asker)
