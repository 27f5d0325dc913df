"""How long programs wait, as the kernel tells."""

import pytest

from agent.host.linux.pressure import LinuxPressures, parse
from agent.host.ports.pressure import Pressure
from agent.host.trouble import HostError, PartMissing

MEMORY = """\
some avg10=9.00 avg60=12.50 avg300=3.25 total=92730503
full avg10=8.00 avg60=11.00 avg300=2.00 total=73548313
"""


def test_both_lines_of_the_kernel_are_read():
    assert parse(MEMORY) == Pressure(12.5, 3.25, 11.0, 2.0)


def test_the_processor_of_an_older_kernel_tells_one_line():
    assert parse(MEMORY.splitlines()[0]) == Pressure(12.5, 3.25)


def test_each_resource_has_its_file(tmp_path):
    for number, name in enumerate(("cpu", "memory", "io")):
        line = f"some avg10=0 avg60={number} avg300=0 total=0\n"
        (tmp_path / f"{name}.pressure").write_text(line)
    told = LinuxPressures(str(tmp_path), ".pressure")

    resources = ("processor", "memory", "disk")
    assert [told.of(one).some60 for one in resources] == [0, 1, 2]


def test_this_machine_tells():
    assert 0 <= LinuxPressures().of("processor").some60 <= 100


def test_a_kernel_that_does_not_measure_has_no_such_part(tmp_path):
    with pytest.raises(PartMissing):
        LinuxPressures(str(tmp_path)).of("memory")


@pytest.mark.parametrize("text", ["", "some\n", "some avg60=much avg300=0\n", "\n"])
def test_what_makes_no_sense_is_no_answer(tmp_path, text):
    (tmp_path / "memory").write_text(text)

    with pytest.raises(HostError):
        LinuxPressures(str(tmp_path)).of("memory")
