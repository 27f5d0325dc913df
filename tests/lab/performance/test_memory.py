"""Real programs that really wait, in a control group of their own.

What the kernel says of a group has the form of what it says of the whole machine, so
the same reader reads it; the group's limit keeps the rest of the machine out of it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from time import monotonic, sleep

import pytest

from agent.host.fake.memory import FakeMemory
from agent.host.linux.memory import LinuxMemory
from agent.host.linux.pressure import LinuxPressures
from agent.host.linux.processor import LinuxProcessor
from agent.host.ports.memory import MemoryState
from agent.policy.model import PerformanceRules
from checks.performance.memory_suffices import memory_suffices

pytestmark = pytest.mark.lab

LIMIT = 64 * 2**20
BRIEF = 12
"""Seconds; nobody is strained for longer."""
READER = """
import mmap, os, sys, time
with open(sys.argv[1], "w+b") as file:
    for _ in range(int(sys.argv[3]) >> 20):
        file.write(b"x" * 2**20)
    file.flush()
    os.fsync(file.fileno())
    pages = mmap.mmap(file.fileno(), 0)
until = time.monotonic() + float(sys.argv[2])
while time.monotonic() < until:
    for at in range(0, len(pages), 4096):
        pages[at]
"""
"""Reads, again and again, twice as much as it may keep in memory."""


class Group:
    """Control groups: one whose pressure is told, one whose memory has a limit.

    They are one and the same where version 2 has all of it.
    """

    def __init__(self, name: str) -> None:
        """Make them."""
        tops = ["/sys/fs/cgroup/unified", "/sys/fs/cgroup"]
        top = next(one for one in tops if os.path.exists(f"{one}/cgroup.procs"))
        self.told = f"{top}/{name}"
        self._all = [self.told]
        os.mkdir(self.told)
        if os.path.exists("/sys/fs/cgroup/memory/cgroup.procs"):
            self._all.append(f"/sys/fs/cgroup/memory/{name}")
            os.mkdir(self._all[-1])
            limit = f"{self._all[-1]}/memory.limit_in_bytes"
        else:
            limit = f"{self.told}/memory.max"
        with open(limit, "w") as file:
            file.write(str(LIMIT))

    def run(self, *words: str) -> subprocess.Popen[bytes]:
        """Start words in the group."""
        enter = "".join(f"echo $$ >{one}/cgroup.procs\n" for one in self._all)
        return subprocess.Popen(["sh", "-euc", f'{enter}exec "$@"', "sh", *words])

    def close(self) -> None:
        """Take the groups away; nobody may be in them any more."""
        for one in self._all:
            os.rmdir(one)


@pytest.fixture
def group():
    made = Group(f"blusser-strain-{os.getpid()}")
    try:
        yield made
    finally:
        made.close()


def test_programs_that_really_wait_for_memory_are_seen_to_wait(group, tmp_path):
    image = str(tmp_path / "pages")
    told = LinuxPressures(group.told, ".pressure")
    little = FakeMemory(MemoryState(LIMIT, LIMIT // 20), LinuxMemory().takers())
    assert memory_suffices(little, told, PerformanceRules()) is None

    reader = group.run(sys.executable, "-c", READER, image, str(BRIEF), str(2 * LIMIT))
    try:
        until = monotonic() + BRIEF
        while not (found := memory_suffices(little, told, PerformanceRules())):
            assert monotonic() < until, told.of("memory")
            sleep(0.5)
    finally:
        reader.kill()
        reader.wait()

    assert found.problem.code == "memory-short"
    assert 0 < len(found.facts["program"]) <= 15


def test_a_program_that_really_works_is_told_by_its_name_alone(tmp_path):
    worker = tmp_path / "salaries-of-2026"
    worker.symlink_to("/bin/sh")
    loop = f"until [ -e {tmp_path}/end ]; do :; done"
    with subprocess.Popen([worker, "-c", loop]) as child:
        try:
            told = LinuxProcessor().workers()
        finally:
            (tmp_path / "end").touch()
            child.wait(5)

    mine = [one for one in told if one.name.startswith("salaries")]
    assert [one.name for one in mine] == ["salaries-of-202"]
    assert mine[0].share > 20
    assert str(tmp_path) not in repr(told)
