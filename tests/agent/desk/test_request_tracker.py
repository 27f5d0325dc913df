"""What Request Tracker answers that a small one in a lab does not."""

import json
import threading
from base64 import b64encode
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from agent.desk.model import File, Ref
from agent.desk.request_tracker import desk
from agent.desk.trust import Route
from agent.policy.desk import DeskKind, DeskRules

FILE = File(name="bundle.zip", kind="application/zip", data=b"bytes")
REF = Ref(id="1", number="1")
PAGES = [
    [{"id": "7", "Filename": ""}],
    [{"id": "8", "Filename": FILE.name}],
    [{"id": "9", "Filename": FILE.name}],
    [],
]
"""Of each page the rest may not be seen by the account."""


@pytest.fixture
def tracker():
    """Return a session with a server that gives lists in short pages."""

    class Asked(BaseHTTPRequestHandler):
        content = {"8": b"others", "9": FILE.data}
        asked = []

        def do_GET(self):
            self.asked.append(self.path)
            parts = urlsplit(self.path)
            if "/attachment/" in parts.path:
                data = self.content[parts.path.rpartition("/")[2]]
                said = {"Content": b64encode(data).decode()}
            else:
                page = int(parse_qs(parts.query)["page"][0])
                said = {"items": PAGES[page - 1], "total": None, "pages": None}
            body = json.dumps(said).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Asked) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        url = f"http://127.0.0.1:{server.server_port}"
        yield desk(DeskRules(kind=DeskKind.RT, url=url), "token", Route())
        server.shutdown()
        thread.join()


def test_a_page_that_lacks_what_may_not_be_seen_is_not_the_last(tracker):
    assert tracker.verify(REF, FILE)
    assert not tracker.verify(REF, File(name=FILE.name, kind=FILE.kind, data=b"more"))


def test_the_session_says_no_secret_when_it_is_shown(tracker):
    assert "token" not in repr(tracker)
