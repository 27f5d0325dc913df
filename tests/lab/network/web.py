"""Web servers that misbehave on command: pages, captive portals, errors, silence."""

from __future__ import annotations

import socket
import ssl
import struct
import time
from collections.abc import Callable
from contextlib import closing
from email.utils import formatdate
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

from tests.lab.network.clock import Clock

Manner = Callable[["Request"], None]
HOPS = ("connection", "content-length", "keep-alive", "transfer-encoding")
"""Headers of one way only, and those that are written anew (RFC 9110, 7.6.1)."""
LINGER = struct.pack("ii", 1, 0)
"""Close without waiting, which resets (socket(7), ``SO_LINGER``)."""


class Request(BaseHTTPRequestHandler):
    """One request, answered the way the server's ``manner`` says."""

    server: WebServer
    timeout = 20

    def date_time_string(self, timestamp: float | None = None) -> str:
        """Tell the lab's time in the header Date."""
        return formatdate(timestamp or self.server.clock.now(), usegmt=True)

    def do_GET(self) -> None:
        """Answer a GET."""
        self.server.manner(self)

    do_HEAD = do_CONNECT = do_POST = do_PUT = do_GET

    def say(self, code: int, text: str, **headers: str) -> None:
        """Send a whole answer."""
        body = text.encode()
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep the tests' output clean."""


class WebServer(ThreadingHTTPServer):
    """Serves on a bound socket; ``tls`` may be exchanged while it runs."""

    daemon_threads = True
    block_on_close = False

    def __init__(
        self,
        bound: socket.socket,
        clock: Clock,
        manner: Manner,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """Listen and serve until closed."""
        super().__init__(bound.getsockname()[:2], Request, bind_and_activate=False)
        self.socket.close()
        self.socket = bound
        self.clock, self.manner, self.tls = clock, manner, tls
        self._well = manner, tls
        self.closing = Event()
        self.server_activate()
        Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def heal(self) -> None:
        """Behave again."""
        self.manner, self.tls = self._well

    def finish_request(self, request: Any, client_address: Any) -> None:
        """Shake hands in the request's own thread, unless silence was ordered."""
        if self.manner is hanging:
            self.closing.wait(20)
        elif self.manner is hanging_up:
            request.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER)
            request.close()
        elif self.tls:
            request.settimeout(20)
            with self.tls.wrap_socket(request, server_side=True) as secured:
                super().finish_request(secured, client_address)
        else:
            super().finish_request(request, client_address)

    def handle_error(self, *_: object) -> None:
        """Take no notice of a client that goes away or trusts us not."""

    def close(self) -> None:
        """Stop serving."""
        self.closing.set()
        self.shutdown()
        self.server_close()


def page(text: str) -> Manner:
    """Answer 200 and a text."""
    return lambda request: request.say(200, text)


def front(server: str) -> Manner:
    """Pass every request on to a server of this machine, as a firm's front does."""

    def manner(request: Request) -> None:
        sent = int(request.headers.get("Content-Length") or 0)
        asked = {k: v for k, v in request.headers.items() if k.lower() not in HOPS}
        with closing(HTTPConnection(server, timeout=60)) as there:
            body = request.rfile.read(sent)
            there.request(request.command, request.path, body, asked)
            said = there.getresponse()
            data = said.read()
        request.send_response_only(said.status)
        for name, value in said.getheaders():
            if name.lower() not in HOPS:
                request.send_header(name, value)
        request.send_header("Content-Length", str(len(data)))
        request.end_headers()
        request.wfile.write(data)

    return manner


def portal_redirect(address: str) -> Manner:
    """Answer as most captive portals do: go and sign in there."""
    return lambda request: request.say(302, "", Location=address)


def portal_page(request: Request) -> None:
    """Answer as other captive portals do: their own page, with a blameless 200."""
    text = "<html><title>Welcome to Hotel Lab</title><form>Room number</form></html>"
    request.say(200, text)


def overloaded(request: Request) -> None:
    """Answer 503."""
    request.say(503, "try later")


def hanging(_: Request) -> None:
    """Take the connection and say nothing at all."""


def hanging_up(_: Request) -> None:
    """Take the connection and reset it (RST) before a word is said."""


def error(code: int, **headers: str) -> Manner:
    """Answer with an error."""
    return lambda request: request.say(code, "<html>No</html>", **headers)


def slow(seconds: float, text: str) -> Manner:
    """Answer 200 and a text, after a while."""

    def manner(request: Request) -> None:
        request.server.closing.wait(seconds)
        request.say(200, text)

    return manner


def timeless(request: Request) -> None:
    """Answer 404 without a date."""
    request.send_response_only(404)
    request.send_header("Content-Length", "0")
    request.end_headers()


def stalling(request: Request) -> None:
    """Begin an answer and never end it."""
    request.send_response(200)
    request.send_header("Content-Length", "1000")
    request.end_headers()
    request.wfile.write(b"M")
    request.wfile.flush()
    until = time.monotonic() + 20
    while time.monotonic() < until and not request.server.closing.wait(0.2):
        """Until the lab closes."""
