"""``blusser bundle``: the evidence of a run, for IT."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from time import time

from agent.case import Case
from agent.cli.exits import Exit
from agent.cli.options import Arguments
from agent.cli.world import World, outbox_of
from agent.history import History
from agent.host.transcript import Asking
from agent.policy.retention import RetentionRules
from agent.session import Kit
from agent.trouble import BadInput
from agent.words import Words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from agent.cli.render import Line

DAY = 86_400
STALE = 3600.0
"""Seconds after which a half-written bundle is one that nobody will finish."""


def run(args: Arguments, world: World) -> int:
    """Write the bundle of a run, of a new one where none is kept, and say where."""
    kit = world.kit(args)
    words = world.words(args, kit.policy.own, kit.policy.languages)
    place = os.path.abspath(args.output) if args.output else ""
    if os.path.lexists(place) and not os.path.isdir(place):
        msg = f"{place} exists already and stays as it is; name another place."
        raise BadInput(msg)
    if args.output.endswith(os.sep):
        place += os.sep
    case, askings = _kept(kit, args) or _fresh(kit, args, words)
    try:
        path = (
            _write(place, world, case, askings, words)
            if place
            else write_to_outbox(kit, world, case, askings, words)
        )
        size = os.path.getsize(path)
    except OSError as trouble:
        msg = (
            f"The bundle cannot be written to {place or outbox(kit)}"
            f" ({trouble.strerror}); make room there or name another place with"
            " --output."
        )
        raise BadInput(msg) from trouble
    if args.json:
        import json

        said = {"schema": 1, "bundle": path, "case": case.id, "bytes": size}
        sys.stdout.write(json.dumps(said, ensure_ascii=False) + "\n")
    elif not args.silent:
        from agent.cli.terminal import write

        write(_lines(path, size, words))
    return Exit.WELL


def _lines(path: str, size: int, words: Words) -> Iterator[Line]:
    """Say where the bundle lies, how large it is, and what it does not hold."""
    from agent.bundle.unpack import read_bundle
    from agent.cli.render import Line
    from agent.words.facts import Facts

    evidence = read_bundle(path)
    written = Facts(words.language).format_field(size, "bytes")
    yield Line(words.phrase("cli-bundle", path=path), "well")
    yield Line(words.phrase("report-size", size=written), style="quiet", indent=2)
    removed = [f"{rule} ({count})" for rule, count in evidence.removed.items()]
    withheld = [f"{note.what} ({note.count})" for note in evidence.withheld]
    for key, names in (("removed", removed), ("withheld", withheld)):
        said = words.phrase(f"report-{key}")
        none = words.phrase(f"report-nothing-{key}")
        text = f"{said}: {', '.join(names)}" if names else none
        yield Line(text, style="quiet", indent=2)
    yield Line(words.phrase("nothing-leaves"), style="quiet")


def outbox(kit: Kit) -> str:
    """Return the folder in which bundles wait for somebody to fetch or send them."""
    return outbox_of(kit.policy, kit.state)


def write_to_outbox(
    kit: Kit, world: World, case: Case, askings: Sequence[Asking], words: Words
) -> str:
    """Write a bundle into the outbox, drop the oldest, and return its path."""
    folder = outbox(kit)
    os.makedirs(folder, mode=0o700, exist_ok=True)
    path = _write(folder, world, case, askings, words)
    with suppress(OSError):
        _tidy(folder, path, kit.policy.retention)
    return path


def _tidy(folder: str, newest: str, rules: RetentionRules) -> None:
    """Keep the newest bundles, and nothing that a stopped process left half-written."""
    oldest = time() - rules.outbox_days * DAY
    mine: list[tuple[float, str]] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            made = entry.stat(follow_symlinks=False).st_mtime
            if entry.name.startswith("blusser-2") and entry.name.endswith(".zip"):
                made = made if made >= oldest else 0.0
                mine += [(made, entry.path)] if entry.path != newest else []
            elif entry.name.startswith(".blusser-2") and entry.name.endswith(".part"):
                mine += [(0.0, entry.path)] if time() - made > STALE else []
    mine.sort(reverse=True)
    most = rules.outbox_reports - 1
    for _, path in [*(m for m in mine if not m[0]), *mine[most:]]:
        with suppress(FileNotFoundError):
            os.unlink(path)


def _write(
    place: str, world: World, case: Case, askings: Sequence[Asking], words: Words
) -> str:
    from agent.bundle.pack import write_bundle

    here = world.platform
    return write_bundle(place, case, askings, here.about(), here.known_values(), words)


def _kept(kit: Kit, args: Arguments) -> tuple[Case, list[Asking]] | None:
    with closing(History(kit.state)) as history:
        found = history.find(args.case)
    if args.case and not found:
        msg = f"There is no run {args.case!r} in {kit.state}; see «blusser history»."
        raise BadInput(msg)
    return found


def _fresh(kit: Kit, args: Arguments, words: Words) -> tuple[Case, list[Asking]]:
    from agent.cli.diagnose import carry_out

    session, case = carry_out(kit, args, words, None)
    return case, session.askings
