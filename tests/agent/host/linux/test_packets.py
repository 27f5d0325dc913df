"""Large requests to real sockets on loopback, one of which reads no more than it may."""

import socket
import ssl
from threading import Thread

import pytest

from agent.host.linux.packets import SMALL, LinuxPackets
from agent.host.ports.packets import Passed

HERE = "127.0.0.1"


class Server:
    """Answers connections; those of large segments only if ``holes`` is not set."""

    def __init__(self, *, holes, mute=False):
        self.socket = socket.create_server((HERE, 0))
        self.url = f"http://{HERE}:{self.socket.getsockname()[1]}/x"
        self.holes, self.mute, self.heard, self.links = holes, mute, [], []
        self.thread = Thread(target=self.serve)
        self.thread.start()

    def serve(self):
        while True:
            link, _ = self.socket.accept()
            self.links.append(link)
            large = link.getsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG) > SMALL
            first = link.recv(65536)
            if not first:
                return
            self.heard.append((large, len(first)))
            if not self.mute and not (large and self.holes):
                link.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        socket.create_connection(self.socket.getsockname()).close()
        self.thread.join()
        for link in (*self.links, self.socket):
            link.close()


def asked(url, proxy=""):
    return LinuxPackets({}).large((url,), (), proxy)


def test_who_refuses_a_large_request_has_got_it():
    with Server(holes=False) as server:
        assert asked(server.url) == (Passed(HERE, 4, inwards=False, how="whole"),)

        assert [size > 1500 for _, size in server.heard] == [True]


def test_a_large_request_that_vanishes_twice_while_a_small_one_passes_is_lost():
    with Server(holes=True) as server:
        assert asked(server.url) == (Passed(HERE, 4, inwards=False, how="lost"),)

        assert [large for large, _ in server.heard] == [True, False, True]


def test_who_never_answers_says_nothing():
    with Server(holes=False, mute=True) as server:
        assert asked(server.url) == ()


def test_a_closed_door_says_nothing():
    with socket.create_server((HERE, 0)) as server:
        port = server.getsockname()[1]

    assert asked(f"http://{HERE}:{port}/") == ()


def test_behind_a_proxy_it_is_the_proxy_who_is_asked():
    with Server(holes=True) as server:
        proxy = server.url.removesuffix("/x")
        seen = asked("http://page.test/x", proxy)

    assert seen == (Passed("page.test", 4, inwards=False, how="lost"),)


@pytest.mark.parametrize("large", [True, False])
def test_a_certificate_counts_only_when_it_is_large(large, tmp_path):
    context = certificate(tmp_path, 1500 if large else 1)
    with socket.create_server((HERE, 0)) as server:
        server.settimeout(5)

        def shake():
            link, _ = server.accept()
            with context.wrap_socket(
                link, server_side=True, do_handshake_on_connect=False
            ) as hand:
                try:
                    hand.do_handshake()
                    hand.recv(1)
                except OSError:
                    """The other end has seen enough."""

        thread = Thread(target=shake)
        thread.start()
        url = f"https://{HERE}:{server.getsockname()[1]}"
        seen = LinuxPackets({}).large((), (url,), "")
        thread.join()

    whole = (Passed(HERE, 4, inwards=True, how="whole"),)
    assert seen == (whole if large else ())


def certificate(folder, size):
    import subprocess

    key, made = folder / "key.pem", folder / "cert.pem"
    new = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt"]
    new += ["ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=x", "-keyout", str(key)]
    note = f"nsComment={'0' * size}"
    subprocess.run(
        [*new, "-out", str(made), "-addext", note], check=True, capture_output=True
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, key)
    return context
