import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from agent.collapse import ELSEWHERE, REST, RESTS, culprit, resting, watched
from agent.engine import Engine
from agent.events import CheckDone
from agent.model import Healthy, Unsure
from agent.planning import Allowed
from agent.session import Session
from tests.agent.test_session import kit
from tests.agent.toy import CHECKS, FIXES, Tanks

IDS = ("network.wire_is_sound", "disk.room")
STACK = """Fatal Python error: Segmentation fault

Thread 0x00007f01 (most recent call first):
  File "/opt/blusser/checks/disk/room.py", line 9 in room

Current thread 0x00007f02 (most recent call first):
  File "/opt/blusser/agent/host/linux/wire.py", line 77 in rivals
  File "/opt/blusser/checks/network/wire_is_sound.py", line 12 in wire_is_sound
  File "/opt/blusser/agent/check.py", line 33 in __call__

Extension modules: x (total: 1)
"""
FALLS = """
import sys
import time
from _thread import start_new_thread
from agent.collapse import watched

source = "def link_is_up():\\n    import ctypes\\n    ctypes.string_at(0)\\n"
made = {}
exec(compile(source, "/x/checks/network/link_is_up.py", "exec"), made)
with watched(sys.argv[1]):
    start_new_thread(made["link_is_up"], ())
    time.sleep(10)
"""


@pytest.mark.parametrize(
    ("told", "who"),
    [
        (STACK, "network.wire_is_sound"),
        (STACK.replace("/", "\\"), "network.wire_is_sound"),
        (STACK.replace("wire_is_sound", "_helper"), ELSEWHERE),
        (STACK.replace("network/wire_is_sound", "../../etc/x"), ELSEWHERE),
        ("", ELSEWHERE),
        ("rubbish\n" * 99, ELSEWHERE),
    ],
)
def test_the_check_is_the_one_in_whose_thread_it_happened(told, who):
    assert culprit(told) == who


def test_a_check_that_really_brings_the_process_down_rests(tmp_path):
    root = Path(__file__).parents[2]
    fallen = subprocess.run(
        [sys.executable, "-c", FALLS, str(tmp_path)],
        cwd=root,
        check=False,
        capture_output=True,
        timeout=30,
    )

    assert fallen.returncode < 0, fallen
    assert resting(str(tmp_path), ("network.link_is_up",)) == {"network.link_is_up"}
    assert os.listdir(tmp_path) == ["fault-network.link_is_up"]


def test_it_rests_for_a_day_and_no_longer(tmp_path):
    (tmp_path / "fault").write_text(STACK)
    mark = tmp_path / "fault-network.wire_is_sound"

    assert resting(str(tmp_path), IDS) == {"network.wire_is_sound"}
    assert resting(str(tmp_path), IDS) == {"network.wire_is_sound"}
    old = time.time() - REST - 1
    os.utime(mark, (old, old))
    assert resting(str(tmp_path), IDS) == frozenset()
    assert not mark.exists()


def test_a_clock_that_was_wrong_lets_nobody_rest_for_a_year(tmp_path):
    (tmp_path / "fault").write_text(STACK)
    far = time.time() + 365 * REST
    os.utime(tmp_path / "fault", (far, far))

    assert resting(str(tmp_path), IDS)
    assert (tmp_path / "fault-network.wire_is_sound").stat().st_mtime <= time.time()


def test_who_watches_already_goes_on_watching(tmp_path):
    import faulthandler

    assert faulthandler.is_enabled()  # pytest does
    with watched(str(tmp_path)):
        pass

    assert faulthandler.is_enabled()
    assert os.listdir(tmp_path) == []


def test_a_run_that_ended_well_leaves_nobody_resting(tmp_path):
    (tmp_path / "fault").write_text("")

    assert resting(str(tmp_path), IDS) == frozenset()
    assert resting(str(tmp_path / "none"), IDS) == frozenset()


def test_a_check_that_rests_is_unsure_and_not_asked():
    tanks, heard = Tanks(), []
    tanks.mute = {"well"}
    resting_one = CHECKS[0].id
    engine = Engine(tanks.host(), CHECKS, FIXES, heard.append, resting={resting_one})
    engine.diagnose(Allowed())
    outcomes = {e.check: e.outcome for e in heard if isinstance(e, CheckDone)}

    assert outcomes[CHECKS[0]] == Unsure(RESTS)
    assert outcomes[CHECKS[2]] == Healthy()


def test_a_run_knows_from_its_folder_who_rests(tmp_path):
    (tmp_path / f"fault-{CHECKS[0].id}").write_text(STACK)
    with Session(kit(tmp_path), "test") as session:
        session.diagnose()
        case = session.finish()

    assert [one.why for one in case.after if one.state == "unsure"] == [RESTS]
