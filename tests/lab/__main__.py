"""The gauntlet: really broken machines, and whether Blusser names what is wrong.

python -m tests.lab                 run all cases
python -m tests.lab NAME ...        run the cases with these names, or of these families
    --list [--json]                 list the cases instead
    --json FILE                     also write the score to a file
    --times N                       run each case N times
    --jobs N                        so many offices side by side (default: one a core)
    --peers                         also ask what else can be installed; repairs nothing
    --kind KIND                     only single, pair or healthy ones
    --short                         only what fits into a run of CI
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from typing import Any

from tests.lab.gauntlet.case import BadCase, Case, every

USAGE = 2


def main(argv: Sequence[str]) -> int:
    """Run what was asked for; 0 when every case passed, 1 when not, 2 for bad usage."""
    args = _arguments(argv)
    try:
        cases = chosen(every(), args.names, args.kind, short=args.short)
    except BadCase as bad:
        sys.stderr.write(f"{bad}\n")
        return USAGE
    if args.list:
        return _list(cases, as_json=args.json is not None)
    if os.geteuid() != 0:
        sys.stderr.write("The gauntlet breaks machines of its own: it needs root.\n")
        return USAGE
    scores = _run(cases * args.times, args.jobs, peers=args.peers)
    from tests.lab.gauntlet import table

    sys.stdout.write("\n".join(table.lines(scores)) + "\n")
    if args.json:
        with open(args.json, "w") as file:
            json.dump(table.as_json(scores), file, indent=1)
    return 0 if all(score.passed for score in scores) else 1


def chosen(
    cases: tuple[Case, ...],
    names: Sequence[str],
    kind: str = "",
    *,
    short: bool = False,
) -> tuple[Case, ...]:
    """Return the cases that go by these names; raise ``BadCase`` for one nobody has."""
    for name in names:
        if name not in {word for case in cases for word in (case.name, case.family)}:
            raise BadCase(f"There is no case or family {name!r}; see --list.")
    return tuple(
        case
        for case in cases
        if (not names or case.name in names or case.family in names)
        and (case.ci or not short)
        and kind in ("", case.kind)
    )


def _list(cases: Sequence[Case], *, as_json: bool) -> int:
    rows = [{"name": c.name, "kind": c.kind, "family": c.family} for c in cases]
    if as_json:
        print(json.dumps(rows, indent=1))
        return 0
    for case in cases:
        print(f"{case.kind:8} {case.family:11} {case.name:34} {case.summary}")
    return 0


def _run(cases: Sequence[Case], jobs: int, *, peers: bool) -> list[Any]:
    """Run the cases, each worker in an office of its own; a line for each at once."""
    from tests.lab.gauntlet import work

    with work.side_by_side(cases, jobs, peers=peers) as promises:
        for promise in promises:
            promise.add_done_callback(_say)
        return [promise.result() for promise in promises]


def _say(promise: Any) -> None:
    """Say what came of a case, as soon as it is known."""
    if promise.cancelled() or promise.exception():
        return
    score = promise.result()
    mark = "ok  " if score.passed else "MISS"
    said = score.trouble or ", ".join(score.said) or "nothing"
    sys.stderr.write(f"{mark} {score.name}: {said} ({score.seconds} s)\n")


def _arguments(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.lab", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.usage = argparse.SUPPRESS
    parser.add_argument("names", nargs="*", help=argparse.SUPPRESS)
    for name in ("list", "peers", "short"):
        parser.add_argument(f"--{name}", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--json", nargs="?", const="", help=argparse.SUPPRESS)
    kinds = ("single", "pair", "healthy")
    parser.add_argument("--kind", choices=kinds, default="", help=argparse.SUPPRESS)
    parser.add_argument("--times", type=int, default=1, help=argparse.SUPPRESS)
    cores = len(os.sched_getaffinity(0))
    parser.add_argument("--jobs", type=int, default=cores, help=argparse.SUPPRESS)
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
