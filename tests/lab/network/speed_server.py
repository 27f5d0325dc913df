"""A server to measure speed against, which counts what really went through it."""

from __future__ import annotations

import socket
import ssl
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from urllib.parse import parse_qs, urlsplit

BLOCK = bytes(65536)
PUBLIC = {
    "/speedtest-config.php": b"""<?xml version="1.0"?><settings>
<client ip="203.0.113.77" lat="51.05" lon="3.72" isp="Lab" country="BE"/>
<server-config threadcount="2" ignoreids=""/>
<download testlength="2" threadsperurl="2"/>
<upload testlength="2" ratio="5" maxchunkcount="8" threads="2"/>
</settings>""",
    "/speedtest-servers-static.php": b"""<?xml version="1.0"?><settings><servers>
<server url="https://work.lab.test:8443/speedtest/upload.php" lat="51" lon="4"
 name="Gent" country="Belgium" cc="BE" sponsor="Lab" id="1" host="work.lab.test:8443"/>
</servers></settings>""",
    "/speedtest/latency.txt": b"test=test\n",
}
"""What speedtest-cli asks for first, as Ookla's servers answered it; shortened."""


class Request(BaseHTTPRequestHandler):
    """A file of 50 MB, a sink, and what a LibreSpeed server offers."""

    server: SpeedServer
    protocol_version = "HTTP/1.1"
    timeout = 20

    def do_HEAD(self) -> None:
        """Answer quickly."""
        self._begin(200, 0)

    def do_GET(self) -> None:
        """Send the file, the part of it that is wanted, or garbage."""
        parts = urlsplit(self.path)
        whole, begins = 50_000_000, self.headers.get("Range", "")
        if parts.path.endswith("/garbage.php"):
            return self._send(200, int(parse_qs(parts.query)["ckSize"][0]) << 20)
        if told := PUBLIC.get(parts.path):
            self._begin(200, len(told))
            self.wfile.write(told)
            return None
        if "/random" in parts.path:
            return self._send(200, 2 * int(parts.path.rpartition("x")[2][:-4]) ** 2)
        if begins and self.server.ranges:
            last = int(begins.removeprefix("bytes=0-"))
            return self._send(206, min(last + 1, whole))
        return self._send(200, whole)

    def do_POST(self) -> None:
        """Take everything and keep nothing."""
        left = int(self.headers["Content-Length"])
        while left > 0 and (part := self.rfile.read(min(65536, left))):
            left -= len(part)
            self.server.count(taken=len(part))
        self._begin(200, 0)

    def _begin(self, status: int, size: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(size))
        self.end_headers()

    def _send(self, status: int, size: int) -> None:
        self._begin(status, size)
        while size > 0:
            part = BLOCK[:size]
            self.wfile.write(part)
            size -= len(part)
            self.server.count(sent=len(part))

    def log_message(self, *_: object) -> None:
        """Keep the tests' output clean."""


class SpeedServer(ThreadingHTTPServer):
    """Serves on a bound socket; ``sent`` and ``taken`` are bytes of bodies."""

    daemon_threads = True
    block_on_close = False

    def __init__(
        self, bound: socket.socket, tls: ssl.SSLContext, *, ranges: bool = True
    ) -> None:
        """Listen and serve until closed."""
        super().__init__(bound.getsockname()[:2], Request, bind_and_activate=False)
        self.socket.close()
        self.socket = tls.wrap_socket(
            bound, server_side=True, do_handshake_on_connect=False
        )
        self.ranges, self.sent, self.taken, self._lock = ranges, 0, 0, Lock()
        self.server_activate()
        Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def count(self, sent: int = 0, taken: int = 0) -> None:
        """Count what went through."""
        with self._lock:
            self.sent, self.taken = self.sent + sent, self.taken + taken

    def handle_error(self, *_: object) -> None:
        """Take no notice of a client that has enough."""

    def close(self) -> None:
        """Stop serving."""
        self.shutdown()
        self.server_close()
