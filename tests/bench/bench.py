"""Prints speed and memory as ratios within one run: python tests/bench/bench.py [POLICY]

Run it where the network may be asked: in a network namespace of the lab, with the
lab's policy. Without one the full check runs in an empty namespace (root) or is
left out, and that is said.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]
PYTHON = HERE / ".venv" / "bin" / "python"
BLUSSER = HERE / ".venv" / "bin" / "blusser"
TURNS = 40


def took(*command):
    began = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    return time.perf_counter() - began


def cold_start(state):
    """Interleaved, so that a busy moment hits both; the best of each counts."""
    bare = (PYTHON, "-I", "-c", "pass")
    disk = (BLUSSER, "check", "--only", "disk", "--state", state)
    pairs = [(took(*bare), took(*disk)) for _ in range(TURNS)]
    return tuple(min(column) for column in zip(*pairs, strict=True))


def full_check(state, policy, prefix=()):
    """Wall time of a full run, and the slowest answer in it by its own transcript."""
    chosen = ("--policy", policy) if policy else ()
    command = (*prefix, BLUSSER, "check", "--json", "--state", state, *chosen)
    began = time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=False)
    wall = time.perf_counter() - began
    report = json.loads(done.stdout)
    return wall, report


def slowest(state, policy, prefix=()):
    """Ask every check alone and return the slowest wall time."""
    listing = subprocess.run(
        [BLUSSER, "checks", "--json"], capture_output=True, check=True
    )
    best = (0.0, "")
    for check in json.loads(listing.stdout):
        chosen = ("--policy", policy) if policy else ()
        one = (*prefix, BLUSSER, "check", "--only", check["id"], "--state", state)
        best = max(best, (took(*one, *chosen), check["id"]))
    return best


def peak(*command):
    """Peak resident memory of a command, in MB."""
    watch = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], "
        "stdout=subprocess.DEVNULL); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)"
    )
    done = subprocess.run(
        [PYTHON, "-c", watch, *command], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def main(policy=""):
    with tempfile.TemporaryDirectory() as state:
        bare, disk = cold_start(state)
        print(f"bare interpreter          {bare * 1000:7.1f} ms")
        print(
            f"check --only disk         {disk * 1000:7.1f} ms  = {disk / bare:.2f} x (at most 3)"
        )
        prefix = () if policy else ("unshare", "--net")
        if not policy and os.geteuid() != 0:
            print("full check                left out: needs root or a policy of a lab")
            return
        alone, name = slowest(state, policy, prefix)
        wall, report = full_check(state, policy, prefix)
        most = 1.2 * alone + 0.3
        print(f"slowest question alone    {alone:7.2f} s   {name}")
        print(
            f"full check                {wall:7.2f} s   = {wall / most:.2f} x of 1.2 x slowest + 0.3 s"
        )
        print(
            f"                          outcome {report['outcome']}, causes {[c['code'] for c in report['causes']]}"
        )
        chosen = ("--policy", policy) if policy else ()
        most = peak(*prefix, BLUSSER, "check", "--state", state, *chosen)
        print(f"peak memory               {most:7.1f} MB  (at most 60)")


if __name__ == "__main__":
    main(*sys.argv[1:2])
