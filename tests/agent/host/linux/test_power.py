"""Whether a cable feeds this machine."""

import pytest

from agent.host.linux.power import on_battery

LAPTOP = {"AC": {"type": "Mains", "online": "0"}, "BAT0": {"type": "Battery"}}


def supply(folder, told):
    for name, files in told.items():
        (folder / name).mkdir()
        for what, text in files.items():
            (folder / name / what).write_text(f"{text}\n")
    return str(folder)


@pytest.mark.parametrize(
    ("told", "known"),
    [
        ({}, False),
        ({"AC": {"type": "Mains", "online": "1"}}, False),
        (LAPTOP | {"BAT0": {"type": "Battery", "status": "Discharging"}}, True),
        (LAPTOP | {"BAT0": {"type": "Battery", "status": "Full"}}, False),
        (
            {
                "ucsi": {"type": "USB", "online": "1"},
                "BAT0": {"type": "Battery", "status": "Discharging"},
            },
            False,
        ),
        ({"BAT0": {"type": "Battery", "status": "Discharging"}}, True),
        (
            {"m": {"type": "Battery", "status": "Discharging", "scope": "Device"}},
            False,
        ),
        ({"AC": {"type": "Mains"}, "odd": {}}, False),
    ],
    ids="desk cable laptop full usb alone mouse odd".split(),
)
def test_a_cable_that_feeds_counts_then_a_battery_that_is_emptied(
    tmp_path, told, known
):
    assert on_battery(supply(tmp_path, told)) is known


def test_a_machine_that_does_not_tell_is_on_no_battery():
    assert on_battery("/nowhere") is False
