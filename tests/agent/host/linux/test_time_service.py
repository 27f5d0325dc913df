"""The time service is asked to compare; nothing here sets a clock."""

import os
import time
from threading import Timer

import pytest

from agent.host import PartMissing
from agent.host.linux import time_service
from agent.host.linux.time_service import LinuxTime
from tests.agent.host.linux.toybus import toy_bus


def timedated(*, on, able=True, starts="disabled"):
    def answers(path, interface, member, body):
        if member == "GetUnitFileState":
            return "s", (starts,)
        if member == "GetAll":
            return "a{sv}", ({"NTP": ("b", on), "CanNTP": ("b", able)},)
        return ("o", ("/job",)) if member.endswith("RestartUnit") else ("", ())

    return answers


def told(tmp_path, act=LinuxTime.synchronise, **how):
    """Synchronise, with a server that is heard a moment later."""
    heard = tmp_path / "synchronized"
    heard.touch()
    os.utime(heard, (1, 1))
    later = Timer(0.3, heard.touch)
    later.start()
    began = time.monotonic()
    with toy_bus(tmp_path, timedated(**how)) as there:
        levers = LinuxTime(there.place, str(heard))
        before = levers.is_automatic()
        act(levers)
        calls = [call for call in there.calls if not call[0].startswith("Get")]
    later.join()
    assert 0.2 < time.monotonic() - began < time_service.PATIENCE / 2
    return before, calls


def test_a_service_that_is_on_is_restarted_and_listened_for(tmp_path):
    restart = ("TryRestartUnit", ("systemd-timesyncd.service", "replace"))

    assert told(tmp_path, on=True) == (True, [restart])


def test_a_service_that_is_wanted_but_down_is_started_and_no_setting_changes(tmp_path):
    restart = ("RestartUnit", ("systemd-timesyncd.service", "replace"))

    assert told(tmp_path, on=False, starts="enabled") == (True, [restart])


def test_automatic_time_that_is_off_is_known_to_be_and_can_be_switched_on(tmp_path):
    switched = told(tmp_path, lambda levers: levers.automatic(True), on=False)

    assert switched == (False, [("SetNTP", (True, False))])


def test_to_compare_clocks_switches_nothing_on(tmp_path):
    assert told(tmp_path, on=False)[1] == [
        ("TryRestartUnit", ("systemd-timesyncd.service", "replace"))
    ]


def test_automatic_time_can_be_put_back(tmp_path):
    with toy_bus(tmp_path, timedated(on=True)) as there:
        LinuxTime(there.place).automatic(False)

    assert there.calls[-1] == ("SetNTP", (False, False))


@pytest.mark.skipif(os.path.exists(time_service.CHRONYD), reason="chrony runs here")
def test_a_machine_where_nothing_keeps_the_clock_has_no_such_part(tmp_path):
    with pytest.raises(PartMissing, match="keeps the clock"):
        LinuxTime(f"{tmp_path}/none")

    with toy_bus(tmp_path, timedated(on=False, able=False)) as there:
        with pytest.raises(PartMissing, match="keeps the clock"):
            LinuxTime(there.place)
