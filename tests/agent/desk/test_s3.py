"""What a relay and a bucket can say to us; tests/lab/desk has a real one."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from agent.desk.model import LaterError, RefusedError, TooLargeError
from agent.desk.s3 import desk
from agent.desk.trust import Route
from agent.policy.desk import DeskRules
from tests.agent.desk.paper import KEY, REPORT, SECRET, TICKET


@pytest.fixture
def served():
    """Return a server that is a relay where it is asked by POST, and a bucket else."""

    class Asked(BaseHTTPRequestHandler):
        signs, puts, gets = {}, (200, b""), (404, b"")
        heard = []

        def do_POST(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.heard.append((self.command, dict(self.headers), body))
            said = {"POST": (200, json.dumps(self.signs).encode())}
            said |= {"PUT": self.puts, "GET": self.gets}
            status, data = said[self.command]
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_PUT = do_GET = do_POST

        def log_message(self, *_):
            pass

    Asked.heard = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Asked) as server:
        Asked.url = f"http://127.0.0.1:{server.server_port}"
        Asked.signs = dict.fromkeys(("put", "get"), f"{Asked.url}/bucket?signature=1")
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield Asked
        server.shutdown()
        thread.join()


def at(served, **more):
    return desk(DeskRules(url=served.url, **more), SECRET, Route())


@pytest.mark.parametrize("user", ["", "agent"])
def test_the_secret_goes_to_the_relay_and_never_to_the_bucket(served, user):
    at(served, user=user).create(TICKET)

    sent = {command: headers for command, headers, _ in served.heard}
    way = "Basic " if user else f"Bearer {SECRET}"
    assert sent["POST"]["Authorization"].startswith(way)
    assert "Authorization" not in sent["PUT"]
    assert SECRET not in str(sent["PUT"])


def test_a_put_says_what_it_brings_and_that_it_must_be_new(served):
    served.signs |= {"headers": {"x-amz-meta-a": "b", "If-None-Match": "no"}}
    at(served).create(TICKET)

    (command, headers, body), about = served.heard[1], json.loads(served.heard[0][2])
    assert (command, headers["If-None-Match"]) == ("PUT", "*")
    assert headers["Content-Type"] == about["kind"] == "application/json"
    assert len(headers["x-amz-checksum-sha256"]) == 44
    assert headers["x-amz-meta-a"] == "b"
    assert (about["key"], about["name"], about["size"]) == (
        KEY,
        "ticket.json",
        len(body),
    )


@pytest.mark.parametrize(
    "signs",
    [
        [],
        "https://bucket",
        {},
        {"put": None, "get": None},
        {"put": "ftp://127.0.0.1/", "get": "file:///etc/passwd"},
        {"put": "//127.0.0.1/", "get": ""},
        {"put": "https://127.0.0.1:9/", "get": "https://127.0.0.1:9/", "headers": []},
        {"put": "https://127.0.0.1:9/", "get": "http://", "headers": {"a": 1}},
    ],
)
def test_a_relay_that_signs_nothing_is_told_about(served, signs):
    served.signs = signs

    with pytest.raises(RefusedError, match=r"relay at desk\.url"):
        at(served).create(TICKET)


@pytest.mark.parametrize(
    ("status", "said", "kind"),
    [
        (403, b"<Code>SignatureDoesNotMatch</Code>", RefusedError),
        (403, b"<Code>AccessDenied</Code>", RefusedError),
        (403, b"<Code>AccessDenied</Code><Message>Request has expired", LaterError),
        (403, b"<Code>RequestTimeTooSkewed</Code>", LaterError),
        (400, b"<Code>BadDigest</Code>", LaterError),
        (400, b"<Code>EntityTooLarge</Code>", TooLargeError),
        (400, b"\xff<Code>evil value here</Code>", RefusedError),
        (413, b"", TooLargeError),
        (503, b"<Code>SlowDown</Code>", LaterError),
        (307, b"", LaterError),
    ],
)
def test_what_a_bucket_says_is_one_of_three_kinds(served, status, said, kind):
    served.puts = (status, said)

    with pytest.raises(kind) as caught:
        at(served).create(TICKET)
    assert type(caught.value) is kind
    assert "evil" not in str(caught.value)


def test_what_is_said_to_be_there_is_read_before_it_is_believed(served):
    served.puts = (412, b"")
    s3 = at(served)

    with pytest.raises(LaterError, match="does not have it"):
        s3.create(TICKET)
    served.gets = (200, b"<html>hotel</html>")
    with pytest.raises(LaterError, match="portal"):
        s3.create(TICKET)
    served.gets = (200, json.dumps({"key": KEY}).encode())
    made = s3.create(TICKET)
    with pytest.raises(LaterError, match="something else"):
        s3.attach(made, REPORT)
    served.gets = (200, REPORT.data)
    s3.attach(made, REPORT)
    assert s3.verify(made, REPORT)


def test_a_bucket_that_keeps_nothing_is_refused(served):
    with pytest.raises(RefusedError, match="give back"):
        at(served).preflight()


def test_a_bucket_that_hides_what_is_missing_is_refused(served):
    served.gets = (403, b"<Code>AccessDenied</Code>")

    with pytest.raises(RefusedError, match="AccessDenied"):
        at(served).preflight()


def test_a_bucket_links_nothing_and_stands_for_nothing(served):
    s3 = at(served)
    made = s3.create(TICKET)

    assert (s3.find_outage("f00d"), s3.most()) == (None, 0)
    with pytest.raises(RefusedError):
        s3.link(made, made)
    with pytest.raises(RefusedError):
        s3.find("../other")
