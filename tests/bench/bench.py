"""Prints speed and memory as ratios within one run: python -m tests.bench.bench

As root on Linux the full check runs on the healthy PC of the network lab, so that
nothing outside is asked; otherwise it is left out, and that is said.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.lab.network.program import Program, blusser, inside
from tests.lab.network.world import World

ROOT = Path(__file__).parents[2]
BLUSSER = Path(sys.executable).with_name("blusser")
TURNS = 40
PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
"""


def took(*command: object) -> float:
    """Seconds a command takes."""
    words = [str(word) for word in command]
    began = time.perf_counter()
    subprocess.run(words, stdout=subprocess.DEVNULL, check=False, cwd=ROOT)
    return time.perf_counter() - began


def cold_start(state: str) -> None:
    """Interleaved, so that a busy moment hits both; the best of each counts."""
    bare = (sys.executable, "-I", "-c", "pass")
    disk = (BLUSSER, "check", "--only", "disk", "--state", state)
    pairs = [(took(*bare), took(*disk)) for _ in range(TURNS)]
    least, ours = (min(column) for column in zip(*pairs, strict=True))
    show("bare interpreter", f"{least * 1000:.1f} ms")
    show("check --only disk", f"{ours * 1000:.1f} ms", f"{ours / least:.2f} x of 3")


def full_check(state: str) -> None:
    """A whole run against its slowest question, both by the run's own transcript."""
    with tempfile.TemporaryDirectory() as folder:
        world = World(folder)
        try:
            program = Program(world.pc, folder)
            report = program.run("check", "--json")
            names = [one["id"] for one in listed()]
            alone = {name: on(world, "check", "--only", name) for name in names}
            slowest = max(alone, key=lambda name: alone[name])
            wall = min(on(world, "check") for _ in range(3))
            limit = 1.2 * alone[slowest] + 0.3
            show("slowest question alone", f"{alone[slowest]:.2f} s", slowest)
            share = f"{wall / limit:.2f} of 1.2 x slowest + 0.3 s"
            show("full check", f"{wall:.2f} s", share, report.said["outcome"])
            most = peak(*inside(world.pc), *blusser("check", "--state", state))
            show("peak memory", f"{most:.1f} MB", f"{most / 60:.2f} of 60 MB")
        finally:
            world.close()


def on(world: World, *words: str) -> float:
    """Seconds a command takes on the lab's PC."""
    with tempfile.TemporaryDirectory() as folder:
        program = Program(world.pc, folder)
        mine = ("--policy", f"{folder}/policy.toml", "--state", program.state)
        return took(*inside(world.pc), *blusser(*words), *mine)


def listed() -> list[dict[str, str]]:
    """Return the catalogue."""
    command = [*blusser("checks", "--json")]
    done = subprocess.run(command, capture_output=True, check=True, cwd=ROOT)
    found: list[dict[str, str]] = json.loads(done.stdout)
    return found


def peak(*command: object) -> float:
    """Peak resident memory of a command's largest process, in MB."""
    words = [sys.executable, "-c", PEAK, *map(str, command)]
    done = subprocess.run(words, capture_output=True, text=True, check=True, cwd=ROOT)
    return float(done.stdout)


def show(what: str, *measured: str) -> None:
    """Print one line of the table."""
    print(f"{what:24}", *(f"{one:>14}" for one in measured))


def main() -> None:
    """Measure what can be measured here."""
    with tempfile.TemporaryDirectory() as state:
        cold_start(state)
        if not sys.platform.startswith("linux") or os.geteuid() != 0:
            show("full check", "left out: it needs root on Linux")
            return
        full_check(state)


if __name__ == "__main__":
    main()
