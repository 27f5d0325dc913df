"""Serves a fake desk on the loopback, and lets things go wrong on the way."""

import base64
import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit


class Request:
    """What a desk was sent."""

    def __init__(self, method, target, headers, body):
        split = urlsplit(target)
        self.method, self.path = method, split.path
        self.query = dict(parse_qsl(split.query, keep_blank_values=True))
        self.headers, self.body = headers, body

    def json(self):
        return json.loads(self.body)

    def login(self):
        """Return who signs in: ``(name, password)``, ``("", token)`` or nobody."""
        kind, _, told = self.headers.get("Authorization", "").partition(" ")
        if kind == "Basic":
            return tuple(base64.b64decode(told).decode().split(":", 1))
        return ("", told) if kind == "Bearer" else None

    def form(self):
        """Return the parts of a multipart form: name -> (file name, type, bytes)."""
        kind, _, mark = self.headers["Content-Type"].partition("boundary=")
        assert kind.startswith("multipart/form-data")
        parts = {}
        for part in self.body.split(b"--" + mark.encode())[1:-1]:
            head, _, data = part[2:-2].partition(b"\r\n\r\n")
            told = dict(
                line.split(": ", 1) for line in head.decode().split("\r\n") if line
            )
            about = told["Content-Disposition"].split("; ")[1:]
            words = {k: v.strip('"') for k, v in (one.split("=", 1) for one in about)}
            name, kind = words.get("filename"), told.get("Content-Type")
            parts[words["name"]] = (name, kind, data)
        return parts


class Desk:
    """A desk; ``answer`` is its own, the rest is what a network does to it.

    ``heard`` are the requests that came. ``faults`` maps a method and the end of a
    path to what happens to the next such request: an answer instead of the desk's,
    or ``"silence"``, when the desk does what it is asked and does not say so.
    """

    def __init__(self):
        self.heard, self.faults, self.url = [], {}, ""
        self.over = threading.Event()

    def answer(self, request):
        """Return status, headers and body."""
        raise NotImplementedError

    def respond(self, request):
        self.heard.append(request)
        for (method, end), fault in list(self.faults.items()):
            if request.method == method and request.path.endswith(end):
                del self.faults[method, end]
                if fault != "silence":
                    return fault
                self.answer(request)
                self.over.wait(5)
                return None
        return self.answer(request)


def told(status, body=None, **headers):
    """Return an answer; without a body it is empty."""
    if isinstance(body, bytes):
        return status, headers, body
    data = b"" if body is None else json.dumps(body).encode()
    kind = {} if body is None else {"Content-Type": "application/json"}
    return status, kind | headers, data


@contextmanager
def served(desk):
    """Serve a desk on a free port of the loopback, and set its ``url``."""

    class Asked(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1

        def do_any(self):
            size = int(self.headers.get("Content-Length") or 0)
            request = Request(
                self.command, self.path, self.headers, self.rfile.read(size)
            )
            answer = desk.respond(request)
            if answer is None:
                self.close_connection = True
                return
            status, headers, data = answer
            self.send_response(status)
            for one in headers.items():
                self.send_header(*one)
            if status != 204:
                self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = do_any

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Asked) as server:
        server.daemon_threads = True
        desk.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield desk
        finally:
            desk.over.set()
            server.shutdown()
            thread.join()
