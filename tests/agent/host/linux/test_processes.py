"""What runs: by short name, with time and memory, and nothing else."""

import os

import pytest

from agent.host.linux.memory import LinuxMemory
from agent.host.linux.processes import TICKS, memory_of, parse, processes, short
from agent.host.ports.memory import MemoryState, Taker
from agent.host.trouble import HostError

MEMINFO = """\
MemTotal:        1000 kB
MemFree:           10 kB
MemAvailable:     200 kB
SwapTotal:        500 kB
SwapFree:         100 kB
HugePages_Total:     0
"""


def line(number, name, *, ticks=0, nice=0, policy=0, size=4096):
    tail = ["0"] * 50
    tail[0], tail[11], tail[16] = "S", str(ticks), str(nice)
    tail[20], tail[38] = str(size), str(policy)
    return f"{number} ({name}) {' '.join(tail)}\n"


def put(proc, number, name, kilobytes, **more):
    folder = proc / str(number)
    folder.mkdir(parents=True)
    (folder / "stat").write_text(line(number, name, **more))
    parts = f"RssAnon:\t{kilobytes} kB\nRssFile:\t9999 kB\nVmSwap:\t1 kB\n"
    (folder / "status").write_text(parts)


def test_a_line_of_the_kernel_is_read():
    one = parse(line(42, "chrome", ticks=5 * TICKS))

    assert (one.number, one.name, one.seconds, one.yields) == (42, "chrome", 5.0, False)


@pytest.mark.parametrize("more", [{"nice": 1}, {"policy": 5}])
def test_what_runs_in_the_background_yields(more):
    assert parse(line(42, "indexer", **more)).yields


def test_a_program_that_was_given_precedence_does_not_yield():
    assert not parse(line(42, "sound", nice=-11)).yields


def test_a_name_may_hold_anything():
    assert parse(line(1, "a) (b c) ")).name == "a) (b c) "
    assert short("/home/jan/x\n") == "?home?jan?x?"
    assert len(short("x" * 40)) == 15


def test_a_thread_of_the_kernel_is_no_program():
    assert parse(line(2, "kthreadd", size=0)) is None


def test_we_run_ourselves():
    mine = [one for one in processes() if one.number == os.getpid()]

    assert len(mine) == 1
    assert mine[0].seconds > 0
    assert memory_of(os.getpid()) > 1_000_000


def test_what_ended_meanwhile_is_left_out(tmp_path):
    put(tmp_path, 7, "here", 1)
    (tmp_path / "8").mkdir()
    (tmp_path / "9").mkdir()
    (tmp_path / "9" / "stat").write_text("nonsense")
    (tmp_path / "net").mkdir()

    assert [one.name for one in processes(str(tmp_path))] == ["here"]


def test_all_of_a_kind_count_together_the_most_first(tmp_path):
    for number, (name, size) in enumerate(
        [("chrome", 300), ("chrome", 400), ("teams", 500), ("a", 1), ("b", 2)]
    ):
        put(tmp_path, number + 10, name, size)

    assert LinuxMemory(str(tmp_path)).takers() == (
        Taker("chrome", 702 * 1024),
        Taker("teams", 501 * 1024),
        Taker("b", 3 * 1024),
    )


def test_what_there_is_is_read(tmp_path):
    (tmp_path / "meminfo").write_text(MEMINFO)

    told = LinuxMemory(str(tmp_path)).state()

    assert told == MemoryState(1_024_000, 204_800, 512_000, 102_400)


def test_this_machine_tells():
    told = LinuxMemory().state()

    assert 0 < told.available <= told.total


@pytest.mark.parametrize("text", ["", "MemTotal: 1 kB\n", "MemTotal: much kB\n"])
def test_what_makes_no_sense_is_no_answer(tmp_path, text):
    (tmp_path / "meminfo").write_text(text)

    with pytest.raises(HostError):
        LinuxMemory(str(tmp_path)).state()
