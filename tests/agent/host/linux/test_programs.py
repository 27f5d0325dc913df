"""Programs by name, from a folder like /proc."""

import os

import pytest

from agent.host import HostError
from agent.host.linux.programs import LinuxPrograms


@pytest.fixture
def proc(tmp_path):
    def run(number, name, state="S", words=()):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "stat").write_text(f"{number} ({name[:15]}) {state} 1 1 0\n")
        (folder / "cmdline").write_text("\0".join(words) + "\0")

    run(1, "init")
    (tmp_path / "meminfo").write_text("")
    return run, LinuxPrograms(str(tmp_path))


def test_what_runs_under_a_name_is_counted(proc):
    run, programs = proc
    run(7, "backup-agent")
    run(8, "backup-agent")
    run(9, "backup")

    assert programs.count("backup-agent") == 2
    assert programs.count("backup") == 1
    assert programs.count("gone") == 0


def test_what_ended_runs_no_more(proc):
    run, programs = proc
    run(7, "backup", state="Z")
    run(8, "backup", state="X")

    assert programs.count("backup") == 0


def test_a_name_with_brackets_is_read_whole(proc):
    run, programs = proc
    run(7, "a) S (b")

    assert programs.count("a) S (b") == 1


def test_a_long_name_is_told_by_its_first_words(proc):
    run, programs = proc
    name = "a-very-long-program-name"
    run(7, name, words=("/opt/x/" + name, "--x"))
    run(8, name, words=("/usr/bin/python3", f"/opt/{name}"))
    run(9, name, words=("/opt/a-very-long-program-else",))
    run(10, name, words=("/bin/x", "--", name))

    assert programs.count(name) == 2


def test_an_account_that_sees_only_its_own_knows_nothing(tmp_path):
    with pytest.raises(HostError, match="of others"):
        LinuxPrograms(str(tmp_path)).count("x")


def test_this_very_process_is_seen():
    with open(f"/proc/{os.getpid()}/comm") as file:
        name = file.read().strip()

    assert LinuxPrograms().count(name) >= 1
