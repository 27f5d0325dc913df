"""What PulseAudio, or PipeWire in its stead, plays on, how loud, and listens to.

Packets and tagged values as in PulseAudio's pulsecore/pstream.c, tagstruct.h and
native-common.h; of the answer only what stands before the state is read.
"""

from __future__ import annotations

import os
import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from time import monotonic
from typing import Any

from agent.host.ports.units import Loudness, Output
from agent.host.trouble import HostError

ERROR, REPLY, AUTH, SET_CLIENT_NAME, GET_SINK_INFO = 0, 2, 8, 9, 21
GET_SOURCE_INFO, SET_SINK_VOLUME, SET_SINK_MUTE = 23, 36, 39
"""PA_COMMAND_… of native-common.h."""
NO_ENTITY = 5
"""PA_ERR_NOENTITY of pulse/def.h: there is no such device."""
VERSION = 32
"""Spoken by PulseAudio since 13 (2019) and by PipeWire."""
CONTROL, ANY = 0xFFFFFFFF, 0xFFFFFFFF
COOKIE = bytes(256)
"""Nobody's; the kernel says whose account we run as (PulseAudio asks that first)."""
DEFAULT, MICROPHONE = b"@DEFAULT_SINK@", b"@DEFAULT_SOURCE@"
DUMMY = b"auto_null"
"""What both play on when there is no device (module-always-sink)."""
SIZES = {b"L": 4, b"B": 1, b"U": 8, b"V": 4, b"a": 6, b"N": 0, b"0": 0, b"1": 0}
"""Bytes of a value by its tag, where that is all it takes."""
NAME_OF, VOLUMES, MUTED, MONITORED, STATE = 1, 6, 7, 8, 16
"""Which value of a device is which."""
RUNNING = 0
"""PA_SINK_RUNNING, PA_SOURCE_RUNNING: something is played, somebody listens."""
LARGEST = 65_536
OURS = struct.Struct("3i")
HEAD = struct.Struct(">5I")
NAME = b"Pt" + b"application.name\0" + b"L" + struct.pack(">I", 8) + b"x"
TIMEOUT = 1.0


def output(place: str) -> Output | None:
    """Return the device that sound goes to, nothing where there is none at all.

    Raises ``HostError`` where nobody answers in time, or not in this language.
    """
    with _talking(place) as talk:
        told = _device(talk)
        return None if told is None else _read(told)


def loudness(place: str) -> Loudness | None:
    """Return how loud that device is, as ``output`` does."""
    with _talking(place) as talk:
        if (told := _device(talk)) is None:
            return None
        values = list(islice(_values(told), MUTED + 1))
        index, volumes, muted = values[0], values[VOLUMES], values[MUTED]
        if not isinstance(index, int) or not isinstance(volumes, tuple):
            raise ValueError(values)  # noqa: TRY004 - what a server sent is wrong
        return Loudness(index, muted is True, volumes)


def is_listened_to(place: str) -> bool:
    """Say whether anybody listens to the microphone, whatever it is plugged into.

    What a loudspeaker plays can be listened to as well; that is no microphone. A source
    is laid out as a sink is (protocol-native.c, source_fill_tagstruct).
    """
    with _talking(place) as talk:
        told = talk.ask(GET_SOURCE_INFO, _number(ANY) + b"t" + MICROPHONE + b"\0")
        if told is None:
            return False
        values = list(islice(_values(told), STATE + 1))
        return bool(values[MONITORED] == ANY and values[STATE] == RUNNING)


def set_loudness(place: str, wanted: Loudness) -> None:
    """Make a device that loud; its volume first, so that nothing is ever too loud."""
    device, count = _number(wanted.device) + b"N", len(wanted.volumes)
    volumes = b"v" + struct.pack(f">B{count}I", count, *wanted.volumes)
    with _talking(place) as talk:
        talk.ask(SET_SINK_VOLUME, device + volumes)
        talk.ask(SET_SINK_MUTE, device + (b"1" if wanted.muted else b"0"))


def _device(talk: _Talk) -> bytes | None:
    return talk.ask(GET_SINK_INFO, _number(ANY) + b"t" + DEFAULT + b"\0")


@contextmanager
def _talking(place: str) -> Iterator[_Talk]:
    """Connect and say who we are; what goes wrong then is one kind of trouble."""
    line = socket.socket(socket.AF_UNIX)
    talk = _Talk(line)
    try:
        line.settimeout(TIMEOUT)
        line.connect(place)
        talk.ask(AUTH, _number(VERSION) + b"x" + struct.pack(">I", 256) + COOKIE)
        talk.ask(SET_CLIENT_NAME, NAME + struct.pack(">I", 8) + b"blusser\0" + b"N")
        yield talk
    except (OSError, struct.error, LookupError, ValueError) as trouble:
        late = isinstance(trouble, TimeoutError)
        msg = f"the sound service {'did not answer in time' if late else 'hung up'}"
        raise HostError(msg) from trouble
    finally:
        line.close()


class _Talk:
    """Commands with their answers, one after the other, within the time for all."""

    def __init__(self, line: socket.socket) -> None:
        self._line, self._tag = line, 0
        self._until = monotonic() + TIMEOUT

    def ask(self, command: int, more: bytes) -> bytes | None:
        """Return what is answered, nothing where there is no such thing."""
        self._tag += 1
        body = _number(command) + _number(self._tag) + more
        packet = HEAD.pack(len(body), CONTROL, 0, 0, 0) + body
        mine = OURS.pack(os.getpid(), os.getuid(), os.getgid())
        proof = (socket.SOL_SOCKET, socket.SCM_CREDENTIALS, mine)
        self._line.sendmsg([packet], [proof])
        while True:
            size, channel, *_ = HEAD.unpack(self._exactly(HEAD.size))
            if size > LARGEST:
                raise ValueError(size)
            answer = self._exactly(size)
            if channel != CONTROL or answer[5:10] != _number(self._tag):
                continue
            if answer[:5] == _number(REPLY):
                return answer[10:]
            if answer[:5] == _number(ERROR) and answer[10:15] == _number(NO_ENTITY):
                return None
            raise ValueError(answer[:15])

    def _exactly(self, size: int) -> bytes:
        data = b""
        while len(data) < size:
            self._line.settimeout(max(0.001, self._until - monotonic()))
            more = self._line.recv(size - len(data))
            if not more:
                raise OSError
            data += more
        return data


def _number(value: int) -> bytes:
    return b"L" + struct.pack(">I", value)


def _read(told: bytes) -> Output:
    """Read a device (protocol-native.c, sink_fill_tagstruct) as far as its state."""
    values = list(islice(_values(told), STATE + 1))
    name, volumes, muted = values[NAME_OF], values[VOLUMES], values[MUTED]
    if not isinstance(name, bytes) or not isinstance(volumes, tuple):
        raise ValueError(values)  # noqa: TRY004 - what a server sent is wrong, not a type
    return Output(
        dummy=name == DUMMY,
        muted=muted is True or not any(volumes),
        playing=values[STATE] == RUNNING,
    )


def _values(told: bytes) -> Iterator[Any]:
    """Yield the values of an answer; of what nobody asks for, only that it is there."""
    at = 0
    while at < len(told):
        kind, at = told[at : at + 1], at + 1
        if kind == b"t":
            end = told.index(b"\0", at)
            yield told[at:end]
            at = end + 1
        elif kind == b"L":
            yield struct.unpack_from(">I", told, at)[0]
            at += 4
        elif kind == b"v":
            yield struct.unpack_from(f">{told[at]}I", told, at + 1)
            at += 1 + 4 * told[at]
        elif kind == b"P":
            yield None
            while told[at : at + 1] == b"t":
                at = told.index(b"\0", at) + 6  # L: bytes of the value
                at += 5 + struct.unpack_from(">I", told, at - 4)[0]  # x: the value
            at += 1
        else:
            size = {b"m": 1 + told[at]} if kind == b"m" else SIZES
            yield True if kind == b"1" else None
            at += size[kind]
