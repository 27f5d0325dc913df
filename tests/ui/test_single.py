import os
import subprocess
import sys

import pytest

from ui.single import Single


@pytest.fixture
def seats(tmp_path, qapp):
    made = []

    def make(folder=tmp_path):
        made.append(Single(str(folder)))
        return made[-1]

    yield make
    for one in made:
        one.close()


def test_the_second_raises_the_first(seats, qtbot):
    first, second = seats(), seats()

    assert first.claim()
    assert not second.claim()
    with qtbot.waitSignal(first.raised):
        assert second.call()


def test_the_seat_is_free_again_afterwards(seats):
    first, second = seats(), seats()
    first.claim()
    first.close()

    assert second.claim()


def test_what_a_window_that_was_killed_left_behind_is_no_obstacle(seats, tmp_path):
    """It leaves a lock with its number in it and a socket nobody listens on."""
    code = (
        "import os, sys; from PySide6.QtCore import QCoreApplication;"
        "app = QCoreApplication([]); from ui.single import Single;"
        "seat = Single(sys.argv[1]); assert seat.claim(); print('here'); sys.stdout.flush();"
        "os.kill(os.getpid(), 9)"
    )
    killed = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, check=False
    )
    assert killed.stdout == b"here\n"
    assert {"window", "window.lock"} <= set(os.listdir(tmp_path))
    heir = seats()

    assert heir.claim()
    assert seats().call()


def test_nobody_else_may_speak_to_the_window(seats, tmp_path):
    seats().claim()

    assert os.stat(tmp_path / "window").st_mode & 0o077 == 0


def test_where_nothing_can_be_written_the_window_opens_all_the_same(seats, tmp_path):
    assert seats(tmp_path / "missing").claim()


def test_a_first_window_that_does_not_answer_is_told(seats, monkeypatch, tmp_path):
    monkeypatch.setattr("ui.single.PATIENCE", 0.2)
    first, second = seats(), seats()
    first._lock.tryLock(0)

    assert not second.claim()
    assert not second.call()
