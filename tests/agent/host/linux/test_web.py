"""Pages, proxies and connections, on loopback; TLS is proved in the network lab."""

import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from agent.host import HostError
from agent.host.linux.clock import LinuxClock
from agent.host.linux.opening import opened
from agent.host.linux.proxies import LinuxProxies, of_session, without_user
from agent.host.linux.web import LinuxWeb

WEB = LinuxWeb({})


@contextmanager
def serving(status=200, body=b"Yes it is", headers=()):
    heard = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            heard.append((self.path, dict(self.headers)))
            self.send_response(status)
            for header in headers:
                self.send_header(*header)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_HEAD(self):
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", heard
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.parametrize(
    ("status", "body", "became"),
    [
        (200, b"Yes it is", "expected"),
        (200, b"Yes", "expected"),
        (200, b"Ye", "other"),
        (200, b"<html>Welcome", "other"),
        (204, b"", "other"),
        (302, b"", "other"),
        (511, b"", "other"),
        (503, b"", "error"),
        (404, b"", "error"),
    ],
)
def test_what_became_of_a_page(status, body, became):
    with serving(status, body) as (url, _):
        assert WEB.pages(((f"{url}/x", "Yes"),), "") == {f"{url}/x": became}


def test_nothing_is_followed():
    with (
        serving() as (there, heard),
        serving(302, headers=[("Location", there)]) as (
            url,
            _,
        ),
    ):
        WEB.pages(((url, "Yes"),), "")

    assert heard == []


def test_a_page_nobody_serves_is_silent():
    with serving() as (url, _):
        pass

    assert WEB.pages(((url, "Yes"),), "") == {url: "silent"}


def test_through_a_proxy_the_page_is_asked_for_by_its_name():
    with serving() as (proxy, heard):
        page = ("http://page.test/x", "Yes")

        assert WEB.pages((page,), proxy) == {page[0]: "expected"}
    assert heard[0][0] == "http://page.test/x"
    assert heard[0][1]["Host"] == "page.test"


@pytest.mark.parametrize(
    ("status", "became"),
    [(403, "passed on"), (407, "sign-in"), (503, "passed on"), (511, "other")],
)
def test_an_error_through_a_proxy_may_be_its_own(status, became):
    with serving(status) as (proxy, _):
        page = ("http://page.test/", "Yes")

        assert WEB.pages((page,), proxy) == {page[0]: became}


def test_the_proxy_of_the_session_is_used_where_it_has_set_none():
    with serving() as (proxy, heard):
        LinuxWeb({"http_proxy": proxy}).pages((("http://page.test/", "Yes"),), "")

    assert len(heard) == 1


def test_an_endpoint_that_speaks_no_tls_is_broken():
    with serving() as (url, _):
        there = url.replace("http:", "https:")

        assert WEB.endpoints((there,), "") == {there: "broken"}


def test_the_date_of_an_answer_tells_the_time():
    with serving() as (url, _):
        (behind,) = LinuxClock(environment={}).behind_pages((url,), "")

    assert abs(behind) < 2


def test_a_connection_is_opened_where_somebody_listens():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with opened("127.0.0.1", port, 5) as knock:
            assert knock.getpeername() == ("127.0.0.1", port)

    assert opened("127.0.0.1", port, 5) is None


@pytest.mark.parametrize(
    ("environment", "proxy"),
    [
        ({}, ""),
        (
            {"https_proxy": "http://a.test:1", "http_proxy": "http://b.test:2"},
            "http://a.test:1",
        ),
        ({"http_proxy": "b.test:2"}, "http://b.test:2"),
        ({"HTTP_PROXY": "http://a.test:1"}, ""),
        ({"all_proxy": "http://an:secret@c.test"}, "http://c.test:80"),
        ({"http_proxy": "http://[2001:db8::1]:8080"}, "http://[2001:db8::1]:8080"),
    ],
)
def test_the_proxy_of_a_session_is_told_without_who_signs_in(environment, proxy):
    assert LinuxProxies(environment).configured() == proxy


def test_who_signs_in_is_still_known_to_who_uses_it():
    assert "secret" in of_session({"all_proxy": "http://an:secret@c.test"})


def test_a_proxy_that_is_no_address_is_said():
    with pytest.raises(HostError):
        without_user("http://a.test:port")


def test_a_proxy_answers_or_does_not():
    with socket.create_server(("127.0.0.1", 0)) as server:
        proxy = f"http://127.0.0.1:{server.getsockname()[1]}"
        assert LinuxProxies({}).answers(proxy)

    assert not LinuxProxies({}).answers(proxy)
