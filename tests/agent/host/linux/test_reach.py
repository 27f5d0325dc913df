"""Ports, pages and certificates of single places, on loopback."""

import socket
import threading
import time
from contextlib import contextmanager

import pytest

from agent.host import HostError
from agent.host.linux.reach import LinuxReach
from agent.host.ports.reach import Answer
from tests.agent.host.linux.test_web import serving
from tests.lab.network.certificates import Authority

REACH = LinuxReach({})


@contextmanager
def listening():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_port_is_open_or_closed():
    with listening() as port:
        assert REACH.connect("127.0.0.1", port, 1.0) == "open"
        assert REACH.connect("localhost", port, 1.0) == "open"
    assert REACH.connect("127.0.0.1", port, 1.0) == "closed"


@pytest.mark.parametrize("status", [200, 204, 302, 401, 404, 503])
def test_a_page_answers_with_its_status(status):
    with serving(status) as (url, heard):
        assert REACH.page(f"{url}/a/b", "", 2.0) == Answer("answered", status)

    assert [path for path, _ in heard] == ["/a/b"]


def test_nobody_there_and_nobody_who_speaks():
    with listening() as port:
        assert REACH.page(f"http://127.0.0.1:{port}/", "", 0.4) == Answer("silent")
        assert REACH.page(f"https://127.0.0.1:{port}/", "", 0.4) == Answer("broken")
    assert REACH.page(f"http://127.0.0.1:{port}/", "", 1.0) == Answer("closed")


def test_no_place_takes_longer_than_it_was_given():
    with listening() as port:
        began = time.monotonic()
        REACH.page(f"http://127.0.0.1:{port}/", "", 0.5)

    assert time.monotonic() - began < 1.5


def test_a_proxy_that_is_in_the_way_says_nothing_of_the_place():
    with serving(407) as (proxy, _):
        with pytest.raises(HostError, match="proxy"):
            REACH.page("http://a.test/", proxy, 1.0)
    with pytest.raises(HostError, match="proxy"):
        REACH.page("http://a.test/", proxy, 0.5)


def test_the_proxy_of_the_session_is_used_unless_it_is_to_be_passed_by():
    with serving(200) as (proxy, heard), serving(404) as (url, _):
        said = LinuxReach({"http_proxy": proxy}).page("http://a.test/x", "", 1.0)
        past = LinuxReach({"http_proxy": proxy, "no_proxy": "127.0.0.1"})

        assert said == Answer("answered", 200)
        assert past.page(url, "", 1.0) == Answer("answered", 404)
    assert len(heard) == 1


@contextmanager
def secure(context):
    """Shake hands with whoever comes, until the end."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        going = True

        def serve():
            while going:
                try:
                    line, _ = server.accept()
                    with context.wrap_socket(line, server_side=True) as safe:
                        safe.settimeout(1)
                        safe.recv(1)
                except OSError:
                    continue

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield server.getsockname()[1]
        finally:
            going = False
            thread.join()


@pytest.mark.parametrize("days", [30, 400])
def test_a_certificate_says_how_long_it_is_valid_whoever_signed_it(tmp_path, days):
    context = Authority(str(tmp_path), "nobody").server("localhost", days=days)
    with secure(context) as port:
        assert days - 1 <= REACH.expiry("127.0.0.1", port) <= days


def test_a_certificate_of_nobody_we_know_is_refused_for_a_page(tmp_path):
    with secure(Authority(str(tmp_path), "nobody").server("localhost")) as port:
        said = REACH.page(f"https://localhost:{port}/", "", 2.0)

    assert said == Answer("certificate")


def test_where_no_certificate_is_shown_nothing_is_known():
    with listening() as port, serving() as (url, _):
        with pytest.raises(HostError, match="shows no certificate"):
            REACH.expiry("127.0.0.1", int(url.rpartition(":")[2]))
    with pytest.raises(HostError, match="takes no connection"):
        REACH.expiry("127.0.0.1", port)
