"""What a desk's web server can do to us, and what we make of it."""

import gzip
import json
import socket
import threading
import time
from base64 import b64decode
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from agent.desk.model import LaterError, RefusedError, TooLargeError
from agent.desk.trust import Route
from agent.desk.wire import ENOUGH, LONGEST, Wire, wait
from tests.agent.desk.loris import WAYS, loris


@pytest.fixture
def served():
    """Return a server on the loopback whose next answer can be set."""

    class Asked(BaseHTTPRequestHandler):
        answer = (200, {}, b"{}")
        heard = []

        def do_GET(self):
            type(self).heard.append((self.command, self.path, dict(self.headers)))
            status, headers, body = self.answer
            self.send_response(status)
            for one in ({"Content-Length": str(len(body))} | headers).items():
                self.send_header(*one)
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET

        def log_message(self, *_):
            pass

    Asked.heard = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Asked) as server:
        Asked.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield Asked
        server.shutdown()
        thread.join()


def test_what_works_is_an_answer(served):
    served.answer = (201, {"X-One": "1"}, b'{"id": 7}')

    answer = Wire(served.url + "/", Route(), login=("a", "b")).ask("POST", "/x", json=1)

    assert (answer.status, answer.json(), answer.header("x-one")) == (
        201,
        {"id": 7},
        "1",
    )
    command, path, headers = served.heard[0]
    assert (command, path) == ("POST", "/x")
    assert headers["Authorization"].startswith("Basic ")


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        *((one, LaterError) for one in (408, 425, 429, 500, 502, 503, 504)),
        *((one, LaterError) for one in (301, 302, 307, 407)),
        *((one, RefusedError) for one in (400, 401, 403, 404, 410, 422)),
        *((one, TooLargeError) for one in (413, 415)),
    ],
)
def test_what_does_not_work_is_one_of_three_kinds(served, status, kind):
    served.answer = (status, {"Location": "/elsewhere"}, b"")

    with pytest.raises(kind):
        Wire(served.url, Route()).ask("GET", "/x")
    assert len(served.heard) == 1


def test_nobody_is_followed_elsewhere_with_a_secret(served):
    served.answer = (302, {"Location": f"{served.url}/stolen"}, b"")

    with pytest.raises(LaterError, match="elsewhere"):
        Wire(served.url, Route(), login=("a", "b")).ask("GET", "/x")
    assert [path for _, path, _ in served.heard] == ["/x"]


def test_a_portal_that_answers_with_a_page_is_not_the_desk(served):
    served.answer = (200, {}, b"<html>Welcome to the hotel</html>")

    with pytest.raises(LaterError, match="something else than the desk"):
        Wire(served.url, Route()).ask("GET", "/x").json()


def test_how_long_to_wait_is_the_desks_to_say(served):
    served.answer = (429, {"Retry-After": "120"}, b"")

    with pytest.raises(LaterError) as caught:
        Wire(served.url, Route()).ask("GET", "/x")
    assert caught.value.after == 120


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("0", 0),
        ("-1", 0),
        ("1000000000", LONGEST),
        ("Thu, 01 Jan 1970 00:01:40 GMT", 40),
        ("Thu, 01 Jan 1970 00:00:10 GMT", 0),
        ("soon", 0),
        ("", 0),
        ("1e400", 0),
        ("nan", 0),
    ],
)
def test_nonsense_about_waiting_does_no_harm(told, seconds):
    assert wait(told, now=lambda: 60.0) == seconds


def test_a_desk_that_is_not_there_may_be_there_later():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]

    with pytest.raises(LaterError, match="does not answer: ConnectionRefusedError"):
        Wire(f"http://127.0.0.1:{port}", Route()).ask("GET", "/x")


def test_an_answer_that_is_cut_off_is_no_answer(served):
    served.answer = (200, {"Content-Length": "100"}, b"{}")

    with pytest.raises(LaterError):
        Wire(served.url, Route()).ask("GET", "/x").json()


def test_the_way_is_the_one_that_was_given_and_no_other(served, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    served.answer = (200, {}, json.dumps(1).encode())

    assert Wire(served.url, Route()).ask("GET", "/x").json() == 1
    through = Route(proxy=served.url)
    Wire("http://desk.invalid", through).ask("GET", "/y")
    assert served.heard[-1][1] == "http://desk.invalid/y"


def test_a_password_may_have_any_letters(served):
    Wire(served.url, Route(), login=("jürgen", "pässwört€")).ask("GET", "/x")

    told = served.heard[0][2]["Authorization"].removeprefix("Basic ")
    assert b64decode(told).decode() == "jürgen:pässwört€"


def test_a_file_that_is_read_back_may_be_longer_than_what_else_is_answered(served):
    served.answer = (200, {}, bytes(ENOUGH + 1))
    wire = Wire(served.url, Route())

    assert len(wire.ask("GET", "/x").data) == ENOUGH
    assert len(wire.ask("GET", "/x", most=2 * ENOUGH).data) == ENOUGH + 1


@pytest.fixture
def hurried(monkeypatch):
    """Nobody waits minutes in a test: the same bounds, shorter."""
    monkeypatch.setattr("agent.desk.wire.WHOLE", 0.5)
    monkeypatch.setattr("agent.desk.wire.SITTING", 1.2)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_desk_that_never_ends_is_cut_off(way, hurried):
    with loris(*way) as (url, gone):
        began = time.monotonic()
        with pytest.raises(LaterError):
            Wire(url, Route()).ask("GET", "/x").json()
        assert time.monotonic() - began < 3
        until = time.monotonic() + 3
        while not gone:
            assert time.monotonic() < until, "the line was left open"
            time.sleep(0.02)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_proxy_that_never_ends_is_cut_off(way, hurried):
    with loris(*way) as (url, _):
        began = time.monotonic()
        with pytest.raises(LaterError):
            Wire("https://desk.invalid", Route(proxy=url)).ask("GET", "/x")
        assert time.monotonic() - began < 3


def test_an_upload_that_nobody_takes_is_cut_off(hurried):
    """The desk reads the beginning alone; the rest fills what lies between."""
    with loris(b"", b"") as (url, gone):
        with pytest.raises(LaterError, match="too slowly"):
            Wire(url, Route()).ask("POST", "/x", data=bytes(50_000_000))


def test_many_slow_answers_are_no_way_around_the_bound(served, hurried):
    wire = Wire(served.url, Route())
    wire.ask("GET", "/x")
    time.sleep(1.2)

    with pytest.raises(LaterError, match="too slowly"):
        wire.ask("GET", "/x")
    assert len(served.heard) == 1


def test_a_small_answer_that_unpacks_to_a_large_one_does_not_fill_the_memory(served):
    packed = gzip.compress(bytes(8 * ENOUGH))
    served.answer = (200, {"Content-Encoding": "gzip"}, packed)

    assert len(Wire(served.url, Route()).ask("GET", "/x").data) == ENOUGH
