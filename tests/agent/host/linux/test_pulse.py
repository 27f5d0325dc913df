"""Which device PulseAudio plays on; the real thing is asked in the gauntlet."""

import os
import socket
import struct
from contextlib import contextmanager
from threading import Thread

import pytest

from agent.host import HostError, PartMissing
from agent.host.linux.moments import LinuxMoments
from agent.host.linux.pulse import is_listened_to, loudness, output, set_loudness
from agent.host.linux.session import LinuxSound
from agent.host.ports.units import Loudness, Output

REPLY, ERROR, CONTROL = 2, 0, 0xFFFFFFFF


def number(value):
    return b"L" + struct.pack(">I", value)


def text(value):
    return b"t" + value.encode() + b"\0"


def device(  # noqa: PLR0913, PLR0917 - what a device tells
    name="alsa_output", volumes=(65536, 65536), mute=b"0", state=1, monitored=8
):
    properties = b"P" + text("a.b") + number(4) + b"x" + struct.pack(">I", 4) + b"abc\0"
    return b"".join(
        (
            number(7) + text(name) + text("Loudspeaker"),
            b"a" + bytes([3, 2]) + struct.pack(">I", 48000),
            b"m" + bytes([len(volumes), *range(len(volumes))]) + number(CONTROL),
            b"v" + bytes([len(volumes)]) + struct.pack(f">{len(volumes)}I", *volumes),
            mute
            + number(monitored)
            + text("monitor")
            + b"U"
            + bytes(8)
            + b"N"
            + number(0),
            properties + b"N" + b"U" + bytes(8) + b"V" + bytes(4) + number(state),
            number(1),
        )
    )


@contextmanager
def server(folder, sink, *, before=b"", error=None, deaf=False, told=None):
    """Answer three questions as a sound service would; the last one with ``sink``.

    Where there is a list of what it is ``told``, it takes one order more.
    """
    asked = [] if told is None else told
    answers = (number(32), b"", sink, *([b""] if told is not None else []))

    def serve():
        line, _ = listener.accept()
        with line:
            for last, answer in enumerate(answers, -2):
                size, *_ = struct.unpack(">5I", line.recv(20))
                body = line.recv(size)
                asked.append(body)
                if deaf:
                    line.recv(1)
                    return
                failed = error is not None and last == 0
                kind = number(ERROR if failed else REPLY)
                reply = kind + body[5:10] + (error if failed else answer)
                line.sendall(before + packet(reply))

    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(f"{folder}/native")
        listener.listen()
        thread = Thread(target=serve)
        thread.start()
        yield f"{folder}/native"
        thread.join(5)
        assert b"@DEFAULT_S" in b"".join(asked) or deaf or told


def packet(body, channel=CONTROL):
    return struct.pack(">5I", len(body), channel, 0, 0, 0) + body


@pytest.mark.parametrize(
    ("sink", "told"),
    [
        (device(), Output()),
        (device(state=0), Output(playing=True)),
        (device(mute=b"1"), Output(muted=True)),
        (device(volumes=(0, 0)), Output(muted=True)),
        (device(volumes=(0, 9)), Output()),
        (device("auto_null"), Output(dummy=True)),
        (device(volumes=(1,) * 8, state=2), Output()),
    ],
)
def test_a_device_is_told_with_its_switch_and_its_state(tmp_path, sink, told):
    with server(tmp_path, sink) as place:
        assert output(place) == told


def test_what_comes_between_is_passed_over(tmp_path):
    noise = packet(b"abc", channel=3) + packet(number(70) + number(99))

    with server(tmp_path, device(), before=noise) as place:
        assert output(place) == Output()


def test_where_there_is_no_device_there_is_none(tmp_path):
    with server(tmp_path, b"", error=number(5)) as place:
        assert output(place) is None


@pytest.mark.parametrize(
    "sink", [b"", b"t", device()[:40], bytes(200), device().replace(b"v", b"q")]
)
def test_nonsense_is_trouble(tmp_path, sink):
    with server(tmp_path, sink) as place, pytest.raises(HostError):
        output(place)


def test_a_refusal_is_trouble(tmp_path):
    with server(tmp_path, b"", error=number(1)) as place, pytest.raises(HostError):
        output(place)


def test_one_who_says_nothing_is_given_up_in_time(tmp_path):
    with (
        server(tmp_path, b"", deaf=True) as place,
        pytest.raises(HostError, match="in time"),
    ):
        output(place)


def test_nobody_there_is_trouble_and_no_socket_is_no_such_part(tmp_path):
    (tmp_path / "native").touch()
    assert os.path.exists(tmp_path / "native")

    with pytest.raises(HostError):
        output(f"{tmp_path}/native")
    with pytest.raises(PartMissing):
        LinuxSound(line=f"{tmp_path}/nowhere").output()


def test_how_loud_it_is(tmp_path):
    with server(tmp_path, device(volumes=(500, 0), mute=b"1")) as place:
        assert loudness(place) == Loudness(7, muted=True, volumes=(500, 0))


def test_the_volume_is_set_before_anything_can_be_heard(tmp_path):
    told = []
    with server(tmp_path, b"", told=told) as place:
        set_loudness(place, Loudness(7, muted=False, volumes=(9, 8)))

    volumes = b"v" + struct.pack(">B2I", 2, 9, 8)
    assert [one[:5] + one[10:] for one in told[2:]] == [
        number(36) + number(7) + b"N" + volumes,
        number(39) + number(7) + b"N" + b"0",
    ]


def test_where_there_is_no_device_there_is_no_loudness(tmp_path):
    with server(tmp_path, b"", error=number(5)) as place:
        assert loudness(place) is None


NONE = 0xFFFFFFFF


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (device("alsa_input", state=0, monitored=NONE), True),
        (device("alsa_input", state=1, monitored=NONE), False),
        (device("alsa_input", state=2, monitored=NONE), False),
        (device("alsa_output.monitor", state=0, monitored=3), False),
    ],
)
def test_a_microphone_is_listened_to_while_it_runs(tmp_path, source, told):
    with server(tmp_path, source) as place:
        assert is_listened_to(place) is told


def test_where_there_is_no_microphone_nobody_listens(tmp_path):
    with server(tmp_path, b"", error=number(5)) as place:
        assert not is_listened_to(place)


def test_whoever_listens_to_any_session_is_in_a_call(tmp_path):
    folder = tmp_path / "run" / "user" / "1000" / "pulse"
    folder.mkdir(parents=True)
    with server(folder, device("bluez_input", state=0, monitored=NONE)):
        assert LinuxMoments(str(tmp_path)).in_call() == ("sound service",)
    assert LinuxMoments(str(tmp_path)).in_call() == ()
