"""Volleys at real sockets on loopback: answered, refused, lost, late."""

import socket
from threading import Thread
from time import monotonic, sleep

import pytest

from agent.host.linux.line import ROOT, LinuxLine
from agent.host.linux.volley import KNOCKS, SHOTS, Datagrams, Knocks, fire
from agent.host.ports.network import Gateway

HERE = "127.0.0.1"


class Server:
    """Answers datagrams by their number, as ``manner`` wants: after seconds, or never."""

    def __init__(self, manner):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind((HERE, 0))
        self.port = self.socket.getsockname()[1]
        self.manner = manner
        self.thread = Thread(target=self.serve)
        self.thread.start()

    def serve(self):
        while True:
            data, asker = self.socket.recvfrom(512)
            if not data:
                return
            wait = self.manner(int.from_bytes(data[:2], "big"))
            if wait is not None:
                sleep(wait)
                self.socket.sendto(data, asker)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as last:
            last.sendto(b"", (HERE, self.port))
        self.thread.join()
        self.socket.close()


def volley_at(port):
    aim = Datagrams(HERE, 0, "names", near=True, ask=ROOT, port=port)
    return fire([aim])


def test_each_answer_is_told_in_order_and_in_milliseconds():
    with Server(lambda number: 0.01 if number == 5 else 0) as server:
        (volley,) = volley_at(server.port)

    assert (volley.to, volley.by, volley.near) == (HERE, "names", True)
    assert len(volley.times) == SHOTS
    assert 9 <= volley.times[5] <= 60
    assert all(0 <= took < 60 for took in volley.times)


def test_what_is_never_answered_is_lost():
    with Server(lambda number: None if number % 4 == 0 else 0) as server:
        (volley,) = volley_at(server.port)

    assert [took < 0 for took in volley.times] == [n % 4 == 0 for n in range(SHOTS)]


def test_who_answers_nothing_at_all_is_no_witness_and_holds_nobody_up():
    began = monotonic()
    with Server(lambda _: None) as server:
        assert volley_at(server.port) == ()

    assert monotonic() - began < 1.2


def test_who_refuses_is_no_witness():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as nobody:
        nobody.bind((HERE, 0))
        port = nobody.getsockname()[1]

    assert volley_at(port) == ()


def test_a_stranger_who_answers_with_another_number_is_not_heard():
    with Server(lambda _: 0) as server:
        aim = Datagrams(HERE, 0, "names", near=True, ask=ROOT, port=server.port)
        aim.note(7, 0.1)

        assert aim.times == [-1.0] * SHOTS
        aim.close()


def test_connections_are_opened_and_left():
    with socket.create_server((HERE, 0), backlog=KNOCKS) as server:
        (volley,) = fire([Knocks(HERE, server.getsockname()[1], near=False)])

    assert (volley.by, volley.near, len(volley.times)) == ("web", False, KNOCKS)
    assert all(0 <= took < 60 for took in volley.times)


def test_a_closed_door_is_no_witness():
    with socket.create_server((HERE, 0)) as server:
        port = server.getsockname()[1]

    assert fire([Knocks(HERE, port, near=False)]) == ()


def test_a_look_finds_hosts_and_counts_what_was_moved(tmp_path):
    traffic = tmp_path / "dev"
    row = " 900 1 0 0 0 0 0 0 100 1 0 0 0 0 0 0"
    traffic.write_text(f"a\nb\n    lo:{row}\n  eth0:{row}\n")
    with socket.create_server((HERE, 0), backlog=2 * KNOCKS) as server:
        url = f"http://{HERE}:{server.getsockname()[1]}/x"
        line = LinuxLine({}, str(traffic))
        look = line.look((Gateway("nowhere0", "10.9.9.9"),), (), (url,), "")

    assert [v.by for v in look.volleys if v.by == "web"] == ["web"]
    assert look.moved == 0


@pytest.mark.parametrize("given", ["policy", "session"])
def test_behind_a_proxy_only_the_proxy_is_tried(given):
    with socket.create_server((HERE, 0), backlog=2 * KNOCKS) as server:
        proxy = f"http://{HERE}:{server.getsockname()[1]}"
        line = LinuxLine({"https_proxy": proxy} if given == "session" else {})
        rule = proxy if given == "policy" else ""
        look = line.look((), (), ("http://203.0.113.1/",), rule)

    assert [(v.to, v.by) for v in look.volleys] == [(HERE, "web")]
