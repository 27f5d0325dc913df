"""What a time server's answer means, and which answers are none."""

import socket
import threading

import pytest

from agent.host import HostError
from agent.host.linux.clock import ASK, ERA, PACKET, SINCE_1900, LinuxClock, read

SIGN, NOW = 0x1234, 1_800_000_000.0


def stamp(seconds):
    return (int((seconds + SINCE_1900) * 2**32)) % (ERA << 32)


def answer(ahead=0.0, *, mode=4, leap=0, stratum=2, sign=SIGN, went=None, at=NOW):
    came = stamp(at + ahead)
    first = leap << 6 | 4 << 3 | mode
    times = (0, sign, came, came if went is None else went)
    return PACKET.pack(first, stratum, 0, 0, 0, 0, 0, *times)


@pytest.mark.parametrize("ahead", [0.0, 600.0, -86_400.0, 0.25])
def test_the_clock_is_behind_by_what_the_server_is_ahead(ahead):
    assert read(answer(ahead), SIGN, NOW, NOW) == pytest.approx(ahead, abs=1e-3)


def test_the_way_there_and_back_is_taken_out():
    assert read(answer(0.5), SIGN, NOW, NOW + 1) == pytest.approx(0, abs=1e-3)


def test_after_2036_the_count_begins_anew():
    later = 2_200_000_000.0

    assert read(answer(1.0, at=later), SIGN, later, later) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize(
    "said",
    [
        answer(sign=SIGN + 1),
        answer(mode=3),
        answer(leap=3),
        answer(stratum=0),
        answer(stratum=16),
        answer(went=0),
        answer()[:-1],
    ],
    ids=["forged", "mode", "leap", "kiss", "stratum", "empty", "short"],
)
def test_what_is_no_true_answer_tells_nothing(said):
    with pytest.raises(HostError):
        read(said, SIGN, NOW, NOW)


def test_a_time_server_is_asked_as_a_client_asks():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as bound:
        bound.bind(("127.0.0.1", 0))
        bound.settimeout(5)
        heard = []

        def serve():
            data, whom = bound.recvfrom(512)
            heard.append(data)
            import time

            sign = PACKET.unpack(data)[-1]
            bound.sendto(answer(120, sign=sign, at=time.time()), whom)

        thread = threading.Thread(target=serve)
        thread.start()
        clock = LinuxClock(bound.getsockname()[1], {})
        (behind,) = clock.behind_servers(("127.0.0.1",))
        thread.join()

    assert behind == pytest.approx(120, abs=1)
    assert heard[0][0] == ASK
    assert not any(heard[0][1:40]), "nothing about this machine is told"


def test_a_silent_time_server_is_not_waited_for_long():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as bound:
        bound.bind(("127.0.0.1", 0))

        assert (
            LinuxClock(bound.getsockname()[1], {}).behind_servers(("127.0.0.1",)) == ()
        )
