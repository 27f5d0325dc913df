"""The counter: first who, then what; caps, deadlines, and an end."""

import socket
import sys
import threading
import time

import pytest

from agent.host.ports.rights import Lent, Told
from agent.host.trouble import HostError, PartMissing
from agent.service.client import Client
from agent.service.protocol import (
    Apply,
    Ask,
    CheckId,
    Digest,
    FixId,
    Key,
    Ready,
    Reason,
    Refusal,
    framed,
    sentence,
)
from agent.service.rates import Rates
from agent.service.server import Limits
from tests.agent.service.toy import DIGEST, KEY, Desk, connect, hear, served

APPLY = sentence(Apply(FixId("flush_cache"), Key(KEY), Digest(DIGEST)))


def test_a_wish_is_heard_and_answered(tmp_path):
    desk = Desk()
    with served(tmp_path, desk) as place:
        client = Client(place, DIGEST)

        assert client.apply("flush_cache") == Lent("cured")
        assert client.ask("login.trusted") == Told("healthy")
    assert [type(one) for one in desk.asked] == [Apply, Ask]
    assert desk.asked[1] == Ask(CheckId("login.trusted"), Digest(DIGEST))
    assert desk.left == 2


def test_who_may_not_ask_is_told_before_a_byte_is_read(tmp_path):
    desk = Desk(reason=Reason.WHO)
    with served(tmp_path, desk) as place, connect(place) as line:
        assert hear(line) == Refusal(Reason.WHO)
        assert hear(line) is None
        with pytest.raises(PermissionError, match="do not lend"):
            Client(place, DIGEST).apply("flush_cache")
    assert desk.asked == []


@pytest.mark.parametrize("reason", [None, Reason.WHO])
def test_who_only_greets_hears_whether_they_may_ask_and_wishes_nothing(
    tmp_path, reason
):
    desk = Desk(reason=reason)
    with served(tmp_path, desk) as place:
        client = Client(place, DIGEST)
        if reason:
            with pytest.raises(PermissionError, match="do not lend"):
                client.greet()
        else:
            client.greet()
    assert (desk.asked, desk.left) == ([], 1)


@pytest.mark.parametrize(
    "said",
    [
        b"\x40\0\0\0" + b"x" * 100,
        b"\0\0\0\0",
        framed(b"[" * 1000),
        framed(b"{}"),
        b"\0\0",
        b"GET / HTTP/1.1\r\n\r\n",
    ],
)
def test_nonsense_is_refused_and_does_nothing(tmp_path, said):
    desk = Desk()
    limits = Limits(idle=1, listening=0.3)
    with served(tmp_path, desk, limits) as place, connect(place) as line:
        assert hear(line) == Ready(DIGEST)
        line.sendall(said)
        line.shutdown(socket.SHUT_WR)
        assert hear(line) in (Refusal(Reason.SHAPE), None)
    assert desk.asked == []


def test_another_catalogue_is_told_so(tmp_path):
    desk = Desk()
    with served(tmp_path, desk) as place:
        with pytest.raises(PermissionError, match="another version"):
            Client(place, "b" * 64).apply("flush_cache")
    assert desk.asked == []


def test_who_dawdles_is_left(tmp_path):
    limits = Limits(idle=1, listening=0.4)
    with served(tmp_path, Desk(), limits) as place, connect(place) as line:
        hear(line)
        began = time.monotonic()
        with pytest.raises((BrokenPipeError, ConnectionResetError)):
            for byte in APPLY * 10:
                line.sendall(bytes([byte]))
                time.sleep(0.05)
        assert time.monotonic() - began < 2


def test_one_account_cannot_take_every_place(tmp_path):
    limits = Limits(idle=1, listening=1, each=2)
    with served(tmp_path, Desk(), limits) as place:
        lines = [connect(place) for _ in range(3)]
        told = [hear(line) for line in lines]
        for line in lines:
            line.close()

        assert told == [Ready(DIGEST), Ready(DIGEST), Refusal(Reason.BUSY)]


def test_there_are_only_so_many_places(tmp_path):
    limits = Limits(idle=1, listening=1, at_once=1)
    with served(tmp_path, Desk(), limits) as place:
        with connect(place) as one, connect(place) as other:
            assert hear(one) == Ready(DIGEST)
            assert hear(other) == Refusal(Reason.BUSY)


def test_a_place_is_free_again_when_its_guest_has_left(tmp_path):
    limits = Limits(idle=1, each=1)
    with served(tmp_path, Desk(), limits) as place:
        for _ in range(5):
            assert Client(place, DIGEST).apply("flush_cache") == Lent("cured")
            time.sleep(0.02)


def test_who_comes_too_often_waits(tmp_path):
    limits = Limits(idle=1, burst=2, per_second=0.5)
    with served(tmp_path, Desk(), limits) as place:
        client = Client(place, DIGEST)
        client.apply("flush_cache")
        client.apply("flush_cache")
        with pytest.raises(PermissionError, match="too much to do"):
            client.apply("flush_cache")


def test_it_ends_when_nobody_asks(tmp_path):
    began = time.monotonic()
    with served(tmp_path, Desk(), Limits(idle=0.5)):
        pass

    assert 0.4 < time.monotonic() - began < 5


def test_without_a_service_it_is_missing_and_one_that_hangs_up_is_trouble(tmp_path):
    with pytest.raises(PartMissing):
        Client(str(tmp_path / "nowhere"), DIGEST).apply("flush_cache")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "s"))
        listener.listen()
        listener.settimeout(0)
        import threading

        def hang_up():
            listener.settimeout(5)
            listener.accept()[0].close()

        thread = threading.Thread(target=hang_up)
        thread.start()
        with pytest.raises(HostError, match="hung up"):
            Client(str(tmp_path / "s"), DIGEST).ask("login.trusted")
        thread.join()


def test_who_came_too_often_is_not_forgotten_because_nobody_asks(tmp_path):
    """Else they would let it end, and begin anew with a new one."""
    began = time.monotonic()
    with served(tmp_path, Desk(), Limits(idle=0.1, burst=4, per_second=2)) as place:
        for _ in range(4):
            Client(place, DIGEST).apply("flush_cache")
    assert 1.9 < time.monotonic() - began < 4


def test_it_stays_until_the_desk_counts_nobody_any_more(tmp_path):
    began = time.monotonic()
    with served(tmp_path, Desk(counts=1.0), Limits(idle=0.1)):
        pass
    assert 0.9 < time.monotonic() - began < 3


def test_a_bucket_fills_again():
    now = [0.0]
    rates = Rates(2, 0.5, lambda: now[0])

    assert [rates.allows(1) for _ in range(3)] == [True, True, False]
    assert rates.allows(2)
    now[0] = 2.0
    assert [rates.allows(1) for _ in range(2)] == [True, False]
    assert rates.full() == 6.0


def test_nobody_who_came_is_nobody_to_remember():
    assert Rates(2, 0.5, lambda: 7.0).full() == 0.0


def test_who_comes_twice_at_the_same_time_is_counted_twice():
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    rates, came = Rates(9, 0.0, lambda: 0.0), []
    threads = [
        threading.Thread(
            target=lambda: came.extend(rates.allows(1) for _ in range(5000))
        )
        for _ in range(4)
    ]
    try:
        for one in threads:
            one.start()
        for one in threads:
            one.join()
    finally:
        sys.setswitchinterval(before)

    assert sum(came) == 9


def test_many_accounts_do_not_fill_the_memory():
    rates = Rates(1, 1, lambda: 0.0)
    for uid in range(5000):
        rates.allows(uid)

    assert len(rates._left) <= 1000
