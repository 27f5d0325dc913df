"""Heat, batteries and who keeps the processor busy, as the kernel tells."""

import os
import time

import pytest

from agent.host.linux.battery import LinuxBatteries
from agent.host.linux.heat import LinuxHeat
from agent.host.linux.processor import LinuxProcessor
from agent.host.ports.battery import BatteryState
from agent.host.trouble import PartMissing
from tests.agent.host.linux.test_processes import TICKS, line, put


def write(folder, **files):
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(f"{text}\n")


def cores(tmp_path, *times):
    for number, lost in enumerate(times):
        folder = tmp_path / f"devices/system/cpu/cpu{number}/thermal_throttle"
        write(folder, core_throttle_total_time_ms=lost, core_throttle_count=lost)


def test_a_processor_that_never_got_hot_is_not_watched(tmp_path):
    cores(tmp_path, 0, 0)

    def pause(_):
        raise AssertionError

    assert LinuxHeat(str(tmp_path), pause).throttled() == 0


def test_time_lost_while_watched_counts_by_the_worst_core(tmp_path):
    cores(tmp_path, 100, 100)

    def pause(_):
        time.sleep(0.1)
        cores(tmp_path, 110, 160)

    assert 30 < LinuxHeat(str(tmp_path), pause).throttled() <= 61


def test_time_lost_yesterday_does_not_count(tmp_path):
    cores(tmp_path, 123_456)

    assert LinuxHeat(str(tmp_path), lambda _: None).throttled() == 0


def test_a_machine_without_counters_tells_by_its_cooling_devices(tmp_path):
    thermal = tmp_path / "class/thermal"
    write(thermal / "cooling_device0", type="Fan", cur_state=9, max_state=9)
    write(thermal / "cooling_device1", type="Processor", cur_state=3, max_state=10)
    write(thermal / "cooling_device2", type="Processor", cur_state=0, max_state=0)

    assert LinuxHeat(str(tmp_path)).throttled() == 30


def test_a_machine_that_tells_nothing_has_no_such_part(tmp_path):
    with pytest.raises(PartMissing):
        LinuxHeat(str(tmp_path)).throttled()


BAT = {"type": "Battery", "present": 1}


def test_batteries_count_energy_or_charge(tmp_path):
    write(tmp_path / "BAT0", **BAT, energy_full=20, energy_full_design=50)
    write(tmp_path / "BAT1", **BAT, charge_full=45, charge_full_design=50)

    assert LinuxBatteries(str(tmp_path)).worn() == (
        BatteryState("BAT0", 40.0),
        BatteryState("BAT1", 90.0),
    )


def test_the_mouse_the_plug_and_an_empty_bay_do_not_count(tmp_path):
    full = {"energy_full": 1, "energy_full_design": 50}
    write(tmp_path / "hidpp_battery_0", **BAT, scope="Device", **full)
    write(tmp_path / "AC", type="Mains", online=1)
    write(tmp_path / "BAT1", type="Battery", present=0, **full)
    write(tmp_path / "BAT2", **BAT, energy_full=0, energy_full_design=0)

    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(PartMissing):
            LinuxBatteries(str(folder)).worn()


def test_who_works_now_is_told_by_kind_and_what_ran_before_is_not(tmp_path):
    put(tmp_path, 10, "browser", 1, ticks=100)
    put(tmp_path, 11, "browser", 1, ticks=100)
    put(tmp_path, 12, "idle", 1, ticks=9 * TICKS)

    def pause(_):
        time.sleep(0.2)
        for number in (10, 11):
            folder = tmp_path / str(number)
            (folder / "stat").unlink()
            (folder / "status").unlink()
            folder.rmdir()
            put(tmp_path, number, "browser", 1, ticks=110)

    (one,) = LinuxProcessor(str(tmp_path), pause).workers()

    assert (one.name, one.yields) == ("browser", False)
    assert one.seconds == 220 / TICKS
    assert 50 < one.share <= 100 * 0.2 / 0.2


def test_we_ourselves_are_not_at_work(tmp_path):
    put(tmp_path, os.getpid(), "blusser", 1)

    def pause(_):
        (tmp_path / str(os.getpid()) / "stat").write_text(
            line(os.getpid(), "blusser", ticks=500)
        )

    assert LinuxProcessor(str(tmp_path), pause).workers() == ()
