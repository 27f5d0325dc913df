"""Runs in a process of their own, in which strace lets one system call go wrong."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

STRACE = "/usr/bin/strace"
WRITING = "write,pwrite64,fsync,fdatasync,rename,unlink,mkdir,ftruncate"
"""What can be under way when a machine stops, of all that such a run calls."""
ROOT = Path(__file__).parents[3]
RUN = "import sys; from tests.lab.journal.valve import main; main(*sys.argv[1:])"
CALL = re.compile(r"^(\d+) +(\w+)\(")


def run(
    folder: Path, what: str, given: str, program: str = RUN
) -> subprocess.CompletedProcess[str]:
    """Run under strace, which does ``what`` and leaves its trace in the folder."""
    strace = [STRACE, "-f", "-y", "-o", str(folder / "trace")]
    strace += ["-e", f"trace={WRITING}", *(["-e", what] if what else [])]
    return subprocess.run(
        [*strace, sys.executable, "-c", program, str(folder), given],
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def calls(
    folder: Path, given: str = "good", program: str = RUN
) -> dict[tuple[str, int], str]:
    """Run undisturbed; return the calls that write, by kind and number.

    strace counts each kind in each thread. Of those with the same number only the
    first is here, because there the run would end; and none that does nothing.
    """
    done = run(folder, "", given, program)
    assert done.returncode == 0, done.stderr
    count: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, int], str] = {}
    for line in (folder / "trace").read_text().splitlines():
        if found := CALL.match(line):
            thread, kind = found.groups()
            count[thread, kind] += 1
            first.setdefault((kind, count[thread, kind]), line.split(maxsplit=1)[1])
    idle = ("/idle", "/dev/null")
    return {at: said for at, said in first.items() if not any(i in said for i in idle)}


def faulty(
    folder: Path,
    fault: str,
    at: tuple[str, int],
    given: str = "good",
    program: str = RUN,
) -> int:
    """Run with a fault at one call; return the exit code."""
    kind, number = at
    done = run(folder, f"inject={kind}:{fault}:when={number}", given, program)
    trace = (folder / "trace").read_text()
    assert "(INJECTED)" in trace or "killed by SIGKILL" in trace, at
    assert "Traceback" not in done.stderr, (at, done.stderr)
    return done.returncode
