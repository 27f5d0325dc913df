"""What somebody else left is read with care, and what we remember is ours."""

import os
import stat
import time
from threading import Event

import pytest

from agent.host.fake.battery import FakeBatteries
from agent.host.trouble import HostError
from agent.moment import Moment
from agent.notices import Memory, Notice, Told
from agent.told import moments_now, read_memory, read_told, write_memory

WHOLE = (
    '{"schema":1,"case":"c","when":5,"notices":[{"code":"no-address","fix":"renew"}]}'
)


ME = (os.geteuid(),)


def left(folder, text):
    path = folder / "notices.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(path)


def test_what_a_run_left_is_read(tmp_path):
    told = Told(1, "c", 5, (Notice("no-address", "renew"),))

    assert read_told(left(tmp_path, WHOLE), ME) == told


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "[]",
        b"\xff",
        WHOLE.replace('"schema":1', '"schema":2'),
        WHOLE.replace("5", '"now"'),
        WHOLE[:-1],
        WHOLE[:-1] + ',"more":1}',
        "[" * 100_000,
        WHOLE[:-1] + " " * 70_000 + "}",
    ],
    ids=lambda text: str(text[:12]),
)
def test_what_is_not_whole_says_nothing(tmp_path, text):
    assert read_told(left(tmp_path, text), ME) is None


def test_a_pipe_or_a_link_holds_nobody_up(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(left(tmp_path, WHOLE))

    assert read_told(str(tmp_path / "pipe"), ME) is None
    assert read_told(str(tmp_path / "link"), ME) is None
    assert read_told("/nowhere", ME) is None


@pytest.mark.skipif(os.geteuid() != 0, reason="gives a file away")
def test_what_another_account_left_there_is_not_believed(tmp_path):
    path = left(tmp_path, WHOLE)
    os.chown(path, 4242, 4242)

    assert read_told(path, ME) is None
    assert read_told(path, (0, 4242)) is not None


def test_what_was_said_is_remembered_for_this_person_alone(tmp_path):
    path = str(tmp_path / "state" / "told.json")
    memory = Memory({"a": (1.0, 2.0)}, {"b": 3.0}, 4.0, "c")
    assert read_memory(path) == Memory()
    write_memory(path, memory)

    assert read_memory(path) == memory
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    assert stat.S_IMODE(os.stat(os.path.dirname(path)).st_mode) == 0o700
    write_memory("/proc/none/told.json", memory)


class Moments:
    def __init__(self, **signs):
        self.signs = signs

    def in_call(self):
        return self._said("in_call")

    def presenting(self):
        return self._said("presenting")

    def _said(self, moment):
        said = self.signs.get(moment, ())
        if said is HostError:
            raise HostError
        return said


@pytest.mark.parametrize(
    ("signs", "moments"),
    [
        ({}, set()),
        ({"in_call": ("Teams",)}, {Moment.IN_CALL}),
        ({"in_call": HostError, "presenting": ("x",)}, {Moment.PRESENTING}),
    ],
)
def test_moments_are_asked_of_the_machine(signs, moments):
    assert moments_now({"Moments": lambda: Moments(**signs)}) == moments


def test_a_machine_that_knows_no_moments_has_none_and_one_that_hangs_neither():
    began = time.monotonic()

    assert moments_now({"Batteries": FakeBatteries}) == frozenset()
    assert moments_now({"Moments": lambda: Event().wait()}) == frozenset()
    assert time.monotonic() - began < 10
