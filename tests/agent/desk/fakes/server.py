"""A web server on the loopback that a fake of a desk stands behind."""

import json
import threading
from contextlib import contextmanager
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit


class Said(Exception):
    """An answer, raised from anywhere in a fake."""

    def __init__(self, status, body=None, **headers):
        self.status, self.body, self.headers = status, body, headers


class Asked:
    """One request: ``query`` holds pairs, ``headers`` have small letters."""

    def __init__(self, handler, data):
        split = urlsplit(handler.path)
        self.method, self.path, self.data = handler.command, split.path, data
        self.query = dict(parse_qsl(split.query, keep_blank_values=True))
        self.search = split.query
        self.headers = {k.lower(): v for k, v in handler.headers.items()}
        self.kind = self.headers.get("content-type", "").split(";")[0].strip()

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


class Desk:
    """What every fake can do: be away, be too busy, work and then say nothing."""

    most = 0

    def __init__(self):
        self.heard, self.forced, self.mute = [], [], []

    def answer(self, asked):
        """Return status, body and headers for a request."""
        self.heard.append(asked)
        try:
            if self.forced:
                raise self.forced.pop(0)
            if self.most and len(asked.data) > self.most:
                raise Said(413, b"<html>413 Request Entity Too Large</html>")
            raise self.ask(asked)
        except Said as said:
            return said.status, said.body, said.headers

    def is_mute(self, asked):
        """Say whether this request works, and nobody is told."""
        if not self.mute or self.mute[0] != (asked.method, asked.path):
            return False
        self.mute.pop(0)
        return True

    def asked(self, method, path):
        """Return the requests of a kind."""
        return [a for a in self.heard if (a.method, a.path) == (method, path)]


@contextmanager
def served(desk):
    """Serve a fake; yield its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            asked = Asked(self, data)
            with lock:
                status, body, headers = desk.answer(asked)
                silent = desk.is_mute(asked)
            if silent:
                self.close_connection = True
                return
            if not isinstance(body, bytes):
                body = b"" if body is None else json.dumps(body).encode()
            self.send_response(status)
            told = {"Content-Type": "application/json", "Content-Length": len(body)}
            told |= {k.replace("_", "-"): v for k, v in headers.items()}
            for name, value in told.items():
                self.send_header(name, str(value))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_PUT = do_DELETE = do_GET

        def log_message(self, *_):
            pass

    lock = threading.Lock()
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        desk.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield desk.url
        finally:
            server.shutdown()
            thread.join()
