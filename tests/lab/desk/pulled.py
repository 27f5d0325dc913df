"""A cable to a desk that can be pulled, or that breaks after so many bytes."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from urllib.parse import urlsplit


class Cable:
    """Passes on what goes to a server and back; ``close`` it.

    ``left``: bytes, of both ways together, before everything is cut; nothing is let
    through at 0, and without a number all is. ``moved``: how many went.
    """

    def __init__(self, url: str) -> None:
        self._to = (urlsplit(url).hostname, urlsplit(url).port)
        self.left: int | None = None
        self.moved = 0
        self._server = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._server.getsockname()[1]}"
        self._ends: list[socket.socket] = []
        self._lock = threading.Lock()
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        self._server.close()
        self._cut()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                here, _ = self._server.accept()
                if self.left == 0:
                    here.close()
                    continue
                there = socket.create_connection(self._to)
                self._ends += [here, there]
                for ends in ((here, there), (there, here)):
                    threading.Thread(target=self._pump, args=ends, daemon=True).start()

    def _pump(self, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while piece := source.recv(1024):
                with self._lock:
                    if self.left is not None:
                        piece = piece[: self.left]
                        self.left -= len(piece)
                    self.moved += len(piece)
                sink.sendall(piece)
                if self.left == 0:
                    self._cut()
            sink.shutdown(socket.SHUT_WR)

    def _cut(self) -> None:
        for end in self._ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self._ends.clear()
