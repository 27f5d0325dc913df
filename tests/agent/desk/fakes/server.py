"""A web server on the loopback that a fake of a desk stands behind."""

import json
import threading
from base64 import b64decode
from contextlib import contextmanager
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from requests.structures import CaseInsensitiveDict

SILENCE = "silence"
"""The desk does what it is asked, and the connection ends before it says so."""


class Said(Exception):
    """An answer: returned, or raised from anywhere in a fake."""

    def __init__(self, status, body=None, **headers):
        self.status, self.body, self.headers = status, body, headers

    def written(self):
        """Return its headers and bytes; what is no bytes is JSON."""
        headers = {k.replace("_", "-"): v for k, v in self.headers.items()}
        if self.body is None or isinstance(self.body, bytes):
            return headers, self.body or b""
        kind = {"Content-Type": "application/json"}
        return kind | headers, json.dumps(self.body).encode()


class Asked:
    """One request: ``query`` holds pairs, ``headers`` know no capitals."""

    def __init__(self, handler, data):
        split = urlsplit(handler.path)
        self.method, self.path, self.data = handler.command, split.path, data
        self.query = dict(parse_qsl(split.query, keep_blank_values=True))
        self.search = split.query
        self.headers = CaseInsensitiveDict(handler.headers)
        self.kind = self.headers.get("content-type", "").split(";")[0].strip()

    def login(self):
        """Return who signs in: ``(name, password)``, ``("", token)`` or nobody."""
        kind, _, told = self.headers.get("Authorization", "").partition(" ")
        if kind == "Basic":
            return tuple(b64decode(told).decode().split(":", 1))
        return ("", told) if kind == "Bearer" else None

    def json(self):
        """Return its JSON; 415 and 400 where it is none."""
        if self.kind != "application/json":
            raise Said(415, {"error": "this takes application/json"})
        try:
            return json.loads(self.data)
        except ValueError:
            raise Said(400, {"error": "no JSON"}) from None

    def parts(self):
        """Return what a multipart form holds: name, file name, kind and bytes."""
        if self.kind != "multipart/form-data":
            raise Said(415, {"error": "this takes multipart/form-data"})
        head = f"Content-Type: {self.headers['content-type']}\r\n\r\n".encode()
        for part in message_from_bytes(head + self.data).get_payload():
            told = dict(part.get_params(header="content-disposition")[1:])
            data = part.get_payload(decode=True)
            yield told["name"], part.get_filename(), part.get_content_type(), data

    def form(self):
        """Return the same by name: file name, kind and bytes."""
        return {name: tuple(more) for name, *more in self.parts()}


class Desk:
    """A desk; ``ask`` is its own, the rest is what a network does to it.

    ``heard``: the requests that came. ``forced``: answers to the next ones instead of
    the desk's. ``faults``: by method and the end of a path what happens to the next
    such request: an answer, or ``SILENCE``. ``passes``: bytes that the web server
    before it lets through; 0: all.
    """

    passes = 0

    def __init__(self):
        self.heard, self.forced, self.faults, self.url = [], [], {}, ""

    def ask(self, asked):
        """Return or raise what the desk says."""
        raise NotImplementedError

    def answer(self, asked):
        """Return what it says, as things go wrong; nothing where nobody is told."""
        self.heard.append(asked)
        if self.forced:
            return self.forced.pop(0)
        if self.passes and len(asked.data) > self.passes:
            return Said(413, b"<html>413 Request Entity Too Large</html>")
        fault = self._fault(asked)
        if isinstance(fault, Said):
            return fault
        try:
            said = self.ask(asked)
        except Said as raised:
            said = raised
        return None if fault == SILENCE else said

    def _fault(self, asked):
        for method, end in self.faults:
            if asked.method == method and asked.path.endswith(end):
                return self.faults.pop((method, end))
        return None

    def asked(self, method, path):
        """Return the requests of a kind."""
        return [a for a in self.heard if (a.method, a.path) == (method, path)]


@contextmanager
def served(desk):
    """Serve a desk on a free port of the loopback, and set its ``url``."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1

        def do_any(self):
            data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            with lock:
                said = desk.answer(Asked(self, data))
            if said is None:
                self.close_connection = True
                return
            headers, body = said.written()
            self.send_response(said.status)
            for name, value in headers.items():
                self.send_header(name, str(value))
            if said.status != 204:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = do_any

        def log_message(self, *_):
            pass

    lock = threading.Lock()
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        desk.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield desk
        finally:
            server.shutdown()
            thread.join()
