"""Scripts that choose a proxy, good and bad, on loopback."""

import socket

import pytest

from agent.host.linux.pac import LinuxPac, look
from agent.host.ports.pac import Script
from tests.agent.host.linux.test_web import serving
from tests.lab.network.plan import PAC

SIMPLE = 'function FindProxyForURL(url, host) { return "PROXY 127.0.0.1:1"; }'
NAMED = Script("fine", ("http://127.0.0.1:1",))


def test_a_script_is_fetched_and_its_proxy_read():
    with serving(200, SIMPLE.encode()) as (url, _):
        assert LinuxPac().script(url) == NAMED


@pytest.mark.parametrize("status", [404, 302, 503])
def test_one_that_does_not_come_is_silent(status):
    with serving(status, SIMPLE.encode()) as (url, _):
        assert LinuxPac().script(url) == Script("silent")


def test_one_that_nobody_serves_is_silent():
    with serving() as (url, _):
        pass

    assert LinuxPac().script(url) == Script("silent")


@pytest.mark.parametrize(
    "text",
    [
        SIMPLE,
        PAC,
        "\ufeff" + SIMPLE,
        SIMPLE + " // don't worry {",
        SIMPLE + " /* isn't it ( */",
        "var p = /^[\"'({]/; " + SIMPLE,
        "var s = 'it\\'s (' + \"{\" + `)'`; " + SIMPLE,
        "var half = 10 / 2, third = 9 / 3; " + SIMPLE,
        "function f(h) { return /['\"]/.test(h); } " + SIMPLE,
    ],
)
def test_what_looks_like_a_script_is_fine(text):
    assert look(text).state == "fine"


@pytest.mark.parametrize(
    "text",
    [
        "function FindProxy(url) { return 'DIRECT'; }",
        SIMPLE[:-1],
        SIMPLE[:-5],
        SIMPLE + "}",
        SIMPLE + " /* never ends",
        SIMPLE.replace(")", "]", 1),
        "not found",
    ],
)
def test_what_cannot_be_a_script_is_broken(text):
    assert look(text).state == "broken"


def test_a_page_is_none():
    assert look(" \n<!DOCTYPE html><title>FindProxyForURL</title>").state == "page"


def test_proxies_that_answer_come_first_and_none_twice():
    with socket.create_server(("127.0.0.1", 0)) as server:
        here = f"127.0.0.1:{server.getsockname()[1]}"
        text = f"""function FindProxyForURL(u, h) {{
            // PROXY 127.0.0.1:2 is no more
            if (h == "x") return "SOCKS 127.0.0.1:3; PROXY 127.0.0.1:1";
            return "PROXY 127.0.0.1:1; PROXY {here}; HTTP [::1]:1";
        }}"""
        expected = (f"http://{here}", "http://127.0.0.1:1", "http://[::1]:1")

        assert look(text) == Script("fine", expected, past_them=False)


@pytest.mark.parametrize(
    ("answer", "past"),
    [
        ('"PROXY 127.0.0.1:1; DIRECT"', True),
        ('proxy + "; DIRECT"', True),
        ('h == "x" ? "DIRECT" : "PROXY 127.0.0.1:1"', False),
    ],
)
def test_a_way_past_the_proxies_is_seen(answer, past):
    text = f"function FindProxyForURL(u, h) {{ return {answer}; }}"

    assert look(text).past_them is past
