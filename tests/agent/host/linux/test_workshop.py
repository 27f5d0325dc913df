"""Units that are started, and the answers they leave."""

import os
import threading
import time

import pytest

from agent.host.linux.workshop import KEPT, MOST, LinuxWorkshop
from agent.host.trouble import HostError
from agent.host.linux.systemd import MANAGER
from tests.agent.host.linux.toybus import Refusal, signal, toy_bus

NAME = "blusser-fix-flush@0123.service"
JOB = "/org/freedesktop/systemd1/job/7"


@pytest.fixture
def workshop(tmp_path):
    return LinuxWorkshop(str(tmp_path))


def test_an_answer_is_left_once_and_found(workshop):
    assert workshop.left(NAME) is None
    assert workshop.claim(NAME)
    assert workshop.left(NAME) is None, "it has only begun"

    workshop.leave(NAME, b"done")

    assert workshop.left(NAME) == b"done"
    assert not workshop.claim(NAME), "it was done"


def test_of_many_only_one_may_begin(workshop):
    won = []

    def try_it():
        if workshop.claim(NAME):
            won.append(1)

    threads = [threading.Thread(target=try_it) for _ in range(20)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert won == [1]


def test_what_died_in_between_is_never_begun_again(workshop):
    workshop.claim(NAME)

    assert not workshop.claim(NAME)
    assert workshop.left(NAME) is None


def test_an_answer_is_for_root_alone(workshop, tmp_path):
    workshop.claim(NAME)
    workshop.leave(NAME, b"done")

    assert {
        os.stat(tmp_path / one).st_mode & 0o777 for one in os.listdir(tmp_path)
    } == {0o600}


def test_a_link_in_the_place_of_an_answer_is_not_followed(workshop, tmp_path):
    (tmp_path / "secret").write_text("x")
    (tmp_path / NAME).symlink_to(tmp_path / "secret")

    with pytest.raises(HostError):
        workshop.left(NAME)


def test_a_name_never_leads_out_of_the_folder(workshop, tmp_path):
    (tmp_path.parent / "outside").write_text("x")

    assert workshop.left("../outside") is None


def test_old_answers_go_and_too_many_do(workshop, tmp_path):
    for number in range(MOST + 5):
        path = tmp_path / f"{number}"
        path.touch()
        os.utime(path, (time.time() - number,) * 2)
    old = tmp_path / "old"
    old.touch()
    os.utime(old, (time.time() - KEPT - 60,) * 2)

    workshop.tidy()

    left = set(os.listdir(tmp_path))
    assert len(left) == MOST
    assert {"old", str(MOST + 4)} & left == set()
    assert "0" in left


def test_tidying_without_a_folder_is_nothing(tmp_path):
    LinuxWorkshop(str(tmp_path / "nowhere")).tidy()


def test_a_unit_is_started_and_waited_for(tmp_path):
    def answers(path, interface, member, body):
        bus.signals = [
            signal(MANAGER, "JobRemoved", "uoss", (6, f"{JOB}0", "x", "failed")),
            signal(MANAGER, "JobRemoved", "uoss", (7, JOB, NAME, "done")),
        ]
        return "o", (JOB,)

    with toy_bus(tmp_path, answers) as bus:
        LinuxWorkshop(str(tmp_path), bus.place).run(NAME)

    assert bus.calls == [("StartUnit", (NAME, "replace"))]


def test_a_unit_that_does_not_exist_is_trouble(tmp_path):
    def answers(*_):
        raise Refusal("org.freedesktop.systemd1.NoSuchUnit")

    with toy_bus(tmp_path, answers) as bus, pytest.raises(HostError):
        LinuxWorkshop(str(tmp_path), bus.place).run(NAME)
