"""Handshakes on loopback, with an authority of our own that this process trusts."""

import socket
import ssl
import struct
import threading
from contextlib import contextmanager
from time import monotonic

import pytest

from agent.host.linux.identities import LinuxIdentities, issuer
from agent.host.linux.web import LinuxWeb
from agent.host.ports.identities import Shown
from tests.lab.network.certificates import Authority

WEB, SEEN = LinuxWeb({}), LinuxIdentities({})
LINGER = struct.pack("ii", 1, 0)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return str(tmp_path_factory.mktemp("authorities"))


@pytest.fixture(scope="module")
def ours(folder):
    return Authority(folder, "Ours")


@pytest.fixture(scope="module")
def strange(folder):
    return Authority(folder, "Strange")


@pytest.fixture(autouse=True)
def trusts(ours, monkeypatch):
    """Trust our own authority alone, by what OpenSSL reads (SSL_CTX_load_verify_…)."""
    monkeypatch.setenv("SSL_CERT_FILE", ours.certificate)
    monkeypatch.setenv("SSL_CERT_DIR", "/nowhere")


@contextmanager
def serving(context, *answers, wait=0.0, reset=False):
    """Shake hands with whoever comes, and give one of the answers to each in turn."""
    heard, over, left = [], threading.Event(), list(answers)

    def talk(line):
        with line:
            if reset:
                line.recv(1)
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER)
                return
            try:
                with context.wrap_socket(line, server_side=True) as safe:
                    if asked := safe.recv(4096):
                        heard.append(asked.split(b" ")[0].decode())
                        over.wait(wait)
                        safe.sendall(left.pop(0) if left[1:] else left[0])
            except OSError:
                pass

    def serve():
        while True:
            try:
                line, _ = listener.accept()
            except OSError:
                return
            line.settimeout(5)
            talk(line)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"https://localhost:{listener.getsockname()[1]}", heard
        finally:
            over.set()
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()


def said(status):
    return f"HTTP/1.1 {status} So\r\nContent-Length: 0\r\n\r\n".encode()


@pytest.mark.parametrize(
    ("statuses", "became", "asked"),
    [
        ((200,), "open", ["HEAD"]),
        ((404,), "open", ["HEAD"]),
        ((401,), "open", ["HEAD"]),
        ((501,), "open", ["HEAD"]),
        ((503, 503), "ill", ["HEAD", "GET"]),
        ((500, 200), "open", ["HEAD", "GET"]),
    ],
)
def test_an_endpoint_is_ill_that_says_so_twice(ours, statuses, became, asked):
    with serving(ours.server("localhost"), *map(said, statuses)) as (url, heard):
        assert WEB.endpoints((url,), "") == {url: became}
    assert heard == asked


def test_an_endpoint_that_thinks_for_two_seconds_is_open(ours):
    with serving(ours.server("localhost"), said(200), wait=2.0) as (url, _):
        began = monotonic()

        assert WEB.endpoints((url,), "") == {url: "open"}
        assert monotonic() - began < 1.9, "nobody waits for it so long"


def test_what_is_no_http_is_not_judged(ours):
    with serving(ours.server("localhost"), b"220 mail\r\n") as (url, _):
        assert WEB.endpoints((url,), "") == {url: "open"}


def test_a_connection_that_is_reset_is_broken():
    with serving(None, b"", reset=True) as (url, _):
        assert WEB.endpoints((url,), "") == {url: "broken"}
        assert SEEN.shown((url,), "", 1.0) == {url: Shown("none")}


def test_nobody_there_and_no_such_name_are_two_things():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        closed = f"https://127.0.0.1:{listener.getsockname()[1]}"
    nameless = "https:///x"

    assert WEB.endpoints((closed, nameless), "") == {
        closed: "closed",
        nameless: "unknown",
    }


def test_whose_certificate_we_trust_is_trusted(ours):
    with serving(ours.server("localhost"), said(200)) as (url, heard):
        assert SEEN.shown((url,), "", 1.0) == {url: Shown("trusted")}
    assert heard == [], "nothing is asked beyond the handshake"


@pytest.mark.parametrize(
    ("host", "days", "begins", "trust"),
    [
        ("localhost", -1, 0, "expired"),
        ("localhost", 30, 10, "early"),
        ("elsewhere.test", 30, 0, "another"),
    ],
)
def test_what_is_wrong_with_a_certificate_is_told_apart(
    ours, host, days, begins, trust
):
    with serving(ours.server(host, days, begins), said(200)) as (url, _):
        assert SEEN.shown((url,), "", 2.0) == {url: Shown(trust, "Ours")}
        assert WEB.endpoints((url,), "") == {url: "certificate"}


def test_a_stranger_is_named_by_who_signed(strange):
    with serving(strange.server("localhost"), said(200)) as (url, _):
        assert SEEN.shown((url,), "", 2.0) == {url: Shown("stranger", "Strange")}


def test_who_signs_himself_is_a_stranger(folder):
    Authority(folder, "localhost")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(f"{folder}/localhost.pem", f"{folder}/localhost.key")
    with serving(context, said(200)) as (url, _):
        assert SEEN.shown((url,), "", 2.0) == {url: Shown("stranger", "localhost")}


@pytest.mark.parametrize("version", ["TLSv1_2", "TLSv1_3"])
def test_one_who_wants_a_certificate_of_ours_is_there(ours, strange, version):
    careful = ours.server("localhost")
    careful.minimum_version = careful.maximum_version = ssl.TLSVersion[version]
    careful.load_verify_locations(strange.certificate)
    careful.verify_mode = ssl.CERT_REQUIRED
    with serving(careful, said(200)) as (url, _):
        assert WEB.endpoints((url,), "") == {url: "open"}


def test_one_who_speaks_plainly_is_broken():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"https://127.0.0.1:{listener.getsockname()[1]}"

        def greet():
            line, _ = listener.accept()
            with line:
                line.recv(4096)
                line.sendall(said(400))

        thread = threading.Thread(target=greet)
        thread.start()
        assert WEB.endpoints((url,), "") == {url: "broken"}
        thread.join()


@pytest.mark.parametrize("data", [b"", b"no certificate", b"0\x030\x010"])
def test_what_is_no_certificate_names_nobody(data):
    with pytest.raises(ValueError):
        issuer(data)
